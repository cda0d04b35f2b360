import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Clock ticks per second in /proc/self/stat: fixed at 100 on Linux, whatever the kernel's own rate. */
const TICKS_PER_SEC = 100;
/** Position of utime and stime, and of cutime and cstime, among the fields behind the process's name (proc(5)). */
const USER = 11;
const SYSTEM = 12;
const CHILD_USER = 13;
const CHILD_SYSTEM = 14;
/** That of starttime, in ticks since the machine was started. */
const STARTED = 19;

function fieldsOf(process: string): string[] {
  const stat = readFileSync(`/proc/${process}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/**
 * CPU seconds of all children that have ended so far; undefined where the system does not tell (not Linux).
 * Node has no call for it, and a child's own figures vanish with it.
 */
export function endedChildrenCpuSec(): number | undefined {
  try {
    const fields = fieldsOf('self');
    return (Number(fields[CHILD_USER]) + Number(fields[CHILD_SYSTEM])) / TICKS_PER_SEC;
  } catch {
    return undefined;
  }
}

/** CPU seconds that a running process has used so far; undefined once it has ended, and where the system does not tell (not Linux). */
export function cpuSec(pid: number): number | undefined {
  try {
    const fields = fieldsOf(String(pid));
    return (Number(fields[USER]) + Number(fields[SYSTEM])) / TICKS_PER_SEC;
  } catch {
    return undefined;
  }
}

/** When a process was started, in epoch ms; undefined where the system does not tell (not Linux). */
export function startedMs(pid: number): number | undefined {
  try {
    const upSec = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    const ms = Date.now() - 1000 * (upSec - Number(fieldsOf(String(pid))[STARTED]) / TICKS_PER_SEC);
    return Number.isFinite(ms) ? ms : undefined;
  } catch {
    return undefined;
  }
}

/** A stopwatch for the machine's CPUs: the mean share in use (0–1) since it was started. */
export function machineCpuWatch(): () => number | undefined {
  const read = () =>
    cpus().reduce(
      (sum, { times }) => {
        const all = times.user + times.nice + times.sys + times.idle + times.irq;
        return { all: sum.all + all, idle: sum.idle + times.idle };
      },
      { all: 0, idle: 0 },
    );
  const start = read();
  return () => {
    const now = read();
    const all = now.all - start.all;
    return all > 0 ? 1 - (now.idle - start.idle) / all : undefined;
  };
}
