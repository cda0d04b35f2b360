import { type Change, claimsOf, type Pair } from '../../reports/analyse/changes.ts';
import { uniform } from '../../reports/numbers/random.ts';
import { normal } from './random.ts';

/** What days differ by, and runs of a day, as shares. */
const [BETWEEN, WITHIN] = [0.1, 0.03];

/** Share (0–1) of tables of equal runs, `own` of a new day against ten days of two, in which anything is claimed. */
export function newSessionShare(own: number, tables: number, seed: number): number {
  const next = uniform(seed);
  const day = (runs: number) => {
    const luck = normal(next) * BETWEEN;
    return Array.from({ length: runs }, () => 100 * Math.exp(luck + normal(next) * WITHIN));
  };
  let claimed = 0;
  for (let table = 0; table < tables; table += 1) {
    const days = Array.from({ length: 10 }, () => day(2));
    const pair: Pair = {
      before: { values: days.flat(), sessions: days.flatMap((values, at) => values.map(() => String(at))) },
      after: { values: day(own), sessions: Array.from({ length: own }, () => 'new') },
      by: 'ratio',
    };
    if (claimsOf([pair]).isClaim[0]) claimed += 1;
  }
  return claimed / tables;
}

/**
 * Of figures of a change of a tenth that four runs a side leave undecided: the share that is decided with as many runs as the upper end of
 * what is said to decide.
 */
export function decidedShare(tables: number, seed: number, changesOf: (pairs: readonly Pair[]) => Change[]): number {
  const next = uniform(seed);
  const side = (runs: number, factor: number) => ({
    values: Array.from({ length: runs }, () => 100 * factor * Math.exp(normal(next) * 0.08)),
  });
  let [open, decided] = [0, 0];
  for (let table = 0; table < tables; table += 1) {
    const [first] = changesOf([{ before: side(4, 1), after: side(4, 1.1), by: 'ratio' }]);
    if (!first?.needed) continue;
    open += 1;
    const [, runs] = first.needed;
    const [then] = changesOf([{ before: side(runs, 1), after: side(runs, 1.1), by: 'ratio' }]);
    if (then?.decided !== 'undecided') decided += 1;
  }
  return decided / open;
}
