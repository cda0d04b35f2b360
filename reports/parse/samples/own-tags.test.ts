import { expect, test } from 'vitest';
import { OwnTags, ownTagsText } from './own-tags.ts';

test('pairs are read as k6 writes them, which escapes nothing', () => {
  const own = new OwnTags();
  expect([...own.of('kind=list&title=a&b=c&d')]).toEqual([
    ['b', 'c&d'],
    ['kind', 'list'],
    ['title', 'a'],
  ]);
  expect([...own.of('')]).toEqual([]);
  expect([...own.of(undefined)]).toEqual([]);
});

test('tags of k6 and those that name a run are none of the script', () => {
  const own = new OwnTags(['testid']);
  expect([...own.of('testid=7&vu=3&iter=9&kind=list')]).toEqual([['kind', 'list']]);
  expect(ownTagsText({ url: 'http://a.test', name: 'a', kind: 'list', status: '200', odd: 7 })).toBe('kind=list');
});

test('a tag of more values than tell kinds apart is none from then on, and costs the others nothing', () => {
  const own = new OwnTags();
  for (let at = 0; at < 200; at += 1) own.of(`user=${at}&kind=${at % 3}`);
  expect(own.told).toEqual(['kind']);
  expect([...own.of('user=7&kind=1')]).toEqual([['kind', '1']]);
});
