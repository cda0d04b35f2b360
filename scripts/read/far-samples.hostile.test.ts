import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { CSV_HEADER, csvLine, ndjsonLine, type ReferenceSample, request } from '../../testing/reference-samples.ts';
import { ROOT } from '../paths.ts';

const BUHA = join(ROOT, 'dist', 'buha.js');
const folder = mkdtempSync(join(tmpdir(), 'buha-far-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY_MS = 86_400_000;

/** So many seconds of thirty endpoints in six scenarios. */
const near = (seconds: number): ReferenceSample[] =>
  Array.from({ length: seconds * 10 }, (_, at) =>
    request(at * 100 + 90, 5, {
      scenario: `sc${at % 6}`,
      name: `GET /e${at % 30}`,
      status: '200',
      expected_response: 'true',
    }),
  ).flat();

const late = (atMs: number): ReferenceSample[] =>
  Array.from({ length: 6 }, (_, at) =>
    request(atMs, 5, { scenario: `sc${at}`, name: `GET /e${at}`, status: '503', expected_response: 'false' }),
  ).flat();

const long = (lengthMs: number): ReferenceSample[] =>
  Array.from({ length: 6 }, (_, at) => ({
    ...{ metric: 'iteration_duration', atMs: 60_000, value: lengthMs, tags: { scenario: `sc${at}` } },
  }));

const vus: readonly ReferenceSample[] = Array.from({ length: 60 }, (_, at) => ({
  ...{ metric: 'vus', atMs: at * 1000, value: 6, tags: {} },
}));

describe.each([
  ['a sample an hour late', late(3_600_000)],
  ['a sample 6.9 days late', late(6.9 * DAY_MS)],
  ['a sample 20 days late', late(20 * DAY_MS)],
  ['samples every ten minutes for a week', Array.from({ length: 1000 }, (_, at) => late(at * 10 * 60_000)).flat()],
  ['an iteration of five days', long(5 * DAY_MS)],
])('%s', (_what, far) => {
  const samples = [...near(60), ...vus, ...far];

  test.each(['json', 'html', 'md'])(
    'costs no more memory than its file has samples (%s)',
    async (format) => {
      for (const [name, text] of [
        ['run.csv', `${CSV_HEADER}\n${samples.map(csvLine).join('\n')}\n`],
        ['run.ndjson', samples.map(ndjsonLine).join('\n')],
      ] as const) {
        const [input, output] = [join(folder, name), join(folder, `out.${format}`)];
        writeFileSync(input, text);
        // More than that much for its objects ends the process.
        await promisify(execFile)(process.execPath, [
          ...['--max-old-space-size=80', BUHA, 'report', input, '--format', format, '-o', output],
        ]);
        expect(statSync(output).size).toBeLessThan(format === 'html' ? 2e6 : Math.max(2e5, 2 * text.length));
      }
      if (format === 'json') {
        const { total } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')).apis[0].timeline;
        expect(total.length).toBeLessThan(3 * samples.length);
      }
    },
    60_000,
  );
});
