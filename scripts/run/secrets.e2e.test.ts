import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { childrenOf, k6Path, TINY, until, Workplace } from '../../testing/run-buha.ts';

const USER = 'loaduser7';
const PASSWORD = 'pa55-w0rd';
const HEADER = 'hdr-0123456789';
const FROM_ENVIRONMENT = 'env-9876543210';
const TOKENS = ['tok+AB/cd==ef-1111', 'p@ss!w0rd:#Zq9%x-2222'] as const;
const BASIC = Buffer.from(`${USER}:${PASSWORD}`).toString('base64');
const RAW = [USER, PASSWORD, HEADER, FROM_ENVIRONMENT, ...TOKENS, BASIC];
const SECRETS = [
  ...new Set(
    RAW.flatMap((raw) => [raw, encodeURIComponent(raw), Buffer.from(raw).toString('base64').replace(/=+$/, '')]),
  ),
];

/** What `defineFlow` says of a script in its options, without which flags of test data are refused. */
const WIRED = 'ext: { buha: { apis: [] } }';

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  writeFileSync(place.file('users.csv'), `id,token\n9338,${TOKENS[0]}\n9339,${TOKENS[1]}\n`);
});
afterEach(() => place.remove());

const secretly = (script: string, baseUrl: string, load: readonly string[] = TINY) =>
  place.start(['run', script, ...load, '--users', 'users.csv', '--header', `X-Key: ${HEADER}`], {
    env: {
      BASE_URL: baseUrl.replace('//', `//${USER}:${PASSWORD}@`),
      BUHA_HEADERS: JSON.stringify({ 'X-Other-Token': FROM_ENVIRONMENT }),
    },
  });

/** Everything that a run shows or leaves behind. */
function expectNoSecret(said: string): void {
  for (const secret of SECRETS) expect(said).not.toContain(secret);
  for (const [name, text] of Object.entries(place.runFiles())) {
    for (const secret of SECRETS) expect(text, name).not.toContain(secret);
  }
  expect(filesBelow(place.temporary)).toEqual([]);
}

describe('secrets reach the target and nothing else', () => {
  let server: RecordingServer;
  beforeEach(async () => {
    server = await startRecordingServer();
  });
  afterEach(() => server.close());

  test('all of them arrive, each user with its own token', async () => {
    const ended = await secretly('get-balance', server.baseUrl).ended;
    expect(ended.code).toBe(0);
    expect(server.requests.length).toBeGreaterThan(5);
    for (const { path, headers } of server.requests) {
      expect(headers['x-key']).toBe(HEADER);
      expect(headers['x-other-token']).toBe(FROM_ENVIRONMENT);
      expect(headers.authorization).toBe(`Bearer ${path.includes('9338') ? TOKENS[0] : TOKENS[1]}`);
    }
    expectNoSecret(ended.stdout + ended.stderr);
  });

  test('the user and password of BASE_URL become Basic authorization', async () => {
    const ended = await secretly('get-product', server.baseUrl).ended;
    expect(ended.code).toBe(0);
    for (const { headers } of server.requests) expect(headers.authorization).toBe(`Basic ${BASIC}`);
    expectNoSecret(ended.stdout + ended.stderr);
  });

  test.skipIf(process.platform !== 'linux')(
    'while k6 runs: not among its arguments, and the hand-over is for its owner only (/proc tells on Linux)',
    async () => {
      const buha = secretly('get-balance', server.baseUrl);
      const k6 = await until(
        () => childrenOf(buha.pid).find(({ argv }) => argv[0] === k6Path() && argv[1] === 'run'),
        'k6 runs',
      );
      for (const secret of SECRETS) expect(k6.argv.join(' ')).not.toContain(secret);
      const handOver = filesBelow(place.temporary).filter((file) => file.endsWith('.json'));
      expect(handOver.map((file) => readFileSync(file, 'utf8'))).toEqual([
        JSON.stringify([
          { id: 9338, token: TOKENS[0] },
          { id: 9339, token: TOKENS[1] },
        ]),
      ]);
      expect(statSync(handOver[0] ?? '').mode & 0o777).toBe(0o600);
      expect(statSync(join(handOver[0] ?? '', '..')).mode & 0o777).toBe(0o700);
      await buha.ended;
      expect(readdirSync(place.temporary)).toEqual([]);
    },
  );

  test('errors of the target do not bring them out', async () => {
    server.close();
    server = await startRecordingServer(500);
    const ended = await secretly('get-balance', server.baseUrl).ended;
    expect(ended.code).toBe(10);
    expect(ended.stderr).toMatch(/목표 미달/);
    expectNoSecret(ended.stdout + ended.stderr);
  });

  test('a script that logs them finds them blacked out', async () => {
    writeFileSync(
      place.file('logs.js'),
      `import http from 'k6/http';
      import { sleep } from 'k6';
      export const options = { vus: 1, duration: '1s', ${WIRED} };
      const users = JSON.parse(open(__ENV.BUHA_USERS));
      export default function () {
        http.request('GET', 'http://${USER}:${PASSWORD}@127.0.0.1:1/');
        console.log(JSON.stringify(__ENV.BUHA_HEADERS));
        sleep(0.5);
        throw new Error('refused: ' + users[0].token + ' ' + users[1].token);
      }`,
    );
    const ended = await secretly('logs.js', server.baseUrl).ended;
    expect(ended.code).toBe(30);
    expect(ended.stderr).toContain('refused: *** ***');
    expectNoSecret(ended.stdout + ended.stderr);
  });

  test('a script that puts them into URLs, checks and tags finds them blacked out of every file', async () => {
    writeFileSync(
      place.file('tells.js'),
      `import http from 'k6/http';
      import { check, sleep } from 'k6';
      import encoding from 'k6/encoding';
      const [first, second] = JSON.parse(open(__ENV.BUHA_USERS));
      const header = JSON.parse(__ENV.BUHA_HEADERS)['X-Other-Token'];
      export const options = {
        vus: 1, duration: '1s', ${WIRED}, tags: { key: '${HEADER}' },
        thresholds: { ['http_reqs{user:' + first.token + '}']: ['count>=0'] },
      };
      export default function () {
        const answer = http.get(__ENV.BASE_URL + '/a?token=' + encodeURIComponent(second.token) + '&key=' + encodeURIComponent(header), {
          tags: { user: first.token },
        });
        check(answer, { ['token ' + first.token + ' works']: ({ status }) => status === 200 });
        const spellings = [encodeURI(first.token), JSON.stringify(second.token), encoding.b64encode('me:' + header)];
        for (const spelling of spellings) check(answer, { [spelling]: () => true });
        http.get(__ENV.BASE_URL + '/' + encodeURIComponent(encodeURIComponent(second.token)));
        sleep(0.2);
      }`,
    );
    const ended = await secretly('tells.js', server.baseUrl).ended;
    expect(ended.code).toBe(0);
    expect(server.requests[0]?.path).toContain(encodeURIComponent(TOKENS[1]));
    expectNoSecret(ended.stdout + ended.stderr);
    const files = place.runFiles();
    expect(readdirSync(place.runFolder()).sort()).toEqual([
      'console.txt',
      'report-charts',
      'report.html',
      'report.md',
      'run.json',
      'samples.csv.gz',
      'summary.json',
    ]);
    expect(files['samples.csv.gz']).toMatch(/^http_reqs,\d+,1\.000000,.*token=\*\*\*&key=\*\*\*/m);
    expect(files['report.md']).toContain('token *** works');
  });

  test('a script that is refused does not show them either', async () => {
    writeFileSync(place.file('init.js'), 'throw new Error(__ENV.BUHA_HEADERS); export default function () {}');
    const ended = await secretly('init.js', server.baseUrl).ended;
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('***');
    for (const secret of SECRETS) expect(ended.stderr).not.toContain(secret);
  });
});

test('a target that hangs up on everybody: run to the end, repeats collapsed, nothing secret', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const load = ['--profile', 'load-only', '--scale', '0.05', '--duration-scale', '0.03', '--give-up', 'off'];
  const { port } = server.address() as AddressInfo;
  const ended = await secretly('get-balance', `http://127.0.0.1:${port}`, load).ended;
  server.close();
  expect(ended.code).toBe(10);
  const lines = ended.stderr.split('\n');
  const isFailure = (line: string) => line.includes('Request Failed');
  expect(lines.filter(isFailure).length).toBeLessThanOrEqual(4);
  expect(ended.stderr).toMatch(/같은 메시지 총 [\d,]+회/);
  const files = place.runFiles();
  expect(files['console.txt']?.split('\n').filter(isFailure).length).toBe(4);
  expect(files['console.txt']?.length).toBeLessThan(10_000);
  const requests = (files['samples.csv.gz'] ?? '').split('\n').filter((row) => row.startsWith('http_reqs,'));
  expect(requests.length).toBeGreaterThan(50);
  expect(files['report.md']).toContain('목표 미달');
  expect(files['report.md']).toContain('100%');
  expectNoSecret(ended.stdout + ended.stderr);
});
