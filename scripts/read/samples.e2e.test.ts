import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k6Path } from '../../testing/run-buha.ts';
import { ROOT } from '../paths.ts';

const BUHA = join(ROOT, 'dist', 'buha.js');
const run = promisify(execFile);

let folder: string;
let server: Server;
let baseUrl: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'buha-samples-'));
  server = createServer((request, response) => {
    response.statusCode = request.url === '/broken' ? 500 : 200;
    setTimeout(() => response.end('x'.repeat(100)), 2 + Math.random() * 8);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(
    file('script.js'),
    `import http from 'k6/http';
    import { check, sleep } from 'k6';
    export const options = {
      summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)', 'count'],
      scenarios: {
        browse: { executor: 'constant-vus', vus: 8, duration: '3s' },
        peak: { executor: 'constant-arrival-rate', rate: 60, duration: '3s', preAllocatedVUs: 2, maxVUs: 3 },
      },
      thresholds: { 'http_req_duration{scenario:browse}': [], 'iteration_duration{scenario:peak}': [] },
    };
    export function setup() { http.get(__ENV.BASE_URL + '/setup'); }
    export default function () {
      const broken = __ITER % 5 === 4;
      const answer = http.get(__ENV.BASE_URL + (broken ? '/broken' : '/fine'));
      check(answer, { fine: ({ status }) => status === 200 });
      sleep(0.05);
    }`,
  );
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const file = (name: string) => join(folder, name);
const env = () => ({ ...process.env, BASE_URL: baseUrl });

const loud = (...args: string[]) =>
  spawn(k6Path(), ['run', '--no-usage-report', ...args, file('script.js')], {
    env: env(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const k6 = (...args: string[]) => loud('--quiet', ...args);

async function reportOf(...args: string[]) {
  const { stdout } = await run(process.execPath, [BUHA, 'report', ...args, '--format', 'json'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout).apis[0];
}

type Values = Record<string, number>;
const STATISTICS: Readonly<Record<string, string>> = {
  avg: 'avg',
  min: 'min',
  med: 'med',
  max: 'max',
  'p(90)': 'p90',
  'p(95)': 'p95',
  'p(99)': 'p99',
  'p(99.9)': 'p999',
  count: 'count',
};
const TIMES: Readonly<Record<string, string>> = {
  http_req_duration: 'durationMs',
  http_req_blocked: 'blockedMs',
  http_req_connecting: 'connectingMs',
  http_req_sending: 'sendingMs',
  http_req_waiting: 'waitingMs',
  http_req_receiving: 'receivingMs',
  iteration_duration: 'iterationDurationMs',
};

/** Figures of the report that k6's own summary of the same run does not confirm. */
function unlike(scope: Record<string, unknown>, metrics: Record<string, Values>, filter: string, tolerance: number) {
  return Object.entries(TIMES).flatMap(([metric, field]) => {
    const theirs = metrics[`${metric}${filter}`];
    const own = scope[field] as Values | undefined;
    return Object.entries(STATISTICS).flatMap(([k6Name, name]) => {
      const [a, b] = [own?.[name], theirs?.[k6Name]];
      if (b === undefined) return [];
      return Math.abs((a ?? Number.NaN) - b) <= tolerance * Math.max(1, b)
        ? []
        : [`${metric}${filter} ${name}: ${a}, k6 ${b}`];
    });
  });
}

test('what k6 just wrote says what k6 itself says, as NDJSON and as CSV, plain and compressed', async () => {
  const forms = ['json=plain.ndjson', 'json=packed.ndjson.gz', 'csv=plain.csv', 'csv=packed.csv.gz'];
  const outs = forms.map((form) => `--out=${form.replace('=', `=${folder}/`)}`);
  const [code] = await once(k6(...outs, `--summary-export=${file('summary.json')}`), 'close');
  expect(code).toBe(0);
  const { metrics } = JSON.parse(readFileSync(file('summary.json'), 'utf8')) as { metrics: Record<string, Values> };
  for (const form of forms) {
    const name = form.split('=')[1] as string;
    const tolerance = name.includes('csv') ? 1e-6 : 1e-9;
    const api = await reportOf(file(name));
    expect([api.total.requests, api.total.iterations, api.total.failedRequests]).toStrictEqual([
      metrics.http_reqs?.count,
      metrics.iterations?.count,
      metrics.http_req_failed?.passes,
    ]);
    expect(api.total.droppedIterations).toBe(metrics.dropped_iterations?.count ?? 0);
    expect(unlike(api.total, metrics, '', tolerance)).toStrictEqual([]);
    const { browse, peak } = api.scenarios;
    expect(unlike({ durationMs: browse.durationMs }, metrics, '{scenario:browse}', tolerance)).toStrictEqual([]);
    expect(
      unlike({ iterationDurationMs: peak.iterationDurationMs }, metrics, '{scenario:peak}', tolerance),
    ).toStrictEqual([]);
    const seconds = api.timeline.total as { requests: number; droppedIterations: number }[];
    expect(seconds.reduce((sum, { requests }) => sum + requests, 0)).toBe(api.total.requests);
    expect(seconds.reduce((sum, one) => sum + one.droppedIterations, 0)).toBe(api.total.droppedIterations);
    expect(api.answers.find(({ status }: { status: number }) => status === 500).requests).toBeGreaterThan(0);
  }
});

describe.skipIf(process.platform === 'win32')('while k6 is still running', () => {
  // With what k6 shows in a terminal in the same stream, even in the middle of lines; and without.
  test.each([[['--out=json=-']], [['--out=csv=-']], [['--out=json=-', '--quiet', '--summary-mode=disabled']]])(
    'from a pipe, without losing a line: %j',
    async (args) => {
      const running = loud(...args);
      const buha = spawn(process.execPath, [BUHA, 'report', '-', '--format', 'json'], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      running.stdout?.pipe(buha.stdin as NodeJS.WritableStream);
      let stdout = '';
      buha.stdout?.on('data', (data) => {
        stdout += data;
      });
      const [code] = await once(buha, 'close');
      expect(code).toBe(0);
      const [api] = JSON.parse(stdout).apis;
      expect(api.total.requests).toBeGreaterThan(100);
      expect(api.sources[0].badLines).toBeUndefined();
    },
  );

  test('from a named pipe, of compressed CSV', async () => {
    execFileSync('mkfifo', [file('pipe')]);
    // The name tells k6 to compress; what is read tells it by its first bytes.
    execFileSync('ln', ['-s', file('pipe'), file('pipe.csv.gz')]);
    const reading = reportOf(file('pipe'));
    const running = k6(`--out=csv=${file('pipe.csv.gz')}`);
    const [api] = await Promise.all([reading, once(running, 'close')]);
    expect(api.total.requests).toBeGreaterThan(100);
    expect(api.sources[0].format).toBe('csv');
  });
});
