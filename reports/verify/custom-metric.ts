import type { Quantity } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import { statisticOf, type Words } from './words.ts';

/** What a figure states beside the name of a metric that the script defines. */
export function customQuantity(figure: Figure, words: Words, metric: string): Quantity | undefined {
  if (figure.limit) return undefined;
  const statistic = statisticOf(words);
  const all = [...words.before, ...words.after, ...words.labels.flat()];
  if (all.some(({ name }) => name === 'plan')) return undefined;
  switch (figure.unit) {
    case 'time':
      return statistic && { kind: 'custom', metric, of: statistic };
    case 'percent':
      return { kind: 'custom', metric, of: 'share' };
    case 'plain':
      if (statistic) return { kind: 'custom', metric, of: statistic };
      if (figure.perSecond || all.some(({ name }) => name === 'per-second' || name === 'throughput')) {
        return { kind: 'custom', metric, of: 'rate' };
      }
      return figure.decimals ? undefined : { kind: 'custom', metric, of: 'count' };
    default:
      return undefined;
  }
}
