import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Api } from '../../options/apis.ts';
import { k6Options } from '../../options/k6-options.ts';
import { NO_LOADS } from '../../options/loads.ts';
import { readLoadSettings } from '../../options/profiles.ts';
import type { GeneratorCost } from '../../reports/model/forecast.ts';
import { cpuSec } from '../run/cpu.ts';
import { watchArguments, watchEnvironment } from '../run/one-k6.ts';

/** Users start within the first second; then k6's CPU is watched for two, in which each of them sends equally often. */
const SPREAD_SEC = 1;
const WATCHED_SEC = 2;
/**
 * The memory of many users is collected in a burst of CPU every few seconds (0.4 s on two cores for 1,500). They are watched
 * from the end of one collection to that of the next, so that a burst counts as often as it comes; where none comes, so long.
 */
const MOST_TO_COLLECTION_SEC = 3;
/** Each load is ended when it has been watched, so that three and the starts of k6 take less than 15 s; it lasts at most so long. */
const MOST_SEC = 10;

/** Few users who send little, the same who send much, and many who send little. */
const FEW = { vus: 100, thinkMs: 1_000, isCollecting: false };
const BUSY = { vus: 100, thinkMs: 50, isCollecting: false };
const MANY = { vus: 1_500, thinkMs: 700, isCollecting: true };

/** An API as those of a project are: its thresholds split what k6 counts as `buha run` has it. */
const LIKE: Api = {
  title: { ko: 'GET /', en: 'GET /' },
  request: 'GET /',
  kind: 'read',
  check: 'status is 200',
  thinkBeforeMs: 0,
  thinkAfterMs: 1000,
  keys: [],
  rejections: [],
};
const LOADS = { ...NO_LOADS, serviceLevels: { read: { p95Ms: 1000, failedRatio: 0.01 } } };

/** A small script as buha's own are: a named request, a check, a rest, the same thresholds and statistics. */
function scriptOf({ vus, thinkMs }: typeof FEW, address: string): string {
  const { thresholds, tags, summaryTrendStats, discardResponseBodies } = k6Options(
    'calibrate',
    { calibrate: LIKE },
    readLoadSettings({ profile: 'sequential' }),
    LOADS,
  );
  const scenarios = { load_test: { executor: 'constant-vus', vus, duration: `${MOST_SEC}s`, gracefulStop: '0s' } };
  return `import http from 'k6/http';
import { check, sleep } from 'k6';
export const options = ${JSON.stringify({ scenarios, thresholds, tags, summaryTrendStats, discardResponseBodies })};
export default function () {
  if (__ITER === 0) sleep(Math.random() * ${SPREAD_SEC});
  const answer = http.get('${address}', { tags: { name: 'GET /' } });
  check(answer, { 'status is 200': ({ status }) => status === 200 });
  sleep(${thinkMs / 1000});
}
`;
}

/** Most memory that a process has held so far, bytes; undefined where the system does not tell (not Linux), or it has ended. */
function peakBytes(pid: number): number | undefined {
  try {
    const [, kb] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmHWM:\s+(\d+) kB/m) ?? [];
    return kb === undefined ? undefined : Number(kb) * 1024;
  } catch {
    return undefined;
  }
}

/** Where a load is made and what it sends to. */
interface Place {
  readonly k6: string;
  readonly address: string;
  readonly folder: string;
  readonly counted: Counted;
  readonly signal: AbortSignal;
}

/** What k6 took of one load: cores and requests per second while all its users were at work, peak memory in bytes. */
interface Taken {
  readonly vus: number;
  readonly cores: number;
  readonly requestsPerSec: number;
  readonly bytes: number;
}

/** Requests that a server has had so far, and when the first of this load came. */
interface Counted {
  requests: number;
  first: (() => void) | undefined;
}

/** The cores that a process uses and the requests it sends, from `SPREAD_SEC` after its first one on; undefined if it ends before. */
async function watched(
  { pid, stderr }: ChildProcessByStdio<Writable, null, Readable>,
  isCollecting: boolean,
  closed: Promise<unknown>,
  counted: Counted,
): Promise<Pick<Taken, 'cores' | 'requestsPerSec'> | undefined> {
  const ended = closed.then(() => true);
  const begun = new Promise<false>((resolve) => {
    counted.first = () => resolve(false);
  });
  const collections = new EventEmitter();
  createInterface(stderr).on('line', (line) => line.startsWith('gc ') && collections.emit('end'));
  if (pid === undefined || (await Promise.race([ended, begun]))) return undefined;
  const state = () => ({ atMs: performance.now(), cpu: cpuSec(pid), requests: counted.requests });
  const goesOn = async (until: Promise<unknown>) => !(await Promise.race([ended, until.then(() => false)]));
  const part = () =>
    isCollecting
      ? Promise.race([once(collections, 'end'), delay(MOST_TO_COLLECTION_SEC * 1000)])
      : delay(WATCHED_SEC * 1000);
  if (!(await goesOn(delay(SPREAD_SEC * 1000)))) return undefined;
  if (isCollecting && !(await goesOn(part()))) return undefined;
  const from = state();
  if (!(await goesOn(part()))) return undefined;
  const to = state();
  if (from.cpu === undefined || to.cpu === undefined) return undefined;
  const sec = (to.atMs - from.atMs) / 1000;
  return { cores: (to.cpu - from.cpu) / sec, requestsPerSec: (to.requests - from.requests) / sec };
}

/** What one load took of k6. Undefined where nobody can tell. */
async function taken(load: typeof FEW, { k6, address, folder, counted, signal }: Place): Promise<Taken | undefined> {
  const args = ['run', '--quiet', '--no-usage-report', ...watchArguments(join(folder, 'summary.json')), '-'];
  // Go's runtime tells of each collection on stderr.
  const env = { ...process.env, ...watchEnvironment(join(folder, 'samples.csv.gz')), GODEBUG: 'gctrace=1' };
  const child = spawn(k6, args, { stdio: ['pipe', 'ignore', 'pipe'], env, signal, killSignal: 'SIGINT' });
  // What ends it early is told by its exit.
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.stdin.end(scriptOf(load, address));
  let bytes: number | undefined;
  const watch = setInterval(() => {
    bytes = (child.pid === undefined ? undefined : peakBytes(child.pid)) ?? bytes;
  }, 100);
  const closed = once(child, 'close');
  const plateau = await watched(child, load.isCollecting, closed, counted);
  child.kill('SIGINT');
  await closed.finally(() => clearInterval(watch));
  return plateau && bytes !== undefined ? { ...plateau, vus: load.vus, bytes } : undefined;
}

/**
 * What k6 costs this machine, by three short loads on a server of buha's own. Undefined where the system does not tell
 * (elsewhere than on Linux), or k6 failed.
 */
export async function calibrate(k6: string, signal: AbortSignal): Promise<GeneratorCost | undefined> {
  const counted: Counted = { requests: 0, first: undefined };
  const server = createServer((_, response) => {
    counted.requests += 1;
    counted.first?.();
    response.end('ok');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const folder = await mkdtemp(join(tmpdir(), 'buha-calibrate-'));
  try {
    const place = { k6, address, folder, counted, signal };
    const few = await taken(FEW, place);
    const busy = few && (await taken(BUSY, place));
    const many = busy && (await taken(MANY, place));
    return few && busy && many && costOf(few, busy, many);
  } finally {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Solves cores = k6 + vu · VUs + request · requests per second for three loads, of which the first two have as many VUs;
 * memory likewise. Undefined where a busy machine turned the differences around.
 */
export function costOf(few: Taken, busy: Taken, many: Taken): GeneratorCost | undefined {
  const coresPerRequest = (busy.cores - few.cores) / (busy.requestsPerSec - few.requestsPerSec);
  const moreVus = many.vus - few.vus;
  const vuBytes = (many.bytes - few.bytes) / moreVus;
  const moreCores = many.cores - few.cores - (many.requestsPerSec - few.requestsPerSec) * coresPerRequest;
  const isSound = [coresPerRequest, vuBytes].every((one) => Number.isFinite(one) && one > 0);
  if (!isSound) return undefined;
  // What rests takes little, and a little is lost in the ticks that the kernel counts.
  const vuCores = Math.max(0, moreCores / moreVus);
  return {
    k6Bytes: Math.max(0, few.bytes - few.vus * vuBytes),
    vuBytes,
    k6Cores: Math.max(0, few.cores - few.vus * vuCores - few.requestsPerSec * coresPerRequest),
    vuCores,
    coreMsPerRequest: coresPerRequest * 1000,
  };
}
