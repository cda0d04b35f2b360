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

const asks = { hosts: [], readsBaseUrl: true, hasFallback: false };
const silent = { readsBaseUrl: false, hasFallback: false };
const falls = { readsBaseUrl: true, hasFallback: true };
test.each([
  ["http.get(__ENV.BASE_URL + '/x')", asks],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a script
  ['const { BASE_URL } = __ENV; // as in https://k6.io/docs\n/* http://old.example */ http.get(`${BASE_URL}/x`)', asks],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a script
  ["import x from 'https://jslib.k6.io/a.js'; http.get(`${__ENV['BASE_URL']}/x`)", asks],
  ["http.get('http://127.0.0.1:18099/stock/1')", { hosts: ['127.0.0.1:18099'], ...silent }],
  [
    "// BASE_URL\nhttp.get('https://a.example:443/'); ws.connect('wss://b.example/chat')",
    { hosts: ['a.example', 'b.example'], ...silent },
  ],
  ["const url = __ENV.BASE_URL || 'http://localhost:8080/v1'", { hosts: ['localhost:8080'], ...falls }],
  ["const host = __ENV['BASE_URL'] ?? 'localhost:8080/v1'", { hosts: ['localhost:8080'], ...falls }],
  ["const host = __ENV.BASE_URL || ''", { hosts: [], ...falls }],
  ["const { BASE_URL = 'http://a.example' } = __ENV", { hosts: ['a.example'], ...falls }],
  ["const to = __ENV.BASE_URL ? __ENV.BASE_URL : 'http://a.example'", { hosts: ['a.example'], ...falls }],
  // A login's host beside it is no answer to where the load goes.
  [
    "http.post('http://auth.example/login'); const BASE_URL = __ENV.BASE_URL; http.get(BASE_URL + '/x')",
    { hosts: ['auth.example'], readsBaseUrl: true, hasFallback: false },
  ],
  ["client.connect('127.0.0.1:50051', { plaintext: true })", { hosts: ['127.0.0.1:50051'], ...silent }],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a script
  ['http.get(`http://${__ENV.HOST}/x`)', { hosts: [], ...silent }],
])('where %s goes', (script, target) => {
  expect(targetIn(script)).toStrictEqual(target);
});
