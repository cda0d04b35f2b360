import type { Quantity } from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import { first, has, isMeasure, isStatistic, isTouching, namesOf, type Words } from './words.ts';

/** How far before its brackets the word may stand. */
const NEAR = 12;

/** What a percentage states. */
export function shareQuantity(words: Words): Quantity | undefined {
  if (has(words.before, 'plan')) return undefined;
  const isShare = (name: TermName): name is 'success-rate' | 'error-rate' | 'delivered' =>
    name === 'success-rate' || name === 'error-rate' || name === 'delivered';
  // "에러율은 0%였지만 …" below "계획한 부하 …": what stands right before a share names it.
  const [nearest] = words.before;
  if (nearest?.name === 'error-rate' && !words.inTable) return { kind: 'share', of: nearest.name };
  if (words.labels.some((label) => has(label, 'plan'))) return undefined;
  const isAfter = (name: TermName) => isShare(name) || name === 'succeeded' || name === 'failing';
  const before = first(isShare, words.before);
  if (before) return { kind: 'share', of: before };
  // "takes 72% of all response time of successful requests": of a time.
  const [next] = namesOf(words.after);
  if (next !== undefined && isMeasure(next)) return undefined;
  const after = namesOf(words.after).find(isAfter);
  if (after === 'failing') return { kind: 'share', of: 'error-rate' };
  if (after !== undefined)
    return { kind: 'share', of: after === 'error-rate' || after === 'delivered' ? after : 'success-rate' };
  if (words.before.some(({ name }) => isStatistic(name) || isMeasure(name))) return undefined;
  // "checks 98.57%".
  if (nearest?.name === 'checks' && isTouching(nearest)) return { kind: 'share', of: 'success-rate' };
  if (nearest && isTouching(nearest) && nearest.name === 'succeeded') return { kind: 'share', of: 'success-rate' };
  if (nearest && words.label === 'colon' && (nearest.name === 'failing' || nearest.name === 'failed')) {
    return { kind: 'share', of: 'error-rate' };
  }
  if (words.besideCount === 'failed') return { kind: 'share', of: 'error-rate' };
  if (words.besideCount === 'succeeded') return { kind: 'share', of: 'success-rate' };
  // "열 건 중 한 건이 실패한 셈이다(8.1%)".
  const isAside = words.inBrackets && nearest !== undefined && nearest.distance <= NEAR;
  if (isAside && (nearest.name === 'failing' || nearest.name === 'failed')) return { kind: 'share', of: 'error-rate' };
  const label = first(isShare, ...words.labels);
  if (label) return { kind: 'share', of: label };
  // "| Error % | 1.02% |".
  if (words.inTable && words.labels[0]?.length === 1 && has(words.labels[0], 'failing', 'failed')) {
    return { kind: 'share', of: 'error-rate' };
  }
  // "| Checks passed | 98.57% |".
  const checks = words.inTable ? words.labels.find((one) => has(one, 'checks')) : undefined;
  return checks && { kind: 'share', of: has(checks, 'failing', 'failed') ? 'error-rate' : 'success-rate' };
}
