import type { AnalysedRun } from '../model/analysed.ts';
import type { Scope } from '../model/measurement.ts';
import { ownValue } from '../model/own-value.ts';
import type { FigureChange, RequestChange, Round } from '../model/rounds.ts';
import { changesOf, type Pair } from './changes.ts';
import { hasSamplesFor, judgedTimes } from './judged-times.ts';
import { gainOf, spreadOf } from './rounds.ts';

const FIGURES = [
  { figure: 'med', q: 0.5 },
  { figure: 'p95', q: 0.95 },
] as const satisfies readonly { readonly figure: RequestChange['figure']; readonly q: number }[];

/** A figure of a request in each of some runs; undefined where one of them does not tell it, or has too few. */
function valuesOf(name: string, { figure, q }: (typeof FIGURES)[number], runs: readonly AnalysedRun[]) {
  const values = runs.flatMap(({ measured: { endpoints = {} } }) => {
    const scope: Scope | undefined = ownValue(endpoints, name);
    return (scope && hasSamplesFor(q, scope) && judgedTimes(scope)?.[figure]) || [];
  });
  return values.length === runs.length && values.length > 1 ? values : undefined;
}

/** How far apart two sides are, whichever way. */
const sizeOf = ({ before, after }: RequestChange): number => Math.abs(Math.log(after.mean / before.mean));

const isClaim = (change: FigureChange | undefined) => change?.outcome === 'better' || change?.outcome === 'worse';

const isSlower = ({ before, after }: RequestChange) => after.mean > before.mean;

/**
 * Requests whose median or p95 changed from some runs to others, those first that got slower, of them the one that changed most.
 * They are tested among themselves as one table: for who knows already that the whole changed.
 */
export function changedRequests(before: readonly AnalysedRun[], after: readonly AnalysedRun[]): RequestChange[] {
  const names = new Set([...before, ...after].flatMap(({ measured: { endpoints = {} } }) => Object.keys(endpoints)));
  // One request is the whole.
  if (names.size < 2) return [];
  const told = [...names].flatMap((name) =>
    FIGURES.flatMap((one) => {
      const [a, b] = [valuesOf(name, one, before), valuesOf(name, one, after)];
      const [from, to] = [a && spreadOf(one.figure, a), b && spreadOf(one.figure, b)];
      if (!a || !b || !from || !to) return [];
      const pair: Pair = { before: { values: a }, after: { values: b }, by: 'ratio' };
      return [{ name, figure: one.figure, before: from, after: to, pair }];
    }),
  );
  const changes = changesOf(told.map(({ pair }) => pair));
  const certain = told
    .flatMap(({ pair: _, ...one }, at): RequestChange[] => {
      const change = changes[at];
      return change?.decided === 'claim' ? [{ ...one, change: gainOf(one.figure, change, one.before.runs) }] : [];
    })
    .toSorted((a, b) => Number(isSlower(b)) - Number(isSlower(a)) || sizeOf(b) - sizeOf(a));
  // A request is named once.
  return certain.filter(({ name }, at) => certain.findIndex((one) => one.name === name) === at);
}

/** Those of one round beside another, only where the whole run certainly changed: where it did not none is named. */
export const requestChanges = (
  { runs: before }: Pick<Round, 'runs'>,
  { runs: after, changes: ofRound }: Round,
): RequestChange[] => (isClaim(ofRound.med) || isClaim(ofRound.p95) ? changedRequests(before, after) : []);
