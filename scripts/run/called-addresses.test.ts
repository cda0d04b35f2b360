// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scripts in quotes
import { expect, test } from 'vitest';
import { calledAddresses } from './called-addresses.ts';

const A = 'https://a.example.com';
const B = 'http://b.example.com';

test.each([
  [`import http from 'k6/http';\nimport { check } from 'k6';\nhttp.get('${A}/x');`, [A]],
  ['http.post(`http://127.0.0.1:8080/orders`, body);', ['http://127.0.0.1:8080']],
  [`http.get(\`${A}/x/\${id}\`);`, [A]],
  [`const BASE = '${A}/api';\nhttp.get(\`\${BASE}/x\`);`, [A]],
  [`const base: string = '${A}';\nhttp.get(base + '/x');\nhttp.del(base);`, [A]],
  [`http.get('${A}/x'); check(http.get("${B}/x"), { ok: (r) => r.status === 200 });`, [A, B]],
  [`export default async function () { const r = await http.asyncRequest('GET', '${A}/x'); }`, [A]],
  [`export default () => { group('a', () => { http.request('GET', '${A}', JSON.stringify({ a: [1, ','] })) }) }`, [A]],
])('certain: %s', (script, origins) => {
  expect(calledAddresses(script)).toStrictEqual({ certain: origins, possible: [], hasUnknown: false });
});

test.each([
  `if (__ENV.SLACK) http.post('${A}/x', '{}')`,
  `if (__ENV.SLACK) { const body = { a: ')' }; http.post('${A}/x', body) }`,
  `export function teardown(data) { http.post('${A}/x') }`,
  `export const handleSummary = (data) => { http.post('${A}/x'); return {} }`,
  `const PAY = '${A}';\nif (n > 1000) http.get(PAY + '/x')`,
  `const r = n > 9 ? http.get('${A}') : undefined`,
  `n > 9 && http.get('${A}')`,
  `try { work() } catch (fault) { http.get('${A}') }`,
  `switch (kind) { case 'a': http.get('${A}') }`,
])('only possible: %s', (script) => {
  expect(calledAddresses(script)).toStrictEqual({ certain: [], possible: [A], hasUnknown: false });
});

test('a call that certainly comes makes certain what another one leaves open', () => {
  const script = `if (first) http.get('${A}/login'); http.get('${A}/x'); if (late) http.get('${B}')`;
  expect(calledAddresses(script)).toStrictEqual({ certain: [A], possible: [B], hasUnknown: false });
});

test.each([
  `const BASE = __ENV.BASE_URL || '${A}';\nhttp.get(\`\${BASE}/x\`);`,
  `const BASE = '${A}' + __ENV.PATH;\nhttp.get(BASE);`,
  'http.get(`https://${host}/x`);',
  'http.get(`https://a.${domain}/x`);',
  `let base = '${A}';\nbase = __ENV.B;\nhttp.get(base);`,
  `http.batch(['${A}/x'])`,
  "socket = new WebSocket('ws://a.example.com')",
  `import { get } from 'k6/http'; get('${A}')`,
  `import http from 'k6/http';\nconst api = new Api(http, '${A}');`,
  `import client from 'k6/http'; client.get('${A}')`,
])('not told: %s', (script) => {
  expect(calledAddresses(script)).toStrictEqual({ certain: [], possible: [], hasUnknown: true });
});

test.each([`// http.get('${A}');`, `/* http.get('${A}'); */`, `const help = '${A}';`])('no call: %s', (script) => {
  expect(calledAddresses(script)).toStrictEqual({ certain: [], possible: [], hasUnknown: false });
});
