import type { Quantity, VerifyFinding } from '../model/verify.ts';
import { duration, rate } from '../text/format.ts';
import { changesBetween, isOneOf } from './changes.ts';
import type { Figure } from './figure.ts';
import { k6Values } from './k6-values.ts';
import type { KnownRun } from './known-run.ts';
import type { Found } from './names.ts';
import type { Part } from './part.ts';
import type { PartChange } from './part-change.ts';
import type { Statement } from './statement.ts';
import type { Term } from './vocabulary.ts';
import { isStatistic } from './words.ts';

/** "checkout의 p95는 browse보다 5.7배", "browse(64ms)의 5.8배": what stands between the base and the figure. */
const BASE_BEHIND =
  /^[`'"*)）]{0,3}(?: ?(?:그룹|API|요청|호출|시나리오))?(?:의 ?(?:p\d\d|평균|중앙값|최대|최소|응답 ?시간|처리량|요청 ?수|것))?(?: ?[(（][^()（）]{0,30}[)）])?(?:보다|의|에 비해서?|에 비하면|와 비교해서?|과 비교해서?|와 비교하면|과 비교하면| ?대비)\s?(?:약 |무려 |거의 |더 |평균 )?$/;
/** "5.7 times that of browse", "58 % higher than the login's". */
const BASE_AHEAD =
  /^ (?:(?:higher|slower|longer|larger|greater|more) than |(?:as (?:high|long|slow|large|much) as )|times )?(?:that of |those of |the p\d\d of |the mean of )?(?:the |a |an )?[`'"*]{0,2}$/i;
const MORE_BEHIND =
  /^\s?(?:이상 |가량 |정도 |더 |나 |이나 )?(?:높|낮|느리|느린|느렸|느립|빠르|빠른|빨|길|긴|짧|많|적|크|큰|오래)/;
/** "전체 요청 가운데 browse가 92%를 차지한다", "browse made up 92% of all requests". */
const SHARE_BEHIND = /^(?:[을를]|의 비중을)? ?차지|^ of (?:all |the )?(?:requests|calls|traffic)/i;
/** "이체는 전체 요청의 23.3%다", "상품 조회의 약 25% 수준이다": so much of all, or of another. */
const OF_ALL_BEHIND = /(?:전체|모든|총) ?(?:요청|호출|트래픽)(?: ?수)?의 ?(?:약 )?$/;
const IS_SO_MUCH = /^(?:이?다(?=[\s.,]|$)|이고|이며|이지만|였|이었|입니|로|에 불과|에 그|정도| ?수준|[,.)]|$)/;
const IS_OF = /의 ?(?:약 |거의 )?$/;
const OF_ALL = /(?:전체|모든|총) ?(?:요청|호출|트래픽)|of (?:all |the )?(?:requests|calls|traffic)/i;
/** By what share both figures of k6 may be rounded. */
const ROUNDING = 0.015;

const isTag = ({ values: [part] }: Found<Part>) => part?.kind === 'tag';
const keyOf = (found: Found<Part>) => (found.values[0]?.kind === 'tag' ? found.values[0].tag : '');

/** The change between two parts of a run that a factor or a share in a sentence states, if it states one. */
export function partChange(
  figure: Figure,
  text: string,
  parts: readonly Found<Part>[],
  terms: readonly Term[],
  runs: readonly KnownRun[],
): PartChange | undefined {
  const [run, ...others] = runs;
  if (!run || others.length > 0 || figure.limit || (figure.unit !== 'factor' && figure.unit !== 'percent')) {
    return undefined;
  }
  const tags = parts.filter(isTag);
  const before = tags.filter(({ end }) => end <= figure.start);
  const [behind, rest] = [text.slice(figure.end), figure.unit === 'factor'];
  const last = before.at(-1);
  const [first] = before;
  if (!last || !first) return undefined;
  const isShare =
    SHARE_BEHIND.test(behind) || (OF_ALL_BEHIND.test(text.slice(0, figure.start)) && IS_SO_MUCH.test(behind));
  if (figure.unit === 'percent' && isShare && OF_ALL.test(text) && before.length === 1) {
    const [part] = last.values;
    return part && isQuiet(terms) ? { run, part, base: undefined, statistic: undefined } : undefined;
  }
  const ahead = tags.find(({ start }) => start >= figure.end);
  const isBase = BASE_BEHIND.test(text.slice(last.end, figure.start));
  const base = isBase ? last : ahead && BASE_AHEAD.test(text.slice(figure.end, ahead.start)) ? ahead : undefined;
  const isSoMuch = isBase && IS_OF.test(text.slice(0, figure.start)) && IS_SO_MUCH.test(behind);
  if (!base || keyOf(first) === keyOf(base) || !(rest || !isBase || isSoMuch || MORE_BEHIND.test(behind)))
    return undefined;
  const [part, of] = [first.values[0], base.values[0]];
  if (!part || !of || !isQuiet(terms)) return undefined;
  // Nothing else is compared: "checkout의 p95는", "로그인은 … 주문의 평균은".
  if (new Set(before.map(keyOf)).size > 2) return undefined;
  const near = terms.filter(({ start, end }) => start >= first.end && end <= Math.max(figure.start, base.end));
  const statistic = near.find(({ name }) => isStatistic(name))?.name;
  const isCount = near.some(({ name }) => name === 'requests' || name === 'throughput');
  if (statistic !== undefined && isStatistic(statistic)) return { run, part, base: of, statistic };
  return isCount ? { run, part, base: of, statistic: undefined } : undefined;
}

/** False where the sentence speaks of plans or of another run. */
const isQuiet = (terms: readonly Term[]) => !terms.some(({ name }) => name === 'plan' || name === 'other-run');

/** A change between two parts that no figure of theirs makes. */
export function wrongPartChange(said: Statement): VerifyFinding[] {
  const { figure, line, partChange: change } = said;
  if (!change) return [];
  const { run, part, base, statistic } = change;
  const quantity: Quantity = statistic
    ? { kind: 'time', measure: 'response', statistic }
    : { kind: 'count', of: 'requests' };
  const [to, from] = [k6Values(run, part, quantity)[0]?.value, k6Values(run, base, quantity)[0]?.value];
  if (!to || !from) return [];
  // "상품 조회의 약 25%" is what it is of that, and not how much less.
  const isSoMuch = figure.unit === 'percent' && IS_OF.test(said.before) && IS_SO_MUCH.test(said.rest);
  const changes = base === undefined || isSoMuch ? [to / from] : changesBetween(from, to, figure, said);
  const [ratio = 0] = changes;
  if (isOneOf(changes, figure, ROUNDING)) return [];
  const write = statistic ? duration : rate;
  return [{ id: 'change', kind: 'wrong', line, said: figure.text, from: write(from), to: write(to), ratio }];
}
