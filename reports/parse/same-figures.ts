import type { Metric } from '../model/measurement.ts';

type Figures = Omit<Metric, 'name'>;

/** Metrics with their names. */
export type Named = Iterable<readonly [string, Figures]>;

/** Digits that arithmetic may cost. */
const EXACT = 1e-9;

/** Whether the statistics that both have of a metric are the same figures, as far as they are printed. */
export function sameFigures(a: Figures, b: Figures): boolean {
  if (a.kind !== b.kind || a.contains !== b.contains) return false;
  return Object.entries(a.values).every(([statistic, value]) => {
    const other = b.values[statistic];
    if (other === undefined) return true;
    const printed = (a.precision?.[statistic] ?? 0) + (b.precision?.[statistic] ?? 0);
    return Math.abs(value - other) <= printed + EXACT * Math.max(Math.abs(value), Math.abs(other));
  });
}

/** Whether what two parts of a document have in common are the same figures; undefined where that is nothing. */
export function agreement(a: ReadonlyMap<string, Figures>, b: Named): boolean | undefined {
  let shared: true | undefined;
  for (const [name, figures] of b) {
    const own = a.get(name);
    if (own && !sameFigures(own, figures)) return false;
    if (own) shared = true;
  }
  return shared;
}

/** Places of runs by their figures, so that a long document is not searched for each of its parts. */
export class RunsByFigure {
  readonly #at = new Map<string, number>();

  add(metrics: Named, at: number): void {
    for (const key of keysOf(metrics)) this.#at.set(key, at);
  }

  /** Places of runs that have a figure of these. */
  of(metrics: Named): Set<number> {
    return new Set(keysOf(metrics).flatMap((key) => this.#at.get(key) ?? []));
  }
}

const keysOf = (metrics: Named): string[] =>
  [...metrics].flatMap(([name, { values }]) =>
    Object.entries(values).map(([statistic, value]) => `${name} ${statistic} ${value}`),
  );
