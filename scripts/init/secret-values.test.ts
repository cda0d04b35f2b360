import { expect, test } from 'vitest';
import { looksSecret, SECRET_VALUE, shownValue, withoutSecretValues } from './secret-values.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P';

test.each([
  'password',
  'pw',
  'userPw',
  'userpwd',
  'userpass',
  'password2',
  'otp',
  'cvc',
  'cardNumber',
  'SAMLResponse',
  'auth_code',
  'sig',
])('what is called %s is a secret', (name) => {
  expect(shownValue(name, 'x')).toBe(SECRET_VALUE);
  expect(withoutSecretValues({ [name]: 'x' })).toStrictEqual({ [name]: SECRET_VALUE });
});

test.each(['productId', 'quantity', 'passenger', 'design', 'code', 'sort', 'signal', 'compass_direction', 'assignee'])(
  'what is called %s is none',
  (name) => {
    expect(withoutSecretValues({ [name]: 'x', n: 1 })).toStrictEqual({ [name]: 'x', n: 1 });
  },
);

test('all below the name of a secret is one, and the value of a pair that names one', () => {
  expect(withoutSecretValues({ credentials: { user: 'kim', tries: [1, 2], ok: true } })).toStrictEqual({
    credentials: { user: SECRET_VALUE, tries: [SECRET_VALUE, SECRET_VALUE], ok: true },
  });
  expect(
    withoutSecretValues([
      { name: 'password', value: 'x' },
      { name: 'size', value: 'L' },
    ]),
  ).toStrictEqual([
    { name: 'password', value: SECRET_VALUE },
    { name: 'size', value: 'L' },
  ]);
});

test('a token is one whatever it is called; an id, a date or a word is none', () => {
  for (const text of [JWT, 'Bearer abc', 'Basic a2ltOjEyMw==', 'AKIAIOSFODNN7EXAMPLEabcdefgh12'])
    expect(looksSecret(text)).toBe(true);
  const plain = [
    '0b1f4c52-63f0-4d0e-9d0a-0f3f8a4c2b11',
    '2026-11-30T09:00:00+09:00',
    'a sentence of 24 letters or more',
    'ORD-2026-0001',
  ];
  for (const text of plain) expect(looksSecret(text)).toBe(false);
});
