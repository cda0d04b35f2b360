import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownForm } from './address.ts';

test.each([
  ['ftp://me:hush@host/x', 'ftp://***@host/x'],
  ['me:hush@host', '***@host'],
  ['http://me:hu@sh@', 'http://***@'],
  ['HTTP://me:hush@host/?key=hush', 'HTTP://***@host/?***'],
  ['http://me:hu\nsh@host', 'http://***@host'],
  ['http://me:hu#sh@host', 'http://***'],
  ['http://host/?key=a@hush', 'http://***'],
  ['http://host:9090', 'http://host:9090'],
])('of %j is shown %j', (written, shown) => {
  expect(shownForm(written)).toBe(shown);
});

test('never shows what stands before the host or after the path', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(shownForm(`http://${before}SECRET@host?${after}SECRET`)).not.toContain('SECRET');
    }),
  );
});
