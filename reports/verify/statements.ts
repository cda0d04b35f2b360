import type { Quantity, Statistic } from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import { certainty } from './certainty.ts';
import { type Document, lineAt, type Place, type Prose, type TableRow } from './document.ts';
import { type Figure, figuresIn } from './figure.ts';
import type { KnownRun } from './known-run.ts';
import { quantityOf, type Words } from './naming.ts';
import type { About, Mention, RunsAt } from './runs-at.ts';
import { spokenQuantile } from './spoken-quantile.ts';
import { type Term, termsIn } from './vocabulary.ts';

/** A figure of a report with what it states and about which runs. */
export interface Statement {
  readonly line: number;
  readonly figure: Figure;
  /** Undefined where the words leave any doubt. */
  readonly quantity: Quantity | undefined;
  readonly runs: readonly KnownRun[];
  /** False where the figure may be about any run. */
  readonly certain: boolean;
  /** Where the name of the runs stands. */
  readonly named: About['named'];
  /** Line of the heading above. */
  readonly section: number;
  /** A k6 scenario by name; undefined for the whole run. */
  readonly scenario: string | undefined;
  /** True for a figure of a change: "7.48s에서 1.67s로", "기존 5s". */
  readonly change: boolean;
  /** True under a label such as "개선 전" or "1차" that names no known run. */
  readonly otherRun: boolean;
  readonly terms: readonly TermName[];
  /** Sentences, rows and blocks that share a number stand together. */
  readonly sentence: string;
  readonly block: string;
  /** Column of a table, from 0. */
  readonly column: number | undefined;
  /** True for the first of two figures with an arrow or "에서" between them. */
  readonly changesToNext: boolean;
  /** The text before the figure within its sentence or cell, since the figure before it. */
  readonly before: string;
  /** The sentence or cell behind the figure. */
  readonly rest: string;
  /** True in a table where the row, and not the column, says what the figure is. */
  readonly byRow: boolean;
  /** Heading of the column; empty outside of tables. */
  readonly label: string;
}

/** Longer paragraphs are data that somebody pasted. */
const LONGEST_TEXT = 8000;
const CLAUSE_END = /[,;，、]\s|[;，、]|\s—\s/g;
const SENTENCE_END = /[.!?。]\s+|다\.(?=\S)|<br\s*\/?>/g;
const AFTER_END = /[,;.()|，、]|\s—\s/;
const BECOMES = /^\s*(?:건|회|명|개)?\s*(?:→|->|=>|⇒|에서|to(?![a-z]))\s*(?:약 ?|about )?$/;
const PART_AFTER_WHOLE = /(?:중|가운데)\s*$/;
const PART_BEFORE_WHOLE = /^\s?(?:\p{L}+ )?(?:out )?of (?:the )?$/u;
const CHANGE_BETWEEN = /^\s*(?:건|회|명|개)?\s*(?:→|->|=>|⇒|에서|to(?![a-z])|~|–|-)/;

/** Terms whose digits are no figures. */
const withDigits = (terms: readonly Term[], text: string) =>
  terms.filter(({ start, end }) => /\d/.test(text.slice(start, end)));

/** Where the clause of a figure begins: behind the figure before it, or behind a comma. */
function clauseStart(bare: string, from: number, to: number): number {
  const last = [...bare.slice(from, to).matchAll(CLAUSE_END)].at(-1);
  return last ? from + last.index + last[0].length : from;
}

export interface Sentence {
  readonly text: string;
  readonly start: number;
}

export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const end of text.matchAll(SENTENCE_END)) {
    // `1. ` and `e.g. ` end no sentence.
    if (/(?:^|\s)(?:\d+|[a-z]\.?[a-z]?)$/i.test(text.slice(start, end.index))) continue;
    const next = end.index + end[0].length;
    sentences.push({ text: text.slice(start, next), start });
    start = next;
  }
  return [...sentences, { text: text.slice(start), start }];
}

interface Around {
  readonly labels: readonly (readonly Term[])[];
  readonly heading: readonly Term[];
  /** Runs that the labels name; undefined where they name none. */
  readonly labelRuns: readonly KnownRun[] | undefined;
  readonly labelScenario: string | undefined;
  readonly at: About;
  readonly inTable: boolean;
}

type Found = Omit<Statement, 'line' | 'sentence' | 'block' | 'column' | 'label' | 'section' | 'byRow'> & {
  readonly position: number;
};

function runsFor(mentions: readonly Mention[], figure: Figure, around: Around): About {
  const measured = mentions.filter(({ compared }) => !compared);
  const before = measured.findLast(({ end }) => end <= figure.start);
  if (before) return { runs: before.runs, certain: true, named: 'beside' };
  if (around.labelRuns) return { runs: around.labelRuns, certain: true, named: 'beside' };
  const after = new Set(measured.flatMap(({ runs }) => runs));
  return after.size === 1 ? { runs: [...after], certain: true, named: 'beside' } : around.at;
}

/** Figures of a sentence, or of a cell of a table. `lead` is the label with which its paragraph begins. */
function read(text: string, around: Around, runsAt: RunsAt, scenarios: ScenarioNames, lead = ''): Found[] {
  const all = termsIn(text);
  const figures = figuresIn(text, withDigits(all, text));
  if (figures.length === 0) return [];
  const own = runsAt.mentions(text);
  const mentions = own.length > 0 ? own : runsAt.mentions(lead).map((mention) => ({ ...mention, start: 0, end: 0 }));
  // What stands in brackets of its own, without the figure, is an aside.
  const bare = text.replaceAll(/\([^()]*\)/g, (part) => (/\d/.test(part) ? part : ' '.repeat(part.length)));
  const main = all.filter(({ start }) => bare[start] !== ' ');
  let carried: Statistic | undefined;
  return figures.map((figure, at): Found => {
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
    const scenario = lastScenario(text, figure.start, scenarios) ?? around.labelScenario;
    const words: Words = {
      before: main
        .filter(({ start, end }) => start >= begin && end <= figure.start)
        .toReversed()
        .map((term) => ({ ...term, distance: figure.start - term.end })),
      after: after.map((term) => ({ ...term, distance: term.start - figure.end })),
      sentence: all.filter(({ end }) => end <= figure.start).toReversed(),
      labels: around.labels,
      heading: around.heading,
      inTable: around.inTable,
      inScenario: scenario !== undefined,
      isPart:
        PART_AFTER_WHOLE.test(text.slice(from, figure.start)) || (next !== undefined && PART_BEFORE_WHOLE.test(rest)),
    };
    const isElliptic =
      figure.unit === 'time' && mentions.some(({ start, end }) => start >= from && end <= figure.start);
    const spoken = spokenQuantile(figure, previous, text.slice(from, figure.start), rest);
    const quantity: Quantity | undefined =
      spoken === undefined
        ? quantityOf(figure, words, isElliptic ? carried : undefined)
        : { kind: 'time', measure: 'response', statistic: spoken };
    if (quantity?.kind === 'time') carried = quantity.statistic;
    const toNext = next?.unit === figure.unit && CHANGE_BETWEEN.test(rest);
    const fromPrevious = previous?.unit === figure.unit && CHANGE_BETWEEN.test(text.slice(from, figure.start));
    return {
      figure,
      quantity,
      ...certainty(runsFor(mentions, figure, around), bare.slice(0, figure.start), all, mentions),
      scenario,
      change:
        toNext ||
        fromPrevious ||
        words.before.some(({ name }) => name === 'comparison') ||
        words.sentence.some(({ name }) => name === 'other-run'),
      otherRun:
        around.labelRuns === undefined &&
        [...around.labels, ...(around.at.named === undefined ? [around.heading] : [])].some((label) =>
          label.some(({ name }) => name === 'comparison' || name === 'other-run'),
        ),
      terms: [...words.before, ...words.after].map(({ name }) => name),
      changesToNext: toNext && next?.unit === figure.unit && BECOMES.test(rest),
      before: text.slice(from, figure.start),
      rest: text.slice(figure.end),
      position: figure.start,
    };
  });
}

/** k6 scenarios by what a report may call them. */
export type ScenarioNames = ReadonlyMap<string, string>;

/** The k6 scenario that is named last before a position. */
function lastScenario(text: string, position: number, scenarios: ScenarioNames): string | undefined {
  return [...scenarios]
    .map(([said, name]) => ({ name, at: text.lastIndexOf(said, position) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => b.at - a.at)[0]?.name;
}

/** Terms of a column's heading that leave open what stands in it: "15번 (4 vCPU DB)", "실제". */
const SAYS_NO_QUANTITY: ReadonlySet<TermName> = new Set(['executed', 'other-time', 'other-run', 'comparison', 'total']);

const uniqueRuns = (mentions: readonly Mention[]) => {
  const runs = [...new Set(mentions.filter(({ compared }) => !compared).flatMap((mention) => mention.runs))];
  return runs.length === 0 ? undefined : runs;
};

class Statements {
  readonly #document: Document;
  readonly #runsAt: RunsAt;
  readonly #scenarios: ScenarioNames;

  constructor(document: Document, runsAt: RunsAt, scenarios: ScenarioNames) {
    this.#document = document;
    this.#runsAt = runsAt;
    this.#scenarios = scenarios;
  }

  of(place: Place): Statement[] {
    if (place.kind === 'row') return this.#row(place);
    return place.text.length <= LONGEST_TEXT && /\d/.test(place.text) ? this.#prose(place) : [];
  }

  #heading(line: number): readonly Term[] {
    const text = this.#document.headings.findLast((heading) => heading.line < line)?.text ?? '';
    // "Most of it is waiting" names no time; "락 대기 시간" does.
    return termsIn(text).filter(({ name, end }) => name !== 'other-time' || /(?:시간|time)$/i.test(text.slice(0, end)));
  }

  #headingLine(line: number): number {
    return this.#document.headings.findLast((heading) => heading.line < line)?.line ?? 0;
  }

  #scenario(text: string): string | undefined {
    return [...this.#scenarios].find(([said]) => text.includes(said))?.[1];
  }

  #prose(place: Prose): Statement[] {
    // A parent that has figures of its own speaks about them.
    const parents = place.parents.filter(
      (parent) => figuresIn(parent, withDigits(termsIn(parent), parent)).length === 0,
    );
    const around: Around = {
      labels: parents.map((parent) => termsIn(parent)),
      heading: this.#heading(place.line),
      labelRuns: parents.map((parent) => uniqueRuns(this.#runsAt.mentions(parent))).find((runs) => runs !== undefined),
      labelScenario: parents.map((parent) => this.#scenario(parent)).find((name) => name !== undefined),
      at: this.#runsAt.at(place.line),
      inTable: false,
    };
    return sentencesOf(place.text).flatMap(({ text, start }, number) =>
      // A label at the beginning of an item holds for all of its sentences.
      read(
        text,
        around,
        this.#runsAt,
        this.#scenarios,
        place.text.slice(0, start).match(/^[^:：]{1,60}[:：]/)?.[0],
      ).map(
        ({ position, ...found }): Statement => ({
          ...found,
          line: lineAt(place, start + position),
          section: this.#headingLine(place.line),
          sentence: `${place.line}.${number}`,
          block: `p${place.block} ${place.parents.join('|')}`,
          column: undefined,
          label: '',
          byRow: false,
        }),
      ),
    );
  }

  #row(row: TableRow): Statement[] {
    const [label = ''] = row.cells;
    const labelTerms = termsIn(label);
    const labelMentions = uniqueRuns(this.#runsAt.mentions(label));
    return row.cells.flatMap((cell, column) => {
      if (!/\d/.test(cell) || cell.length > LONGEST_TEXT) return [];
      const heading = row.headings[column] ?? '';
      const columnTerms = termsIn(heading);
      const around: Around = {
        labels: column === 0 ? [] : [columnTerms, labelTerms],
        heading: this.#heading(row.line),
        labelRuns: labelMentions ?? uniqueRuns(this.#runsAt.mentions(heading)),
        labelScenario: this.#scenario(label) ?? this.#scenario(heading),
        at: this.#runsAt.at(row.line),
        inTable: true,
      };
      const unit = heading.match(/[([]\s*(ns|µs|us|ms|s|sec|초|%|MB|kB|GB)\s*[)\]]/)?.[1];
      const isBare = /^[\d.,]+$/.test(cell.replaceAll(/[*_`]/g, '').trim());
      const text = unit !== undefined && isBare ? `${cell.replaceAll(/[*_`]/g, '').trim()}${unit}` : cell;
      return read(text, around, this.#runsAt, this.#scenarios).map(
        ({ position: _position, ...found }): Statement => ({
          ...found,
          line: row.line,
          section: this.#headingLine(row.line),
          sentence: `r${row.line}`,
          block: `t${row.block}`,
          column,
          label: heading,
          byRow: !columnTerms.some(({ name }) => !SAYS_NO_QUANTITY.has(name)),
        }),
      );
    });
  }
}

/** All figures of a document with what they state. */
export function statementsOf(document: Document, runsAt: RunsAt, scenarios: ScenarioNames): Statement[] {
  const statements = new Statements(document, runsAt, scenarios);
  return document.places.flatMap((place) => statements.of(place));
}
