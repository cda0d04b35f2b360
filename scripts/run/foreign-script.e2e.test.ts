import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

function script(name: string, ...lines: readonly string[]): string {
  writeFileSync(place.file(name), `${["import http from 'k6/http';", ...lines].join('\n')}\n`);
  return name;
}

const OPTIONS = "export const options = { vus: 2, duration: '1s' };";
const GET = "http.get(__ENV.BASE_URL + '/health');";

test('a file of the user is run with its own load', async () => {
  const ended = await place.run(['run', script('own.ts', OPTIONS, `export default function (): void { ${GET} }`)]);
  expect(ended).toMatchObject({ code: 0, stdout: '' });
  const record = JSON.parse(place.runFiles()['run.json'] ?? '');
  expect(record).toMatchObject({ name: 'own', apis: [], script: { path: 'own.ts' }, options: { vus: 2 } });
  expect(record).not.toHaveProperty('profile');
});

describe('exceptions', () => {
  test('inside iterations: counted, the first told with its line of the TypeScript; invalid, where they are many', async () => {
    const name = script(
      'throws.ts',
      "import { sleep } from 'k6';",
      OPTIONS,
      'interface Broken { readonly part: string }',
      'function fail({ part }: Broken): never {',
      "  throw new Error('broken ' + part);",
      '}',
      `export default function () { ${GET} sleep(0.2); fail({ part: 'gear' }); }`,
    );
    const ended = await place.run(['run', name]);
    expect(ended.code).toBe(30);
    const files = place.runFiles();
    const { exceptions } = JSON.parse(files['run.json'] ?? '');
    expect(exceptions.count).toBeGreaterThan(4);
    expect(exceptions.count).toBeLessThanOrEqual(12);
    expect(exceptions.first).toMatch(/^Error: broken gear\n.*throws\.ts:6:/);
    expect(ended.stderr).toContain(`스크립트 예외가 ${exceptions.count}회 발생했습니다. 첫 예외: Error: broken gear`);
    expect(files['console.txt']).toMatch(/throws\.ts:6:/);
    expect(files['report.md']).toContain('Error: broken gear');
  });

  test('in init: refused with the message before any load', async () => {
    const name = script('init.js', OPTIONS, "throw new Error('no configuration');", 'export default function () {}');
    const ended = await place.run(['run', name]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('init.js');
    expect(ended.stderr).toContain('Error: no configuration');
    expect(ended.stderr).not.toMatch(/모의 서버를 사용|at .*dist\/buha/);
    expect(existsSync(place.results)).toBe(false);
  });

  test('a syntax error is told with file and line', async () => {
    const ended = await place.run(['run', script('syntax.ts', OPTIONS, 'export default function ( {')]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/syntax\.ts:\d+ /);
    expect(existsSync(place.results)).toBe(false);
  });

  test('in setup(): exit 30 with its meaning, and what exists is kept', async () => {
    const name = script(
      'setup.js',
      OPTIONS,
      "export function setup() { throw new Error('login failed'); }",
      `export default function () { ${GET} }`,
    );
    const ended = await place.run(['run', name]);
    expect(ended.code).toBe(30);
    expect(ended.stderr).toContain('k6가 실행을 끝내지 못했습니다: 107 (스크립트 예외(초기화 또는 setup))');
    expect(ended.stderr).toContain('Error: login failed');
    const files = place.runFiles();
    expect(JSON.parse(files['run.json'] ?? '')).toMatchObject({
      exit: { code: 107, meaning: 'script-exception' },
      exceptions: { count: 1, first: expect.stringContaining('login failed') },
    });
    expect(files['console.txt']).toContain('login failed');
    expect(readdirSync(place.temporary)).toEqual([]);
  });
});

test('a script that marks itself as failed has completed and missed its goal: never greener than k6', async () => {
  const name = script(
    'marks.js',
    "import exec from 'k6/execution';",
    "import { sleep } from 'k6';",
    OPTIONS,
    `export default function () { ${GET} sleep(0.5); exec.test.fail('stock is wrong'); }`,
  );
  const ended = await place.run(['run', name]);
  expect(ended.code).toBe(10);
  expect(ended.stderr).toContain('stock is wrong');
  expect(JSON.parse(place.runFiles()['run.json'] ?? '').exit).toEqual({ code: 110, meaning: 'marked-failed' });
});

test('a crossed threshold ends with 10, with --no-gate with 0', async () => {
  const name = script(
    'crossed.js',
    "export const options = { vus: 1, iterations: 3, thresholds: { http_reqs: ['count>1000'] } };",
    `export default function () { ${GET} }`,
  );
  expect((await place.run(['run', name])).code).toBe(10);
  expect((await place.run(['run', name, '--no-gate'])).code).toBe(0);
});

test('handleSummary that throws is a warning; teardown that throws leaves a whole measurement', async () => {
  const own = (hook: string) => [
    'export const options = { vus: 1, iterations: 3 };',
    `export default function () { ${GET} }`,
    `export function ${hook}() { throw new Error('broken hook'); }`,
  ];
  const summary = await place.run(['run', script('summary.js', ...own('handleSummary'))]);
  expect(summary.code).toBe(0);
  expect(place.runFiles()['report.md']).toContain('handleSummary()가 실패했습니다');
  const ended = await place.run(['run', script('clean-up.js', ...own('teardown')), '--results', 'teardown']);
  expect(ended.code).toBe(30);
  expect(ended.stderr).toContain('teardown()');
});

test('keys and tokens in the options of a script are not in the record', async () => {
  const name = script(
    'options.js',
    `export const options = {
      scenarios: { one: { executor: 'constant-vus', vus: 1, duration: '1s', env: { PASSWORD: 'env-secret-1' } } },
      cloud: { name: 'x', token: 'cloud-secret-2' },
    };`,
    "import { sleep } from 'k6';",
    `export default function () { ${GET} sleep(0.5); }`,
  );
  expect((await place.run(['run', name])).code).toBe(0);
  for (const text of Object.values(place.runFiles())) expect(text).not.toMatch(/env-secret|cloud-secret/);
});

test('what repeats is counted, also when every message differs', async () => {
  const name = script(
    'chatty.js',
    'export const options = { vus: 1, iterations: 1 };',
    'export default function () {',
    `  ${GET}`,
    // Neither numbers nor a pattern in common: letters made of a number.
    "  for (let i = 0; i < 20000; i += 1) console.warn([...String(i)].map((d) => 'abcdefghij'[d]).join(''));",
    '}',
  );
  const ended = await place.run(['run', name]);
  expect(ended.code).toBe(0);
  expect(ended.stderr.length).toBeLessThan(100_000);
  expect(place.runFiles()['console.txt']?.length).toBeLessThan(100_000);
  expect(ended.stderr).toMatch(/19,\d{3}/);
});

describe('two test files of one name', () => {
  test('two runs in one second get folders of their own', async () => {
    const name = script('own.ts', 'export const options = { iterations: 1 };', `export default function () { ${GET} }`);
    const codes = await Promise.all([place.run(['run', name]), place.run(['run', name]), place.run(['run', name])]);
    expect(codes.map(({ code }) => code)).toEqual([0, 0, 0]);
    const folders = readdirSync(place.results);
    expect(folders).toHaveLength(3);
    for (const folder of folders) expect(readdirSync(join(place.results, folder))).toContain('report.md');
  });
});

describe('where a script of the user goes', () => {
  let server: RecordingServer;
  beforeEach(async () => {
    server = await startRecordingServer();
  });
  afterEach(() => server.close());

  const ITERATIONS = 'export const options = { vus: 1, iterations: 8 };';
  const SHOP = /모의 서버를 사용|모의 서버\(실제|쓰기 락|분산 락/;
  const host = () => server.baseUrl.replace('http://', '');

  test.each([
    ['by an address of its own', (url: string) => `http.get('${url}/stock/1')`],
    ['where BASE_URL is unset', (url: string) => `http.get((__ENV.BASE_URL || '${url}') + '/stock/1')`],
    ['with names of its own', (url: string) => `http.get('${url}/stock/1', { tags: { name: 'GET /stock' } })`],
  ])('%s: no shop anywhere', async (_, get) => {
    const name = script('own-address.js', ITERATIONS, `export default function () { ${get(server.baseUrl)}; }`);
    const ended = await place.run(['run', name], { env: { BASE_URL: '' } });
    expect([ended.code, server.requests.length]).toEqual([0, 8]);
    const files = place.runFiles();
    expect(JSON.parse(files['run.json'] ?? '').target.hosts).toMatchObject([{ host: host() }]);
    expect(files['report.md']).toContain(` | \`${host()}\`, 부하 발생기와 같은 장비 | `);
    const history = await place.run(['history']);
    expect(history.stdout).toContain(`own-address · default(반복 8회), 600초 · ${host()}`);
    for (const text of [ended.stderr, history.stdout, ...Object.values(files)]) expect(text).not.toMatch(SHOP);
  });

  test('requests with names of their own leave no address: nobody says that one was tested', async () => {
    const name = script(
      'named.js',
      `${ITERATIONS}\nconst AUTH = 'http://auth.example.com'; // only without a token`,
      `export default function () { http.get(__ENV.HOST + '/stock/1', { tags: { name: 'GET /stock' } }); }`,
    );
    const other = 'http://127.0.0.1:9';
    const ended = await place.run(['run', name, '--yes'], { env: { BASE_URL: other, HOST: server.baseUrl } });
    expect([ended.code, server.requests.length]).toEqual([0, 8]);
    const files = place.runFiles();
    expect(JSON.parse(files['run.json'] ?? '').target).toStrictEqual({});
    expect(files['report.md']).toContain(' | 알 수 없음(주소가 남은 요청이 없음) | ');
  });

  test('several hosts are told with their shares, whatever BASE_URL says', async () => {
    const name = script(
      'two.js',
      ITERATIONS,
      `export default function () { http.get('${server.baseUrl}/a'); http.get('${server.baseUrl.replace('127.0.0.1', 'localhost')}/b'); }`,
    );
    const ended = await place.run(['run', name], { env: { BASE_URL: 'http://127.0.0.1:9' } });
    expect(ended.code).toBe(0);
    const files = place.runFiles();
    expect(files['report.md']).toContain(`\`${host()}\` 50%, \`${host().replace('127.0.0.1', 'localhost')}\` 50%`);
    expect(JSON.parse(files['run.json'] ?? '').target).not.toHaveProperty('baseUrl');
  });

  test('nowhere by itself: an empty BASE_URL is unset, and the shop is the target', async () => {
    const name = script('asks.js', ITERATIONS, `export default function () { ${GET} }`);
    const ended = await place.run(['run', name], { env: { BASE_URL: '' } });
    expect(ended.stderr).toContain('내장 모의 서버(실제 시스템 아님)를 사용합니다');
    expect(JSON.parse(place.runFiles()['run.json'] ?? '').target).toMatchObject({ shop: { lock: 'distributed' } });
  });
});
