import { sameFigures } from './same-figures.ts';
import type { Figures } from './text-metric.ts';
import { textRatio, textValue } from './text-values.ts';

/** The actual figure of a threshold, as the thresholds' section prints it behind the expression. */
function judgedFigures(statistic: string, text: string): Figures | undefined {
  const ratio = textRatio(text);
  const read = ratio ?? textValue(text.replace(/\/s$/, ''));
  if (!read) return undefined;
  const one = { values: { [statistic]: read.value }, precision: { [statistic]: read.precision } };
  if (ratio) return { ...one, kind: 'rate', contains: 'default' };
  const kind = statistic === 'value' ? 'gauge' : statistic === 'count' || statistic === 'rate' ? 'counter' : 'trend';
  return { ...one, kind, contains: 'contains' in read ? read.contains : 'default' };
}

/** Statistics that stand in the thresholds' section, by metric: the first figure of each counts. */
export class JudgedFigures {
  readonly #byMetric = new Map<string, Map<string, Figures>>();

  add(metric: string, statistic: string, text: string): void {
    const figures = judgedFigures(statistic, text);
    if (figures) this.#put(metric, statistic, figures);
  }

  #put(metric: string, statistic: string, figures: Figures): void {
    const own = this.#byMetric.get(metric) ?? new Map<string, Figures>();
    if (!own.has(statistic)) this.#byMetric.set(metric, own.set(statistic, figures));
  }

  /** Takes what another piece of the same text has in addition. */
  join(other: JudgedFigures): void {
    for (const [metric, statistics] of other.#byMetric)
      for (const [statistic, figures] of statistics) this.#put(metric, statistic, figures);
  }

  *[Symbol.iterator](): Generator<readonly [metric: string, figures: Figures]> {
    for (const [metric, statistics] of this.#byMetric)
      for (const figures of statistics.values()) yield [metric, figures];
  }

  /** True where metrics have another figure for one of them. */
  contradict(metrics: ReadonlyMap<string, Figures>): boolean {
    // The fewer are looked through: a document may show very many pieces of one run.
    const names = metrics.size < this.#byMetric.size ? metrics.keys() : this.#byMetric.keys();
    for (const name of names) {
      const known = metrics.get(name);
      for (const figures of (known && this.#byMetric.get(name)?.values()) ?? [])
        if (known && !sameFigures(known, figures)) return true;
    }
    return false;
  }

  /** True where another piece shows another figure for the same statistic. */
  differ(other: JudgedFigures): boolean {
    const [few, many] = this.#byMetric.size < other.#byMetric.size ? [this, other] : [other, this];
    for (const [metric, statistics] of few.#byMetric) {
      for (const [statistic, figures] of statistics) {
        const known = many.#byMetric.get(metric)?.get(statistic);
        if (known && !sameFigures(known, figures)) return true;
      }
    }
    return false;
  }
}
