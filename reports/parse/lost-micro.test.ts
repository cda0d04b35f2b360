import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Output } from '../model/output.ts';
import { withMicro } from './lost-micro.ts';
import { readOutputs } from './read-outputs.ts';

const ROOT = new URL('../../fixtures/runs/', import.meta.url).pathname;
/** Texts of every version of k6, some with µs and some with a unit of the script's own choice. */
const TEXTS: (readonly [path: string, text: string])[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.txt'))
  .toSorted()
  .map((path) => [path, readFileSync(`${ROOT}${path}`, 'utf8')]);

const read = (text: string): Promise<Output[]> =>
  readOutputs({
    file: 'a.txt',
    chunks: (async function* () {
      yield new TextEncoder().encode(text);
    })(),
  });

const timesIn = (outputs: readonly Output[]) =>
  new Map(
    outputs.flatMap(({ measured: { metrics } }) =>
      metrics
        .filter(({ kind, contains }) => kind === 'trend' && contains === 'time')
        .flatMap(({ name, values }) =>
          Object.entries(values).flatMap(([statistic, value]) =>
            statistic === 'count' ? [] : [[`${name} ${statistic}`, value] as const],
          ),
        ),
    ),
  );

/** A name without what was lost of it, and what stands in its place. */
const plain = (name: string) => name.replaceAll(/[^\0-\x7f]|[\s?_]/g, '');

describe.each([
  ['taken out', ''],
  ['a question mark each', '?'],
  ['the replacement character', '\ufffd'],
  ['a blank each', ' '],
  ['an underscore each', '_'],
])('everything outside ASCII is lost: %s', (_how, by) => {
  test.each(TEXTS)('%s: a time is the one that k6 printed, or there is none', async (_path, text) => {
    const lost = (part: string) => part.replaceAll(/[^\0-\x7f]/g, by);
    const known = new Map([...timesIn(await read(text))].map(([name, value]) => [plain(name), value]));
    const left = timesIn(await read(lost(text)).catch(() => []));
    for (const [name, value] of left) expect([name, value]).toStrictEqual([name, known.get(plain(name))]);
  });
});

const line = (times: string) => `TOTAL RESULTS\n    http_req_duration....: ${times}\n`;
const mended = (times: string) => withMicro(line(times))?.match(/: (.+)$/m)?.[1];

test.each([
  // Beside ms no time of a minute is written in seconds, and the least is not above the median.
  ['avg=171.2ms min=719.4s med=160.4ms max=1.02s', 'avg=171.2ms min=719.4µs med=160.4ms max=1.02s'],
  ['avg=12.5ms min=2.4s med=8.1ms max=20ms', 'avg=12.5ms min=2.4µs med=8.1ms max=20ms'],
  ['avg=12.5ms min=0s med=8.1s max=20ms', 'avg=12.5ms min=0s med=8.1µs max=20ms'],
  ['avg=1.2s min=10ms med=1.1s max=2.2s', 'avg=1.2s min=10ms med=1.1s max=2.2s'],
  // Either all are seconds or all are microseconds.
  ['avg=1.2s min=1s med=1.1s max=2.2s', 'avg=1.2?s min=1?s med=1.1?s max=2.2?s'],
  ['min=7?s med=160.4ms', 'min=7µs med=160.4ms'],
  ['min=7 s med=160.4ms', 'min=7µs med=160.4ms'],
])('%s', (lost, times) => {
  expect(mended(lost)).toBe(times);
});

test('a text that lost nothing stays as it is', () => {
  for (const [, text] of TEXTS) expect(withMicro(text)).toBeUndefined();
  expect(withMicro(`█ ${line('avg=1.2s min=1s med=1.1s max=2.2s')}`)).toBeUndefined();
  expect(withMicro('    http_req_duration....: avg=1.2s min=1s max=2.2s\n')).toBeUndefined();
});

test('what was left out is said', async () => {
  const text = readFileSync(`${ROOT}summary-text/microseconds.txt`, 'utf8').replaceAll(/[^\0-\x7f]/g, '');
  expect(await read(text)).toMatchObject([{ mended: ['lost-micro'] }]);
});
