import { expect, test } from 'vitest';
import { secretParts } from './secret-parts.ts';

test.each([
  ['plain-secret', ['plain-secret']],
  ['ApiKey KEYsecret0815', ['ApiKey KEYsecret0815', 'KEYsecret0815']],
  ['Bearer a.b.c', ['Bearer a.b.c', 'a.b.c']],
  ['sid=COOKIEsecret4711', ['sid=COOKIEsecret4711', 'COOKIEsecret4711']],
  ['sid=first-one; csrf="second"; a=1', ['sid=first-one; csrf="second"; a=1', 'first-one', 'second']],
  ['dG9rZW4tMQ==', ['dG9rZW4tMQ==']],
  [
    `Basic ${Buffer.from('loader:pa55w0rd').toString('base64')}`,
    [
      `Basic ${Buffer.from('loader:pa55w0rd').toString('base64')}`,
      Buffer.from('loader:pa55w0rd').toString('base64'),
      'loader:pa55w0rd',
      'loader',
      'pa55w0rd',
    ],
  ],
  [
    '-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\nAb\n-----END KEY-----',
    ['-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\nAb\n-----END KEY-----', 'MIIEvQIBADANBg', 'kqhkiG9w0BAQEF'],
  ],
  ['my secret/Key+x', ['my secret/Key+x', 'secret/Key+x']],
])('%s', (value, parts) => {
  expect(secretParts(value)).toEqual(parts);
});
