import { expect, test } from 'vitest';
import { digest } from './digest.ts';

test('tells texts apart, the same text always alike', () => {
  expect(digest('')).toBe('811c9dc5');
  expect(digest('a')).toBe('e40c292c');
  expect(new Set(['ab', 'ba', 'a b', 'a-b', '주문'].map(digest)).size).toBe(5);
});
