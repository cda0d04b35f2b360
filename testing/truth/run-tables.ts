import { claimsOf, type Pair } from '../../reports/analyse/changes.ts';
import { uniform } from '../../reports/numbers/random.ts';
import { normal } from './random.ts';

/** Tables of runs as a comparison sees them: each API has a median and a p95, each a value a run and side. */
export interface TableSpec {
  /** Runs a side. */
  readonly runs: number;
  /** Coefficient of variation of a figure from run to run, normal. */
  readonly cv: number;
  readonly apis: number;
  /** How many times as slow the later side of the first API is; 1 for equal runs. */
  readonly slower?: number;
  /** Whether only its median is slower. */
  readonly isOneFigure?: boolean;
  /** By how much everything gets slower from the first run of the table to the last, as a share. */
  readonly drift?: number;
  /** In turns, every second round backwards (ABBA), or one side after the other. */
  readonly order?: 'turns' | 'after';
}

/** Share of what a run's median and p95 vary by that both have in common: a slow machine makes both slow. */
const SHARED = 0.5;

/** Places of a side's runs in the order of all. */
function placesOf(side: 0 | 1, { runs, order = 'turns' }: TableSpec): number[] {
  return Array.from({ length: runs }, (_, run) => {
    if (order === 'after') return side * runs + run;
    return 2 * run + (run % 2 === 0 ? side : 1 - side);
  });
}

function apiPairs(spec: TableSpec, at: number, next: () => number): Pair[] {
  const { runs, cv, slower = 1, isOneFigure = false, drift = 0 } = spec;
  const side = (which: 0 | 1) =>
    placesOf(which, spec).map((place) => {
      const own = 1 + (drift * place) / (2 * runs - 1);
      const shared = normal(next) * Math.sqrt(SHARED);
      const figure = () => own * Math.max(0.01, 1 + cv * (shared + normal(next) * Math.sqrt(1 - SHARED)));
      const factor = which === 1 && at === 0 ? slower : 1;
      return { median: 100 * figure() * factor, p95: 300 * figure() * (isOneFigure ? 1 : factor) };
    });
  const [before, after] = [side(0), side(1)];
  return (['median', 'p95'] as const).map((figure) => ({
    before: { values: before.map((run) => run[figure]) },
    after: { values: after.map((run) => run[figure]) },
    by: 'ratio',
  }));
}

/** Share (0–1) of so many such tables in which anything is claimed; the same seed, the same share. */
export function claimedShare(spec: TableSpec, tables: number, seed: number): number {
  const next = uniform(seed);
  let claimed = 0;
  for (let table = 0; table < tables; table += 1) {
    const pairs = Array.from({ length: spec.apis }, (_, at) => apiPairs(spec, at, next)).flat();
    if (claimsOf(pairs).isClaim.includes(true)) claimed += 1;
  }
  return claimed / tables;
}

/** Least number of runs a side with which such a change is claimed in at least this share of tables. */
export function runsForPower(spec: Omit<TableSpec, 'runs'>, power: number, tables: number, seed: number): number {
  let [low, high] = [2, 100];
  while (low < high) {
    const runs = Math.floor((low + high) / 2);
    if (claimedShare({ ...spec, runs }, tables, seed) >= power) high = runs;
    else low = runs + 1;
  }
  return low;
}
