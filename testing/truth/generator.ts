import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { childrenOf } from '../run-buha.ts';

/**
 * What starves the load generator. `quota`: it runs for this share of each 100 ms, as under a CPU quota of a container, being
 * stopped and continued on an absolute clock.
 * `bursts`: it stands still for `stopMs` every `everyMs`. `hogs`: it shares one core with so many processes that
 * do nothing but compute, and leaves the others to the server; `nice` makes them come first.
 * `fromSec` and `toSec`: only then, since k6's start.
 */
export interface Starvation {
  readonly quota?: number;
  readonly bursts?: { readonly everyMs: number; readonly stopMs: number };
  readonly hogs?: number;
  readonly nice?: number;
  readonly window?: readonly [fromSec: number, toSec: number];
}

/** k6's process below `buha`'s; undefined until it is there. */
function k6Below(pid: number): number | undefined {
  return childrenOf(pid).find(({ argv }) => argv[1] === 'run')?.pid;
}

const hasEnded = (pid: number): boolean => {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return !readdirSync('/proc').includes(String(pid));
  }
};

const signal = (pid: number, name: 'SIGSTOP' | 'SIGCONT') => {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
};

/** Makes a process that leads a session of its own come later than others; where Linux shares out CPU by session, its session. */
function giveWay(pid: number, nice: number): void {
  spawnSync('renice', ['-n', String(nice), '-g', String(pid)]);
  const session = `/proc/${pid}/autogroup`;
  if (existsSync(session)) writeFileSync(session, String(nice));
}

/**
 * Starves the k6 that `buhaPid` starts, until it ends (Linux). Stops and goes on lie on an absolute clock, as a quota's periods
 * do. The promise ends with k6; it has started nothing that outlives it.
 */
export async function starve(buhaPid: number, { quota, bursts, hogs = 0, nice, window }: Starvation): Promise<void> {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  let pid = k6Below(buhaPid);
  for (let tries = 0; pid === undefined && tries < 6_000; tries += 1) {
    await pause(10);
    pid = k6Below(buhaPid);
  }
  if (pid === undefined) throw new Error('no k6 below buha within 60 s');
  const k6 = pid;
  const began = performance.now();
  const isWithin = () => {
    const sec = (performance.now() - began) / 1000;
    return !window || (sec >= window[0] && sec < window[1]);
  };
  const cycle = quota === undefined ? bursts : { everyMs: 100, stopMs: 100 * (1 - quota) };
  const running: ChildProcess[] = [];
  try {
    while (!hasEnded(k6)) {
      if (hogs > 0 && running.length === 0 && isWithin()) {
        spawnSync('taskset', ['-a', '-c', '-p', '0', String(k6)]);
        if (nice !== undefined) giveWay(k6, nice);
        for (let hog = 0; hog < hogs; hog += 1) {
          running.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
        }
      }
      if (running.length > 0 && !isWithin()) {
        for (const hog of running.splice(0)) hog.kill('SIGKILL');
      }
      if (!cycle || !isWithin()) {
        await pause(50);
        continue;
      }
      const into = (performance.now() - began) % cycle.everyMs;
      const runMs = cycle.everyMs - cycle.stopMs;
      if (into < runMs) await pause(runMs - into);
      signal(k6, 'SIGSTOP');
      await pause(cycle.everyMs - ((performance.now() - began) % cycle.everyMs));
      signal(k6, 'SIGCONT');
    }
  } finally {
    signal(k6, 'SIGCONT');
    for (const hog of running) hog.kill('SIGKILL');
  }
}
