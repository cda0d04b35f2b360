import type { AnalysedRun } from '../model/analysed.ts';
import type { ServiceLevelRow } from '../model/gate.ts';
import type { Scope } from '../model/measurement.ts';
import { type Part, partKey, partsLike } from '../model/part.ts';
import type { Run } from '../model/run.ts';
import { partOfGoal } from './gate/measures.ts';
import { judgedPart } from './judged-scope.ts';

/** A part of a run with what was measured of it. */
export interface WeighedPart {
  readonly part: Part;
  readonly scope: Scope;
  /** The greater of its shares of all response time and of all failures, 0–1; of all requests where no times are told. */
  readonly weight: number;
  /** Share of the response time of all requests, 0–1; undefined where the output does not tell. */
  readonly timeRatio: number | undefined;
}

/** Response times of all requests of a scope together, in ms. */
export function totalTimeMs({ durationMs, requests }: Scope): number | undefined {
  const count = durationMs?.count ?? requests;
  return durationMs?.avg === undefined || count === undefined ? undefined : durationMs.avg * count;
}

const share = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || !whole ? undefined : part / whole;

/**
 * The parts of one kind that an output tells apart, those that matter first: what takes the time, and what fails. Of the same
 * weight in the order of their names, so that the same run always gives the same table.
 */
export function weighedParts(run: Pick<Run, 'measured'>, kind: Part['kind']): WeighedPart[] {
  const { total } = run.measured;
  const wholeMs = totalTimeMs(total);
  return partsLike(run.measured, { kind })
    .flatMap((part): WeighedPart[] => {
      const scope = judgedPart(run, part);
      if (!scope) return [];
      const timeRatio = share(totalTimeMs(scope), wholeMs);
      const failed = share(scope.failedRequests, total.failedRequests) ?? 0;
      const weight = Math.max(timeRatio ?? share(scope.requests, total.requests) ?? 0, failed);
      return [{ part, scope, weight, timeRatio }];
    })
    .toSorted((a, b) => b.weight - a.weight || (partKey(a.part) < partKey(b.part) ? -1 : 1));
}

/** Keys of the parts that missed a goal of their own. */
export const missedParts = ({ verdict }: Pick<AnalysedRun, 'verdict'>): ReadonlySet<string> =>
  new Set(
    verdict.rows.flatMap((row) => {
      const part = isMissedLevel(row) && row.goal ? partOfGoal(row.goal) : undefined;
      return part ? [partKey(part)] : [];
    }),
  );

const isMissedLevel = (row: AnalysedRun['verdict']['rows'][number]): row is ServiceLevelRow =>
  row.part === 'service-level' && row.outcome === 'slo-fail';

/** The same with those that missed a goal of their own before all others. */
export function partsToShow(run: AnalysedRun, kind: Part['kind']): WeighedPart[] {
  const missed = missedParts(run);
  const isMissed = ({ part }: WeighedPart) => Number(missed.has(partKey(part)));
  return weighedParts(run, kind).toSorted((a, b) => isMissed(b) - isMissed(a));
}
