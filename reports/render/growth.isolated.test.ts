import { expect, test } from 'vitest';
import { growthOf, LINEAR, textOf } from '../../testing/growth.ts';
import { contentsOf } from './html-fold.ts';

test('the contents of a page of four times as many runs take about four times as long', async () => {
  const make = (length: number) =>
    textOf(length, (at) => `<h3 id="ko-${at}">API ${at}</h3>\n<p>${'x'.repeat(200)}</p>\n`);
  expect(await growthOf(make, 100_000, (html) => contentsOf(html, undefined, 'ko'))).toBeLessThanOrEqual(LINEAR);
});
