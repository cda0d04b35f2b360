// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scripts in quotes
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
  // What may be a target stays one.
  [
    "const E = { dev: 'http://127.0.0.1:1', prod: 'https://prod.example' }; http.get(E[__ENV.STAGE] + '/x')",
    ['prod.example'],
  ],
  ["export const prod = 'https://prod.example';", ['prod.example']],
  [
    "const to = 'https://prod.example'; http.post(to + '/x', http.get('https://b.example').body)",
    ['prod.example', 'b.example'],
  ],
  ["const api = new Api('https://prod.example'); api.get('/x')", ['prod.example']],
  ["const { HOST = 'https://prod.example' } = __ENV; http.get(HOST)", ['prod.example']],
  [
    "const base = __ENV.STAGE === 'x'\n  ? 'https://a.example'\n  : 'https://b.example';\nhttp.get(`${base}/x`)",
    ['a.example', 'b.example'],
  ],
  ["const go = () => http.get('https://prod.example'); export default function () { helper() }", ['prod.example']],
  ["new WebSocket('wss://prod.example/chat')", ['prod.example']],
  ["export const options = { scenarios: { a: { env: { HOST: 'https://prod.example' } } } }", ['prod.example']],
  [
    "http.batch([['GET', 'https://prod.example/x', null, { headers: { Origin: 'https://www.example' } }]])",
    ['prod.example'],
  ],
])('hosts in %s', (script, hosts) => {
  expect(hostsIn(script)).toEqual(hosts);
});

test.each([
  '// see https://docs.example\n/* http://old.example */ http.get(__ENV.BASE_URL)',
  "const DOCS = 'https://docs.example/guide';\nhttp.get(__ENV.BASE_URL)",
  "const DOCS = 'https://docs.example/guide';\nconsole.log(`see ${DOCS}`)",
  "throw new Error('https://docs.example says how')",
  "fail('see https://docs.example')",
  "http.get(__ENV.BASE_URL, { headers: { Origin: 'https://www.example', Referer: 'https://www.example/cart' } })",
  "const headers = { Origin: 'https://www.example' };\nhttp.get(__ENV.BASE_URL, { headers })",
  "const params = {\n  headers: { 'X-From': 'https://www.example' },\n};\nhttp.get(__ENV.BASE_URL, params)",
  "const ORIGIN = 'https://www.example'; http.get(__ENV.BASE_URL, { headers: { Origin: ORIGIN } })",
  "http.post(__ENV.BASE_URL, JSON.stringify({ callback: 'http://cb.example', xmlns: 'http://www.w3.org/2001/XMLSchema' }))",
  "const body = { hook: 'http://cb.example' };\nconst text = JSON.stringify(body);\nhttp.post(__ENV.BASE_URL, text)",
  'const body = \'{"callback":"http://cb.example"}\';\nhttp.post(__ENV.BASE_URL, body)',
  "const body = { returnUrl: 'https://www.example/done' };\nbody.id = 1;\nhttp.post(__ENV.BASE_URL, body)",
  "http.get(__ENV.BASE_URL, { tags: { name: 'https://shop.example/{id}' } })",
  "const tags = { name: 'http://shop.example' }; http.get(__ENV.BASE_URL, { tags })",
  "const HOOK = 'https://hooks.example';\nexport function handleSummary(data) { http.post(HOOK, '{}'); return {} }",
  "export const teardown = async () => { if (__ENV.SLACK) http.post('https://hooks.example/x', '{}') };",
  "http.request('POST', __ENV.BASE_URL, '<a xmlns=\"http://www.w3.org\"/>')",
])('no request goes anywhere in %s', (script) => {
  expect(hostsIn(script)).toEqual([]);
});

const asks = {
  hosts: [],
  readsOfBuha: [],
  readsBaseUrl: true,
  hasFallback: false,
  hidesHosts: false,
  mayReadAny: false,
};
const silent = { readsOfBuha: [], readsBaseUrl: false, hasFallback: false, hidesHosts: false, mayReadAny: false };
const falls = { readsOfBuha: [], readsBaseUrl: true, hasFallback: true, hidesHosts: false, mayReadAny: false };
test.each([
  ["http.get(__ENV.BASE_URL + '/x')", asks],
  ['const { BASE_URL } = __ENV; // as in https://k6.io/docs\n/* http://old.example */ http.get(`${BASE_URL}/x`)', asks],
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
    { ...asks, hosts: ['auth.example'] },
  ],
  ['const { HOST, PORT: port = 1 } = __ENV; http.get(__ENV.A + __ENV["B"])', { hosts: [], ...silent }],
  ['http.get(__ENV[name])', { hosts: [], ...silent, mayReadAny: true }],
  ['const env = { ...__ENV }', { hosts: [], ...silent, mayReadAny: true }],
  ['const { A, ...others } = __ENV', { hosts: [], ...silent, mayReadAny: true }],
  ["import { base } from 'our-config'", { hosts: [], ...silent, mayReadAny: true }],
  ["import { base } from './config.js'", { hosts: [], ...silent }],
  ["import grpc from 'k6/net/grpc'", { hosts: [], ...silent, hidesHosts: true }],
  ["import { browser } from 'k6/browser'", { hosts: [], ...silent, hidesHosts: true }],
  ["client.connect('127.0.0.1:50051', { plaintext: true })", { hosts: ['127.0.0.1:50051'], ...silent }],
  ['http.get(`http://${__ENV.HOST}/x`)', { hosts: [], ...silent }],
])('where %s goes', (script, target) => {
  expect(targetIn(script)).toStrictEqual(target);
});
