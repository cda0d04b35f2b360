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
