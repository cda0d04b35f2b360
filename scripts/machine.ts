import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Machine } from '../reports/model/forecast.ts';
import { leastOf } from '../reports/numbers/extremes.ts';

/** What a program prints as whole numbers; undefined where it is not there, fails or prints anything else. */
async function numbersOf(program: string, args: readonly string[]): Promise<number[] | undefined> {
  const { stdout } = await promisify(execFile)(program, args).catch(() => ({ stdout: '' }));
  const words = stdout.split(/\s+/).filter((word) => word !== '');
  return words.length > 0 && words.every((word) => /^\d+$/.test(word)) ? words.map(Number) : undefined;
}

/** Text of a file of the kernel; undefined where there is none. */
const kernelText = (file: string) => readFile(file, 'utf8').catch(() => undefined);

const rangeSize = ([first, last]: readonly number[]) =>
  first === undefined || last === undefined || last < first ? undefined : last - first + 1;

/** Most files of one process: the hard limit, for k6 (as every Go program) raises its soft one to it. */
export function openFilesIn(limits: string): number | undefined {
  const hard = limits.match(/^Max open files\s+\S+\s+(\S+)/m)?.[1];
  return hard !== undefined && /^\d+$/.test(hard) ? Number(hard) : undefined;
}

async function linux(): Promise<Pick<Machine, 'openFiles' | 'ports'>> {
  const [limits, range] = await Promise.all([
    kernelText('/proc/self/limits'),
    kernelText('/proc/sys/net/ipv4/ip_local_port_range'),
  ]);
  return {
    openFiles: limits === undefined ? undefined : openFilesIn(limits),
    ports: range === undefined ? undefined : rangeSize(range.trim().split(/\s+/).map(Number)),
  };
}

async function macOs(): Promise<Pick<Machine, 'openFiles' | 'ports'>> {
  const [hard, most, range] = await Promise.all([
    numbersOf('/bin/sh', ['-c', 'ulimit -Hn']),
    numbersOf('/usr/sbin/sysctl', ['-n', 'kern.maxfilesperproc']),
    numbersOf('/usr/sbin/sysctl', ['-n', 'net.inet.ip.portrange.first', 'net.inet.ip.portrange.last']),
  ]);
  // `unlimited` is no number: the kernel's own limit holds then.
  const known = [...(hard ?? []), ...(most ?? [])];
  return { openFiles: known.length > 0 ? leastOf(known) : undefined, ports: range && rangeSize(range) };
}

/** Time of all processors since the start of the machine, and that of it in which they did nothing; in ms. */
function processorTimes(): { all: number; idle: number } {
  const times = cpus().map((one) => one.times);
  return {
    all: times.reduce((sum, own) => sum + own.user + own.nice + own.sys + own.idle + own.irq, 0),
    idle: times.reduce((sum, own) => sum + own.idle, 0),
  };
}

/** So long the machine is watched: the kernel counts in hundredths of a second. */
const WATCH_MS = 500;

/** Share of its processors that the machine uses already, 0–1; undefined where nobody tells. */
export async function busyRatio(): Promise<number | undefined> {
  const before = processorTimes();
  await pause(WATCH_MS);
  const after = processorTimes();
  const all = after.all - before.all;
  return all > 0 ? 1 - (after.idle - before.idle) / all : undefined;
}

/** What this machine has for a load. Elsewhere than on Linux and macOS only memory and cores are told. */
export async function thisMachine(platform: NodeJS.Platform = process.platform): Promise<Machine> {
  const own = platform === 'linux' ? await linux() : platform === 'darwin' ? await macOs() : undefined;
  return {
    // Linux tells what is left for a new program, within the container's limit; elsewhere caches count as used.
    availableBytes: platform === 'linux' ? process.availableMemory() : totalmem(),
    openFiles: own?.openFiles,
    ports: own?.ports,
    cores: availableParallelism(),
  };
}
