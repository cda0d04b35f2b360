import type { Quantity, Statistic } from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import { doubtsIn, isDoubtful, isNoun, isPieceOf, levelsIn } from './certainty.ts';
import { customQuantity } from './custom-metric.ts';
import { type Figure, figuresIn } from './figure.ts';
import type { KnownRun } from './known-run.ts';
import { isPlain, type Label, type Labels, outsideOf } from './labels.ts';
import type { Found } from './names.ts';
import { isStatistic, quantityOf, type Words } from './naming.ts';
import type { Part } from './parts.ts';
import type { About, Mention, RunsAt } from './runs-at.ts';
import { clauseStart, LONGEST_SENTENCE, withoutAsides } from './sentences.ts';
import { spokenQuantile } from './spoken-quantile.ts';
import { ASKS } from './subject.ts';
import { type Term, termsIn } from './vocabulary.ts';

/** What stands around a sentence or a cell. */
export interface Around {
  /** Column and row, or the items of a list above; nearest first. */
  readonly labels: readonly Label[];
  readonly heading: Label;
  readonly at: About;
  readonly inTable: boolean;
  /** True in a table of stages: its rows are about a part of the run. */
  readonly isPiece: boolean;
  /** True below a heading of what is to be done. */
  readonly isLater: boolean;
}

/** Where a sentence or a cell stands. */
export interface Spot {
  /** Line of a position in the text. */
  readonly lineAt: (position: number) => number;
  readonly section: number;
  readonly sentence: string;
  readonly block: string;
  readonly column: number | undefined;
  readonly byRow: boolean;
  readonly label: string;
}

/** A figure of a report with what it states and about which runs. */
export interface Statement {
  readonly line: number;
  readonly figure: Figure;
  /** Undefined where the words leave any doubt. */
  readonly quantity: Quantity | undefined;
  readonly runs: readonly KnownRun[];
  /** False where the figure may be about any run, or about something else. */
  readonly certain: boolean;
  /** Where the name of the runs stands. */
  readonly named: About['named'];
  /** The part of the run that is named; undefined for the whole of it. */
  readonly part: Part | undefined;
  /** Words that set it apart, as one text; empty where there are none. */
  readonly subject: string;
  /** True for a figure of a change: "7.48s에서 1.67s로", "기존 5s". */
  readonly change: boolean;
  /** True under a label such as "개선 전" or "1차" that names no known run. */
  readonly otherRun: boolean;
  readonly terms: readonly TermName[];
  /** True for the first of two figures with an arrow or "에서" between them. */
  readonly changesToNext: boolean;
  /** The text before the figure within its sentence or cell, since the figure before it. */
  readonly before: string;
  /** The sentence or cell behind the figure. */
  readonly rest: string;
  /** Line of the heading above. */
  readonly section: number;
  /** Sentences, rows and blocks that share a number stand together. */
  readonly sentence: string;
  readonly block: string;
  /** Column of a table, from 0. */
  readonly column: number | undefined;
  /** True in a table where the row, and not the column, says what the figure is. */
  readonly byRow: boolean;
  /** Heading of the column; empty outside of tables. */
  readonly label: string;
}

/** More figures than this in one sentence are data. */
const MOST_FIGURES = 80;
const AFTER_END = /[,;.()|，、]|\s—\s/;
const BECOMES = /^\s*(?:건|회|명|개)?\s*(?:→|->|=>|⇒|에서|to(?![a-z]))\s*(?:약 ?|about )?$/;
const PART_AFTER_WHOLE = /(?:중|가운데)\s*$/;
const PART_BEFORE_WHOLE = /^\s?(?:\p{L}{1,20} )?(?:out )?of (?:the )?$/u;
const CHANGE_BETWEEN = /^\s*(?:건|회|명|개)?\s*(?:→|->|=>|⇒|에서|to(?![a-z])|~|–|-)/;
/** "100ms 줄었다", "3초 차이": how much, and not where it came to. */
const DIFFERENCE_AFTER =
  /^\s?(?:가량|정도|이나|만큼|씩|이|가)?\s?(?:줄|감소|단축|빨라|느려|늘|증가|차이|개선|향상|더(?=\s)|짧아|길어|초과)/;
const DIFFERENCE_BEFORE = /\b(?:by|adds?|added|another)(?: about| around| roughly)?\s$/i;
/** "300 RPS까지 부하를 올려": what is to be tried. */
const INTENDED_AFTER = /까지\s(?:\S+\s){0,2}(?:올려|올리|늘려|늘리|높여|높이|증설)/;
/** "로그인: 230ms", "- p95 - 720ms": what an item is about stands before the sign. */
const LEAD = /^[^:：\d]{1,60}(?:[:：]|\s[-–—]\s)/;

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

const uniqueRuns = (mentions: readonly Mention[]) => {
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

function runsFor(mentions: readonly Mention[], figure: Figure, { labels, at }: Around): About {
  const measured = mentions.filter(({ compared }) => !compared);
  const beside = (runs: readonly KnownRun[]): About => {
    const own = inSection(runs, at);
    return { runs: own, certain: own.length <= 2, named: 'beside' };
  };
  const before = measured.findLast(({ end }) => end <= figure.start);
  if (before) return beside(before.runs);
  const labelled = labels.map(({ mentions: own }) => uniqueRuns(own)).find((runs) => runs !== undefined);
  if (labelled) return beside(labelled);
  const after = uniqueRuns(measured);
  return after && after.length === 1 ? beside(after) : at;
}

/** In prose a single plain word is a name only in quotes: "slow requests" are not those tagged `slow`. */
function isMeant({ start, end }: Found<Part>, text: string): boolean {
  const name = text.slice(start, end);
  return !/^[A-Za-z][a-z]*$/.test(name) || /[`'"‘“]/.test(text[start - 1] ?? '');
}

/** The part of a run that a figure is about: named before it, in what it stands under, behind it, or in the heading. */
function partFor(
  parts: readonly Found<Part>[],
  figure: Figure,
  until: number,
  { labels, heading }: Around,
): Part | undefined {
  const [only] = parts;
  const named =
    parts.findLast(({ end }) => end <= figure.start) ??
    labels.map(({ parts: own }) => own[0]).find((one) => one !== undefined) ??
    (parts.length === 1 && only && only.start < until ? only : undefined) ??
    (heading.mentions.length === 0 ? heading.parts.find((one) => isMost(one, heading)) : undefined);
  return named?.values[0];
}

/** True where a heading is little more than a name: "4.2 Some requests are slow" is not about requests tagged `slow`. */
const isMost = ({ start, end }: Found<Part>, { text }: Label) =>
  2 * (end - start) >= text.replace(/^[\d.\s]+/, '').trim().length;

/** Whether what a figure stands under leaves it open whose it is. */
function isOpen({ labels, inTable }: Around, lead: Label | undefined): boolean {
  const own = lead ? [lead, ...labels] : labels;
  return own.some((label) => !isPlain(label) && (inTable || isName(label)));
}

/** A label that is a sentence ("결과는 다음과 같다:") names nothing. */
const isName = ({ text, foreign }: Label) =>
  foreign || (text.split(/\s+/).length <= 5 && !/(?:다|요|음|따라|위해)\s*[.:：]?\s*\**$/.test(text.trim()));

/** Figures of a sentence, or of a cell of a table. `lead` is the label with which its paragraph begins. */
export function read(text: string, around: Around, spot: Spot, runsAt: RunsAt, labels: Labels, lead = ''): Statement[] {
  if (text.length > LONGEST_SENTENCE || !/\d/.test(text)) return [];
  const own = runsAt.mentions(text);
  const parts = labels.partsIn(text, termsIn(text)).filter((one) => around.inTable || isMeant(one, text));
  const all = outsideOf([...own, ...parts], termsIn(text));
  const figures = figuresIn(text, [...withDigits(all, text), ...withDigits(own, text)]);
  if (figures.length === 0 || figures.length > MOST_FIGURES) return [];
  const mentions = own.length > 0 ? own : runsAt.mentions(lead).map((mention) => ({ ...mention, start: 0, end: 0 }));
  const known = [...own, ...parts];
  const strange = once(() => (around.inTable ? [] : labels.strange(text, [...known, ...figures], all)));
  const doubts = once(() => doubtsIn(text, all, known, strange(), (word) => labels.isOwn(word)));
  const leadText = text.match(LEAD)?.[0] ?? lead;
  const leading = leadText === '' || around.inTable ? undefined : labels.of(leadText);
  const isOpenPlace = isOpen(around, leading);
  const levels = around.inTable ? [] : levelsIn(text);
  const asks = text.match(ASKS);
  const bare = withoutAsides(text);
  const main = all.filter(({ start }) => bare[start] !== ' ');
  let carried: Statistic | undefined;
  const listed = listedStatistics(text, figures, main, around);
  const labelTerms = around.labels.map(({ terms }) => terms);
  return figures.map((figure, at): Statement => {
    const previous = figures[at - 1];
    const next = figures[at + 1];
    const from = previous?.end ?? 0;
    const begin = clauseStart(bare, from, figure.start);
    const rest = text.slice(figure.end, next?.start ?? text.length);
    const stop = rest.search(AFTER_END);
    const until = figure.end + (stop < 0 ? rest.length : stop);
    // Words before the next time are the next one's, unless the clause ends before it.
    const after =
      stop < 0 && next && figure.unit === 'time'
        ? []
        : all.filter(({ start, end }) => start >= figure.end && end <= until);
    const part = partFor(parts, figure, until, around);
    const words: Words = {
      before: main
        .filter(({ start, end }) => start >= begin && end <= figure.start)
        .toReversed()
        .map((term) => ({ ...term, distance: figure.start - term.end })),
      after: after.map((term) => ({ ...term, distance: term.start - figure.end })),
      sentence: main.filter(({ end }) => end <= figure.start).toReversed(),
      labels: labelTerms,
      heading: around.heading.terms,
      inTable: around.inTable,
      inScenario: part?.kind === 'tag' && part.tag.startsWith('scenario:'),
      isPart: PART_AFTER_WHOLE.test(text.slice(from, figure.start)) || PART_BEFORE_WHOLE.test(rest),
      isWhole:
        /^\s?(?:건|회|번|개|명)?의? ?(?:\p{L}{1,6} ?)?(?:중|가운데)/u.test(rest) ||
        /\bof (?:the )?$/.test(text.slice(from, figure.start)),
      counter: /^ of (?:them|these|those|which)\b/.test(rest)
        ? 'requests'
        : text
            .slice(figure.end, figure.end + 12)
            .match(/^\s?(건|회|번|개|명|대|초|분|위|배|단계|requests|reqs|vus?|users?|virtual)/i)?.[1],
      besideShare:
        previous?.unit === 'percent' && /^\s?[(（/,]\s?$/.test(text.slice(previous.end, figure.start)) && from > 0,
    };
    const isElliptic =
      figure.unit === 'time' && mentions.some(({ start, end }) => start >= from && end <= figure.start);
    const spoken = listed[at] ?? spokenQuantile(figure, previous, text.slice(from, figure.start), rest);
    const quantity = quantityIn(figure, words, part, spoken, isElliptic ? carried : undefined);
    if (quantity?.kind === 'time') carried = quantity.statistic;
    const toNext = next?.unit === figure.unit && CHANGE_BETWEEN.test(rest);
    const fromPrevious = previous?.unit === figure.unit && CHANGE_BETWEEN.test(text.slice(from, figure.start));
    const about = withPart(runsFor(mentions, figure, around), part);
    const isBeside = about.named === 'beside' || part !== undefined;
    const isAsked =
      around.isLater ||
      (asks?.index !== undefined && asks.index < figure.start) ||
      INTENDED_AFTER.test(text.slice(figure.end, figure.end + 30));
    const level = levels.findLast(({ start }) => start < figure.start);
    const isPiece =
      level !== undefined && quantity !== undefined && about.runs.some((run) => isPieceOf(run, level.vus));
    const open =
      (isVague(quantity, words) && strange().filter((word) => word.start < figure.start).length >= MANY_STRANGE) ||
      around.isPiece ||
      isPiece ||
      (isOpenPlace && !(own.length > 0 && !around.inTable)) ||
      (quantity !== undefined &&
        !isBeside &&
        isDoubtful(text, doubts(), all, { begin, start: figure.start, end: figure.end })) ||
      (quantity !== undefined &&
        isBeside &&
        doubts().foreign.some((one) => one.start >= begin && one.start < figure.end + 24));
    return {
      line: spot.lineAt(figure.start),
      figure,
      quantity: isAsked ? undefined : quantity,
      runs: about.runs,
      named: about.named,
      certain: about.certain && !open,
      part,
      subject: quantity === undefined ? '' : subjectOf(around, leading, strange(), { begin, end: figure.start }),
      change:
        DIFFERENCE_AFTER.test(rest) ||
        DIFFERENCE_BEFORE.test(text.slice(from, figure.start)) ||
        (toNext && figure.upTo === undefined) ||
        fromPrevious ||
        words.before.some(({ name }) => name === 'comparison') ||
        words.sentence.some(({ name }) => name === 'other-run'),
      otherRun:
        !around.labels.some(({ mentions: named }) => uniqueRuns(named) !== undefined) &&
        [...around.labels, ...(around.at.named === undefined ? [around.heading] : [])].some(({ terms }) =>
          terms.some(({ name }) => name === 'comparison' || name === 'other-run'),
        ),
      terms: [...words.before, ...words.after].map(({ name }) => name),
      changesToNext: toNext && next?.unit === figure.unit && BECOMES.test(rest),
      before: text.slice(from, figure.start),
      rest: text.slice(figure.end),
      section: spot.section,
      sentence: spot.sentence,
      block: spot.block,
      column: spot.column,
      byRow: spot.byRow,
      label: spot.label,
    };
  });
}

/** So many unknown words before "at most 30 s" speak of something else than response times. */
const MANY_STRANGE = 3;

/** A mean or an extreme of a time that nothing names: it may be any. */
const isVague = (quantity: Quantity | undefined, { sentence, labels }: Words): boolean =>
  quantity?.kind === 'time' &&
  quantity.measure === 'response' &&
  (quantity.statistic === 'avg' || quantity.statistic === 'min' || quantity.statistic === 'max') &&
  ![sentence, ...labels].some((terms) => terms.some(({ name }) => name === 'response' || isPercentile(name)));

const isPercentile = (name: TermName) => name.startsWith('p9') || name === 'med';

const BETWEEN_LISTED = /^\s*[/,·|~]\s*$/;

/** "p90 / p95: 141.7ms / 187.5ms": names in a row, then as many times in the same order. */
function listedStatistics(
  text: string,
  figures: readonly Figure[],
  terms: readonly Term[],
  { labels, inTable }: Around,
): (Statistic | undefined)[] {
  const [first] = figures;
  if (!first || figures.length < 2 || figures.some(({ unit }) => unit !== first.unit)) return [];
  const isList = (spans: readonly { start: number; end: number }[], of: string) =>
    spans.every((one, at) => {
      const next = spans[at + 1];
      return next === undefined || BETWEEN_LISTED.test(of.slice(one.end, next.start));
    });
  const before = terms.filter(({ name, end }) => isStatistic(name) && end <= first.start);
  const [column] = labels;
  const [names, source] =
    before.length > 0 || !inTable || !column
      ? [before, text]
      : [column.terms.filter(({ name }) => isStatistic(name)), column.text];
  if (names.length !== figures.length || !isList(names, source) || !isList(figures, text)) return [];
  return names.map(({ name }) => (isStatistic(name) ? name : undefined));
}

function quantityIn(
  figure: Figure,
  words: Words,
  part: Part | undefined,
  spoken: Statistic | undefined,
  carried: Statistic | undefined,
): Quantity | undefined {
  if (part?.kind === 'metric') return customQuantity(figure, words, part.metric);
  if (spoken !== undefined) return { kind: 'time', measure: 'response', statistic: spoken };
  return quantityOf(figure, words, carried);
}

/** A part that only some of the runs have tells which run it is. */
function withPart(about: About, part: Part | undefined): About {
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

function subjectOf(
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
