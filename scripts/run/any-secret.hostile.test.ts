import { readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { Workplace } from '../../testing/run-buha.ts';
import { SECRET_FORMS, tracesIn } from '../../testing/secret-forms.ts';

/** Characters that mean something to a URL, a tag, a shell, a pattern, markdown, HTML, CSV or JSON. */
const TOKENS = [
  'p@ss!w0rd:#Zq9%x-2222',
  'tok+AB/cd==ef-1111',
  'a&b=c;d?e,f-3333',
  `q"uo'te\\back-4444`,
  '<b>bold</b>-5555',
  '비밀토큰-가나다라-6666',
  '열쇠😀그림🗝️-7777',
  'with some blanks 8888',
  'padded--9999',
  '$HOME`id`$(x){y}-1010',
  '(a|b)*[c]+^.$-1212',
  '**bold**_it_~~no~~-1313',
  '100%25%2541%zz-1414',
  '|table|cell|-1515',
  'line\nbreak-and\ttab-1616',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.Xk3-q_ZsVt5s9aT0rYd1',
  '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  'password1',
  'user-token-1',
  'user-token-12',
  'user-token-123-and-more',
  'é́ü-combining-1717',
  '::group::deep-1818',
  'k=v&k2=v2{a:b}-1919',
  'aaaaaaaaaaaaaaaa',
  '%EB%B9%84%EB%B0%80-2020',
  '\\u0041\\n\\t-2121',
  '&lt;&amp;&#65;-2222x',
  'Zm9vYmFyYmF6cXV4',
  '7x9Q',
  'pin42',
  'p!n:9',
  '짧은열쇠',
  '\u00a0nbsp\u200bzero-2323',
  'x'.repeat(300),
] as const;

const HEADERS = { 'X-Api-Key': 'hdr+k3y/0123=456', Cookie: 'sid=C00kie+val/1; theme=dark-blue-9', 'X-Pin': '4711-x' };
const VARIABLES = { CLIENT_SECRET: 'env$ecret&0987', OWN: 'own-n@med-value', BEHIND_TOKEN: 'behind e 5678' };

const SECRETS = [
  ...TOKENS,
  ...['hdr+k3y/0123=456', 'C00kie+val/1', 'dark-blue-9', '4711-x'],
  ...Object.values(VARIABLES),
];

/** Each iteration tells one secret in one form in every place in which a script can put a text. */
const SCRIPT = String.raw`
import http from 'k6/http';
import ws from 'k6/ws';
import { check, group, sleep } from 'k6';
import exec from 'k6/execution';
import { Counter, Trend } from 'k6/metrics';
const told = JSON.parse(open('./told.json'));
const users = JSON.parse(open(__ENV.BUHA_USERS)).length;
const sent = new Counter('sent');
export const options = {
  scenarios: { tell: { executor: 'shared-iterations', vus: 2, iterations: told.length, maxDuration: '60s' } },
  ext: { buha: { apis: [] } },
  thresholds: { ['http_reqs{tag:' + told[0] + '}']: ['count>=0'], ['http_reqs{tag:' + told[1] + '}']: ['count>=0'], checks: ['rate>0.5'] },
  tags: { run: told[2] },
};
export function setup() { return { token: told[3], users }; }
export default function () {
  const at = exec.scenario.iterationInTest;
  const text = told[at];
  const base = __ENV.BASE_URL;
  const jar = http.cookieJar();
  jar.set(base, 'jar', encodeURIComponent(text));
  const params = { tags: { tag: text, ['t' + (at % 5)]: 'a' + text }, headers: { 'X-Seen': encodeURIComponent(text) } };
  const answer = http.post(base + '/a/' + text.replace(/\s/g, '') + '?v=' + text.replace(/\s/g, '+') + '#' + encodeURIComponent(text), { form: text }, params);
  http.post(base + '/graphql', JSON.stringify({ query: 'mutation { login(token: ' + JSON.stringify(text) + ') { id } }' }), { tags: { name: 'login ' + text } });
  http.post(base + '/file', { file: http.file(text, 'a-' + encodeURIComponent(text) + '.txt') });
  http.get(base + '/redirect?to=' + encodeURIComponent(text));
  check(answer, { ['works with ' + text]: (r) => r.status === 200, ['<i>' + text + '</i>']: () => at % 3 > 0 });
  group('g ' + text, () => { check(1, { [text]: () => true }); sent.add(1, { message: text }); });
  exec.vu.metrics.tags.vu_tag = text;
  console.log(text);
  console.warn(JSON.stringify({ authorization: text, nested: JSON.stringify({ text }) }));
  console.error('failed with', text, 'again');
  if (at % 7 === 0) http.get('http://127.0.0.1:1/' + encodeURIComponent(text) + '?v=' + encodeURIComponent(text));
  if (at % 11 === 0) ws.connect(base.replace('http', 'ws') + '/ws?t=' + encodeURIComponent(text), { tags: { ws: text } }, () => {});
  if (at % 5 === 0) throw new Error('refused: ' + text);
  if (at % 5 === 1) Promise.reject(new TypeError(text));
  if (at % 5 === 2) { const broken = {}; broken[text].missing(); }
}
export function handleSummary(data) { return { stdout: 'summary ' + told.join(' ') + JSON.stringify(data).slice(0, 20000) }; }
`;

let place: Workplace;
let server: RecordingServer;
beforeEach(async () => {
  place = new Workplace();
  server = await startRecordingServer();
});
afterEach(async () => {
  server.close();
  await place.remove();
});

test('no secret of any characters in any form gets into any output', { timeout: 170_000 }, async () => {
  const users = TOKENS.map((token, at) => ({ id: 100 + at, token }));
  const csv = (text: string) => `"${text.replaceAll('"', '""')}"`;
  writeFileSync(
    place.file('users.csv'),
    `id,token\n${users.map(({ id, token }) => `${id},${csv(token)}`).join('\n')}\n`,
  );
  const told = [...new Set(SECRETS.flatMap((secret) => Object.values(SECRET_FORMS).map((form) => form(secret))))];
  writeFileSync(place.file('told.json'), JSON.stringify(told));
  writeFileSync(place.file('tell.js'), SCRIPT);
  const headers = Object.entries(HEADERS).flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
  const said = await place.run(
    [
      ...['run', 'tell.js', '--users', 'users.csv', ...headers, '--secret', 'OWN', '--gate', '--give-up', 'off'],
      ...['--', '--http-debug=full', '-e', `BEHIND_TOKEN=${VARIABLES.BEHIND_TOKEN}`],
    ],
    { env: { BASE_URL: server.baseUrl, CLIENT_SECRET: VARIABLES.CLIENT_SECRET, OWN: VARIABLES.OWN } },
  );
  expect(server.requests.length).toBeGreaterThan(told.length);
  const folder = place.runFolder();
  const outputs: (readonly [string, string])[] = [
    ['stdout', said.stdout],
    ['stderr', said.stderr],
    ...Object.entries(place.runFiles(folder)),
  ];
  for (const format of ['md', 'html', 'json', 'svg', 'summary']) {
    const out = await place.run(['report', folder, '--format', format, '-o', '-']);
    outputs.push([`report --format ${format}`, out.stdout + out.stderr]);
  }
  for (const format of ['table', 'json', 'junit', 'github']) {
    const out = await place.run(['gate', folder, '--format', format]);
    outputs.push([`gate --format ${format}`, out.stdout + out.stderr]);
  }
  const found = outputs.flatMap(([name, text]) =>
    tracesIn(text, SECRETS).map((trace) => {
      const at = text.indexOf(trace);
      return `${name}: ${trace} in ${text.slice(Math.max(0, at - 60), at + trace.length + 40)}`;
    }),
  );
  expect(found).toEqual([]);
  expect(readdirSync(place.temporary)).toEqual([]);
});
