// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scripts in quotes
import { expect, test } from 'vitest';
import { certainOrigins } from './certain-addresses.ts';

test.each([
  ["http.get('https://a.example.com/x');", ['https://a.example.com']],
  ['http.post(`http://127.0.0.1:8080/orders`, body);', ['http://127.0.0.1:8080']],
  ["const BASE = 'https://a.example.com/api';\nhttp.get(`${BASE}/x`);", ['https://a.example.com']],
  ["const base: string = 'https://a.example.com';\nhttp.get(base + '/x');\nhttp.del(base);", ['https://a.example.com']],
  [
    "http.get('https://a.example.com/x'); http.get('https://b.example.com/x');",
    ['https://a.example.com', 'https://b.example.com'],
  ],
])('%s', (script, origins) => {
  expect(certainOrigins(script)).toEqual(origins);
});

test.each([
  "// http.get('https://a.example.com');",
  "/* http.get('https://a.example.com'); */",
  "const help = 'https://docs.example.com';",
  "const BASE = __ENV.BASE_URL || 'https://a.example.com';\nhttp.get(`${BASE}/x`);",
  "const BASE = 'https://a.example.com' + __ENV.PATH;\nhttp.get(BASE);",
  'http.get(`https://${host}/x`);',
  "let base = 'https://a.example.com';\nbase = __ENV.B;\nhttp.get(base);",
])('not certain: %s', (script) => {
  expect(certainOrigins(script)).toEqual([]);
});
