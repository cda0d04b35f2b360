import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';
import { readProgress } from './read-progress.ts';

function shownOn(isTTY: boolean) {
  const written: string[] = [];
  const terminal = new Terminal({ write: (text) => written.push(text), isTTY, columns: 100 });
  let ms = 5000;
  const onRead = readProgress(terminal, 'en', () => ms);
  return {
    written,
    at(elapsedMs: number, read: number, total: number | undefined) {
      ms = 5000 + elapsedMs;
      onRead('a/samples.csv.gz', read, total);
      return written.at(-1);
    },
  };
}

test('shows how far, how fast and how long still, from the first second on', () => {
  const shown = shownOn(true);
  shown.at(0, 1e6, 100e6);
  shown.at(900, 20e6, 100e6);
  expect(shown.written).toStrictEqual([]);
  const line = shown.at(2000, 40e6, 100e6);
  expect(line).toBe('Reading ████████░░░░░░░░░░░░ 40.00% · 20 MB/s · 3s left · samples.csv.gz (100 MB)');
});

test('a pipe has no end that anybody knows', () => {
  const shown = shownOn(true);
  shown.at(0, 1, undefined);
  expect(shown.at(2000, 40e6, undefined)).toBe('Reading 40 MB · 20 MB/s · samples.csv.gz');
});

test('without a terminal one line says that reading takes long, and nothing before or after', () => {
  const shown = shownOn(false);
  shown.at(0, 1, 100e6);
  shown.at(1999, 5, 100e6);
  expect(shown.written).toStrictEqual([]);
  shown.at(2000, 50e6, 100e6);
  shown.at(9000, 90e6, 100e6);
  expect(shown.written).toStrictEqual(['Reading samples.csv.gz (100 MB)\n']);
});
