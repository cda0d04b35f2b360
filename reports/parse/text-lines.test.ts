import { expect, test } from 'vitest';
import { Lines } from './lines.ts';
import { PlainLines } from './text-lines.ts';

const LOG = Array.from({ length: 300 }, (_, at) => `[pod/k6-${at}] \u001b[32mline\u00a0${at}\u001b[0m\r`);
const TEXT = [...LOG, '[pod/k6-1] http_reqs...: 10 1/s', '[pod/k6-2] iterations...: 10 1/s', ''].join('\n');

const contents = (lines: PlainLines, order: readonly number[]) => order.map((at) => lines.at(at)?.content);

test('a line is the same whenever it is asked for', () => {
  const forwards = Array.from({ length: 303 }, (_, at) => at);
  const lines = new PlainLines(new Lines(TEXT));
  expect(lines).toHaveLength(303);
  const read = contents(lines, forwards);
  expect(read[7]).toBe('line 7');
  expect(read.slice(-3)).toStrictEqual(['http_reqs...: 10 1/s', 'iterations...: 10 1/s', '']);
  expect(contents(lines, forwards.toReversed()).toReversed()).toStrictEqual(read);
  expect(contents(new PlainLines(new Lines(TEXT)), [299, 7, 235, 7, 71])).toStrictEqual(
    [299, 7, 235, 7, 71].map((at) => read[at]),
  );
});

test('beyond the text there is none', () => {
  const lines = new PlainLines(new Lines('a'));
  expect([lines.at(-1), lines.at(1)]).toStrictEqual([undefined, undefined]);
  expect(lines.at(0)).toStrictEqual({ number: 1, indent: 0, content: 'a' });
});
