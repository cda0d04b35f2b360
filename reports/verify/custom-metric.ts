import type { Quantity } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import { has, statisticOf, type Words } from './words.ts';

const SUCCESSES = /succ|pass|(?<![a-z])ok(?![a-z])|성공/i;
const FAILURES = /err|fail|reject|실패|오류|에러/i;

/** Whether a metric counts successes or failures, by its name; undefined where that tells neither. */
export function outcomeOf(metric: string): 'success-rate' | 'error-rate' | undefined {
  const good = SUCCESSES.test(metric);
  if (good === FAILURES.test(metric)) return undefined;
  return good ? 'success-rate' : 'error-rate';
}

/** "`ws_ok` 실패율": what is left of a share of successes. */
function isOfRest({ before, after, labels }: Words, metric: string): boolean {
  const own = outcomeOf(metric);
  const [nearest] = [before, after, ...labels].flatMap((terms) => {
    if (has(terms, 'error-rate', 'failed', 'failing')) return ['error-rate'];
    return has(terms, 'success-rate', 'succeeded') ? ['success-rate'] : [];
  });
  return nearest !== undefined && nearest !== own && (own !== undefined || nearest === 'error-rate');
}

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
      return { kind: 'custom', metric, of: isOfRest(words, metric) ? 'rest' : 'share' };
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
