import type { Statistic } from '../model/verify.ts';
import type { Figure } from './figure.ts';

const HALF = /(?:요청의 )?절반(?:은|이)\s*$|half of (?:the |all )?requests (?:\p{L}+ ){0,4}$/iu;
const SHARE_BEFORE =
  /^(?:[는은가]|의 요청[은이])\s*$|^ (?:of (?:the |all )?requests )?(?:took|finished|needed|were)(?: \p{L}+){0,3}\s$/iu;
const LONGER = /^\s?(?:이상|or (?:longer|more))/i;
const QUANTILES: Readonly<Record<string, Statistic>> = { '0.90': 'p90', '0.95': 'p95', '0.99': 'p99' };

/**
 * A quantile in words: "절반은 35.36ms 안에", "5% took 720.98ms or longer". Only figures with decimals: "95% within 1 s"
 * is true of any p95 below it.
 */
export function spokenQuantile(
  figure: Figure,
  previous: Figure | undefined,
  between: string,
  rest: string,
): Statistic | undefined {
  if (figure.unit !== 'time' || !figure.decimals) return undefined;
  if (HALF.test(between)) return 'med';
  if (previous?.unit !== 'percent' || !SHARE_BEFORE.test(between)) return undefined;
  const share = LONGER.test(rest) ? 1 - previous.value : previous.value;
  return QUANTILES[share.toFixed(2)];
}
