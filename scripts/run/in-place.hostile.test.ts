import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { childrenOf, k6Path, until, Workplace } from '../../testing/run-buha.ts';
import { ROOT } from '../paths.ts';

const exec = promisify(execFile);
const SCRIPTS = join(ROOT, 'fixtures', 'scripts');

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

function files(texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(place.file(name)), { recursive: true });
    writeFileSync(place.file(name), text);
  }
}

/** What k6 itself says of a script, its exit code and the iterations that it counts. */
async function plainK6(script: string) {
  const settings = { cwd: place.folder, env: { ...process.env, BASE_URL: server.baseUrl }, maxBuffer: 2 ** 26 };
  const { stdout } = await exec(k6Path(), ['inspect', '--execution-requirements', script], settings);
  const summary = place.file('plain-summary.json');
  const code = await exec(k6Path(), ['run', '--quiet', `--summary-export=${summary}`, script], settings).then(
    () => 0,
    (fault: { code: number }) => fault.code,
  );
  const { metrics } = JSON.parse(readFileSync(summary, 'utf8'));
  return {
    options: JSON.parse(stdout),
    code,
    iterations: metrics.iterations.count,
    requests: metrics.http_reqs?.count,
  };
}

const leftBehind = () =>
  readdirSync(place.folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.buha-'));

async function run(script: string) {
  const ended = await place.run(['run', script, '--yes'], { env: { BASE_URL: server.baseUrl } });
  expect(leftBehind()).toEqual([]);
  expect(readdirSync(place.temporary)).toEqual([]);
  const kept = place.runFiles();
  const { metrics } = JSON.parse(kept['summary.json'] ?? '{"metrics":{}}');
  return {
    ...ended,
    record: JSON.parse(kept['run.json'] ?? ''),
    console: kept['console.txt'] ?? '',
    iterations: metrics.iterations?.count,
    requests: metrics.http_reqs?.count,
  };
}

/** VUs and whole length that a plan tells. */
async function plan(script: string) {
  const args = ['plan', script, '--iteration-time', '1s', '--format', 'json'];
  const ended = await place.run(args, { env: { BASE_URL: server.baseUrl } });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(leftBehind()).toEqual([]);
  return JSON.parse(ended.stdout).plans[0];
}

describe('run, plan and plain k6 agree', () => {
  const names = readdirSync(SCRIPTS).filter((name) => name.endsWith('.js'));

  test.each(names)('on %s', async (name) => {
    cpSync(SCRIPTS, place.folder, { recursive: true });
    const text = readFileSync(place.file(name), 'utf8');
    writeFileSync(place.file(name), text.replaceAll('127.0.0.1:18099', new URL(server.baseUrl).host));
    const plain = await plainK6(name);
    const planned = await plan(name);
    expect(planned).toMatchObject({ vus: plain.options.vus ?? plain.options.maxVUs });
    const own = await run(name);
    expect(own.record.exit.code).toBe(plain.code);
    expect(own.record.script.path).toBe(name);
    for (const option of ['vus', 'duration', 'iterations']) {
      expect(own.record.options[option]).toBe(plain.options[option]);
    }
    // Loads of a given length count what they get done; the others do just what they were told.
    if (plain.options.iterations) expect(own).toMatchObject({ iterations: plain.iterations, requests: plain.requests });
    else expect(own.iterations).toBeGreaterThan(0);
  });
});

const PACKAGES = {
  'node_modules/counter/package.json': '{"name":"counter","type":"module","exports":"./index.js"}',
  'node_modules/counter/index.js': 'let count = 0;\nexport const next = () => { count += 1; return count; };\n',
  'node_modules/older/package.json': '{"name":"older","main":"index.js"}',
  'node_modules/older/index.js': "exports.name = 'older';\nmodule.exports.twice = (n) => 2 * n;\n",
};

describe('what k6 cannot resolve', () => {
  test('an npm import, a library in another folder that opens a file, and a TypeScript helper, together', async () => {
    files({
      ...PACKAGES,
      'shared/conf.json': '{"vus": 1, "text": "conf of shared"}',
      'shared/lib/conf.js': `import { next } from 'counter';
        export const conf = JSON.parse(open('../conf.json'));
        export const number = next();`,
      'load/부하 도구 100%/helper.ts': [
        "import { next } from 'counter';",
        "import type { Nothing } from 'not-installed';",
        'export interface Wrong { readonly part: string }',
        'export const number = next();',
        'export function fail({ part }: Wrong): never {',
        "  throw new Error('broken ' + part);",
        '}',
      ].join('\n'),
      'load/main.ts': `import http from 'k6/http';
        import { next } from 'counter';
        import { name, twice } from 'older';
        import { conf, number as first } from '../shared/lib/conf';
        import { number as second, fail } from './부하 도구 100%/helper';
        import setting from '../shared/conf.json';
        export const options = { vus: conf.vus, iterations: 2 };
        console.log(['told', first, second, next(), name, twice(4), conf.text, setting.vus].join(','));
        export default function (): void {
          http.get(\`\${__ENV.BASE_URL}/health\`);
          fail({ part: 'gear' });
        }`,
    });
    expect(await plan('load/main.ts')).toMatchObject({ vus: 1 });
    const own = await run('load/main.ts');
    expect(own).toMatchObject({ iterations: 2, requests: 2, record: { exit: { code: 0 } } });
    // One package has one state, whoever imports it.
    expect(own.console).toContain('told,1,2,3,older,8,conf of shared,1');
    expect(own.record.exceptions.first).toMatch(/Error: broken gear\n.*load\/부하 도구 100%\/helper\.ts:6:/);
    expect(own.console).toMatch(/load\/main\.ts:11:/);
    expect(own.console + own.stderr).not.toMatch(/\.buha-|buha-hand-over/);
  });

  test.each([
    [
      'plain.mjs',
      { 'lib/a.mjs': 'export const a = 2;' },
      "import { a } from './lib/a.mjs';\nexport const options = { vus: a };",
    ],
    [
      'old.cjs',
      { 'lib/a.cjs': 'exports.a = 2;' },
      "const { a } = require('./lib/a.cjs');\nexports.options = { vus: a };",
    ],
    [
      'old.js',
      { 'lib/a.js': "exports.a = require('older').twice(1);" },
      "const { a } = require('./lib/a');\nexports.options = { vus: a };",
    ],
    [
      'mixed.js',
      { 'lib/a.js': 'exports.a = 2;' },
      "import { twice } from 'older';\nconst { a } = require('./lib/a.js');\nexport const options = { vus: twice(a) / 2 };",
    ],
    [
      'typed.ts',
      { 'lib/a.ts': 'export enum A { Two = 2 }' },
      "import { A } from './lib/a.ts';\nexport const options = { vus: A.Two };",
    ],
    [
      'typed.mts',
      { 'lib/a.mts': 'export const a: number = 2;' },
      "import { a } from './lib/a.mjs';\nexport const options = { vus: a };",
    ],
    [
      'decorated.ts',
      {},
      'const two = (_: unknown, __: unknown) => {};\nclass A {\n  @two\n  vus() { return 2; }\n}\nexport const options = { vus: new A().vus() };',
    ],
    [
      'waits.js',
      {},
      "import { open } from 'k6/experimental/fs';\nimport csv from 'k6/experimental/csv';\nimport { twice } from 'older';\nconst rows = await csv.parse(await open('./rows.csv'), { skipFirstLine: true });\nexport const options = { vus: twice(rows.length) / 2 };",
    ],
    [
      'says.js',
      {},
      "import { twice } from 'older';\nif (!import.meta.resolve('./rows.csv').endsWith('/rows.csv')) throw new Error('elsewhere');\nexport const options = { vus: twice(open('rows.csv').split('\\n')[2].length) };",
    ],
  ])('%s is planned with its two VUs', async (name, more, code) => {
    const main =
      name.endsWith('.cjs') || code.includes('exports.options')
        ? 'exports.default = () => {};'
        : 'export default () => {};';
    const sized = code.replace('{ vus:', "{ duration: '1s', vus:");
    files({ ...PACKAGES, ...more, 'rows.csv': 'id\n1\n2', [name]: `${sized}\n${main}` });
    expect(await plan(name)).toMatchObject({ vus: 2 });
  });

  test('scripts behind symbolic links, and in folders with blanks and Hangul', async () => {
    files({
      ...PACKAGES,
      '부하 시험/conf.json': '{"vus": 2}',
      '부하 시험/lib/conf.js':
        "import { twice } from 'older';\nexport const vus = twice(JSON.parse(open('../conf.json')).vus) / 2;",
      '부하 시험/main.js':
        "import { vus } from './lib/conf.js';\nexport const options = { vus, duration: '1s' };\nexport default () => {};",
    });
    symlinkSync(place.file('부하 시험'), place.file('linked'));
    for (const name of ['부하 시험/main.js', 'linked/main.js']) expect(await plan(name)).toMatchObject({ vus: 2 });
    // A linked script opens what lies beside the link, as in k6.
    files({ 'other/conf.json': '{"vus": 3}' });
    symlinkSync(place.file('부하 시험/main.js'), place.file('other/main.js'));
    symlinkSync(place.file('부하 시험/lib'), place.file('other/lib'));
    expect(await plan('other/main.js')).toMatchObject({ vus: 3 });
  });

  test('one VU where a script names none, as in `k6 run`; none where it says so', async () => {
    files({
      'one.js': 'export const options = { iterations: 1 };\nexport default () => {};',
      'none.js':
        "export const options = { scenarios: { a: { executor: 'constant-vus', vus: 0, duration: '1s' } } };\nexport default () => {};",
    });
    expect(await plan('one.js')).toMatchObject({ vus: 1 });
    expect(await place.run(['plan', 'none.js'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('VU 수(vus)'),
    });
  });

  test('what a killed run left beside the scripts is gone after the next start', async () => {
    files({
      ...PACKAGES,
      'lib/a.js': "export * from 'counter';",
      'main.js':
        "import { sleep } from 'k6';\nimport { next } from './lib/a.js';\nnext();\nexport const options = { vus: 1, duration: '1m' };\nexport default () => sleep(1);",
      'next.js': 'export const options = { iterations: 1 };\nexport default () => {};',
    });
    const killed = place.start(['run', 'main.js'], { env: { BASE_URL: server.baseUrl } });
    const k6 = await until(() => childrenOf(killed.pid).find(({ argv }) => argv[1] === 'run'), 'k6 runs');
    killed.child.kill('SIGKILL');
    await killed.ended;
    process.kill(k6.pid, 'SIGKILL');
    expect(
      leftBehind()
        .map((name) => dirname(name))
        .toSorted(),
    ).toEqual(['.', 'lib']);
    // Another script does it, too: it finds the list. Without the list the same script does.
    await plan('next.js');
    files({ 'lib/.buha-1073741824-a-1.js': '' });
    await plan('main.js');
  });
});

test('modules that k6 provides or fetches stay: browser, WebSockets, own metrics, own summary', async () => {
  files({
    ...PACKAGES,
    'main.js': `import { browser } from 'k6/browser';
      import { WebSocket } from 'k6/websockets';
      import { Counter } from 'k6/metrics';
      import { twice } from 'older';
      const seen = new Counter('seen');
      export const options = { scenarios: { ui: { executor: 'shared-iterations', iterations: 3, exec: 'counted' } } };
      export function counted() { seen.add(twice(1)); }
      export async function ui() { await browser.newPage(); new WebSocket('ws://127.0.0.1'); }
      export const handleSummary = ({ metrics }) => ({ stdout: 'own summary: ' + metrics.seen.values.count });`,
  });
  const own = await run('main.js');
  expect(own.record.exit.code).toBe(0);
  expect(own.console).toContain('own summary: 6');
});
