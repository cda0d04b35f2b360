import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { GeneratorSecond } from '../../reports/model/generator.ts';
import { cpuSec } from './cpu.ts';

// What the kernel says of a process while it runs (Linux, proc(5) and the kernel's documentation of cgroups).

const EVERY_MS = 1_000;
const CGROUPS = '/sys/fs/cgroup';

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

/** Time in ms for which each thread was ready and did not run, by thread; a thread that has ended takes its own with it. */
function runDelays(pid: number): Map<string, number> {
  const delays = new Map<string, number>();
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const delayNs = Number(read(`/proc/${pid}/task/${thread}/schedstat`)?.split(' ')[1]);
      if (Number.isFinite(delayNs)) delays.set(thread, delayNs / 1e6);
    }
  } catch {
    // It ended in between.
  }
  return delays;
}

/** Folders of the process's control group of the CPU, its own first, then those above it. */
function cpuGroups(pid: number): string[] {
  const lines = (read(`/proc/${pid}/cgroup`) ?? '').split('\n').map((line) => line.split(':'));
  const own = lines.find(([, names]) => names?.split(',').includes('cpu')) ?? lines.find(([, names]) => names === '');
  if (!own) return [];
  const roots = own[1] ? [join(CGROUPS, own[1]), join(CGROUPS, 'cpu')] : [CGROUPS];
  const parts = (own[2] ?? '').split('/').filter((part) => part !== '' && part !== '..');
  return roots.flatMap((root) =>
    Array.from({ length: parts.length + 1 }, (_, up) => join(root, ...parts.slice(0, parts.length - up))),
  );
}

/** Cores that the quota of a group allows (both versions of cgroups); undefined without one. */
function quotaCores(group: string): number | undefined {
  const [quota, period] = read(join(group, 'cpu.max'))?.trim().split(' ') ?? [
    read(join(group, 'cpu.cfs_quota_us')),
    read(join(group, 'cpu.cfs_period_us')),
  ];
  const cores = Number(quota) / Number(period);
  return cores > 0 && Number.isFinite(cores) ? cores : undefined;
}

/** How long a group was stopped by its quota so far, ms. */
function throttledMs(group: string): number | undefined {
  const stat = read(join(group, 'cpu.stat')) ?? '';
  const [, us] = stat.match(/^throttled_usec (\d+)/m) ?? [];
  if (us !== undefined) return Number(us) / 1e3;
  const [, ns] = stat.match(/^throttled_time (\d+)/m) ?? [];
  return ns === undefined ? undefined : Number(ns) / 1e6;
}

/** How many of `0-3,7` there are. */
const inList = (list: string): number =>
  list.split(',').reduce((sum, part) => {
    const [from = Number.NaN, to = from] = part.split('-').map(Number);
    return sum + (Number.isFinite(from) ? to - from + 1 : 0);
  }, 0);

/** Cores that a process may use: of its affinity and every quota above it the least. */
function allowedCores(pid: number, groups: readonly string[]): number {
  const [, list = ''] = read(`/proc/${pid}/status`)?.match(/^Cpus_allowed_list:\s*(\S+)/m) ?? [];
  return Math.min(inList(list.trim()) || availableParallelism(), ...groups.flatMap((group) => quotaCores(group) ?? []));
}

/**
 * Watches a process once a second until `stop` is called. Nothing is seen where the system does not tell (not Linux), or the
 * process was gone at once.
 */
export function watchGenerator(pid: number | undefined): { seen: readonly GeneratorSecond[]; stop: () => void } {
  const seconds: GeneratorSecond[] = [];
  const firstCpu = pid === undefined ? undefined : cpuSec(pid);
  if (pid === undefined || firstCpu === undefined) return { seen: seconds, stop() {} };
  const groups = cpuGroups(pid);
  const allowed = allowedCores(pid, groups);
  const throttledBy = groups.find((group) => throttledMs(group) !== undefined && quotaCores(group) !== undefined);
  const state = () => ({
    atMs: performance.now(),
    cpu: cpuSec(pid),
    delays: runDelays(pid),
    throttled: throttledBy === undefined ? undefined : throttledMs(throttledBy),
  });
  let before = state();
  const timer = setInterval(() => {
    const now = state();
    const tookMs = now.atMs - before.atMs;
    if (now.cpu !== undefined && before.cpu !== undefined && tookMs > 0) {
      let runDelayMs = 0;
      for (const [thread, delay] of now.delays) runDelayMs += delay - (before.delays.get(thread) ?? 0);
      seconds.push({
        epochMs: Date.now(),
        cpuCores: ((now.cpu - before.cpu) * 1000) / tookMs,
        allowedCores: allowed,
        runDelayMs: now.delays.size > 0 ? Math.max(0, runDelayMs) : undefined,
        throttledMs:
          now.throttled === undefined || before.throttled === undefined ? undefined : now.throttled - before.throttled,
      });
    }
    before = now;
  }, EVERY_MS);
  // It must not keep the command alive.
  timer.unref();
  return { seen: seconds, stop: () => clearInterval(timer) };
}
