import type { AnalysedRun } from '../model/analysed.ts';
import type { ChangePoint, PastRun, RunSeries } from '../model/history.ts';
import { changePoints } from '../numbers/change-points.ts';
import { changesOf } from './changes.ts';
import { isComparable } from './history.ts';
import { judgedScope } from './judged-scope.ts';
import { hasSamplesFor, shownTimes } from './judged-times.ts';
import { LIMITS } from './limits.ts';
import { remembered } from './remembered.ts';
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

/** Places that are still found when the newest run is there, and were already without it: one odd run makes none. */
function placesOf(values: readonly number[]): number[] {
  const logs = values.slice(-LIMITS.historyRuns).map((value) => Math.log(value));
  const left = values.length - logs.length;
  const find = (some: readonly number[]) => changePoints(some, LIMITS.changeRuns, LIMITS.changePointChance);
  const found = find(logs);
  if (found.length === 0) return [];
  const earlier = new Set(find(logs.slice(0, -1)));
  return found.filter((place) => earlier.has(place)).map((place) => place + left);
}

function changesOfFigure(runs: readonly PastRun[], figure: ChangePoint['figure'], of: FigureOf): ChangePoint[] {
  const known = valuesOf(runs, of);
  const values = known.map(({ value }) => value);
  const places = placesOf(values);
  return places.flatMap((place, at) => {
    const before = { values: values.slice(places[at - 1] ?? 0, place) };
    const after = { values: values.slice(place, places[at + 1] ?? values.length) };
    // A step that is too small to act on is none here either.
    const [change] = changesOf([{ before, after, by: 'ratio' }]);
    const run = known[place]?.at;
    return change?.decided === 'claim' && change.estimate !== undefined && run !== undefined
      ? [{ at: run, figure, change: change.estimate }]
      : [];
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
