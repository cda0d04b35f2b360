import { expect, test } from 'vitest';
import { Bound, LeftOutLines } from './bound.ts';

const sentence = '평균 57.66ms. ';

/** What of each line is looked at, and what is told of the rest. */
function lookedAt(lines: readonly string[], sign: '|' | '. ', figures: number) {
  const leftOut = new LeftOutLines();
  const bound = new Bound(leftOut, figures);
  const read = lines.map((line, at) => bound.within(at + 1, line, sign));
  return { read, leftOut: leftOut.all };
}

test('within the bound everything is looked at', () => {
  expect(lookedAt([sentence, sentence], '. ', 3)).toEqual({ read: [sentence, sentence], leftOut: undefined });
});

test('beyond the bound lines with figures are left out and counted', () => {
  expect(lookedAt([sentence, sentence, sentence, '말뿐인 줄'], '. ', 1.1)).toEqual({
    read: [sentence, undefined, undefined, undefined],
    leftOut: { lines: 2, first: 2 },
  });
});

test('a line that reaches beyond the bound ends with a sentence within it, a row with a cell', () => {
  expect(lookedAt([sentence.repeat(4)], '. ', 2.5)).toEqual({
    read: [sentence.repeat(2).trimEnd()],
    leftOut: { lines: 1, first: 1 },
  });
  expect(lookedAt(['| 1 | 2 | 3 | 4 |'], '|', 7)).toEqual({ read: ['| 1 | 2 |'], leftOut: { lines: 1, first: 1 } });
});

test('below a heading beyond the bound nothing is looked at', () => {
  const leftOut = new LeftOutLines();
  const bound = new Bound(leftOut, 10, 1);
  expect([bound.heading(), bound.within(2, sentence, '. ')]).toEqual([true, sentence]);
  expect([bound.heading(), bound.within(4, sentence, '. ')]).toEqual([false, undefined]);
  expect(leftOut.all).toEqual({ lines: 1, first: 4 });
});
