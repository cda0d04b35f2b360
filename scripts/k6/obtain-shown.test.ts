import { expect, test } from 'vitest';
import type { K6Event } from '../../reports/model/k6.ts';
import { Terminal } from '../terminal.ts';
import { k6Teller } from './obtain-shown.ts';

/** What people read of these events. */
function told(isTTY: boolean, events: readonly K6Event[]): string[] {
  const written: string[] = [];
  const terminal = new Terminal({ isTTY, columns: 120, write: (text) => written.push(text) });
  events.forEach(k6Teller({ terminal, language: 'en' }));
  return written;
}

const start: K6Event = { kind: 'download-start', version: '2.2.0', url: 'http://mirror/k6.tar.gz' };
const received = (elapsedMs: number): K6Event => ({
  kind: 'download-progress',
  receivedBytes: elapsedMs * 100,
  totalBytes: 4_000_000,
  elapsedMs,
  leftMs: 40_000 - elapsedMs,
});

test('without a terminal progress is a line every ten seconds', () => {
  const lines = told(false, [start, ...[500, 9900, 10_100, 11_000, 19_000, 20_500].map(received)]);
  expect(lines).toEqual([
    'Downloading k6 2.2.0, only this once: http://mirror/k6.tar.gz\n',
    '  0:10 · downloading: 1.0 MB of 4.0 MB, about 0:29 left\n',
    '  0:20 · downloading: 2.1 MB of 4.0 MB, about 0:19 left\n',
  ]);
});

test('a way that follows another begins its time anew', () => {
  const failed: K6Event = { kind: 'way-failed', attempt: { fault: 'build-failed', lastLines: [] } };
  const lines = told(false, [received(15_000), failed, received(5000), received(10_000)]);
  expect(lines.map((line) => line.slice(0, 6))).toEqual(['  0:15', 'build:', '  0:10']);
});

test('on a terminal every step is shown in one line, which goes before what stays', () => {
  const texts = told(true, [received(500), received(1000), start]);
  expect(texts.filter((text) => text.includes('downloading'))).toHaveLength(2);
  expect(texts.slice(-2)).toEqual(['\r\u001b[2K', 'Downloading k6 2.2.0, only this once: http://mirror/k6.tar.gz\n']);
});
