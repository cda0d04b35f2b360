import { expect, test } from 'vitest';
import { shellPath, shellWord } from './shell-word.ts';

test.each([
  ['plain-1.js', 'plain-1.js'],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['$(x)', "'$(x)'"],
  ['`id`', "'`id`'"],
  ['$HOME', "'$HOME'"],
  ['주문.js', "'주문.js'"],
  ['', "''"],
])('%j is %s as a shell takes it', (word, written) => {
  expect(shellWord(word)).toBe(written);
});

test('a path is no option', () => expect(shellPath('-x $y')).toBe("'./-x $y'"));
