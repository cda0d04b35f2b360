import type { Statistic } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import { isTelling } from './words.ts';

const HALF = /(?:요청의 )?절반(?:은|이)\s*$|half of (?:the |all )?requests (?:\p{L}+ ){0,4}$/iu;
const SHARE_BEFORE =
  /^(?:의|가|는|은)?(?: ?(?:요청|응답|사용자|호출)(?:들)?)?(?:은|이|는|가|의)?\s*(?:약 ?)?$|^ (?:of (?:the |all )?requests )?(?:took|finished|needed|were|completed|came back)(?: \p{L}+){0,3}\s$/iu;
const LONGER = /^\s?(?:[을를]\s?)?(?:이상|넘|or (?:longer|more))/i;
/** "상위 1%", "the slowest 5%": those that took longer. */
const SLOW_SHARE = /(?:상위|하위|느린|slowest|top|worst)\s*$/i;
const QUANTILES: Readonly<Record<string, Statistic>> = { '0.90': 'p90', '0.95': 'p95', '0.99': 'p99' };

/**
 * A quantile in words: "절반은 35.36ms 안에", "5% took 720.98ms or longer", "상위 1%의 요청은 487ms". Only figures that tell:
 * "95% within 1 s" is true of any p95 below it.
 */
export function spokenQuantile(figure: Figure, previous: Figure | undefined, text: string): Statistic | undefined {
  if (figure.unit !== 'time' || !isTelling(figure)) return undefined;
  const between = text.slice(previous?.end ?? 0, figure.start);
  if (HALF.test(between)) return 'med';
  if (previous?.unit !== 'percent' || !SHARE_BEFORE.test(between)) return undefined;
  const isSlow = LONGER.test(text.slice(figure.end)) || SLOW_SHARE.test(text.slice(0, previous.start));
  return QUANTILES[(isSlow ? 1 - previous.value : previous.value).toFixed(2)];
}
