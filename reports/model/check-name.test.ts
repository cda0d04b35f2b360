import { expect, test } from 'vitest';
import { checkPath, checksCalled } from './check-name.ts';

const top = { name: '상태 200' };
const cart = { name: '상태 200', group: '::장바구니' };
const add = { name: '상태 200', group: '::장바구니::담기' };
const other = { name: 'a › b', group: '::c' };
const checks = [top, cart, add, other];

test('a path leads from the outermost group to the check', () => {
  expect(checks.map(checkPath)).toStrictEqual([
    '상태 200',
    '장바구니 › 상태 200',
    '장바구니 › 담기 › 상태 200',
    'c › a › b',
  ]);
});

test.each([
  ['상태 200', [top, cart, add]],
  ['장바구니 › 담기 › 상태 200', [add]],
  ['장바구니::담기::상태 200', [add]],
  ['::장바구니::상태 200', [cart]],
  ['a › b', [other]],
  ['담기 › 상태 200', []],
])('%s names the checks of that path, or of that name in any group', (text, expected) => {
  expect(checksCalled(checks, text)).toStrictEqual(expected);
});
