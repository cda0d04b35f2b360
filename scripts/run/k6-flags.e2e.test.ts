import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { k6Path, Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const script = (options: string, body = '') => {
  const code = `import http from 'k6/http';
    import { sleep } from 'k6';
    export const options = ${options};
    export default function () { http.get(__ENV.BASE_URL + '/' + __ENV.KEY); sleep(0.1); ${body} }`;
  writeFileSync(place.file('own.js'), code);
  return 'own.js';
};

interface Ran {
  readonly code: number;
  readonly iterations: number | undefined;
  readonly mostVus: number | undefined;
}

function summaryOf(file: string): Omit<Ran, 'code'> {
  const { metrics } = JSON.parse(readFileSync(file, 'utf8'));
  return { iterations: metrics.iterations?.count, mostVus: metrics.vus_max?.max };
}

/** Plain `k6 run` with the same flags and variables. */
async function plain(name: string, words: readonly string[], env: Record<string, string>): Promise<Ran> {
  const summary = place.file('plain.json');
  const args = ['run', '--no-usage-report', `--summary-export=${summary}`, ...words, name];
  const settings = { cwd: place.folder, env: { ...env, BASE_URL: server.baseUrl, HOME: place.folder } };
  const code = await new Promise<number>((resolve) => {
    execFile(k6Path(), args, settings, (fault) => resolve(typeof fault?.code === 'number' ? fault.code : 0));
  });
  return { code, ...(code === 0 || code === 99 ? summaryOf(summary) : { iterations: undefined, mostVus: undefined }) };
}

async function own(name: string, words: readonly string[], env: Record<string, string>): Promise<Ran> {
  const settings = { env: { ...env, BASE_URL: server.baseUrl } };
  const { code } = await place.run(['run', name, '--', ...words], settings);
  const files = code === 2 ? {} : place.runFiles();
  if (files['summary.json'] === undefined) return { code: code ?? -1, iterations: undefined, mostVus: undefined };
  return { code: code ?? -1, ...summaryOf(`${place.runFolder()}/summary.json`) };
}

const NONE = '{}';
const SCENARIOS = "{ scenarios: { a: { executor: 'per-vu-iterations', vus: 3, iterations: 1 } } }";
const STAGES = "{ stages: [{ duration: '60s', target: 2 }] }";
const CROSSED = "{ iterations: 20, thresholds: { http_reqs: ['count<5'] } }";

describe('flags and variables do what they do for k6 alone', () => {
  test.each<[string, string[], Record<string, string>, number, number]>([
    [NONE, ['--vus', '3'], {}, 0, 0],
    [SCENARIOS, ['--vus', '5'], {}, 0, 0],
    [STAGES, ['--iterations=6', '-u2', '--tag', 'a=b', '--user-agent', 'me', '-q'], {}, 0, 0],
    [STAGES, [], { K6_ITERATIONS: '6', K6_VUS: '2' }, 0, 0],
    [SCENARIOS, ['-i', '6'], { K6_VUS: '2', K6_DURATION: '60s' }, 0, 0],
    [SCENARIOS, [], { K6_X: 'own', K6_USER_AGENT: 'me', K6_TAGS: 'a:b' }, 0, 0],
    [CROSSED, ['-i', '6'], {}, 99, 10],
    [CROSSED, ['-i', '4'], {}, 0, 0],
    [NONE, ['-u', '5', '-i', '3'], {}, 104, 2],
    [NONE, ['--bogus'], {}, 255, 2],
    [NONE, ['--batch', 'many'], {}, 255, 2],
    [NONE, ['--vus', 'many'], {}, 255, 2],
  ])('%s with %j and %j', async (options, words, env, k6Code, code) => {
    const name = script(options);
    const [k6, buha] = [await plain(name, words, env), await own(name, words, env)];
    expect(k6.code).toBe(k6Code);
    expect(buha).toEqual({ ...k6, code });
  });

  test('a load in time: as many VUs for as long, planned so and recorded so', async () => {
    const name = script(SCENARIOS);
    const ended = await place.run(['run', name, '--', '-s', '1s:4', '-s', '1s:0', '-u', '1', '-e', 'KEY=value'], {
      env: { BASE_URL: server.baseUrl },
    });
    expect(ended.code).toBe(0);
    const record = JSON.parse(place.runFiles()['run.json'] ?? '');
    const stages = [
      { duration: '1s', target: 4 },
      { duration: '1s', target: 0 },
    ];
    expect(record.options).toMatchObject({ vus: 1, stages });
    expect(summaryOf(`${place.runFolder()}/summary.json`).mostVus).toBe(4);
    expect(server.requests.at(-1)?.path).toBe('/value');
    expect(place.runFiles()['report.md']).toContain('ramping-vus');
  });

  test('an address behind -e is the target', async () => {
    const ended = await place.run(['run', script(SCENARIOS), '--', '-e', `BASE_URL=${server.baseUrl}`]);
    expect(ended.code).toBe(0);
    expect(JSON.parse(place.runFiles()['run.json'] ?? '').target).toEqual({ baseUrl: server.baseUrl });
  });
});

test('plan takes the same words, and refuses what would change nothing', async () => {
  const name = script('{ vus: 2, iterations: __ENV.N ? Number(__ENV.N) : 2 }');
  const plan = async (...args: string[]) => place.run(['plan', '--format', 'json', ...args]);
  const planned = await plan(name, '--', '--duration', '30s', '--vus', '10');
  expect(JSON.parse(planned.stdout).plans[0].scenarios[0]).toMatchObject({
    executor: 'constant-vus',
    plannedVuSeconds: 300,
  });
  const byVariable = await plan(name, '--', '-e', 'N=7');
  expect(JSON.parse(byVariable.stdout).plans[0].scenarios[0]).toMatchObject({ plannedIterations: 7 });
  expect((await plan('get-balance', '--', '--vus', '10')).stderr).toContain('--profile smoke');
  expect((await plan(name, '--profile', 'smoke')).stderr).toContain('--profile');
  expect((await plan('--options', 'x.json', '--', '--vus', '1')).code).toBe(2);
});

describe('what cannot act is an error that says what can', () => {
  test('flags of a profile and of test data, also where they say what would be so anyway', async () => {
    writeFileSync(place.file('users.csv'), 'id\n1\n');
    const load = ['--profile', 'seed', '--scale', '1', '--duration-scale', '1'];
    const data = ['--users', 'users.csv', '--products', 'users.csv', '--header', 'X: 1'];
    const ended = await place.run(['run', script(NONE), ...load, ...data, '--lang', 'en']);
    expect(ended.code).toBe(2);
    const named = '--profile, --scale, --duration-scale, --header, --users, --products cannot act on own.js';
    expect(ended.stderr).toContain(named);
    for (const can of ['__ENV', '-e ', '-- --vus 10']) expect(ended.stderr).toContain(can);
  });

  test('a load of k6 for a wired scenario: refused as a flag, withheld and said as a variable', async () => {
    const refused = await place.run(['run', 'get-balance', '--lang', 'en', '--', '--vus=10']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain("k6's --vus cannot be used for the scenario get-balance");
    const env = { K6_VUS: '1', K6_ITERATIONS: '1', K6_OUT: 'json=x.json', K6_USER_AGENT: 'me/1' };
    const load = ['--profile', 'load-only', '--scale', '0.003', '--duration-scale', '0.02'];
    const ended = await place.run(['run', 'get-balance', ...load], { env: { ...env, BASE_URL: server.baseUrl } });
    expect(ended.stderr).toContain('K6_ITERATIONS, K6_OUT, K6_VUS');
    expect(server.requests.at(-1)?.headers['user-agent']).toBe('me/1');
    expect(JSON.parse(place.runFiles()['run.json'] ?? '').options.iterations).toBeNull();
  });
});

test('.env beside the command and --env-file: read, said by name, and secret where the name says so', async () => {
  const name = script(SCENARIOS, 'console.log(__ENV.API_TOKEN, __ENV.REGION);');
  writeFileSync(place.file('.env'), `BASE_URL=${server.baseUrl}\nAPI_TOKEN="tok-12345"\nREGION=seoul\nKEY=file\n`);
  const ended = await place.run(['run', name], { env: { KEY: 'mine' } });
  expect(ended.code).toBe(0);
  expect(ended.stderr).toContain('.env에서 읽은 환경 변수: BASE_URL, API_TOKEN, REGION (이미 설정됨: KEY)');
  expect(server.requests.at(-1)?.path).toBe('/mine');
  expect(place.runFiles()['console.txt']).toContain('*** seoul');
  for (const text of [ended.stderr, ...Object.values(place.runFiles())]) expect(text).not.toContain('tok-12345');

  writeFileSync(place.file('bad.env'), 'A=1\nsecret without a sign\n');
  const bad = await place.run(['run', name, '--env-file', 'bad.env']);
  expect(bad.code).toBe(2);
  expect(bad.stderr).toContain('bad.env:2 ');
  expect(bad.stderr).not.toContain('without a sign');
});
