import type { AnalysedRun } from '../model/analysed.ts';
import type { Baseline } from '../model/baseline.ts';
import type { Condition } from '../model/comparable.ts';
import { comparedAs, conditionsOf, statedFacts } from './fingerprint.ts';
import { FIGURE_IDS, figureOf } from './rounds.ts';

const figuresOf = (run: AnalysedRun) =>
  Object.fromEntries(
    FIGURE_IDS.flatMap((id) => {
      const value = figureOf(id, run);
      return value === undefined ? [] : [[id, value]];
    }),
  );

/**
 * What runs of one API under the same conditions are held against from now on. The caller has made sure that they are
 * valid and alike, and that each has a record.
 */
export function baselineOf(runs: readonly [AnalysedRun, ...AnalysedRun[]]): Baseline {
  const [first] = runs;
  return {
    schemaVersion: 1,
    name: comparedAs(first),
    conditions: Object.fromEntries(conditionsOf(first)),
    facts: Object.fromEntries(statedFacts(first)),
    runs: runs.map((run) => ({ startedAt: run.record?.startedAt ?? '', figures: figuresOf(run) })),
  };
}

/** Name of the file of a baseline: what it is of, and under which load. Letters, digits, dots and hyphens. */
export function baselineFile({ name, conditions }: Pick<Baseline, 'name' | 'conditions'>): string {
  const [profile = '', scale = '×1', durationScale = '×1'] = (conditions.profile ?? '').split(' ');
  const parts = [
    name,
    ...(profile === '-' || profile === '' ? [] : [profile]),
    ...(scale === '×1' ? [] : [scale.replace('×', 'x')]),
    ...(durationScale === '×1' ? [] : [durationScale.replace('×', 't')]),
  ];
  return `${parts.join('.').replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}.json`;
}

/** Conditions in which a run differs from a baseline; `lock` is what may have been changed. */
export function differencesFrom(baseline: Baseline, run: AnalysedRun): Condition[] {
  const own = conditionsOf(run);
  return (Object.keys(baseline.conditions) as Condition[]).filter(
    (what) => what !== 'lock' && own.get(what) !== baseline.conditions[what],
  );
}
