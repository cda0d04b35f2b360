import type { Run } from '../model/run.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import { timeText } from './run-shown.ts';

/** No zone is further from UTC than this, to be on the safe side. */
const MOST_OFFSET_MS = 100 * 3_600_000;

/** `Z`, `+09:00` in minutes east of UTC; 0 for a text without any. */
function minutesEast(iso: string): number {
  const [, sign, hours, minutes] = iso.match(/([+-])(\d\d):(\d\d)$/) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

/** True for epoch ms of a year of four digits: samples hold any number. */
const isOfLog = (ms: number): boolean => ms >= 0 && ms < Date.UTC(10_000, 0) - MOST_OFFSET_MS;

/** Epoch ms of the first second in which a request failed, and of the end of the last; without samples those of the run. */
function failedMs({ record, measured: { timeline } }: Run): [number, number] | undefined {
  const seconds = [...(timeline?.total.failed?.nonZero() ?? [])].map(([second]) => second);
  const [first, last] = [seconds[0], seconds.at(-1)];
  if (timeline && first !== undefined && last !== undefined)
    return [timeline.startMs + first * 1000, timeline.startMs + (last + 1) * 1000];
  return record && [Date.parse(record.startedAt), Date.parse(record.endedAt)];
}

/** A moment of a run in the zone of the machine that made it. */
function localOf(run: Run | undefined): (ms: number) => string {
  const east = minutesEast(run?.record?.startedAt ?? '');
  const offset = `${east < 0 ? '-' : '+'}${new Date(Math.abs(east) * 60_000).toISOString().slice(11, 16)}`;
  return (ms) => timeText(`${new Date(ms + east * 60_000).toISOString().slice(0, -1)}${offset}`);
}

/** So many moments are named. */
const MOST_MOMENTS = 6;

/** Moments of a run as the log of a server has them: `2026-11-30 12:52:40, 12:52:50 (UTC+00:00)`; undefined for none that a log has. */
export function momentsOf(run: Run, epochMs: readonly number[]): string | undefined {
  const local = localOf(run);
  const [first, ...others] = epochMs.filter(isOfLog).slice(0, MOST_MOMENTS).map(local);
  if (first === undefined) return undefined;
  const [day = '', time = '', zone = ''] = first.split(' ');
  return `${day} ${[time, ...others.map((text) => text.split(' ')[1] ?? '')].join(', ')} ${zone}`;
}

/**
 * From when to when requests of runs failed, as the log of a server has it: in the zone of the machine that ran them, in
 * UTC where nobody knows that. Undefined where one of them does not tell when it ran.
 */
export function failedWhen(runs: readonly Run[]): { from: string; to: string } | undefined {
  const spans = runs.map(failedMs);
  const known = spans.flatMap((span) => (span?.every(isOfLog) ? [span] : []));
  if (known.length === 0 || known.length < spans.length) return undefined;
  const local = localOf(runs[0]);
  const [from, to] = [local(leastOf(known.map(([start]) => start))), local(mostOf(known.map(([, end]) => end)))];
  const [day = '', time = ''] = from.split(' ');
  return { from: `${day} ${time}`, to: to.replace(`${day} `, '') };
}
