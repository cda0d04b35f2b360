import { describe, expect, test } from 'vitest';
import { saidOfRuns, withoutSecrets, withTarget } from './said-of-runs.ts';

const said = (scripts: number, title: readonly string[], purpose: readonly string[] = []) =>
  saidOfRuns({ title, purpose }, scripts);

describe('titles and purposes of the runs of a call', () => {
  test('none', () => expect(said(2, [])).toStrictEqual([{}, {}]));

  test('of one script: its own, and the document’s', () =>
    expect(said(1, ['Order, third try'], ['after the index'])).toStrictEqual([
      { title: 'Order, third try', documentTitle: 'Order, third try', purpose: 'after the index' },
    ]));

  test('one of each script, in their order', () =>
    expect(said(2, ['Order', 'Cart'], ['a', 'b'])).toStrictEqual([
      { title: 'Order', purpose: 'a' },
      { title: 'Cart', purpose: 'b' },
    ]));

  test('one for several: the document’s title, and every run’s purpose', () =>
    expect(said(2, ['Before the sale'], ['the peak of the sale'])).toStrictEqual([
      { documentTitle: 'Before the sale', purpose: 'the peak of the sale' },
      { documentTitle: 'Before the sale', purpose: 'the peak of the sale' },
    ]));

  test('in one line', () => expect(said(1, [' a\n b '])).toMatchObject([{ title: 'a b' }]));

  test('another number is an error', () => {
    expect(() => said(3, ['a', 'b'])).toThrow(
      expect.objectContaining({ code: 'per-script', facts: { option: '--title', given: 2, scripts: 3 } }),
    );
    expect(() => said(1, [], ['a', 'b'])).toThrow(expect.objectContaining({ code: 'per-script' }));
  });
});

test('a secret that the run was given stands in none of them', () => {
  const [one] = saidOfRuns({ title: ['Order with t0ps3cret'], purpose: ['t0ps3cret is new'] }, 1);
  expect(withoutSecrets(one ?? {}, (text) => text.replaceAll('t0ps3cret', '***'))).toStrictEqual({
    title: 'Order with ***',
    purpose: '*** is new',
    documentTitle: 'Order with ***',
  });
  expect(withoutSecrets({}, (text) => text)).toStrictEqual({});
});

test('the purpose of a target stands where the user states none', () => {
  const target = { baseUrl: 'http://127.0.0.1', purpose: 'before\nthe sale' };
  expect(withTarget({ title: 'Order' }, target)).toStrictEqual({ title: 'Order', purpose: 'before the sale' });
  expect(withTarget({ purpose: 'mine' }, target)).toStrictEqual({ purpose: 'mine' });
  expect(withTarget({}, undefined)).toStrictEqual({});
});
