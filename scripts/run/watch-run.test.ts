import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchRun } from './watch-run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-watched-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is told of lines of k6's log, and what stands in the file. */
async function watched(lines: readonly string[]) {
  const consoleFile = join(folder, 'console.txt');
  const told: string[] = [];
  const watch = watchRun({
    consoleFile,
    redact: (text) => text.replaceAll('s3cret', '***'),
    onProgress: () => {},
    onMessage: (level, message) => told.push(`${level}: ${message}`),
    repeatedText: (sample, count) => `${count} times ${sample}`,
    leftOutText: (count) => `${count} left out`,
  });
  for (const line of lines) watch.onLog(line);
  return { told, ...(await watch.close()), text: readFileSync(consoleFile, 'utf8').trimEnd().split('\n') };
}

const message = (text: string) => JSON.stringify({ level: 'warning', msg: text });

/** As Go prints one: the same lines again and again, but for their numbers. */
const crash = (routines: number) => [
  'panic: runtime error: invalid memory address or nil pointer dereference',
  '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0xd2f3a1]',
  ...Array.from({ length: routines }, (_, at) => [
    '',
    `goroutine ${at + 1} [running]:`,
    `go.k6.io/k6/js.(*VU).run(0xc000${at}, {0x2, 0x3})`,
    '\t/k6/js/runner.go:1017 +0x1c5 s3cret',
  ]).flat(),
];

test('of a crash the first lines are shown, and all of them are written', async () => {
  const { told, untold, leftOut, text } = await watched([message('slow'), ...crash(500)]);
  expect(told).toEqual([
    'warning: slow',
    'error: panic: runtime error: invalid memory address or nil pointer dereference',
    'error: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0xd2f3a1]',
    'error: goroutine 1 [running]:',
    'error: go.k6.io/k6/js.(*VU).run(0xc0000, {0x2, 0x3})',
    'error: \t/k6/js/runner.go:1017 +0x1c5 ***',
  ]);
  expect([untold, leftOut]).toEqual([2 + 3 * 500 - 5, 0]);
  expect(text).toEqual(['warning: slow', ...crash(500).map((line) => line.replace('s3cret', '***'))]);
});

test('a crash without end fills no disk', async () => {
  const { told, text } = await watched(crash(20_000));
  expect(told).toHaveLength(5);
  expect(text.length).toBeLessThan(5100);
  expect(text.at(-1)).toMatch(/^\d+ left out$/);
});

test('other lines that are no messages are counted like those, and few are shown', async () => {
  const { told, untold, text } = await watched(
    Array.from({ length: 300 }, (_, at) => `library line ${'x'.repeat(at % 10)}`),
  );
  expect([told.length, untold]).toEqual([5, 5]);
  expect(text).toContain('30 times library line ');
});

test('a message after a crash is a message', async () => {
  expect((await watched([...crash(1), message('still there')])).told.at(-1)).toBe('warning: still there');
});
