import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Clock ticks per second in /proc/self/stat: fixed at 100 on Linux, whatever the kernel's own rate. */
const TICKS_PER_SEC = 100;
/** Position of cutime and cstime among the fields behind the process's name (proc(5)). */
const CHILD_USER = 13;
const CHILD_SYSTEM = 14;

/**
 * CPU seconds of all children that have ended so far; undefined where the system does not tell (not Linux).
 * Node has no call for it, and a child's own figures vanish with it.
 */
export function endedChildrenCpuSec(): number | undefined {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[CHILD_USER]) + Number(fields[CHILD_SYSTEM])) / TICKS_PER_SEC;
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
