import type { Quantity } from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import { isNoun } from './certainty.ts';
import type { Figure } from './figure.ts';
import type { KnownRun } from './known-run.ts';
import { isPlain, type Label } from './labels.ts';
import type { Found } from './names.ts';
import type { Part } from './part.ts';
import { type About, isCompared, type Mention } from './runs-at.ts';
import { isQuestion } from './sentences.ts';
import type { Around } from './statement.ts';
import type { Words } from './words.ts';

export const uniqueRuns = (mentions: readonly Mention[]) => {
  const runs = [...new Set(mentions.filter(({ compared }) => !compared).flatMap((mention) => mention.runs))];
  return runs.length === 0 ? undefined : runs;
};

/** Of runs that a name may mean, those of the section. */
function inSection(runs: readonly KnownRun[], at: About): readonly KnownRun[] {
  if (runs.length < 2 || at.runs.length === 0) return runs;
  const own = new Set(at.runs);
  const both = runs.filter((run) => own.has(run));
  return both.length > 0 ? both : runs;
}

/** "33 requests failed before the change, 16 after it", "215건(VU 10), 220건(VU 50)": each name stands behind its figure. */
function namedBehind(
  measured: readonly Mention[],
  figure: Figure,
  figures: readonly Figure[],
): readonly KnownRun[] | undefined {
  const [first, last] = [measured[0], measured.at(-1)];
  const [begin, end] = [figures[0]?.end ?? 0, figures.at(-1)?.end ?? 0];
  if (!first || !last || first === last || first.start < begin || last.start < end) return undefined;
  const next = figures.find(({ start }) => start >= figure.end)?.start ?? Number.POSITIVE_INFINITY;
  return measured.find(({ start }) => start >= figure.end && start < next)?.runs;
}

/** "to 47 ms from 242 ms with pool-10": the name right behind the figure. */
const WITH_BEHIND = /^ (?:with|on|at) (?:the )?[`*]{0,2}$/;
const ENDS_BEHIND = /^[`*]{0,2}(?:[,.;)]|$| (?:and|but|versus|vs)(?![a-z]))/;

function namedWith(measured: readonly Mention[], figure: Figure, text: string): readonly KnownRun[] | undefined {
  const next = measured.find(({ start }) => start >= figure.end);
  const isWith = next && WITH_BEHIND.test(text.slice(figure.end, next.start)) && ENDS_BEHIND.test(text.slice(next.end));
  return isWith ? next.runs : undefined;
}

export function runsFor(
  mentions: readonly Mention[],
  figure: Figure,
  { labels, at }: Around,
  figures: readonly Figure[],
  text: string,
): About {
  const measured = mentions.filter(({ compared }) => !compared);
  const beside = (runs: readonly KnownRun[]): About => {
    const own = inSection(runs, at);
    return { runs: own, certain: own.length <= 2, named: 'beside' };
  };
  const behind = namedBehind(measured, figure, figures) ?? namedWith(measured, figure, text);
  if (behind) return beside(behind);
  const before = measured.findLast(({ end }) => end <= figure.start);
  // Whatever the section is about, it may be the run before the change or that behind it.
  if (before?.changed) return { runs: before.runs, certain: before.runs.length <= 2, named: 'beside' };
  if (before) return beside(before.runs);
  const labelled = labels.map(({ mentions: own }) => uniqueRuns(own)).find((runs) => runs !== undefined);
  if (labelled) return beside(labelled);
  const after = uniqueRuns(measured);
  return after && after.length === 1 ? beside(after) : at;
}

/** "checkout의 p95는", "- browse: 4,708", "browse's p95": what stands behind a name, and not behind a word. */
const BEHIND_NAME =
  /^(?:[의은는이가도만]|에서|보다|와|과)(?![\p{Script=Hangul}])|^(?:에서|에서는|보다|에는|로|으로)(?=\s)|^[*_]{0,2}\s?[:：(（]|^['’]s |^ (?:scenario|시나리오|p\d\d)|^ (?:평균|중앙값|최대|최소|실패[율률]|에러[율률]|오류[율률]|성공[율률])/u;

/** In prose a single plain word is a name only in quotes or as a subject: "slow requests" are not those tagged `slow`. */
export function isMeant({ values, start, end }: Found<Part>, text: string): boolean {
  const name = text.slice(start, end);
  return (
    values[0]?.translated === true ||
    !/^[A-Za-z][a-z]*$/.test(name) ||
    /[`'"‘“]/.test(text[start - 1] ?? '') ||
    // "상세(detail)".
    (/[가-힣][(（]$/.test(text.slice(Math.max(0, start - 2), start)) && /^[)）,]/.test(text.slice(end, end + 1))) ||
    BEHIND_NAME.test(text.slice(end, end + 12)) ||
    /\b(?:that|those|p\d\d|mean|median) of (?:the )?$/i.test(text.slice(Math.max(0, start - 16), start))
  );
}

/** The part of a run that a figure is about: named before it, in what it stands under, behind it, or in the heading. */
export function partFor(
  all: readonly Found<Part>[],
  figure: Figure,
  text: string,
  until: number,
  { labels, heading, listed }: Around,
  isOnlyRun: boolean,
): Part | undefined {
  // "평균 372ms로 browse보다 5.8배 느리다".
  // "쿠폰 발급" counts something, and may be what its times are of; "업로드" has only times.
  const fits = ({ values: [part] }: Found<Part>) => {
    if (part?.counts) return figure.unit === 'plain';
    // A check has a share and numbers, and no times.
    if (part?.kind === 'check') return figure.unit === 'percent' || (figure.unit === 'plain' && !figure.perSecond);
    return !(part?.kind === 'metric' && part.translated && part.of === 'trend') || figure.unit === 'time';
  };
  const parts = all.filter((one) => !isCompared(text, one.end) && (one.values[0]?.counts || fits(one)));
  const [only] = parts;
  const named =
    parts.findLast(({ end }) => end <= figure.start) ??
    labels.map(({ parts: own }) => own.find(fits)).find((one) => one !== undefined) ??
    (parts.length === 1 &&
    only &&
    !saysAll(text.slice(0, figure.start)) &&
    (only.start < until || isNamedBehind(only, figure, text))
      ? only
      : undefined) ??
    ((heading.mentions.length === 0 || isOnlyRun) && !saysAll(text.slice(0, figure.start))
      ? partOfHeading(heading)
      : undefined);
  // Items of a list may go on about what one before them named, or be of all again.
  const part = named?.values[0] ?? (listed && figure.unit !== 'plain' ? { ...listed, translated: true } : undefined);
  // A heading that is the only run's name as well may mean all of it.
  return part && heading.parts.some((one) => one === named) && heading.mentions.length > 0
    ? { ...part, translated: true }
    : part;
}

/** "쿠폰은 총 12,470개 발급되었다(`coupon_issued`, 초당 42.4개)": the name of what was counted, in brackets behind the clause. */
const isNamedBehind = ({ values, start, end }: Found<Part>, figure: Figure, text: string): boolean =>
  values[0]?.kind === 'metric' &&
  figure.unit === 'plain' &&
  /^\s?(?:건|개|회|명|장|번)?(?:이|가|을|를|의)?(?: ?\p{Script=Hangul}{1,10}){0,2}\s?[(（][`*]{0,2}$/u.test(
    text.slice(figure.end, start),
  ) &&
  /^[`*]{0,2}[,)）]/.test(text.slice(end, end + 3));

/** "전체로는 1,861건", "둘을 합치면": not of the part that the heading names. */
const SAYS_ALL =
  /(?:^|[\s(])전체(?:로는?|적으로는?|는|에서는|[:：]| 결과| 평균| p\d| 응답| 실패| 에러| 처리량| TPS)|합치면|합쳐|합하면|통틀어|두 시나리오/i;
export const saysAll = (before: string): boolean => SAYS_ALL.test(before);

/** The part that a heading names; of several it names none. */
function partOfHeading(heading: Label): Found<Part> | undefined {
  const named = heading.parts.filter((one) => !isTranslatedMetric(one) && one.values[0]?.kind !== 'check');
  const keys = new Set(named.map(({ values: [part] }) => (part?.kind === 'tag' ? part.tag : part?.name)));
  return keys.size === 1 ? named.find((one) => isMost(one, heading)) : undefined;
}

const isTranslatedMetric = ({ values: [part] }: Found<Part>) => part?.kind === 'metric' && part.translated === true;
const METHOD = /^(?:get|post|put|patch|delete)$/i;

/**
 * True where a heading is little more than a name, with or without a gloss: "로그인 (POST /login)". "4.2 Some requests are
 * slow" is not about requests tagged `slow`.
 */
function isMost({ values, start, end }: Found<Part>, { text, strange }: Label): boolean {
  if (2 * (end - start) >= text.replace(/^[\d.\s]+/, '').trim().length) return true;
  const isWord = /^[A-Za-z][a-z]*$/.test(text.slice(start, end)) && !/[/`(]/.test(text[start - 1] ?? '');
  const own = values[0]?.name.toLowerCase() ?? '';
  const other = strange.filter((word) => !METHOD.test(word) && !own.includes(word));
  return !isWord && other.join('').length <= end - start;
}

const isOwnMetric = ({ values: [part] }: Found<Part>) => part?.kind === 'metric' && part.translated !== true;

/** Whether what a figure stands under leaves it open whose it is. */
export function isOpen({ labels, inTable }: Around, lead: Label | undefined): boolean {
  const own = lead ? [lead, ...labels] : labels;
  // "| 쿠폰 | coupon_issued | 12,740건 |": a metric of the script is of the whole run, whatever else names it.
  const isMetric = inTable && own.some(({ parts }) => parts.some(isOwnMetric));
  if (isMetric) return own.some(({ foreign }) => foreign);
  return own.some((label) => !isPlain(label) && (inTable || isName(label)));
}

/** A label that is a sentence ("결과는 다음과 같다:") names nothing. */
const isName = ({ text, foreign }: Label) =>
  foreign ||
  (!isQuestion(text) && text.split(/\s+/).length <= 5 && !/(?:다|요|음|따라|위해)\s*[.:：]?\s*\**$/.test(text.trim()));

/** A part that only some of the runs have tells which run it is. */
export function withPart(about: About, part: Part | undefined): About {
  if (part === undefined || about.certain || about.runs.length > 50) return about;
  const having = about.runs.filter(({ output }) => hasPart(output.measured, part));
  return having.length === 1 ? { runs: having, certain: true, named: 'beside' } : about;
}

function hasPart({ metrics, checks }: KnownRun['output']['measured'], part: Part): boolean {
  switch (part.kind) {
    case 'metric':
      return metrics.some(({ name }) => name === part.metric);
    case 'check':
      return checks.some(({ name }) => name === part.check);
    case 'tag':
      return metrics.some(({ name }) => name.endsWith(`{${part.tag}}`));
  }
}

export function subjectOf(
  { labels, inTable }: Around,
  lead: Label | undefined,
  strange: readonly { text: string; start: number; end: number }[],
  { begin, end }: { begin: number; end: number },
): string {
  const above = [...(lead ? [lead] : []), ...labels].flatMap((label) => label.strange);
  const inText = inTable
    ? []
    : strange
        .filter((word) => word.start >= begin && word.end <= end && isNoun(word.text))
        .map(({ text }) => text.toLowerCase());
  return [...new Set([...above, ...inText])].toSorted().join(' ');
}

/** So many unknown words before "at most 30 s" speak of something else than response times. */
export const MANY_STRANGE = 3;

/** A mean or an extreme of a time that nothing names: it may be any. */
export const isVague = (quantity: Quantity | undefined, { sentence, labels }: Words): boolean =>
  quantity?.kind === 'time' &&
  quantity.measure === 'response' &&
  (quantity.statistic === 'avg' || quantity.statistic === 'min' || quantity.statistic === 'max') &&
  ![sentence, ...labels].some((terms) =>
    terms.some(({ name }) => name === 'response' || name === 'duration' || isPercentile(name)),
  );

const isPercentile = (name: TermName) => name.startsWith('p9') || name === 'med';
