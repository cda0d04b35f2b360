import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { systemCode } from './system-code.ts';

test('the code of the system, down the chain of causes', async () => {
  expect(systemCode(await readFile('no/such/file').catch((fault) => fault))).toBe('ENOENT');
  expect(systemCode(await readFile('a\0b').catch((fault) => fault))).toBe('ERR_INVALID_ARG_VALUE');
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect(systemCode(new TypeError('fetch failed', { cause: refused }))).toBe('ECONNREFUSED');
});

test('what ran out of time has the code of that', async () => {
  const signal = AbortSignal.timeout(1);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect(systemCode(signal.reason)).toBe('ETIMEDOUT');
});

test('a fault without a code has none: its English words are for no user', () => {
  expect([new Error('bad port'), 'text', undefined, null].map(systemCode)).toEqual(['', '', '', '']);
});
