import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { k6Path } from '../../testing/run-buha.ts';

/** Segments of the load, as several runners take them. */
const SEGMENTS = ['0:1/3', '1/3:2/3', '2/3:1'];
const RATE = 60;
const SECONDS = 3;
const MAX_VUS = 6;

let folder: string;
let server: Server;
let baseUrl: string;
const served = { items: 0, setups: 0 };

const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'buha-runners-'));
  server = createServer((request, response) => {
    if (request.url === '/setup') served.setups += 1;
    else served.items += 1;
    response.end('ok');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // An iteration takes so long that the users cannot start all of them.
  writeFileSync(
    file('script.js'),
    `import http from 'k6/http';
    import { sleep } from 'k6';
    export const options = {
      scenarios: {
        peak: {
          executor: 'constant-arrival-rate', rate: ${RATE}, duration: '${SECONDS}s',
          preAllocatedVUs: ${MAX_VUS}, maxVUs: ${MAX_VUS},
        },
      },
      thresholds: { http_reqs: ['count>40'] },
    };
    export function setup() { http.get(__ENV.BASE_URL + '/setup'); }
    export default function () {
      http.get(__ENV.BASE_URL + '/item');
      sleep(0.2);
    }`,
  );
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Runs k6 and tells its exit code. */
async function k6(...args: readonly string[]): Promise<number> {
  const env = { ...process.env, BASE_URL: baseUrl, K6_CSV_TIME_FORMAT: 'unix_milli' };
  const child = spawn(k6Path(), ['run', '--quiet', '--no-usage-report', ...args, file('script.js')], {
    env,
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  return Number(code);
}

const jsonOf = async (...args: readonly string[]) =>
  JSON.parse((await callCommand(['report', ...args, '--format', 'json'])).stdout).apis[0];

describe('three k6 processes with a third of the load each', () => {
  const outputs = () => [file('r1.csv'), file('r2.json.gz'), file('r3.csv.gz')];
  let exits: readonly number[] = [];
  let options = '';

  beforeAll(async () => {
    const outs = outputs().map((path) => `${path.includes('csv') ? 'csv' : 'json'}=${path}`);
    exits = await Promise.all(
      SEGMENTS.map((segment, at) =>
        k6(
          ...['--execution-segment', segment, '--execution-segment-sequence', '0,1/3,2/3,1'],
          ...['--tag', `instance_id=${at + 1}`, '--tag', 'testrun_name=peak'],
          ...['--out', outs[at] ?? '', '--summary-export', file(`r${at + 1}.summary.json`)],
        ),
      ),
    );
    options = file('options.json');
    writeFileSync(options, execFileSync(k6Path(), ['inspect', '--execution-requirements', file('script.js')]));
  }, 60_000);

  test('merged they are what the server saw, and what one process would have planned', async () => {
    const { items, setups } = served;
    const run = await jsonOf(...outputs(), '--merge', '--options', options);
    expect(setups).toBe(SEGMENTS.length);
    expect(run.total.requests).toBe(items);
    expect(run.total.iterations).toBe(items);
    expect(run.runners.map(({ instanceId }: { instanceId: string }) => instanceId)).toStrictEqual(['1', '2', '3']);

    await k6('--out', `csv=${file('one.csv')}`);
    const one = await jsonOf(file('one.csv'), '--options', options);
    const started = ({ total }: typeof run) => total.iterations + total.droppedIterations;
    expect(run.total.droppedIterations).toBeGreaterThan(0);
    // k6 itself may start one more or less at the end.
    expect(Math.abs(started(run) - started(one))).toBeLessThanOrEqual(2);
    expect(Math.abs(started(run) - RATE * SECONDS)).toBeLessThanOrEqual(2);
    const users = run.timeline.total.map(({ vusStarted }: { vusStarted?: number }) => vusStarted ?? 0);
    expect(Math.max(...users)).toBe(MAX_VUS);
    expect(run.plannedLoad[0]).toMatchObject({ scenario: 'peak', planned: RATE * SECONDS });
  }, 60_000);

  test('a goal that every runner missed for itself is met by all of them together', async () => {
    // 99: a threshold was crossed.
    expect(exits).toStrictEqual([99, 99, 99]);
    const { thresholds } = await jsonOf(...outputs(), '--merge', '--options', options);
    expect(thresholds).toMatchObject([{ metric: 'http_reqs', expression: 'count>40', passed: true }]);
  });

  test('their summaries count the same', async () => {
    const summaries = SEGMENTS.map((_, at) => file(`r${at + 1}.summary.json`));
    const [merged, exact] = [await jsonOf(...summaries, '--merge'), await jsonOf(...outputs(), '--merge')];
    // A summary does not tell setup() apart.
    expect(merged.total.requests).toBe(exact.total.requests + SEGMENTS.length);
    expect(merged.total.iterations).toBe(exact.total.iterations);
    expect(merged.total.droppedIterations).toBe(exact.total.droppedIterations);
    // Quantiles lie between two samples, in each part by itself: those of the parts hold that of the whole but for a sample each.
    const { p90, p99 } = exact.total.iterationDurationMs;
    const { ranges } = merged.total.iterationDurationMs;
    expect(ranges.p95[0]).toBeLessThanOrEqual(p99);
    expect(ranges.p95[1]).toBeGreaterThanOrEqual(p90);
  });

  test('and without the flag they are refused', async () => {
    const { code, stderr } = await callCommand(['report', ...outputs(), '--lang', 'en']);
    expect([code, stderr]).toStrictEqual([2, expect.stringContaining('--merge')]);
  });
});
