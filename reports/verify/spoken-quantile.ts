import type { Statistic } from '../model/verify.ts';
import { type Figure, significantDigits } from './figure.ts';

/** A quantile in words. */
export interface SpokenQuantile {
  readonly statistic: Statistic;
  /** Where the words begin that say it. */
  readonly from: number;
  /** Where the figure is so round that it only bounds the quantile: from which side. */
  readonly side: 'upper' | 'lower' | undefined;
  /** "90%가 82ms 안에": a time that may have been rounded up. */
  readonly isWithin: boolean;
}

const ENGLISH_WHO = '(?:requests|answers|responses|calls|users)';
const ENGLISH_DID =
  '(?: \\p{L}+){0,4}(?: (?:within|in|under|below|in under|in less than|less than|longer than|more than|over))? (?:about )?';
const KOREAN_WHO =
  '(?:은|는|이|가|의|들은|들이)?(?: ?(?:요청|응답|사용자|호출)(?:들)?(?:은|이|는|가|의)?)?\\s*(?:약 ?)?';
const UNIT = '(?:명|건|번|개|회)';
/** "절반은", "열 명 중 아홉 명은", "nineteen in twenty": a share in words, right before its time. */
const IN_WORDS: readonly (readonly [RegExp, Statistic])[] = (
  [
    ['(?:요청의 )?절반(?: ?(?:이상|넘게))?', `(?<![a-z])half (?:of )?(?:the |all )?${ENGLISH_WHO}`, 'med'],
    [
      `열 ?${UNIT} ?(?:중|가운데) ?아홉 ?${UNIT}|10${UNIT} ?(?:중|가운데) ?9${UNIT}|100${UNIT} ?(?:중|가운데) ?90${UNIT}`,
      `(?:nine|9) (?:in|of|out of) (?:every )?(?:ten|10)(?: ${ENGLISH_WHO})?|one (?:(?:request|answer|call|user) )?in ten`,
      'p90',
    ],
    [
      `스무 ?${UNIT} ?(?:중|가운데) ?열아홉 ?${UNIT}|20${UNIT} ?(?:중|가운데) ?19${UNIT}|100${UNIT} ?(?:중|가운데) ?95${UNIT}`,
      `(?:nineteen|19) (?:in|of|out of) (?:every )?(?:twenty|20)(?: ${ENGLISH_WHO})?|one (?:(?:request|answer|call|user) )?in twenty`,
      'p95',
    ],
    [
      `백 ?${UNIT} ?(?:중|가운데) ?아흔아홉 ?${UNIT}|100${UNIT} ?(?:중|가운데) ?99${UNIT}`,
      `(?:ninety-nine|99) (?:in|of|out of) (?:every )?(?:a hundred|one hundred|100)(?: ${ENGLISH_WHO})?|one (?:(?:request|answer|call|user) )?in a hundred`,
      'p99',
    ],
  ] as const
).map(([ko, en, statistic]) => [new RegExp(`(?:${ko})${KOREAN_WHO}$|(?:${en})${ENGLISH_DID}$`, 'iu'), statistic]);

/** "절반 이상의 요청이 60ms 안에", "at least half of the requests". */
const AT_LEAST = /이상|넘게|at least|more than/i;
const SAYS_SHARE = /절반|중|가운데|half|nine|one |\d (?:in|of|out)/i;

const SHARE_BEFORE =
  /^(?:의|가|는|은|도)?(?: ?(?:요청|응답|사용자|호출)(?:들)?)?(?:은|이|는|가|의)?\s*(?:약 ?)?$|^ (?:of (?:the |all )?(?:requests|answers|responses|calls|users) )?(?:took|finished|needed|were|completed|came back|arrived)(?: \p{L}+){0,3}\s$/iu;
/** "상위 5%를 뺀 나머지는 모두": all but those. */
const REST =
  /^[를을]? ?(?:뺀|제외한|빼면|제외하면) ?(?:나머지(?: ?(?:요청|응답))?(?:은|는|이|가)?)? ?(?:모두|전부)?\s*(?:약 ?)?$/;
const LONGER = /^\s?(?:[을를]\s?)?(?:이상|넘|or (?:longer|more))/i;
const LONGER_BEFORE = /\b(?:longer than|more than|over) (?:about )?$/i;
const WITHIN = /(?:안(?:에|으로)|이내|내에)|\b(?:within|in|under|below|less than) (?:about )?\d/i;
/** "상위 1%", "the slowest 5%": those that took longer. */
const SLOW_SHARE = /(?:상위|하위|느린|slowest|top|worst)\s*$/i;
const QUANTILES: Readonly<Record<string, Statistic>> = { '0.50': 'med', '0.90': 'p90', '0.95': 'p95', '0.99': 'p99' };

/** Digits that nobody rounds to: "82ms", "0.113초"; "100ms" and "0.15s" may be bounds. */
function isExact(figure: Figure): boolean {
  const last = figure.text.match(/\d(?=[^\d]*$)/)?.[0];
  const digits = significantDigits(figure);
  return digits >= 3 || (digits === 2 && last !== '0' && last !== '5');
}

function statisticOf(
  figure: Figure,
  previous: Figure | undefined,
  text: string,
): Omit<SpokenQuantile, 'side' | 'isWithin'> | undefined {
  const start = Math.max(0, figure.start - 80);
  const before = text.slice(start, figure.start);
  for (const [pattern, statistic] of SAYS_SHARE.test(before) ? IN_WORDS : []) {
    const found = before.search(pattern);
    if (found >= 0) return { statistic, from: start + found };
  }
  const between = text.slice(previous?.end ?? 0, figure.start);
  if (previous?.unit !== 'percent') return undefined;
  const isRest = REST.test(between);
  if (!isRest && !SHARE_BEFORE.test(between)) return undefined;
  const isSlow = isRest || LONGER.test(text.slice(figure.end)) || SLOW_SHARE.test(text.slice(0, previous.start));
  const statistic = QUANTILES[(isSlow ? 1 - previous.value : previous.value).toFixed(2)];
  return statistic && { statistic, from: previous.start };
}

/**
 * A quantile in words: "절반은 35.36ms 안에", "5% took 720.98ms or longer", "상위 1%의 요청은 487ms". A round figure is a bound:
 * "95% within 1 s" is true of any p95 below it.
 */
export function spokenQuantile(figure: Figure, previous: Figure | undefined, text: string): SpokenQuantile | undefined {
  if (figure.unit !== 'time') return undefined;
  const found = statisticOf(figure, previous, text);
  if (found === undefined) return undefined;
  const isLonger = LONGER.test(text.slice(figure.end)) || LONGER_BEFORE.test(text.slice(0, figure.start));
  const side = isLonger ? 'lower' : 'upper';
  const isBound = !isExact(figure) || AT_LEAST.test(text.slice(found.from, figure.start));
  const isWithin = side === 'upper' && WITHIN.test(text.slice(Math.max(0, figure.start - 24), figure.end + 8));
  return { ...found, side: isBound ? side : undefined, isWithin };
}
