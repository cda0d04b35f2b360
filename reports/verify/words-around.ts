import type { Quantity } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import type { Part } from './part.ts';
import type { Around } from './statement.ts';
import type { Term } from './vocabulary.ts';
import { isStatistic, type Words } from './words.ts';

/** A figure in its sentence or cell. */
export interface Placed {
  readonly text: string;
  readonly figure: Figure;
  readonly previous: Figure | undefined;
  readonly next: Figure | undefined;
  /** Where its clause begins, and where it ends. */
  readonly begin: number;
  readonly until: number;
  /** All terms of the text, and those outside of its asides. */
  readonly all: readonly Term[];
  readonly main: readonly Term[];
  /** What the figure before it states. */
  readonly last: Quantity | undefined;
}

const PART_AFTER_WHOLE = /(?:중|가운데)\s*$/;
const PART_BEFORE_WHOLE = /^\s?(?:\p{L}{1,20} )?(?:out )?of (?:the )?$/u;
/** How far behind the whole the word for its part may stand: "16 of 856 requests failed". */
const NEAR_WHOLE = 30;
/** "동시 사용자: 35명", "VU 40, 9초": the item ends there, and no list of levels goes on. */
const ITEM_END =
  /^\s?(?:명|개)?(?:이다|입니다|이었다|였다|으로)?\s?(?:[)\].;·|]|[,/](?!\s?\d[\d,.]*(?![\d,.]|\s?(?:초|s|분|m|%|h|시간)))|$)/;
const WAS_HANDLED =
  /^\s?(?:건|회|개)?(?:밖에|만) ?(?:처리하지|받지) ?못|^\s?(?:건|회|개)?(?:씩|을|를)? ?(?:만 )?(?:처리|응답|수행)(?:하며|하고|했|하였|됐|되었|되며|하는 것으로|한다|합니다|함(?=[\s.,)]|$))|^\s?(?:건|회|개) ?처리\s?(?:[.,)·|]|$)/;
/** "VU를 200으로 늘리고", "to 200 VUs": what somebody turned it to. */
const IS_SET =
  /^\s?(?:명|개|건)?(?:까지|으로|로)\s?(?:늘|올[리려렸]|높|줄|낮[추춰췄]|설정|조정|변경|제한|맞[추춰췄]|고정|바꾸|바꿔|바꿨)/;
/** "VU 120명을 유지하며": a level that was held, and not one from which it went on. */
const IS_HELD =
  /^\s?(?:명|개)?(?:을|를|으로|로|의)?\s(?:\S{1,8} ){0,2}?유지(?:하며|하면서|하고(?= )|한 ?채|한 ?상태|했|하였|됐|되었)/;
const WERE_USERS =
  /^\s?명의 (?:동시 ?|가상 ?)+(?:접속자|사용자|유저)(?:가|로|를|들이|들로)?(?= )(?!.{0,60}(?:까지|늘|증가|올|시작|예상|가정|계획))|^ (?:virtual|concurrent) users (?:ran|called|sent|hammered) /i;
const WERE_DROPPED =
  /^\s?(?:건|회|개|번)?(?:의 ?(?:반복|요청|이터레이션))?(?:은|는|이|가|을|를|도)? ?(?:아예 |끝내 )?(?:시작(?:도|조차)? ?(?:하지|되지)? ?(?:못|않)|(?:보내|나가)지(?:도|조차)? ?(?:못|않)|실행(?:되지|하지) ?(?:못|않)|버려졌|(?:드[롭랍]|drop(?:ped)?) ?(?:되|됐))|^ iter(?:ation)?s?(?:이|가|은|는|을|를)? ?(?:drop|드[롭랍]|누락)|^ iterations? (?:(?:were|was|had been|have been|got|that) )*(?:dropped|not started|never (?:even )?started|could not)/i;
const WAS_SENT =
  /^\s?건(?:밖에|만) ?(?:처리하지|보내지|받지) ?못|^\s?건(?:을|만|의 요청을)? ?(?:보냈|보내었|요청했|요청하였|전송했|전송하였|처리했|(?:만 )?나갔|처리하였|호출했|받았|받아)|^\s?(?:번|회) ?(?:을 )?(?:호출|요청)(?:했|하였)/;
const IN_BRACKETS = /^(?:[^\d.;()（）]{0,24})[(（]\s?(?:[초분]당 )?(?:약 ?|about )?$/;
/** "33건으로 전체의 0.2%", "97 of them failed, which is 0.12%": the share of what was counted right before it. */
const SHARE_FOLLOWS =
  /^\s?(?:건|회|번|개)?(?:으로|로|이며|이고|인데|이었고|였고|,|\.)?\s?(?:이는 |즉 )?(?:전체|총|모든)?(?: ?(?:요청|호출|건수|반복)(?: ?수)?)?(?:의|대비|중) ?(?:약 ?)?$|^\s?(?:건|회|번|개)?, (?:약 ?)?$|^(?: \p{L}+){0,4}(?:,| -| —|\.)? (?:which (?:is|was)|(?:that|this|it) is|that['’]s|or|i\.e\.) (?:about |roughly )?$/iu;
/** "63건이 실패했다. 비율로는 0.41%다": what the sentence before it states, told in another way. */
const SAID_AGAIN =
  /^\s*(?:이는 |즉,? ?|그래서 )?(?:비율로는?|비율은|백분율로는?|퍼센트로는?|건수로는?|수로는|숫자로는|(?:전체|총)(?: ?요청)?(?: ?수)?(?:의|에서|대비)|(?:\S{1,8} ){0,2}요청(?: ?전체)?의|(?:that|this|it) is|as a share,?|in numbers,?|in all,?)\s(?:약 |about )?$/i;
/** "9 of them", "1,888 passed, 14 failed". */
const OUTCOME_BEHIND = /^ of (?:them|these|those|which)\b|^ (?:passed|failed|succeeded)(?=\s*(?:[,.;)]|$)| and\b)/;
/** "160.16 ms at the median", "134.2 ms on average": the statistic stands behind its figure. */
const TOLD_BEHIND = /^ (?:at the |at |on |in the )$/;

/** True where a statistic is that of the time before it, by what lies between. */
const isTold = (text: string, { end }: Figure, term: Term): boolean =>
  (term.start >= end && TOLD_BEHIND.test(text.slice(end, term.start))) ||
  /^ (?:on average|at worst)$/.test(text.slice(end, term.end));
/** "평균 1.57초, p95 2.79초": the same time. */
const SAME_MEASURE = /^\s?(?:[,/·]|와|과|이며|이고)\s?[^\s,.;은는]{1,8}\s?$/;
const COUNTER = /^\s?(건|회|번|개|명|대|초|분|위|배|단계|times|requests|reqs|vus?|users?|virtual)/i;

/** "Out of 27,060 requests 451 failed": what was counted stands in between. */
const isOutOf = (text: string, previous: Figure | undefined, between: string): boolean =>
  previous !== undefined &&
  /^ (?:\p{L}{1,20} ){1,3}$|^(?: \p{L}{1,20}){1,3}, $/u.test(between) &&
  /\bout of (?:the |all |a total of )?$/i.test(text.slice(Math.max(0, previous.start - 20), previous.start));

/** "VU 300: 21,063건, 233 TPS": with nothing but the name of its run before it. */
const isBare = (text: string, { start, end }: Figure, begin: number): boolean =>
  /^[^:：]{1,30}[:：]\s$/.test(text.slice(0, start)) && begin <= start && /^건\s?[,/·|]/.test(text.slice(end));

const STATUS = /(?<![\d.,])[45]\d\d(?![\d.,%]|\s?(?:ms|s|초|건|회|개|명|번)(?![a-z]))/g;
const IN_STATUS_BRACKETS = /(?<![\d.,])[1-5]\d\d[`*]{0,2}(?: ?(?:에러|오류|응답|코드|errors?|responses?))?\s?[(（]\s?$/;
const BEHIND_STATUS =
  /(?<![\d.,])[45]\d\d[`*]{0,2}(?: ?(?:에러|오류|응답|코드|errors?|responses?))?(?:[은는이가]|\s?[:：×x])?\s$/;

/** True for a count of one status code: it tells of all failures only where there is no other. */
function isOfStatus(text: string, { start }: Figure): boolean {
  const before = text.slice(Math.max(0, start - 30), start);
  return IN_STATUS_BRACKETS.test(before) || (BEHIND_STATUS.test(before) && (text.match(STATUS) ?? []).length > 1);
}

/** "반복(iteration): ": what stands in brackets says the same again. */
const withoutGloss = (text: string) => text.replaceAll(/ ?\([^()\d]{1,30}\)/g, '');

/** True where a text before a figure is a term and a sign: "- 요청 수: ", "(VU ". */
function labelOf(before: string, terms: readonly Term[], from: number): Words['label'] {
  const term = terms.findLast(({ start, end }) => start >= from && end <= from + before.length);
  if (!term) return undefined;
  const [lead, sign] = [before.slice(0, term.start - from), withoutGloss(before.slice(term.end - from))];
  if (/^(?:\s?수)?\s*[:：=]\s*$/.test(sign)) return 'colon';
  return sign.length <= 3 && /(?:^|[(（,·/|])[^\p{L}\d]*$/u.test(lead) ? 'lead' : undefined;
}

/** What was counted right before brackets in which a share stands. */
function besideCount(last: Quantity | undefined, previous: Figure | undefined, between: string): Words['besideCount'] {
  if (last?.kind !== 'count' || previous?.unit !== 'plain') return undefined;
  return IN_BRACKETS.test(between) || SHARE_FOLLOWS.test(between) ? last.of : undefined;
}

/** How near to the next figure a word is that one's: "at an average of 337.9", "with up to 120". */
const NEXT_TO = 5;

/** "2,386건이 처리되었고 평균 66.73ms": a statistic before a time, or right before any figure, is that one's. */
function isOfNext({ name, end }: Term, figure: Figure, next: Figure, text: string): boolean {
  if (next.unit === 'time' && figure.unit !== 'time' && isStatistic(name)) return true;
  // "1,178개의 요청을 처리했고 초당 118.1개".
  if (name === 'per-second' || name === 'per-minute') return /^ (?:평균 )?(?:약 )?$/.test(text.slice(end, next.start));
  return end <= next.start && next.start - end <= NEXT_TO && (isStatistic(name) || name === 'plan');
}

function termsBehind({ text, figure, next, until, all }: Placed, rest: string): Words['after'] {
  // Words before the next time are the next one's, unless the clause ends before it.
  const isCut = next !== undefined && until >= next.start;
  const own =
    isCut && figure.unit === 'time'
      ? []
      : all.filter(
          (term) =>
            term.start >= figure.end &&
            term.end <= until &&
            !(next && isOfNext(term, figure, next, text)) &&
            !isIncluded(text, term) &&
            !isShort(text, term),
        );
  // "160.16 ms at the median and 718.10 ms at worst".
  const told = all.find((term) => isStatistic(term.name) && isTold(text, figure, term));
  const whole = next && PART_BEFORE_WHOLE.test(rest) ? next : undefined;
  const behindWhole = whole ? all.filter(({ start }) => start >= whole.end && start <= whole.end + NEAR_WHOLE) : [];
  return [
    ...(told && own.length === 0 ? [told] : own).map((term) => ({ ...term, distance: term.start - figure.end })),
    ...behindWhole.map((term) => ({ ...term, distance: term.start - (whole?.end ?? 0) })),
  ];
}

/** "초당 150건을 목표로 했는데 실제로는 초당 119.4건": behind "실제" nothing is planned any more. */
function withoutPlans(terms: readonly Term[]): Term[] {
  const last = terms.findLastIndex(({ name }) => name === 'executed');
  return terms.filter(({ name }, at) => name !== 'plan' || at > last);
}

/**
 * "1초 쉬는 시간을 포함해 평균 1.1초", "16건이 타임아웃으로 실패했다": what else a time holds, and why something failed, does
 * not say which time it is.
 */
const isIncluded = (text: string, { name, end }: Term): boolean =>
  name === 'other-time' &&
  /^(?:을|까지|도)? ?포함|^(?:으로|로|에) ?(?:인해 |인한 |걸려 )?(?:실패|에러|오류|끊)|^ ?때문/.test(
    text.slice(end, end + 10),
  );

/** "VU가 모자라 시작조차 못 한 448건": why something is so, and not what is counted. */
const isShort = (text: string, { name, end }: Term): boolean =>
  name === 'vus' && /^(?:[이가도은는]|들이)? ?(?:모자라|부족|다 ?차|바닥|소진|없어)/.test(text.slice(end, end + 10));

/** The words around a figure. */
export function wordsAround(placed: Placed, around: Around, part: Part | undefined): Words {
  const { text, figure, previous, next, begin, main, last } = placed;
  const between = text.slice(previous?.end ?? 0, figure.start);
  const rest = text.slice(figure.end, next?.start ?? text.length);
  // "134.2 ms on average and 308.1 ms at the 95th percentile".
  const isOfPrevious = (term: Term) =>
    previous?.unit === 'time' && isStatistic(term.name) && isTold(text, previous, term);
  const own = main.filter((term) => !isIncluded(text, term) && !isShort(text, term));
  const said = previous === undefined && SAID_AGAIN.test(between) ? around.said : undefined;
  return {
    before: withoutPlans(own.filter((term) => term.start >= begin && term.end <= figure.start && !isOfPrevious(term)))
      .toReversed()
      .map((term) => ({ ...term, distance: withoutGloss(text.slice(term.end, figure.start)).length })),
    after: termsBehind(placed, rest),
    sentence: own.filter(({ end }) => end <= figure.start).toReversed(),
    labels: around.labels.map(({ terms }) => terms),
    heading: around.heading.terms,
    inTable: around.inTable,
    inScenario: part?.kind === 'tag' && part.tag.startsWith('scenario:'),
    saysRequests: /요청|requests?\b/i.test(text.slice(0, figure.start)),
    saysHttp: /\bhttp(?!\s?[1-5]\d\d)/i.test(between),
    isPart: PART_AFTER_WHOLE.test(between) || PART_BEFORE_WHOLE.test(rest) || isOutOf(text, previous, between),
    isWhole:
      /^\s?(?:건|회|번|개|명)?의? ?(?:\p{L}{1,6} ?)?(?:중|가운데)/u.test(rest) || /\bof (?:the )?$/.test(between),
    counter: OUTCOME_BEHIND.test(rest) ? 'requests' : text.slice(figure.end, figure.end + 12).match(COUNTER)?.[1],
    label: labelOf(between, main, previous?.end ?? 0),
    endsItem: ITEM_END.test(text.slice(figure.end)),
    isApart: previous !== undefined && /[/,·|]\s*$/.test(between),
    isHeld: IS_HELD.test(text.slice(figure.end)),
    isSet: IS_SET.test(rest),
    isFirst: text.slice(0, figure.start).trim() === '',
    inBrackets: /[(（]\s?$/.test(between),
    isBare: isBare(text, figure, begin),
    wasCounted: previous?.unit === 'time' && /^(?:간| ?동안) $/.test(between) && /^\s?건(?![가-힣])/.test(rest),
    rateInBrackets:
      /^[^\d]{0,24}[(（]\s?[초분]당 (?:약 ?)?$/.test(between) && /^\s?(?:건|회)?[)）]/.test(text.slice(figure.end)),
    wereUsers: WERE_USERS.test(text.slice(figure.end)),
    wereDropped: WERE_DROPPED.test(rest),
    ofStatus: isOfStatus(text, figure),
    wasSent: WAS_SENT.test(rest),
    wasHandled: WAS_HANDLED.test(rest),
    besideCount: besideCount(last, previous, between) ?? (said?.kind === 'count' ? said.of : undefined),
    besideRate: said?.kind === 'share' ? said.of : undefined,
    ofIteration: last?.kind === 'time' && last.measure === 'iteration-time' && SAME_MEASURE.test(between),
    besideShare: previous?.unit === 'percent' && /^\s?[(（/,]\s?$/.test(between),
  };
}
