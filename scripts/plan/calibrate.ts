import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiId, apiOf } from '../../options/apis.ts';
import { k6Options } from '../../options/k6-options.ts';
import { readLoadSettings } from '../../options/profiles.ts';
import type { GeneratorCost } from '../../reports/model/forecast.ts';
import { endedChildrenCpuSec } from '../run/cpu.ts';
import { watchArguments, watchEnvironment } from '../run/execute.ts';

/** k6's exit code where thresholds were crossed. */
const CROSSED = 99;

/** Three loads of so many seconds, and the starts of k6, take less than 15 s together. */
const LOAD_SEC = 3;

/** Few users who send little, the same who send much, and many who send little. */
const FEW = { vus: 100, thinkMs: 1_000 };
const BUSY = { vus: 100, thinkMs: 100 };
const MANY = { vus: 700, thinkMs: 1_000 };

/** A scenario of the catalogue, whose thresholds split what k6 counts as `buha run` has it. */
const LIKE: ApiId = 'get-product';

/** A small script as buha's own are: a named request, a check, a rest, the same thresholds and statistics. */
function scriptOf({ vus, thinkMs }: typeof FEW, address: string): string {
  const { thresholds, tags, summaryTrendStats, discardResponseBodies } = k6Options(
    LIKE,
    { [LIKE]: apiOf(LIKE) },
    readLoadSettings('seed'),
  );
  const scenarios = { load_test: { executor: 'constant-vus', vus, duration: `${LOAD_SEC}s` } };
  return `import http from 'k6/http';
import { check, sleep } from 'k6';
export const options = ${JSON.stringify({ scenarios, thresholds, tags, summaryTrendStats, discardResponseBodies })};
export default function () {
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

/** What one load took of k6: CPU seconds, peak memory in bytes. Undefined where nobody can tell. */
async function taken(k6: string, script: string, folder: string, signal: AbortSignal) {
  const before = endedChildrenCpuSec();
  const args = ['run', '--quiet', '--no-usage-report', ...watchArguments(join(folder, 'summary.json')), '-'];
  const env = { ...process.env, ...watchEnvironment(join(folder, 'samples.csv.gz')) };
  const child = spawn(k6, args, { stdio: ['pipe', 'ignore', 'ignore'], env, signal, killSignal: 'SIGINT' });
  // What ends it early is told by its exit.
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.stdin.end(script);
  let bytes: number | undefined;
  const watch = setInterval(() => {
    bytes = (child.pid === undefined ? undefined : peakBytes(child.pid)) ?? bytes;
  }, 100);
  const [code] = await once(child, 'close').finally(() => clearInterval(watch));
  const after = endedChildrenCpuSec();
  // A threshold that a busy machine crossed changes nothing of what k6 took.
  const isWhole = code === 0 || code === CROSSED;
  if (!isWhole || before === undefined || after === undefined || bytes === undefined) return undefined;
  return { cpuSec: after - before, bytes };
}

/**
 * What k6 costs this machine, by three short loads on a server of buha's own: CPU of a request from those that send little and much,
 * memory of a virtual user from few and many. Undefined where the system does not tell (elsewhere than on Linux), or k6 failed.
 */
export async function calibrate(k6: string, signal: AbortSignal): Promise<GeneratorCost | undefined> {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end('ok');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const folder = await mkdtemp(join(tmpdir(), 'buha-calibrate-'));
  try {
    const measured = async (load: typeof FEW) => {
      requests = 0;
      const cost = await taken(k6, scriptOf(load, address), folder, signal);
      return cost && { ...cost, requests };
    };
    const few = await measured(FEW);
    const busy = few && (await measured(BUSY));
    const many = busy && (await measured(MANY));
    return few && busy && many && costOf(few, busy, many);
  } finally {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Taken {
  readonly cpuSec: number;
  readonly bytes: number;
  readonly requests: number;
}

/** The differences of the loads; undefined where a busy machine turned them around. */
export function costOf(few: Taken, busy: Taken, many: Taken): GeneratorCost | undefined {
  const coreMsPerRequest = ((busy.cpuSec - few.cpuSec) * 1000) / (busy.requests - few.requests);
  const vuBytes = (many.bytes - few.bytes) / (MANY.vus - FEW.vus);
  const k6Bytes = Math.max(0, few.bytes - FEW.vus * vuBytes);
  const isSound = [coreMsPerRequest, vuBytes].every((one) => Number.isFinite(one) && one > 0);
  return isSound ? { coreMsPerRequest, vuBytes, k6Bytes } : undefined;
}
