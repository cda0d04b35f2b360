import { expect, test } from 'vitest';
import { decoded } from './decoded.ts';

test('escapes are decoded; what is none stays', () => {
  expect(decoded('p%40ss')).toBe('p@ss');
  expect(decoded('50%')).toBe('50%');
  expect(decoded('us%zzer')).toBe('us%zzer');
});
