import { expect, test } from 'vitest';
import { proxyVariable } from './proxy.ts';

const PROXIES = { HTTP_PROXY: 'http://proxy:3128', https_proxy: 'http://proxy:3128' };

test.each([
  ['http://shop.example.com', {}, 'HTTP_PROXY'],
  ['https://shop.example.com', {}, 'https_proxy'],
  ['https://shop.example.com', { NO_PROXY: 'example.com' }, undefined],
  ['https://example.com', { NO_PROXY: '.example.com' }, 'https_proxy'],
  ['https://shop.example.com', { no_proxy: 'a.test, .example.com' }, undefined],
  ['https://badexample.com', { NO_PROXY: 'example.com' }, 'https_proxy'],
  ['https://shop.example.com:8443', { NO_PROXY: 'example.com:8443' }, undefined],
  ['https://shop.example.com', { NO_PROXY: 'example.com:8443' }, 'https_proxy'],
  ['http://10.1.2.3', { NO_PROXY: '10.0.0.0/8' }, undefined],
  ['http://11.1.2.3', { NO_PROXY: '10.0.0.0/8' }, 'HTTP_PROXY'],
  ['http://[fd00::1]:80', { NO_PROXY: 'fd00::1' }, undefined],
  ['http://shop.example.com', { NO_PROXY: '*' }, undefined],
  // Go never sends these through a proxy.
  ['http://localhost:8080', {}, undefined],
  ['http://127.0.0.1:8080', {}, undefined],
] as const)('%s with %j', (address, more, variable) => {
  expect(proxyVariable(new URL(address), { ...PROXIES, ...more })).toBe(variable);
});

test('no variable, no proxy', () => {
  expect(proxyVariable(new URL('http://shop.example.com'), { HTTPS_PROXY: 'http://proxy' })).toBeUndefined();
});
