import { expect, test } from 'vitest';
import { hostsIn } from './own-hosts.ts';

test.each([
  [
    "http.get('http://192.0.2.1:8080/a'); http.get('https://api.example.com/v1/' + id)",
    ['192.0.2.1:8080', 'api.example.com'],
  ],
  ["const url = __ENV.BASE_URL || 'http://127.0.0.1:8080'; http.get('http://localhost/x'); ws('http://[::1]:1/')", []],
  ["import x from 'https://jslib.k6.io/k6-utils/1.4.0/index.js'; require('https://cdn.example.com/a.js')", []],
  [
    "http.get('https://user:pw@api.example.com:8443/'); http.get('HTTPS://api.example.com:8443')",
    ['api.example.com:8443'],
  ],
  ['no address at all', []],
])('hosts in %s', (script, hosts) => {
  expect(hostsIn(script)).toEqual(hosts);
});
