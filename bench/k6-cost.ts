import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endedChildrenCpuSec } from '../scripts/run/cpu.ts';

/** What one k6 run cost. */
export interface Cost {
  readonly cpuSec: number;
  readonly iterations: number;
  /** Most memory that k6 held, in bytes. */
  readonly peakBytes: number;
}

export interface K6Run {
  readonly k6: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How often the peak memory is read while k6 runs, in ms. The system keeps the peak itself, so little is missed. */
const READ_EVERY_MS = 100;

/** Most memory that a process has held so far, in bytes (Linux; elsewhere 0). */
export async function peakBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(status.match(/VmHWM:\s+(\d+) kB/)?.[1] ?? 0) * 1024;
}

/** Runs k6 once without any output but its summary. */
export async function runOnce({ k6, script, args = [], env }: K6Run): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'buha-bench-'));
  try {
    const summary = join(folder, 'summary.json');
    const before = endedChildrenCpuSec() ?? 0;
    const child = spawn(k6, ['run', '--quiet', '--no-usage-report', `--summary-export=${summary}`, ...args, script], {
      stdio: 'ignore',
      env: { ...process.env, K6_AUTO_EXTENSION_RESOLUTION: 'false', ...env },
    });
    let peak = 0;
    const reading = setInterval(async () => {
      peak = Math.max(peak, await peakBytes(child.pid ?? 0));
    }, READ_EVERY_MS);
    const [code] = (await once(child, 'close')) as [number | null];
    clearInterval(reading);
    if (code !== 0 && code !== 99) throw new Error(`k6 ended with ${code}: ${script}`);
    const { metrics } = JSON.parse(await readFile(summary, 'utf8')) as { metrics: { iterations: { count: number } } };
    return { cpuSec: (endedChildrenCpuSec() ?? 0) - before, iterations: metrics.iterations.count, peakBytes: peak };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface InstantServer {
  readonly baseUrl: string;
  readonly stop: () => void;
}

export async function startInstantServer(root: string): Promise<InstantServer> {
  const server = fork(join(root, 'bench', 'instant-server.mjs'));
  const [address] = (await once(server, 'message')) as [AddressInfo];
  return { baseUrl: `http://127.0.0.1:${address.port}`, stop: () => server.disconnect() };
}

/** Options of a script as k6 understands them, without what it left out. */
export async function inspectOptions(k6: string, script: string, env: K6Run['env']): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(k6, ['inspect', '--include-system-env-vars', script], {
    env: { ...process.env, ...env },
  });
  const options = JSON.parse(stdout, (_, value) => (value === null ? undefined : value)) as Record<string, unknown>;
  return options;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = low] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
