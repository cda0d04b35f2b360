import type { AnalysedRun } from '../model/analysed.ts';
import type { ChangePoint, PastRun, RunSeries } from '../model/history.ts';
import { changePoints } from '../numbers/change-points.ts';
import { changesOf } from './changes.ts';
import { isComparable } from './history.ts';
import { judgedScope } from './judged-scope.ts';
import { hasSamplesFor, shownTimes } from './judged-times.ts';
import { LIMITS } from './limits.ts';
import { remembered } from './remembered.ts';
import { changedRequests } from './request-changes.ts';
import { isTestOfLevels, metPerSec, mostCarried } from './scaling.ts';

type FigureOf = (run: AnalysedRun) => number | undefined;

/** What a run carried, per second: of a test of levels the most, for its mean is that of no level. */
export const throughputOf: FigureOf = (run) => mostCarried(run)?.perSec ?? judgedScope(run).requestsPerSec;

const p95Of: FigureOf = (run) => {
  const scope = judgedScope(run);
  return hasSamplesFor(0.95, scope) ? shownTimes(scope)?.p95 : undefined;
};

/** Runs that have a figure, by their place in the series, with its logarithm. */
function valuesOf(runs: readonly PastRun[], of: FigureOf) {
  return runs.flatMap((one, at) => {
    const value = one.run && isComparable(one) ? of(one.run) : undefined;
    return value !== undefined && value > 0 ? [{ at, value }] : [];
  });
}

const find = (logs: readonly number[]) => changePoints(logs, LIMITS.changeRuns, LIMITS.changePointChance);

/** Places that are still found when the newest run is there, and were already without it: one odd run makes none. */
function newestPlaces(logs: readonly number[]): number[] {
  const found = find(logs);
  if (found.length === 0) return [];
  const earlier = new Set(find(logs.slice(0, -1)));
  return found.filter((place) => earlier.has(place));
}

/** So many stretches are looked into: runs of years. */
const MOST_STRETCHES = 10;

/**
 * Where values change for good. A long history is looked into stretch by stretch, each with as many runs of the next one as a
 * change needs behind it, so that what was marked stays marked when it grows.
 */
function placesOf(values: readonly number[]): readonly number[] {
  const logs = values.map((value) => Math.log(value));
  let places: readonly number[] = [];
  let end = logs.length;
  for (let stretch = 0; stretch < MOST_STRETCHES && end > LIMITS.changeRuns; stretch += 1) {
    const start = Math.max(0, end - LIMITS.historyRuns);
    const own = logs.slice(start, end);
    const found = end === logs.length ? newestPlaces(own) : find(own);
    const nearest = places[0] ?? Number.POSITIVE_INFINITY;
    // A change near the end of a stretch may be the one that the next has found already.
    const older = found.map((place) => place + start).filter((place) => place + LIMITS.changeRuns <= nearest);
    places = [...older, ...places];
    if (start === 0) break;
    end = start + 2 * LIMITS.changeRuns;
  }
  return places;
}

function changesOfFigure(runs: readonly PastRun[], figure: ChangePoint['figure'], of: FigureOf): ChangePoint[] {
  const known = valuesOf(runs, of);
  const values = known.map(({ value }) => value);
  const places = placesOf(values);
  return places.flatMap((place, at) => {
    const [from, to] = [places[at - 1] ?? 0, places[at + 1] ?? values.length];
    const before = { values: values.slice(from, place) };
    const after = { values: values.slice(place, to) };
    // A step that is too small to act on is none here either.
    const [change] = changesOf([{ before, after, by: 'ratio' }]);
    const run = known[place]?.at;
    if (change?.decided !== 'claim' || change.estimate === undefined || run === undefined) return [];
    const runsOf = (some: typeof known) => some.flatMap((one) => runs[one.at]?.run ?? []);
    // Throughput is that of the load, of which no request is why.
    const requests =
      figure === 'p95' ? changedRequests(runsOf(known.slice(from, place)), runsOf(known.slice(place, to))) : [];
    return [{ at: run, figure, change: change.estimate, requests }];
  });
}

/** From which runs on a series of runs measures other figures: marks, of which none decides anything. */
export const changePointsOf = remembered(({ runs }: RunSeries): ChangePoint[] => {
  const isOfLevels = runs.some(({ run }) => run && isTestOfLevels(run));
  const found = isOfLevels
    ? [...changesOfFigure(runs, 'met', metPerSec), ...changesOfFigure(runs, 'tps', throughputOf)]
    : [...changesOfFigure(runs, 'p95', p95Of), ...changesOfFigure(runs, 'tps', throughputOf)];
  return found.toSorted((a, b) => a.at - b.at);
});
