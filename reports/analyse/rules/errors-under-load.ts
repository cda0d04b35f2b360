import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { Steps } from '../../numbers/steps.ts';
import { wrongRequests } from '../answers.ts';
import { isLateAt } from '../generator.ts';
import { LIMITS } from '../limits.ts';
import { type LoadLevel, loadLevel } from '../load-level.ts';
import { plateausOf } from '../stages.ts';

/** Nearly the load at which the first failure came. */
const NEAR = 0.8;

type Figures = Extract<Finding, { id: 'errors-under-load' }>['figures'];

/**
 * The highest level that was held without a failure and the lowest one above it on which requests failed, where both were held;
 * undefined where the one on which they failed is the lower one.
 */
function heldLevels(run: Run, { model }: LoadLevel): Figures['held'] {
  const levels = plateausOf(run).flatMap(({ stage, seconds: { from, to }, lane }) => {
    const requests = lane.requests.sum(from, to);
    if (stage.plan.model !== model || requests === 0) return [];
    return [{ level: stage.ramp.to, failedRatio: (lane.failed?.sum(from, to) ?? 0) / requests }];
  });
  const [failing] = levels.filter(({ failedRatio }) => failedRatio > 0).toSorted((a, b) => a.level - b.level);
  const fine = levels
    .filter(({ failedRatio }) => failedRatio === 0)
    .reduce<number | undefined>((most, { level }) => Math.max(most ?? 0, level), undefined);
  return failing && fine !== undefined && fine < failing.level
    ? { fine, failing: failing.level, failedRatio: failing.failedRatio }
    : undefined;
}

/** Two levels to hold, as apart as they read: users are whole ones, and rates are told with one decimal. */
function advisedLevels(model: LoadLevel['model'], below: number, above: number): readonly [number, number] {
  const parts = model === 'closed' ? 1 : 10;
  // What floating point adds to a product is no part of it.
  const [low, high] = [below, above].map((level) => Number((level * parts).toFixed(6))) as [number, number];
  const least = Math.max(1, Math.floor(low));
  return [least / parts, Math.max(least + 1, Math.ceil(high)) / parts];
}

/** Requests failed only once there was load: below it many had been answered without a failure. */
export function errorsUnderLoad(run: Run): Finding[] {
  const { timeline } = run.measured;
  const load = loadLevel(run);
  if (!timeline || !load || wrongRequests(run)) return [];
  const { requests, failed } = timeline.total;
  const first = failed?.nonZero().next().value?.[0];
  // What fails while k6 is late may fail for that.
  if (!failed || first === undefined || isLateAt(run, first)) return [];
  const level = load.at(first);
  const sum = (lane: Steps, when: (second: number) => boolean) => {
    let all = 0;
    for (const [second, count] of lane.nonZero()) if (when(second)) all += count;
    return all;
  };
  const isBelow = (second: number) => load.at(second) < level * NEAR;
  const used = [...requests.nonZero()].map(([second]) => second);
  // The same load was served flawlessly for some time: then it is not what made the difference.
  const withstood = used.filter((second) => second < first && !isBelow(second)).length;
  if (withstood > LIMITS.withstoodSec) return [];
  const all = failed.sum();
  const below = sum(failed, isBelow);
  const flawless = sum(requests, (second) => second < first && isBelow(second));
  if (all < LIMITS.fewFailures || flawless < LIMITS.flawlessRequests || all - below < all * LIMITS.underLoadShare)
    return [];
  const requestsBelow = sum(requests, isBelow);
  const requestsAbove = requests.sum() - requestsBelow;
  const belowRatio = below / Math.max(1, requestsBelow);
  const aboveRatio = (all - below) / Math.max(1, requestsAbove);
  // Failures that lie below as often as above are no matter of load, and neither are so few that chance explains it.
  const expected = requestsBelow * aboveRatio;
  if (belowRatio * 2 > aboveRatio || expected - below < LIMITS.underLoadZ * Math.sqrt(expected)) return [];
  // Without a plan, users at work may be those whom slow answers of an open load keep waiting: the load did not grow.
  const secondsBelow = used.filter(isBelow).length;
  const growth = requestsAbove / (used.length - secondsBelow) / (requestsBelow / secondsBelow);
  if (run.planned.length === 0 && growth < LIMITS.throttledGrowth) return [];
  const held = heldLevels(run, load);
  return [
    {
      id: 'errors-under-load',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        ...{ sinceSec: first, model: load.model, level, nearRatio: NEAR, held },
        advised: held
          ? advisedLevels(load.model, held.fine, held.failing)
          : advisedLevels(load.model, level * NEAR, level * (2 - NEAR)),
        ...{ flawless, failed: all, aboveRatio, belowRatio },
      },
    },
  ];
}
