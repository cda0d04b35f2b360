import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workplace } from '../../testing/run-buha.ts';

const LOGINS = 12;

const SCRIPT = `
import http from 'k6/http';
import { check, group } from 'k6';
import { Counter } from 'k6/metrics';
const sent = new Counter('sent');
export const options = {
  scenarios: { peak_load: { executor: 'shared-iterations', vus: 1, iterations: ${LOGINS}, maxDuration: '60s' } },
};
export default function () {
  const base = __ENV.BASE_URL;
  const login = http.post(base + '/login', { user: 'kim' });
  const { access_token: token, refreshToken, session, apiKey } = login.json();
  const cookie = login.cookies.JSESSIONID[0].value;
  http.get(base + '/orders/' + session + '?page=2&access_token=' + token);
  http.get(base + '/s/' + token + '/cart;jsessionid=' + cookie);
  const params = { headers: { Authorization: 'Bearer ' + token }, tags: { session, user: 'u-' + token } };
  const answer = http.get(base + '/me?sort=price', params);
  check(answer, {
    ['me with ' + token]: (r) => r.status === 200,
    ['session ' + session + ' lives']: () => true,
    'status is 200': (r) => r.status === 200,
  });
  group('as ' + session, () => {
    check(1, { ['key ' + apiKey]: () => true });
    sent.add(1, { refreshToken });
  });
  console.log('logged in: ' + login.body);
  console.warn(JSON.stringify(login.headers));
  console.error('cookie JSESSIONID=' + cookie);
  if (__ITER % 4 === 0) http.get('http://127.0.0.1:1/a?ticket=' + session);
  if (__ITER === 3) throw new Error('refused ' + token);
}
`;

const uuidOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** A server that gives each login a session of its own, in every place in which servers do. */
async function startLoginServer() {
  const given: string[] = [];
  const make = (encoding: 'hex' | 'base64url', bytes: number) =>
    createHash('sha512').update(`${given.length} ${bytes}`).digest().subarray(0, bytes).toString(encoding);
  const give = (text: string) => {
    given.push(text);
    return text;
  };
  const server = createServer((request, response) => {
    const { url = '' } = request;
    if (url === '/login') {
      const token = [`eyJ${make('base64url', 24)}`, make('base64url', 30), make('base64url', 32)];
      const body = {
        access_token: give(token.join('.')),
        refreshToken: give(make('base64url', 32)),
        session: give(uuidOf(make('hex', 16))),
        apiKey: give(make('hex', 20)),
        token_type: 'Bearer',
        expires_in: 3600,
      };
      const cookie = give(`plain-cookie-${given.length}x`);
      const headers = { 'Content-Type': 'application/json', 'Set-Cookie': `JSESSIONID=${cookie}; Path=/` };
      response.writeHead(200, headers).end(JSON.stringify(body));
    } else if (url === '/me?sort=price') {
      response.writeHead(302, { Location: `/moved?session=${give(`redirsecret-${given.length}`)}` }).end();
    } else {
      response.end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { baseUrl, given, close };
}

let place: Workplace;
let target: Awaited<ReturnType<typeof startLoginServer>>;
beforeEach(async () => {
  place = new Workplace();
  target = await startLoginServer();
});
afterEach(async () => {
  target.close();
  await place.remove();
});

test('what a target gives a session is folded out of names, logs and every file', async () => {
  writeFileSync(place.file('login.js'), SCRIPT);
  const args = ['run', 'login.js', '--yes', '--no-gate', '--give-up', 'off', '--', '--http-debug=full'];
  const said = await place.run(args, { env: { BASE_URL: target.baseUrl } });
  expect(said.code, said.stderr).toBe(0);
  expect(target.given).toHaveLength(LOGINS * 6);
  const files = place.runFiles();
  const found = Object.entries({ said: said.stdout + said.stderr, ...files }).flatMap(([name, text]) =>
    target.given.filter((secret) => text.includes(secret)).map((secret) => `${name}: ${secret}`),
  );
  expect(found).toEqual([]);
  const {
    'summary.json': summary = '',
    'samples.csv.gz': samples = '',
    'report.md': report,
    'console.txt': log,
  } = files;
  const { checks, groups } = JSON.parse(summary).root_group;
  expect(checks['me with {id}']).toMatchObject({ passes: LOGINS, fails: 0 });
  expect(checks['status is 200']).toMatchObject({ passes: LOGINS, fails: 0 });
  expect(groups['as {id}'].checks['key {id}']).toMatchObject({ passes: LOGINS, fails: 0 });
  // Words, figures and scenarios stay.
  expect(log).toContain('"token_type":"Bearer","expires_in":3600');
  expect(samples).toMatch(/\/orders\/\{id-\d+\}\?page=2&access_token=\{id-\d+\},peak_load,/);
  expect(samples).toMatch(/\/me\?sort=price,peak_load,/);
  expect(report).toContain('me with {id}');
  expect(report).not.toContain('{id-');
  const again = await place.run(['report', place.runFolder(), '-o', '-']);
  expect(again.stdout).toContain('me with {id}');
});
