import type { VerifyFinding } from '../model/verify.ts';
import { isDifference, wrongDifferenceOf } from './differences.ts';
import type { Figure } from './figure.ts';
import type { Statement } from './statement.ts';

/** "168.4ms 초과", "2.21초의 여유", "9ms 빠르다": how far something is from its goal. */
export const MARGIN_BEHIND =
  /^(?:의|가량|정도|만큼|이나)? ?(?:여유|초과|넘|웃돌|밑돌|짧|빠르|빠른|빨랐|길[어었다]|긴|느리|느린|느렸|남[겨았기는]|모자라|부족|미달|차이로)/;
const GOAL = /목표|기준|SL[OA]|임계값|권장|한도|goal|target|objective|limit|threshold/i;
export const MARGIN_COLUMN = /^\W*(?:목표 ?대비 ?)?(?:여유|차이|초과|마진|margin|gap|headroom)/i;

/** True for the distance of a figure from a goal that the sentence or the row names before it. */
export const saysMargin = (said: Statement, sentence: readonly Statement[]): boolean => {
  const { unit, limit } = said.figure;
  // "104ms 초과" is how far, and no limit.
  if ((limit && !/^ ?(?:초과|넘)/.test(said.rest)) || said.asked || (unit !== 'time' && unit !== 'points'))
    return false;
  if (said.column !== undefined) return MARGIN_COLUMN.test(said.label);
  return MARGIN_BEHIND.test(said.rest) && [...sentence, said].some(({ before }) => GOAL.test(before));
};

/** A margin that none of the goals makes with what was measured. */
export function wrongMargin(said: Statement, measured: readonly Figure[], goals: readonly Figure[]): VerifyFinding[] {
  const unit = said.figure.unit === 'points' ? 'percent' : said.figure.unit;
  const of = (figures: readonly Figure[]) => figures.filter((figure) => figure.unit === unit);
  // A goal is no rounded figure.
  const pairs = of(goals).flatMap((goal) => of(measured).map((own) => [{ ...goal, precision: 0 }, own] as const));
  const [first] = pairs;
  if (!first || pairs.some((pair) => isDifference(said.figure, pair))) return [];
  return [wrongDifferenceOf(said, ...first)];
}
