import type { Quantity, Statistic } from '../model/verify.ts';
import { subjects as en } from '../words/en/verify-subjects.ts';
import { subjects as ko } from '../words/ko/verify-subjects.ts';
import {
  isMeant,
  isOpen,
  isVague,
  MANY_STRANGE,
  partFor,
  runsFor,
  saysAll,
  subjectOf,
  withPart,
} from './attribution.ts';
import { boundClaim, isClaimed } from './bound-claims.ts';
import { doubtsIn, isDoubtful, isLevel, isOf, isPieceOf, levelsIn } from './certainty.ts';
import { type Figure, figuresIn } from './figure.ts';
import { type Labels, outsideOf } from './labels.ts';
import { listedStatistics, statisticOfHeading, withoutSpans } from './listed-statistics.ts';
import { isOfOtherRun } from './other-run.ts';
import { isOfOtherTime } from './other-time.ts';
import { partChange } from './part-changes.ts';
import { isOfWhole, isPastCounter, quantityIn } from './quantity-in.ts';
import { respective } from './respective.ts';
import { runChange } from './run-changes.ts';
import type { RunsAt } from './runs-at.ts';
import { clauseStart, LONGEST_SENTENCE, withoutAsides, withoutSteps } from './sentences.ts';
import { isSetLoad } from './set-load.ts';
import { spokenQuantile } from './spoken-quantile.ts';
import type { Around, RunChange, Spot, Statement } from './statement.ts';
import { partsBeside } from './status-parts.ts';
import { ASKS } from './subject.ts';
import {
  BECOMES,
  isNextOf,
  isPairOf,
  isSpanOf,
  ofBoth,
  rateOfSaid,
  resultBesideGoal,
  resultOf,
  resultOfChange,
} from './told-again.ts';
import { termsIn } from './vocabulary.ts';
import { isStatistic } from './words.ts';
import { wordsAround } from './words-around.ts';

/** More figures than this in one sentence are data. */
const MOST_FIGURES = 80;
/** "152 (100% of its own)": of something whose name may be an ordinary word. */
const OF_ITS_OWN = /^ of (?:its|their) own\b/;
/** "체크 A 실패 외 1개": so many others, and not of what stands before them. */
const AND_OTHERS = /\s외 $/;
const AFTER_END = /[,;.()|，、]|\s—\s|(?:지만|으나|[했였됐었았갔났]고)\s/;
const CHANGE_BETWEEN = /^\s*(?:건|회|명|개)?\s*(?:→|->|=>|⇒|에서|(?:down |up )?to(?![a-z])|~|–|-)/;
/** "100ms 줄었다", "3초 차이": how much, and not where it came to. */
const DIFFERENCE_AFTER =
  /^\s?(?:가량|정도|이나|만큼|씩|이|가)?\s?(?:줄|감소|단축|빨라|느려|늘|증가|차이|개선|향상|더(?=\s)|짧아|길어|초과|모자라|모자란|모자랐|못 ?미[치쳤]|남았|남은|남는|남아)/;
/** "평균의 차이는 약 19ms", "by 20 ms". */
const DIFFERENCE_BEFORE =
  /\b(?:by|adds?|added|another|difference (?:is|was)|gap (?:is|was))(?: about| around| roughly| only)?\s$|(?:차이|격차|간극)(?:는|가|도|가 고작)? ?(?:약|대략|겨우|고작|불과)? ?$/i;
/** "250ms까지 38ms 남았고": what is to be reached. */
const TO_REACH_AFTER = /^까지(?:는|도)? ?(?:약|아직|불과)? ?[\d.,]+ ?\S{0,4} ?(?:정도 |가량 )?(?:남|모자|부족|더 )/;
/** "목록은 평균 76ms": nothing stands between it and its figure. */
const TOPIC_OF = /^ (?:평균|중앙값|최대|최소|p\d{2}) ?(?:약 ?)?$/i;
/** "three failures out of 24k": all of which some failed. */
const OUT_OF =
  /\b(?:fail(?:ures?|ed)|errors?|timeouts?)(?: requests?)?,? out of (?:all |some |about |nearly |over )?$/i;
/** "300 RPS까지 부하를 올려": what is to be tried. */
const INTENDED_AFTER = /까지\s(?:\S+\s){0,2}(?:올려|올리|늘려|늘리|높여|높이|증설)/;
/** "1% 아래로 낮추려면", "100ms 기대", "30초 동안", "0.2초 쉬고": wished for, or a time of the script's own. */
const BUDGET_AFTER = /^ (?:latency |response[- ]time |error )?(?:budget|SL[OA]|target|goal|ceiling)(?![a-z])/i;
const NO_RESULT_AFTER = new RegExp(`^(?:${ko.notMeasuredAfter}|${en.notMeasuredAfter})`, 'iu');
/** "TPS 300, p95 100ms 기대": the whole sentence. */
const HOPED = new RegExp(`(?:${ko.hoped}|${en.hoped})[.\\s]*$`, 'u');
/** "SLO(p95 300ms, 실패율 0.5%)를 만족했다". */
const IN_GOAL = /(?:목표|기준|SLO|SLA|임계값?|요구 ?사항|goals?|targets?|objectives?)\s?[(（][^()（）]*$/i;
/** "만약 …", "we expect": the rest of the sentence is no measurement. */
const SUPPOSED_BEFORE = new RegExp(`${ko.supposed}|(?<![a-z])(?:${en.supposed})(?![a-z])`, 'iu');

/** "로그인: 230ms", "- p95 - 720ms": what an item is about stands before the sign. */
const LEAD = /^[^:：\d]{1,60}(?:[:：]|\s[-–—]\s)/;

/** "QA: ", "김 팀장: ": who says it, in minutes. */
const SPEAKER =
  /^[*_\s]*(?:(?:Q|A|QA|PM|PO|SRE|DBA|DevOps|백엔드|프론트(?:엔드)?|인프라|기획|개발|운영|질문|답변)|[가-힣]{1,4} ?(?:님|팀장|파트장|책임|선임|수석|매니저|대리|과장|차장|부장))[*_]*\s?[:：]/;

/** "p95 200ms 이하 → 실제 55.79ms": the name of the goal is that of the result. */
const RESULT_BEFORE = /(?:실제|결과|측정|실측|actual|measured|→|=>|->)[^\d.;]{0,12}$/i;

/** "평균은 199ms로 r3의 6.1배": of the value right before it. */
const VALUE_BEFORE = /^(?:이며|이고|로|으로),? [^.;]{0,24}$/;

/** Terms and names whose digits are no figures. */
const withDigits = (words: readonly { start: number; end: number }[], text: string) =>
  words.filter(({ start, end }) => /\d/.test(text.slice(start, end)));

/** Computes a value when it is first asked for. */
function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

export const hasFigures = (text: string): boolean =>
  /\d/.test(text) && figuresIn(text, withDigits(termsIn(text), text)).length > 0;

/** True for a sentence or cell with so much in it that it is data that somebody pasted. */
export const isTooMuch = (text: string): boolean =>
  text.length > LONGEST_SENTENCE ||
  (text.length > 2 * MOST_FIGURES && (text.match(/\d[\d.,]*/g) ?? []).length > MOST_FIGURES);

/** Figures of a sentence, or of a cell of a table. `lead` is the label with which its paragraph begins. */
export function read(text: string, around: Around, spot: Spot, runsAt: RunsAt, labels: Labels, lead = ''): Statement[] {
  if (!/\d/.test(text)) return [];
  const own = runsAt.mentions(text);
  const plain = withoutSteps(text);
  const terms = termsIn(text);
  const parts = labels.partsIn(plain, terms).filter((one) => around.inTable || isMeant(one, text));
  const checks = parts.filter(({ values }) => values[0]?.kind === 'check');
  const all = outsideOf([...own, ...parts], terms, text).filter(
    ({ start, end }) => !checks.some((one) => one.start <= start && one.end >= end),
  );
  const digits = [...all, ...own, ...parts].filter(({ start, end }) => /\d/.test(text.slice(start, end)));
  const figures = withoutSpans(figuresIn(text, digits), text);
  if (figures.length === 0) return [];
  // "load_test의 TPS는 885, peak_test는 187": a part sets figures apart as a run does.
  const namesIn = [...own, ...parts.map(({ start, end }) => ({ runs: [], start, end }))];
  const known = [...own, ...parts].toSorted((a, b) => a.start - b.start);
  const speaker = { start: 0, end: text.match(SPEAKER)?.[0].length ?? 0 };
  const strange = once(() => (around.inTable ? [] : labels.strange(plain, [...known, ...figures, speaker], all)));
  const doubts = once(() => doubtsIn(plain, all, known, strange(), (word) => labels.isOwn(word)));
  const ownLead = text.match(LEAD)?.[0] ?? lead;
  const leadText = SPEAKER.test(ownLead) ? '' : ownLead;
  const led = own.length > 0 || around.inTable ? [] : runsAt.mentions(leadText.replace(/\s*[:：–—-]\s*$/, ''));
  const mentions = own.length > 0 ? own : led.map((mention) => ({ ...mention, start: 0, end: 0 }));
  const leading = leadText === '' || around.inTable ? undefined : labels.of(leadText);
  const isOpenPlace = isOpen(around, leading);
  const levels = around.inTable ? [] : levelsIn(text);
  const asks = text.match(ASKS);
  const isHoped = HOPED.test(text.slice(-20));
  const bare = withoutAsides(text);
  // "A booking (one iteration) takes": which time it is.
  const main = all.filter(({ start, name }) => bare[start] !== ' ' || name === 'iteration-time');
  let carried: Statistic | undefined;
  const stated = new Set<Statistic>();
  let last: Quantity | undefined;
  let lastChange: RunChange | undefined;
  // "- seats: 318ms" below "API별 p95".
  const ofHeading =
    leadText === '' || around.labels.some(({ terms }) => terms.some(({ name }) => isStatistic(name)))
      ? undefined
      : statisticOfHeading(around.heading);
  const listed = listedStatistics(text, figures, main, around);
  const inLists = around.inTable ? undefined : respective(text, figures, mentions, parts, main);
  return figures.map((figure, at): Statement => {
    const previous = figures[at - 1];
    const next = figures[at + 1];
    const isResult = previous?.limit === true && RESULT_BEFORE.test(text.slice(previous.end, figure.start));
    const from = previous?.end ?? 0;
    const begin = clauseStart(bare, isResult ? (figures[at - 2]?.end ?? 0) : from, figure.start);
    const rest = text.slice(figure.end, next?.start ?? text.length);
    const stop = rest.search(AFTER_END);
    const until = figure.end + (stop < 0 ? rest.length : stop);
    const inOrder = inLists?.get(figure);
    const named =
      inOrder?.part?.values[0] ??
      partFor(partsBeside(parts, figure, figures, text), figure, text, until, around, runsAt.count === 1);
    const words = wordsAround({ text, figure, previous, next, begin, until, all, main, last }, around, named);
    const part = isOfWhole(named, words, parts) ? undefined : named;
    // "로그인은 p95가 82ms, 주문은 198ms": the same statistic of what is named next.
    const isListed = (inOrder?.runs ?? inOrder?.part) !== undefined && previous !== undefined && inLists?.has(previous);
    const isElliptic =
      figure.unit === 'time' &&
      (isListed || [...mentions, ...parts].some(({ start, end }) => start >= from && end <= figure.start));
    const inList = listed[at] ?? (figure.unit === 'time' ? inOrder?.statistic : undefined);
    const inWords = inList ? undefined : spokenQuantile(figure, previous, text);
    const isPair = isPairOf(figure, previous, next, text);
    const claim = boundClaim(text, figure, inWords);
    const claimed = claim && quantityIn({ ...figure, limit: false }, words, part, inWords?.statistic, carried);
    const spoken = inList ?? (inWords?.side ? undefined : inWords?.statistic);
    const bound = claim && isClaimed(claimed, words) ? claim : undefined;
    const valueBefore = previous && VALUE_BEFORE.test(text.slice(previous.end, figure.start)) ? last : undefined;
    const besideGoal = resultBesideGoal(figure, previous, text, all);
    const isNext = isListed || isNextOf(previous, figure, namesIn, text);
    // "10명에서는 초당 215건, 100명에서는 216건을 처리했다": as many a second, too.
    const isNextRate = isNext && last?.kind === 'rate' && words.before.every(({ name }) => name !== 'total');
    const told =
      (isNextRate ? last : undefined) ??
      (bound
        ? claimed
        : quantityIn(
            figure,
            words,
            part,
            spoken,
            isElliptic && stated.size < 2 ? (carried ?? ofHeading) : undefined,
          )) ??
      (isPair === 'to' && previous?.unit === figure.unit ? last : undefined) ??
      (isNext ? last : undefined) ??
      resultOfChange(figure, previous, text, all) ??
      besideGoal ??
      resultOf(around.wanted, figure, previous, text);
    const quantity: Quantity | undefined =
      told?.kind === 'count' && OUT_OF.test(text.slice(0, figure.start))
        ? { kind: 'count', of: 'requests' }
        : rateOfSaid(told, previous, words.before, around.said);
    if (quantity?.kind === 'time') {
      carried = quantity.statistic;
      stated.add(carried);
    }
    last = quantity ?? (words.isWhole ? last : undefined);
    // "개선 전 1.9s에서 개선 후 704ms": each side names its run.
    const isApart = (a: Figure | undefined, b: Figure | undefined) =>
      a && b && ((own.length > 1 && isNextOf(a, b, own, text)) || isSpanOf(a, b, main, text));
    const toNext = next?.unit === figure.unit && CHANGE_BETWEEN.test(rest) && !isApart(figure, next);
    const fromPrevious =
      previous?.unit === figure.unit &&
      CHANGE_BETWEEN.test(text.slice(from, figure.start)) &&
      !isApart(previous, figure);
    const ofList = inOrder?.runs && { runs: inOrder.runs, certain: true, named: 'beside' as const };
    const about = ofBoth(
      withPart(ofList ?? runsFor(mentions, figure, around, figures, text), part),
      isPair,
      mentions,
      figure,
      runsAt.all,
    );
    // Up to where the text itself names whose figure it is.
    const namedAt = known.findLast(({ end }) => end <= figure.start)?.end ?? 0;
    // Below the heading of a part the whole of the only run.
    const isOfAll = runsAt.count === 1 && !around.inTable && saysAll(text.slice(0, figure.start));
    const isBeside = about.named === 'beside' || part !== undefined;
    const isAsked =
      around.isLater ||
      // "계획 185,050회 중 실행된 것은 3,999회" says what ran.
      (asks?.index !== undefined && asks.index < figure.start && !besideGoal && words.before[0]?.name !== 'executed') ||
      INTENDED_AFTER.test(text.slice(figure.end, figure.end + 30)) ||
      NO_RESULT_AFTER.test(text.slice(figure.end, figure.end + 60)) ||
      SUPPOSED_BEFORE.test(text.slice(0, figure.start)) ||
      IN_GOAL.test(text.slice(Math.max(0, figure.start - 80), figure.start)) ||
      BUDGET_AFTER.test(text.slice(figure.end, figure.end + 30)) ||
      TO_REACH_AFTER.test(text.slice(figure.end, figure.end + 30)) ||
      isHoped;
    const level = levels.findLast(({ start }) => start < figure.start);
    // "10명에서는 초당 215건, 50명에서는 220건": the level is the run's name.
    const isNamedSince = own.some(({ start, end }) => start > (level?.start ?? 0) && end <= figure.start);
    const isPiece =
      level !== undefined &&
      !isNamedSince &&
      quantity !== undefined &&
      // The level itself is of no piece where the run held one throughout.
      !(quantity.kind === 'count' && quantity.of === 'vus' && about.runs.every(isLevel)) &&
      about.runs.some((run) => isPieceOf(run, level.vus));
    // A level that was held for a while is that of the run where it had no other.
    const isOneLevel = words.isHeld && quantity?.kind === 'count' && !about.runs.every(isLevel);
    // A run drops only iterations, whatever they are called.
    const isDropped = quantity?.kind === 'count' && quantity.of === 'dropped' && doubts().foreign.length === 0;
    const isUnclear = () =>
      !isDropped && isDoubtful(text, doubts(), all, { begin, start: inWords?.from ?? figure.start, end: figure.end });
    const open =
      isSetLoad(figure, quantity, text, around.isSetup) ||
      OF_ITS_OWN.test(text.slice(figure.end)) ||
      AND_OTHERS.test(text.slice(0, figure.start)) ||
      inOrder?.isOpen === true ||
      isPastCounter(part, parts, words, figure) ||
      (isVague(quantity, words) && strange().filter((word) => word.start < figure.start).length >= MANY_STRANGE) ||
      (around.isSetup && !around.inTable && !isBeside && isVague(quantity, words)) ||
      around.isPiece ||
      isPiece ||
      isOneLevel ||
      isOfOtherTime(figure, quantity, text, about.runs) ||
      (isOpenPlace && !isDropped && !(own.length > 0 && !around.inTable)) ||
      (quantity !== undefined && !isBeside && isUnclear()) ||
      // "v1: 14,150건, 결제는 평균 279ms, 목록은 평균 76ms": since the run was named the sentence has come to something of it.
      (quantity !== undefined &&
        isBeside &&
        doubts().topics.some(
          ({ strange: isStrange, start, end }) =>
            isStrange && start >= namedAt && end <= figure.start && TOPIC_OF.test(text.slice(end, figure.start)),
        )) ||
      (quantity !== undefined &&
        isBeside &&
        doubts().foreign.some(
          (one) => one.start >= Math.min(begin, namedAt) && isOf(one, text, figure.start, figure.end),
        ));
    const grown =
      isAsked || open ? undefined : runChange(figure, words, text, own, runsAt, around, lastChange, valueBefore);
    // Few figures tell of a change, and doubts are looked for in all of the text.
    const change = grown && !isUnclear() ? grown : undefined;
    lastChange = change ?? lastChange;
    return {
      line: spot.lineAt(figure.start),
      figure,
      bound: bound && { side: bound.side, text: text.slice(bound.start, bound.end).trim() },
      isWithin: inWords?.isWithin === true,
      quantity: isAsked ? undefined : quantity,
      asked: isAsked,
      runs: about.runs,
      named: about.named,
      certain: (about.certain || isOfAll) && !open,
      part,
      subject: quantity === undefined ? '' : subjectOf(around, leading, strange(), { begin, end: figure.start }),
      change:
        besideGoal === undefined &&
        (DIFFERENCE_AFTER.test(rest) ||
          (!words.wereDropped && DIFFERENCE_BEFORE.test(text.slice(from, figure.start))) ||
          (listed[at] === undefined && ((toNext && figure.upTo === undefined) || fromPrevious)) ||
          (!inWords && words.before.some(({ name }) => name === 'comparison')) ||
          words.sentence.some(({ name }) => name === 'other-run')),
      ofPiece: around.isPiece || isPiece || words.sentence.some(({ name }) => name === 'other-run'),
      otherRun: isOfOtherRun(around, about, part),
      terms: [...words.before, ...words.after].map(({ name }) => name),
      pair: isPair,
      runChange: change,
      partChange: isAsked || around.inTable ? undefined : partChange(figure, text, parts, all, about.runs),
      changesToNext: toNext && next?.unit === figure.unit && BECOMES.test(rest),
      before: text.slice(from, figure.start),
      rest: text.slice(figure.end),
      section: spot.section,
      sentence: spot.sentence,
      block: spot.block,
      column: spot.column,
      byRow: spot.byRow,
      ofAll: spot.ofAll,
      label: spot.label,
      row: spot.row,
    };
  });
}
