import {
  COUNTED,
  type Counted,
  MEASURES,
  type Measure,
  type Quantity,
  STATISTICS,
  type Statistic,
} from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import { type Figure, significantDigits } from './figure.ts';
import type { Term } from './vocabulary.ts';

/** A term and how many characters lie between it and the figure. */
export interface NearTerm extends Term {
  readonly distance: number;
}

/** The words around a figure, each from the nearest to the farthest. */
export interface Words {
  /** Before it, in its own clause and since the figure before it. */
  readonly before: readonly NearTerm[];
  /** After it, up to the end of its clause; for a time none where another figure follows first. */
  readonly after: readonly NearTerm[];
  /** Before it, in the whole sentence. */
  readonly sentence: readonly Term[];
  /** What it stands under: a column, a row, an item of a list; nearest first. */
  readonly labels: readonly (readonly Term[])[];
  /** The heading above. */
  readonly heading: readonly Term[];
  readonly inTable: boolean;
  /** True where a k6 scenario is named. */
  readonly inScenario: boolean;
  /** True for a number right behind the name of an item, of which nothing says what it counts. */
  readonly isBare: boolean;
  /** True for the whole of another figure: "185,050" of the same two. */
  readonly isWhole: boolean;
  /** The word with which the figure counts: "건", "번", "requests". */
  readonly counter: string | undefined;
  /** True right behind a share: "0.79% (947건)". */
  readonly besideShare: boolean;
  /** True where the words before it name requests, be it within another term ("failed requests"). */
  readonly saysRequests: boolean;
  /** True where the words before it name HTTP. */
  readonly saysHttp: boolean;
  /** Where nothing but a term stands before it: with a colon ("요청 수: 500") or at the beginning ("VU 40, "). */
  readonly label: 'colon' | 'lead' | undefined;
  /** True where nothing but its counter stands behind it: "동시 사용자: 35명". */
  readonly endsItem: boolean;
  /** True behind a sign that sets it apart from the figure before it: "2,081건 성공 / 70건 실패". */
  readonly isApart: boolean;
  /** True where its sentence, item or cell begins with it. */
  readonly isFirst: boolean;
  /** True where it was held: "VU 120명을 유지하며". */
  readonly isHeld: boolean;
  /** True where something is set to it: "VU를 200으로 늘리고". */
  readonly isSet: boolean;
  /** True where it stands at the beginning of brackets. */
  readonly inBrackets: boolean;
  /** True right behind the length of the test: "15초 동안 3,364건". */
  readonly wasCounted: boolean;
  /** True where so many users did the test: "250명의 가상 사용자가 7분 동안 호출하게 하였다". */
  readonly wereUsers: boolean;
  /** True where iterations "were dropped", so many. */
  readonly wereDropped: boolean;
  /** True for a rate that stands in brackets behind what was counted: "1,363건 (초당 67건)". */
  readonly rateInBrackets: boolean;
  /** True behind one of several status codes, or in its brackets: "상태 코드 503(1건)". */
  readonly ofStatus: boolean;
  /** True where requests were sent: "3,114건을 보냈는데". */
  readonly wasSent: boolean;
  /** True where requests "were handled" so many at a time: "초당 210건을 처리하며". */
  readonly wasHandled: boolean;
  /** What the figure before it counts, where this one stands in brackets behind that: "실패 14건(0.50%)". */
  readonly besideCount: Extract<Quantity, { kind: 'count' }>['of'] | undefined;
  /** The share that the sentence before it states, where this one tells the same as a number. */
  readonly besideRate: Extract<Quantity, { kind: 'share' }>['of'] | undefined;
  /** True right behind another statistic of the iterations' time: "반복은 평균 1.57초, p95 2.79초". */
  readonly ofIteration: boolean;
  /** True for a part of another figure: "185,050회 중 16,171회", "16,171 of 185,050". */
  readonly isPart: boolean;
}

export const isStatistic = (name: TermName): name is Statistic => (STATISTICS as readonly TermName[]).includes(name);
export const isMeasure = (name: TermName): name is Measure => (MEASURES as readonly TermName[]).includes(name);
export const isCounted = (name: TermName): name is Counted => (COUNTED as readonly TermName[]).includes(name);

/** What reports name of any run: by itself it sets nothing apart. */
const OF_ANY: ReadonlySet<TermName> = new Set([
  'response',
  'duration',
  'throughput',
  'success-rate',
  'error-rate',
  'requests',
  'iterations',
  'checks',
  'failed',
  'failing',
  'succeeded',
  'total',
  'vus',
]);
export const isOfAnyRun = (name: TermName): boolean => isStatistic(name) || OF_ANY.has(name);

export const namesOf = (terms: readonly Term[]) => terms.map(({ name }) => name);
export const has = (terms: readonly Term[], ...names: TermName[]) => terms.some(({ name }) => names.includes(name));

/** The first name of a kind in places that are searched in turn. */
export function first<Name extends TermName>(
  is: (name: TermName) => name is Name,
  ...places: (readonly Term[])[]
): Name | undefined {
  for (const place of places) {
    const found = namesOf(place).find(is);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** In a label, a word that stands for the whole of it: its last one. */
export const reversed = (labels: Words['labels']) => labels.map((label) => label.toReversed());

/** The statistic that the words around a figure name. */
export const statisticOf = ({ before, after, labels }: Words): Statistic | undefined =>
  first(isStatistic, before, after, ...reversed(labels));

/** Digits that nobody plans or rounds to. */
const TELLING_DIGITS = 3;
/** A figure that was measured, by its looks: with a point, or with digits that no plan has. */
export const isTelling = (figure: Figure): boolean => figure.decimals || significantDigits(figure) >= TELLING_DIGITS;

/** "실패: 21", "에러 3건": nothing but a sign lies between. */
export const isTouching = ({ distance }: NearTerm) => distance <= 3;
