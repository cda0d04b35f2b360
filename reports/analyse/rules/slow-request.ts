import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Scope } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { anyFailed, judgedTimes } from '../judged-times.ts';
import { LIMITS } from '../limits.ts';
import { isTrivial } from '../trivial.ts';

interface Named {
  readonly name: string;
  readonly medMs: number;
  readonly p95Ms: number | undefined;
  readonly totalMs: number;
  /** Too few to compare: those of `setup()`, for example. */
  readonly isFew: boolean;
  readonly isOfSuccesses: boolean;
}

function named([name, scope]: readonly [string, Scope]): Named[] {
  const { med, p95, avg, count = scope.requests } = judgedTimes(scope) ?? {};
  if (med === undefined || avg === undefined || count === undefined) return [];
  const isOfSuccesses = anyFailed(scope) === true;
  return [{ name, medMs: med, p95Ms: p95, totalMs: avg * count, isFew: count < LIMITS.fewRequests, isOfSuccesses }];
}

/** Response times of all requests together, in ms; undefined where an output names some of them and tells nothing of the rest. */
function timeOfAll({ measured: { total, hasSomeParts } }: Run, all: readonly Named[]): number | undefined {
  // Of all requests that the document counts: those of `setup()` may be of no name.
  const [whole] = named(['', total]);
  if (hasSomeParts && !whole) return undefined;
  return Math.max(
    whole?.totalMs ?? 0,
    all.reduce((sum, { totalMs }) => sum + totalMs, 0),
  );
}

/** Of several requests one takes most of the time: its median is far above each other one's. */
export function slowRequest(run: Run): Finding[] {
  const all = Object.entries(run.measured.endpoints ?? {}).flatMap(named);
  const compared = all.filter(({ isFew }) => !isFew);
  const [slowest, next] = compared.toSorted((a, b) => b.medMs - a.medMs);
  if (!slowest || !next || slowest.medMs < next.medMs * LIMITS.slowRequestRatio) return [];
  // The goal that tells what is trivial is one for p95.
  if (isTrivial(run, slowest.p95Ms ?? slowest.medMs)) return [];
  const allMs = timeOfAll(run, all);
  if (allMs === undefined) return [];
  const timeRatio = slowest.totalMs / allMs;
  if (!(timeRatio >= LIMITS.slowRequestShare)) return [];
  return [
    {
      id: 'slow-request',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        name: slowest.name,
        medMs: slowest.medMs,
        nextName: next.name,
        nextMs: next.medMs,
        timeRatio,
        isOfSuccesses: anyFailed(run.measured.total) === true || all.some((one) => one.isOfSuccesses),
        names: Object.keys(run.measured.endpoints ?? {}).length,
        few: Object.keys(run.measured.endpoints ?? {}).length - compared.length,
        fewRequests: LIMITS.fewRequests,
      },
    },
  ];
}
