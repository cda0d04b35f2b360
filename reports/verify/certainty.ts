import type { TermName } from '../words/vocabulary.ts';
import type { KnownRun } from './known-run.ts';
import { foreignWords, isCommon, isTool, type Word } from './subject.ts';
import type { Term } from './vocabulary.ts';
import { isMeasure, isStatistic } from './words.ts';

/** What a sentence may be about without naming another system than the one under test. */
const OWN_SUBJECT =
  /^(?:서버|시스템|서비스|API|요청|응답|결과|전체|테스트|시험|이번|이|그|본|해당|것|대부분|모두|절반|평균|최대|최소|값|수치)$/;
const TOPIC =
  /(?<!\S)[(（"'“‘*]{0,3}((?:[^\s(（"'“‘*][^\s]{0,29})?\p{Script=Hangul}|[A-Za-z][^\s]{0,30}?)(?:은|는|이|가)(?=\s)/gu;
const ENGLISH_TOPIC =
  /(?:^|[.;,]\s+|\band\s+)(?:the\s+|our\s+|each\s+)?([a-z][\w-]{1,30})\s+(?:took|answered|responded|needed|averaged|served|handled|reached|spent|shows?|showed|uses?|used|fails?)\b/gi;
const SOME_PART =
  /(?<!\S)(\S{1,40}) (?:API|endpoint|page|query|step|scenario|페이지|화면|시나리오|(?:서버|서비스|모듈|컨테이너|인스턴스)(?=[의가는은]))(?!\S*별)/gi;
const OWN_PART =
  /^(?:테스트|시험|스테이징|개발|로컬|단일|이|그|본|해당|대상|각|위|아래|전체|모든|the|this|each|all|our|its|같은|every|one|any)$/i;
const SETTLING: ReadonlySet<TermName> = new Set([
  'response',
  'duration',
  'throughput',
  'success-rate',
  'error-rate',
  'requests',
]);
/** Endings of words that join or describe: they name nothing themselves. */
const NO_NOUN =
  /(?:히|게|로|서|고|며|면|니|해|어|아|한|된|던|은|는|을|를|인|적|지만|데|하여|보다|처럼|까지|부터|동안|다|요)$|(?:ed|ing|ly)$/;
/** Nouns that end as verbs do. */
const NOUN =
  /(?:로그인|메인|라인|할인|승인|확인|체크인|디자인|도메인|추천인|캠페인|장바구니|재고|광고|창고|로고|신고|검색어|스토어|키워드|보고서|주문서|견적서|증명서|문서|순서|쿠키|아이디어|좋아요|지도|속도|빈도)$/;
export const isNoun = (word: string): boolean => NOUN.test(word) || !NO_NOUN.test(word);
const HANGUL = /\p{Script=Hangul}/u;

const namesFigure = ({ name }: Term): boolean => isStatistic(name) || isMeasure(name) || SETTLING.has(name);

interface Span {
  readonly start: number;
  readonly end: number;
}

/** "VU 800명", "with 800 VUs": a level of the load. */
const LEVEL =
  /VUs?[를을] ?([\d,]+) ?명?(?=(?:으로|로|까지) ?(?:올|늘|높|줄|낮))|(?:VUs?|가상 ?(?:사용자|유저)|동시 ?(?:접속 ?)?사용자)(?:[은는이가]|를|을)? ?(?:약 ?)?([\d,]+) ?(?:명|개)|(?<![\d,])([\d,]+) ?명(?: ?일 ?때| (?:시험|테스트|규모))|([\d,]+) ?명?의? ?(?:VUs?(?![\w·])|virtual users|가상 ?(?:사용자|유저))/gi;

/** "최대 60명의 가상 사용자": the whole of the run. */
const MOST_BEFORE = /(?:최대|up to|at most|maximum(?: of)?)\s*$/i;

/** Where a text names levels of the load, with their numbers of virtual users. */
export const levelsIn = (text: string): { start: number; vus: number }[] =>
  [...text.matchAll(LEVEL)]
    .filter(({ index }) => !MOST_BEFORE.test(text.slice(Math.max(0, index - 12), index)))
    .map((match) => ({
      start: match.index,
      vus: Number((match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').replaceAll(',', '')),
    }));

/** True for a level that k6 did not hold for the whole of a run: what was measured at it is a part of that run's. */
export function isPieceOf({ output }: KnownRun, vus: number): boolean {
  const find = (metric: string) => output.measured.metrics.find(({ name }) => name === metric)?.values;
  const all = find('vus');
  const most = find('vus_max')?.max ?? all?.max;
  if (most === undefined) return false;
  return vus !== most || (all?.min !== undefined && all.max !== undefined && all.min < all.max / 2);
}

/** True for a run with the same number of virtual users throughout. */
export function isLevel({ output }: KnownRun): boolean {
  const { min, max } = output.measured.metrics.find(({ name }) => name === 'vus')?.values ?? {};
  return min !== undefined && min === max;
}

/** Where the words of a sentence speak of something that is no known run. */
export interface Doubts {
  readonly topics: readonly (Span & { readonly strange: boolean })[];
  readonly parts: readonly Span[];
  /** Other tools and systems, each with how far before it a figure may be its, and up to where those behind it may. */
  readonly foreign: readonly (Word & { readonly reach: number; readonly until: number })[];
  /** Unknown words: those before the name of a quantity set it apart ("로그인 p95"). */
  readonly strange: readonly Word[];
}

/** How far behind a figure the tool may be named whose it is. */
const REACH = 24;

/** "DB 락 때문에 초당 29건밖에": why something is so, and not of what the figures are. */
const isCause = (text: string, { end }: Span): boolean =>
  /^[^,.;]{0,10}?(?:때문에|탓에|덕분에|덕에|로 인해)/.test(text.slice(end, end + 20));

/**
 * Tools and systems in a sentence. Where k6 is named as well, a figure is of the tool that was named last before it, and
 * systems matter only after k6.
 */
function foreignIn(text: string, known: readonly Span[]): Doubts['foreign'] {
  const own = [...text.matchAll(/\bk6\b/gi)].map(({ index }) => index);
  const last = own.at(-1);
  if (last === undefined) {
    return foreignWords(text, known)
      .filter((word) => !isCause(text, word))
      .map((word) => ({ ...word, reach: word.text.startsWith('로그') ? 0 : REACH, until: text.length }));
  }
  const masked = text.replaceAll(/\bk6\b/gi, '  ');
  return foreignWords(masked, known).flatMap((word) => {
    const until = own.find((start) => start > word.start);
    if (until === undefined) return [{ ...word, reach: 0, until: text.length }];
    return isTool(word.text) ? [{ ...word, reach: 0, until }] : [];
  });
}

/** Finds in a sentence what may set its figures apart. `known`: names of runs and of their parts; `strange`: the rest. */
export function doubtsIn(
  text: string,
  terms: readonly Term[],
  known: readonly Span[],
  strange: readonly Word[],
  ownWords: (word: string) => boolean,
): Doubts {
  const all = [...terms, ...known];
  const isKnown = (start: number, end: number) => all.some((one) => one.start < end && one.end > start);
  const names = (word: string) => OWN_SUBJECT.test(word) || (word.length > 1 && isCommon(word)) || ownWords(word);
  const topics = [...text.matchAll(TOPIC), ...text.matchAll(ENGLISH_TOPIC)].map((match) => {
    const word = match[1] ?? '';
    const start = match.index + match[0].indexOf(word);
    const end = start + word.length + (HANGUL.test(match[0]) ? 1 : 0);
    // "결제사 응답은 평균 180ms": whose answer it is stands before.
    const isOfOther = OWN_SUBJECT.test(word) && strange.some((one) => one.end === start - 1 && isNoun(one.text));
    return { start, end, strange: isOfOther || (!names(word) && !isKnown(start, end)) };
  });
  const parts = [...text.matchAll(SOME_PART)].flatMap((match) => {
    const word = match[1] ?? '';
    const end = match.index + word.length;
    const isOwn = OWN_PART.test(word) || ownWords(word) || isKnown(match.index, end);
    return isOwn ? [] : [{ start: match.index, end }];
  });
  return { topics: topics.toSorted((a, b) => a.start - b.start), parts, foreign: foreignIn(text, known), strange };
}

/** "실패 1,231건은 모두 Elasticsearch 429 응답이다": of all that was counted it says what it was. */
const ALL_WERE =
  /^\s?(?:건|회|개)?\s?(?:(?:은|는|이) (?:모두|전부|전량)|,? (?:all of (?:them|which)|were all|are all))\s/;

/** True where a figure may be that of another tool or system. */
export const isOf = (
  { start: from, reach, until }: Doubts['foreign'][number],
  text: string,
  start: number,
  end: number,
): boolean => from < end + reach && start < until && !(from > end && ALL_WERE.test(text.slice(end, end + 20)));

/** True where the words before a figure (from `begin`, its clause) leave it open whether it is the run's. */
export function isDoubtful(
  text: string,
  { topics, parts, foreign, strange }: Doubts,
  terms: readonly Term[],
  { begin, start, end }: Span & { readonly begin: number },
): boolean {
  // "browse는 빠르지만 max가": a statistic is of what the sentence was about before.
  const before = topics.filter(
    (one) =>
      one.end <= start && !terms.some((term) => term.start < one.end && term.end > one.start && isStatistic(term.name)),
  );
  const topic = before.at(-1);
  // "실패가 없고 평균 응답 시간은": the response time is the run's again.
  const isSettled = terms.some(
    (term) => term.start >= (topic?.end ?? 0) && term.start < start && SETTLING.has(term.name),
  );
  if (topic?.strange && !isSettled) return true;
  if (parts.some((one) => one.end <= start)) return true;
  if (foreign.some((one) => isOf(one, text, start, end) && (one.start >= begin || one.end <= start))) return true;
  // "adds 43 ms to the gRPC mean".
  const behind = strange.some(
    (word) =>
      word.start >= end &&
      !/[,;.]/.test(text.slice(end, word.start)) &&
      terms.some((term) => term.start === word.end + 1 && term.start < end + 24 && namesFigure(term)),
  );
  if (behind && !HANGUL.test(text)) return true;
  // "2.1% of checkouts failed".
  if (strange.some((word) => word.start >= end && /^ of (?:all |the )?$/.test(text.slice(end, word.start))))
    return true;
  const own = strange.filter((word) => word.start >= begin && word.end <= start);
  const isKorean = HANGUL.test(text);
  if (isKorean && own.some(({ text: word }) => /^[A-Za-z]/.test(word))) return true;
  return own.some((word) => {
    const raw = text.slice(word.start, word.end);
    // "the p99 of the payment provider".
    if (!isKorean && /\bof (?:the |our |a )?$/.test(text.slice(Math.max(0, word.start - 10), word.start))) return true;
    // "p95(로그인) 82ms".
    const isInBrackets =
      /[(（]\s?$/.test(text.slice(0, word.start)) && /^\s?[)）]/.test(text.slice(word.end, word.end + 2));
    if (isInBrackets && terms.some((term) => term.end <= word.start && term.end >= word.start - 2)) return true;
    const of = raw.endsWith('의');
    return (
      (of || isNoun(raw)) &&
      terms.some((term) => term.start > word.start && /^[\s·/]*$/.test(text.slice(word.end, term.start)))
    );
  });
}
