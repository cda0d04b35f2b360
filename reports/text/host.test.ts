import { expect, test } from 'vitest';
import { hostOf } from './host.ts';

test.each([
  ['http://127.0.0.1:18099/stock/1?x=http://other.example', '127.0.0.1:18099'],
  ['HTTPS://user:pw@API.example.com:443/v1', 'api.example.com'],
  ['wss://chat.example.com:8443', 'chat.example.com:8443'],
  ['ws://[::1]:9000/', '[::1]:9000'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: k6 writes a template's placeholders like this
  ['http://api.example.com/tpl/${}', 'api.example.com'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: k6 writes a template's placeholders like this
  ['http://${}/tpl', undefined],
  ['GET /v1/orders', undefined],
  ['ftp://files.example.com', undefined],
  ['http://', undefined],
  ['', undefined],
])('the host of %s', (address, host) => {
  expect(hostOf(address)).toBe(host);
});
