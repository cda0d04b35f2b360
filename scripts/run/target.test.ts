import { describe, expect, test } from 'vitest';
import { parseTarget } from './target.ts';

const basic = (pair: string) => ({ Authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

describe('BASE_URL', () => {
  test.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080', true],
    ['http://localhost/', 'http://localhost', true],
    ['http://[::1]:8080/api//', 'http://[::1]:8080/api', true],
    ['http://127.9.9.9', 'http://127.9.9.9', true],
    ['https://shop.example:443/v2/', 'https://shop.example/v2', false],
    ['http://localhost.example', 'http://localhost.example', false],
    ['http://127.0.0.1.example', 'http://127.0.0.1.example', false],
    ['http://0.0.0.0:80', 'http://0.0.0.0', false],
  ])('%s', (text, baseUrl, loopback) => {
    expect(parseTarget(text)).toEqual({ baseUrl, loopback, headers: {}, secrets: [] });
  });

  test.each([
    ['http://loader:p%40ss@127.0.0.1', basic('loader:p@ss'), ['p%40ss', 'p@ss']],
    ['http://loader@127.0.0.1', basic('loader:'), []],
    ['http://a%zz:100%@127.0.0.1', basic('a%zz:100%'), ['100%', '100%']],
  ])('%s: credentials become a header', (text, headers, secrets) => {
    expect(parseTarget(text)).toEqual({ baseUrl: 'http://127.0.0.1', loopback: true, headers, secrets });
  });

  test.each([
    ['127.0.0.1:8080', '127.0.0.1:8080'],
    ['ftp://127.0.0.1', 'ftp://127.0.0.1'],
    ['', ''],
    ['http://loader:pa/ss@host', 'http://***@host'],
    ['loader:pass@host', '***@host'],
    ['http://host/?key=1', 'http://host/?***'],
    ['http://host/#key', 'http://host/#***'],
  ])('%j is none, and is shown as %j', (text, value) => {
    expect(() => parseTarget(text)).toThrow(
      expect.objectContaining({ code: 'setting', facts: expect.objectContaining({ field: 'BASE_URL', value }) }),
    );
  });
});
