import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Buha, until, Workplace } from '../../testing/run-buha.ts';

/** Two scenarios of both models; every iteration needs what setup() returned. */
const SCRIPT = `
import http from 'k6/http';
import { sleep } from 'k6';
export const options = {
  scenarios: {
    open: { executor: 'constant-arrival-rate', rate: 40, timeUnit: '1s', duration: '5s', preAllocatedVUs: 10, maxVUs: 20 },
    closed: { executor: 'constant-vus', vus: 7, duration: '5s', exec: 'closed' },
  },
  thresholds: { http_req_duration: ['p(95)<5000'], http_reqs: ['count>150'] },
};
const base = __ENV.BASE_URL;
export function setup() { http.get(base + '/setup'); return { path: '/item' }; }
export default function ({ path }) { http.get(base + path); sleep(0.1); }
export function closed({ path }) { http.get(base + path); sleep(0.5); }
export function teardown({ path }) { http.get(base + '/teardown' + path); }
`;

let server: Server;
let place: Workplace;
let served: Record<string, number>;
let baseUrl: string;
beforeAll(async () => {
  served = {};
  server = createServer((request, response) => {
    served[request.url ?? ''] = (served[request.url ?? ''] ?? 0) + 1;
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  place = new Workplace();
  writeFileSync(place.file('own.js'), SCRIPT);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  place.remove();
});

interface Told {
  readonly requests: number;
  readonly iterations: number;
  readonly droppedIterations?: number;
}

/** What the JSON report of a path says of its run. */
async function toldOf(...args: string[]) {
  const { stdout, stderr, code } = await place.run(['report', ...args, '--format', 'json', '-o', '-', '--lang', 'en']);
  expect(code, stderr).not.toBe(70);
  const [run] = JSON.parse(stdout).apis;
  return { run, total: run.total as Told };
}

const runIn = (results: string, ...more: string[]) => [
  'run',
  'own.js',
  '--base-url',
  baseUrl,
  '--lang',
  'en',
  '--results',
  place.file(results),
  ...more,
];

/** The process of a runner of a run that is on, once it sends. */
async function runnerPid(run: Buha, number: number): Promise<number> {
  await until(() => (served['/item'] ?? 0) > 20 || undefined, 'a load', 30_000);
  const children = execFileSync('ps', ['--ppid', String(run.pid), '-o', 'pid=,args='], { encoding: 'utf8' });
  const line = children.split('\n').find((one) => one.includes(`--tag=instance_id=${number}`));
  return Number(line?.trim().split(' ')[0]);
}

describe('a load that several k6 processes share', () => {
  test('is the load of one: as many iterations, one setup() and teardown(), the count of the target', async () => {
    const ended = await place.run(runIn('all', '--runners', '3'));
    expect(ended.code, ended.stderr).toBe(0);
    const { run, total } = await toldOf(place.runFolder(place.file('all')));
    // 40/s for 5 s, and 7 users.
    expect(total.iterations - run.scenarios.closed.iterations + (total.droppedIterations ?? 0)).toBeGreaterThanOrEqual(
      199,
    );
    expect(total.iterations - run.scenarios.closed.iterations).toBeLessThanOrEqual(201);
    const report = readFileSync(join(place.runFolder(place.file('all')), 'report.md'), 'utf8');
    expect(report).toMatch(/^vus_max\.+: 17 /m);
    expect(total.requests).toBe(served['/item']);
    expect(served).toMatchObject({ '/setup': 1, '/teardown/item': 1 });
    expect(run.runners).toHaveLength(3);
    // Crossed in each runner, and not by all of them together.
    expect(run.thresholds.every(({ passed }: { passed: boolean }) => passed)).toBe(true);
  });

  test('one that is lost makes the run none, and is named with what it was', async () => {
    served = {};
    const started = place.start(runIn('lost', '--runners', '3'));
    process.kill(await runnerPid(started, 2), 'SIGKILL');
    const { code, stderr } = await started.ended;
    expect(code, stderr).toBe(30);
    expect(stderr).toContain('runner 2 of 3 did not come to the end');
    const folder = place.runFolder(place.file('lost'));
    expect(existsSync(join(folder, 'runners', '2-samples.csv.gz'))).toBe(false);
    const report = readFileSync(join(folder, 'report.md'), 'utf8');
    expect(report).toContain('Runner 2 of 3 did not come to the end');
    const gate = await place.run(['gate', folder, '--lang', 'en']);
    expect(gate.code).toBe(30);
    // Users that the lost one had are not missing from the script.
    expect(report).not.toContain('maxVUs and preAllocatedVUs of');
  });

  test('ends with its teardown() when its user stops it', async () => {
    served = {};
    const started = place.start(runIn('stopped', '--runners', '2'));
    await runnerPid(started, 1);
    started.child.kill('SIGINT');
    const { code, stderr } = await started.ended;
    expect(code, stderr).toBe(130);
    expect(served['/teardown/item']).toBe(1);
    expect(stderr).not.toContain('REST API');
  });
});

describe('runners that never begin', () => {
  test('a setup() that throws ends all, and is told', async () => {
    writeFileSync(
      place.file('bad.js'),
      "export const options = { vus: 2, duration: '2s' };\nexport function setup() { throw new Error('no login'); }\nexport default function () {}\n",
    );
    const { code, stderr } = await place.run(['run', 'bad.js', '--runners', '2', '--lang', 'en']);
    expect(code, stderr).toBe(30);
    expect(stderr).toContain('no login');
    expect(stderr).not.toContain('did not come to the end');
  });

  test('a teardown() that throws, and a runner that its script marks as failed, are what they are in one process', async () => {
    const script = (name: string, body: string) => writeFileSync(place.file(name), body);
    script(
      'down.js',
      "export const options = { vus: 2, iterations: 4 };\nexport default function () {}\nexport function teardown() { throw new Error('not cleaned'); }\n",
    );
    const down = await place.run(['run', 'down.js', '--runners', '2', '--lang', 'en']);
    expect(down.code, down.stderr).toBe(30);
    expect(down.stderr).toContain('not cleaned');
    script(
      'fail.js',
      "import exec from 'k6/execution';\nexport const options = { vus: 2, iterations: 4 };\nexport default function () { if (__ENV.NONE !== '1') exec.test.fail('never right'); }\n",
    );
    expect((await place.run(['run', 'fail.js', '--runners', '2', '--lang', 'en'])).code).toBe(10);
  });

  test('setup() and teardown() that the user switched off are not run', async () => {
    served = {};
    const { stderr } = await place.run(
      runIn(
        'off',
        '--runners',
        '2',
        '--no-gate',
        '--',
        '--no-setup',
        '--no-teardown',
        '--duration',
        '1s',
        '--vus',
        '2',
      ),
    );
    expect(served['/setup'], stderr).toBeUndefined();
    expect(Object.keys(served).filter((path) => path.startsWith('/teardown'))).toEqual([]);
  });

  test('a verdict of a part alone, files of several runners and rounds of a part are refused', async () => {
    for (const words of [
      ['--runner', '1/2', '--gate'],
      ['--runner', '1/2', '--rounds', '2'],
      ['--runners', '2', '--out', 'json=all.json'],
    ]) {
      const { code, stderr } = await place.run(runIn('refused', ...words));
      expect(code, stderr).toBe(2);
    }
  });

  test('one that ends while they wait for each other ends all', async () => {
    const started = place.start(
      runIn('waiting', '--runner', '1/2', '--start-at', new Date(Date.now() + 60_000).toISOString()),
    );
    await until(() => started.stderr().includes('Ready') || undefined, 'a runner that waits', 30_000);
    started.child.kill('SIGINT');
    const { code, stderr } = await started.ended;
    expect(code, stderr).toBe(130);
  });

  test('as one process, the function gets nothing where setup() returns nothing', async () => {
    writeFileSync(
      place.file('none.js'),
      "export const options = { vus: 2, iterations: 4 };\nexport function setup() {}\nexport default function (data = { ok: true }) { if (!data.ok) throw new Error('given'); }\n",
    );
    const { stderr } = await place.run([
      'run',
      'none.js',
      '--runners',
      '2',
      '--lang',
      'en',
      '--results',
      place.file('none'),
    ]);
    const record = JSON.parse(readFileSync(join(place.runFolder(place.file('none')), 'run.json'), 'utf8'));
    expect(record.exceptions.count, stderr).toBe(0);
  });
});

describe('parts of a load that are run one by one', () => {
  test('begin at the same time, are no run each, and are one run together', async () => {
    served = {};
    const at = new Date(Date.now() + 9_000).toISOString();
    const ended = await Promise.all(
      [1, 2].map((number) => place.run(runIn(`part-${number}`, '--runner', `${number}/2`, '--start-at', at))),
    );
    for (const { code, stderr } of ended) expect(code, stderr).toBe(0);
    const [first, second] = [1, 2].map((number) => place.runFolder(place.file(`part-${number}`)));
    const alone = await place.run(['report', first ?? '', '--lang', 'en']);
    expect(alone.code).toBe(2);
    expect(alone.stderr).toContain('part 1 of 2');
    const { run, total } = await toldOf(first ?? '', second ?? '', '--merge');
    expect(total.requests).toBe(served['/item']);
    expect(run.runners).toHaveLength(2);
    expect(served['/setup']).toBe(2);
    const half = await place.run(['report', first ?? '', '--merge', '--lang', 'en', '-o', '-']);
    expect(half.stdout).toContain('Runner 2 of 2 did not come to the end');
    const twice = await place.run(['report', first ?? '', first ?? '', '--merge', '--lang', 'en']);
    expect(twice.code).toBe(2);
  });
});
