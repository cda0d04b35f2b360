import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import { isSameSamples } from './same-samples.ts';

/** Share of the shorter of two files' times that lies within the other's: runs one after the other hardly touch. */
const AT_ONCE = 0.5;

function areAtOnce({ measured: { timeline: a } }: Output, { measured: { timeline: b } }: Output): boolean {
  if (!a || !b) return false;
  const end = (one: typeof a) => one.startMs + one.seconds * 1000;
  const sharedMs = Math.min(end(a), end(b)) - Math.max(a.startMs, b.startMs);
  return sharedMs > AT_ONCE * 1000 * Math.min(a.seconds, b.seconds);
}

const tagName = (tag: string) => tag.slice(0, tag.indexOf('='));

/** The tag by which two files that were written at the same time are parts of one run; undefined where none says so. */
function tagOfBoth(a: Output, b: Output): string | undefined {
  const [own = [], others = []] = [a.runTags, b.runTags];
  const shared = own.find((tag) => others.includes(tag));
  if (shared !== undefined) return shared;
  const isOther = own.some((tag) => others.some((other) => tagName(other) === tagName(tag)));
  const [first, second] = [a.processes?.[0]?.instanceId, b.processes?.[0]?.instanceId];
  if (isOther || first === undefined || second === undefined || first === second) return undefined;
  return `instance_id=${first}, ${second}`;
}

/**
 * Parts of one run are no runs of their own: each has its own p95 and a part of the load.
 * @throws BuhaError `needs-merge` where tags say so: runners of one `testrun_name`; of another name for a run, or none,
 *   where their samples are of the same time
 */
export function refuseParts(outputs: readonly Output[]): void {
  const seen = new Map<string, { instanceId: string; file: string }>();
  for (const { file, processes = [] } of outputs) {
    for (const { instanceId, testRun } of processes) {
      if (testRun === undefined) continue;
      const known = seen.get(testRun) ?? { instanceId, file };
      if (known.instanceId !== instanceId)
        throw new BuhaError('needs-merge', { file: known.file, other: file, tag: `testrun_name=${testRun}` });
      seen.set(testRun, known);
    }
  }
  const told = outputs.filter(({ runTags, processes }) => runTags !== undefined || processes !== undefined);
  for (const [at, a] of told.entries()) {
    for (const b of told.slice(at + 1)) {
      const tag = tagOfBoth(a, b);
      if (tag !== undefined && areAtOnce(a, b) && !isSameSamples(a, b))
        throw new BuhaError('needs-merge', { file: a.file, other: b.file, tag });
    }
  }
}
