import { expect, test } from 'vitest';
import { hostsIn, targetIn } from './own-hosts.ts';

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

const asks = { hosts: [], readsBaseUrl: true };
test.each([
  ["http.get(__ENV.BASE_URL + '/x')", asks],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a script
  ['const { BASE_URL } = __ENV; // as in https://k6.io/docs\n/* http://old.example */ http.get(`${BASE_URL}/x`)', asks],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a script
  ["import x from 'https://jslib.k6.io/a.js'; http.get(`${__ENV['BASE_URL']}/x`)", asks],
  ["http.get('http://127.0.0.1:18099/stock/1')", { hosts: ['127.0.0.1:18099'], readsBaseUrl: false }],
  [
    "// BASE_URL\nhttp.get('https://a.example:443/'); ws.connect('wss://b.example/chat')",
    { hosts: ['a.example', 'b.example'], readsBaseUrl: false },
  ],
  ["const url = __ENV.BASE_URL || 'http://localhost:8080/v1'", { hosts: ['localhost:8080'], readsBaseUrl: true }],
  ["const host = __ENV['BASE_URL'] ?? 'localhost:8080/v1'", { hosts: ['localhost:8080'], readsBaseUrl: true }],
  ["const host = __ENV.BASE_URL || ''", asks],
  ["client.connect('127.0.0.1:50051', { plaintext: true })", { hosts: ['127.0.0.1:50051'], readsBaseUrl: false }],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a script
  ['http.get(`http://${__ENV.HOST}/x`)', { hosts: [], readsBaseUrl: false }],
])('where %s goes', (script, target) => {
  expect(targetIn(script)).toStrictEqual(target);
});
