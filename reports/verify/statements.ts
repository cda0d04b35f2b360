import type { Quantity, Statistic } from '../model/verify.ts';
import { uniqueRuns } from './attribution.ts';
import { type Document, lineAt, type Place, type Prose, type TableRow } from './document.ts';
import { hasFigures, isTooMuch, read } from './figures-read.ts';
import { sendsSeveral } from './headings-of-parts.ts';
import type { KnownRun } from './known-run.ts';
import type { Label, Labels } from './labels.ts';
import type { Part } from './part.ts';
import { BOTH_PHASES } from './run-labels.ts';
import type { RunsAt } from './runs-at.ts';
import { isQuestion, LONGEST_SENTENCE, sentencesOf } from './sentences.ts';
import { goesOn, SpokenOf } from './spoken-of.ts';
import type { Around, Spot, Statement } from './statement.ts';
import { GOALS, LATER, SETUP } from './subject.ts';
import { plainOf } from './table-cells.ts';
import {
  CHANGED,
  isApart,
  LOAD_ROW,
  NO_LABEL,
  PER_API,
  PERCENTILE,
  PIECE,
  PIECES,
  ROW_ID,
  ROW_NUMBER,
  SAYS_NO_QUANTITY,
  UNIT_COLUMN,
  WHOLE,
} from './table-rows.ts';
import { goalIn } from './told-again.ts';
import { BARE, withListedUnit, withUnit } from './unit-above.ts';
import { isStatistic } from './words.ts';

const LONGEST_COLUMN = 100;
/** Successes and rejections of the business, each with its p95: k6 has no figure of either. */
const ANSWERS_APART = /(?:성공 [\d,]+건|[\d,]+ succeeded).* · .*(?:의도된 거절|expected rejection)/;

/** Columns with what came of a goal. */
const HAS_RESULTS = /결과|실측|실제|측정|달성|현재|result|actual|measured|achieved|current/i;

const COMPARES = /^(?:비해|보다|대비|than|compared|versus|vs)$/i;

const NO_HEADING = '';

/** True for a figure in the first column, whose heading is a statistic: such a row has no name. */
const isValue = (cell: string, { terms }: Label): boolean =>
  /^[\d.,]+\s?(?:µs|ms|s|초)?$/.test(plainOf(cell)) && terms.some(({ name }) => isStatistic(name));

/** A heading that asks, as a label of its answers: "계획대로 보냈나요?" asks for what was measured. */
const questionOf = (heading: Label): Label[] =>
  isQuestion(heading.text) ? [{ ...heading, terms: heading.terms.filter(({ name }) => name !== 'plan') }] : [];

/** Figures of a document, place by place. */
export class Statements {
  readonly #headings: Document['headings'];
  readonly #leftOut: Document['leftOut'];
  readonly #runsAt: RunsAt;
  readonly #labels: Labels;
  #next = 0;
  #list: { readonly name: string; readonly part: Part | undefined } | undefined;
  /** Level of the heading of goals below which a place stands. */
  #goals: number | undefined;
  /** Runs that the columns of the section's tables name. */
  #columns = new Set<KnownRun>();
  #pieces: { readonly headings: readonly string[]; readonly column: number } | undefined;

  constructor(document: Document, runsAt: RunsAt, labels: Labels) {
    this.#headings = document.headings;
    this.#leftOut = document.leftOut;
    this.#runsAt = runsAt;
    this.#labels = labels;
  }

  /** Figures of a place; places are to be asked for in the order of their lines. */
  of(place: Place): Statement[] {
    while ((this.#headings[this.#next]?.line ?? Number.POSITIVE_INFINITY) < place.line) this.#enter();
    if (place.kind === 'row') return this.#row(place);
    if (ANSWERS_APART.test(place.text.slice(0, LONGEST_SENTENCE))) return [];
    return /\d/.test(place.text) ? this.#prose(place) : [];
  }

  /** Goes on to the next heading. */
  #enter(): void {
    const heading = this.#headings[this.#next];
    this.#next += 1;
    if (!heading) return;
    this.#columns = new Set();
    if (this.#goals !== undefined && heading.level <= this.#goals) this.#goals = undefined;
    if (this.#goals === undefined && GOALS.test(heading.text.slice(0, 100))) this.#goals = heading.level;
  }

  #heading(): Label {
    const own = this.#headings[this.#next - 1];
    const label = this.#labels.of(own?.text ?? NO_HEADING);
    // The title says of which run the document is: "3차 시험 결과"; "적용 전후" is of both.
    const isTitle = (this.#next === 1 && own?.level === 1) || BOTH_PHASES.test(label.text);
    // "Most of it is waiting" names no time; "락 대기 시간" does.
    const terms = label.terms.filter(
      ({ name, start, end }) =>
        (name !== 'other-time' || /(?:시간|time)$/i.test(label.text.slice(0, end))) &&
        // "11월 시험 결과" says when.
        !(name === 'other-run' && (isTitle || /^\d{1,2}월/.test(label.text.slice(start, end)))) &&
        // "nGrinder vs k6" compares, and names no other round.
        !(name === 'comparison' && (isTitle || COMPARES.test(label.text.slice(start, end)))),
    );
    return { ...label, terms };
  }

  #isSetup(): boolean {
    return SETUP.test((this.#headings[this.#next - 1]?.text ?? '').slice(0, 100));
  }

  /** `columns`: those of a table, which may set results beside the goals. */
  #isLater(columns: readonly string[] = []): boolean {
    if (this.#goals !== undefined && !columns.some((column) => HAS_RESULTS.test(column))) return true;
    const text = this.#headings[this.#next - 1]?.text ?? '';
    return LATER.test(text.slice(0, 100));
  }

  #prose(place: Prose): Statement[] {
    // A parent that has figures of its own speaks about them.
    const parents = place.parents.filter((parent) => parent.length <= LONGEST_SENTENCE && !hasFigures(parent));
    const heading = this.#heading();
    const around: Around = {
      // A question above says what the answers below are about.
      labels: [...parents.map((parent) => this.#labels.of(parent)), ...questionOf(heading)],
      heading,
      at: this.#runsAt.at(place.line),
      inTable: false,
      isPiece: false,
      isSetup: this.#isSetup(),
      isLater: this.#isLater(),
      compared: this.#compared(),
      listed: this.#listedAt(place),
    };
    const section = this.#headings[this.#next - 1]?.line ?? 0;
    const block = `p${place.block} ${place.parents.join('|').slice(0, 500)}`;
    const subject = new SpokenOf(this.#runsAt, around.at);
    let said: Quantity | undefined;
    let wanted: Statistic | undefined;
    let spoken: Part | undefined;
    return sentencesOf(place.text).flatMap(({ text, start }, number) => {
      const at = subject.at(text);
      if (!/\d/.test(text)) {
        // "주문(POST /orders)입니다. 평균 150ms": the next sentences are about it.
        spoken = this.#labels.onlyPart(text);
        return [];
      }
      if (isTooMuch(text)) {
        this.#leftOut.add(lineAt(place, start));
        return [];
      }
      // A label at the beginning of an item holds for all of its sentences.
      const lead = place.text.slice(0, Math.min(start, 61)).match(/^[^:：]{1,60}[:：]/)?.[0];
      const spot: Spot = {
        lineAt: (position) => lineAt(place, start + position),
        section,
        sentence: `${place.line}.${number}`,
        block,
        column: undefined,
        label: '',
        row: '',
        byRow: false,
        ofAll: false,
      };
      const above = [text.replace(/[\d.,]+$/, ''), ...place.parents];
      const statements = read(
        withUnit(withListedUnit(text), above),
        { ...around, at, said, wanted, listed: (goesOn(text) ? spoken : undefined) ?? around.listed },
        spot,
        this.#runsAt,
        this.#labels,
        lead,
      );
      said = statements.findLast(({ quantity }) => quantity !== undefined)?.quantity;
      wanted = goalIn(statements);
      const named = new Set(statements.flatMap(({ part }) => (part?.kind === 'tag' ? part.tag : [])));
      if (named.size > 0)
        spoken = named.size === 1 ? statements.find(({ part }) => part?.kind === 'tag')?.part : undefined;
      return statements;
    });
  }

  /** "- POST /orders: 545건", "- 평균 150ms": what the items before this one began with. */
  #listedAt({ block, text, parents }: Prose): Part | undefined {
    const list = `${block}|${parents.join('|').slice(0, 200)}`;
    if (this.#list?.name !== list) this.#list = { name: list, part: undefined };
    const { part } = this.#list;
    const lead = text.match(/^[^:：\d]{2,60}[:：]/)?.[0];
    const [found] = lead === undefined ? [] : this.#labels.of(lead).parts;
    if (found?.values[0]?.kind === 'tag') this.#list = { name: list, part: found.values[0] };
    return part;
  }

  #compared(): Around['compared'] {
    const [first, second, ...others] = this.#columns;
    return first && second && others.length === 0 ? [first, second] : undefined;
  }

  /** The text cells to the left of a column: what the row is about. A number is named by its column: "VU 10". */
  #rowLabels({ cells, headings, rows, same }: TableRow, column: number): Label[] {
    const isOfRun = this.#runsAt.count > 1 && uniqueRuns(this.#runsAt.mentions(plainOf(cells[0])))?.length === 1;
    return cells.slice(0, Math.min(column, 4)).flatMap((cell, at) => {
      if (at > 0 && NO_LABEL.test(headings[at] ?? '')) return [];
      if (rows > 1 && same.includes(at) && this.#isOfAll(cell, headings[at] ?? '')) return [];
      if (at > 0 && isOfRun && CHANGED.test(headings[at] ?? '')) return [];
      const text = plainOf(cell);
      if (/^[\d,]+$/.test(text) && ROW_NUMBER.test(headings[at] ?? '')) return [];
      if (/^[\d,]+$/.test(text)) return at === 0 ? [this.#labels.of(`${headings[0] ?? ''} ${text}`)] : [];
      if (UNIT_COLUMN.test(headings[at] ?? '') || (ROW_ID.test(text) && this.#runsAt.mentions(text).length === 0))
        return [];
      const isLabel = (/\p{L}/u.test(text) || (at === 0 && PERCENTILE.test(text))) && (at === 0 || !hasFigures(text));
      return isLabel ? [this.#labels.of(text)] : [];
    });
  }

  /** True for the one API of which all rows of a table are, where the only run sends nothing else. */
  #isOfAll(cell: string, heading: string): boolean {
    const [run, ...others] = this.#runsAt.all;
    if (!run || others.length > 0 || !PER_API.test(heading)) return false;
    return !sendsSeveral(run) && this.#labels.of(plainOf(cell)).parts.length === 0;
  }

  /** True where the first cells of a row name a run, or a part of one that k6 tells apart. */
  #namesKnown({ cells }: TableRow): boolean {
    return cells.slice(0, 3).some((cell) => {
      const { mentions, parts } = this.#labels.of(plainOf(cell));
      // The only run may hold several of them, one of which it is called after.
      return (mentions.length > 0 && this.#runsAt.count > 1) || parts.length > 0;
    });
  }

  #namesStep(cell: string, isPiece: boolean): boolean {
    return this.#labels.of(cell).parts.some(({ values: [part] }) => isPiece || part?.kind === 'metric');
  }

  /** True in a table of pieces, but for a row whose piece is a part that k6 tells apart: the step of a flow. */
  #isPiece({ headings, cells }: TableRow): boolean {
    if (this.#pieces?.headings !== headings) {
      this.#pieces = { headings, column: headings.findIndex((one) => PIECES.test(one)) };
    }
    const piece = cells[this.#pieces.column];
    return (
      cells.some((cell) => PIECE.test(cell)) ||
      (this.#pieces.column >= 0 &&
        ![piece, cells[0], cells[1]].some((cell) => this.#namesStep(plainOf(cell), cell === piece)))
    );
  }

  #row(row: TableRow): Statement[] {
    if (!row.cells.some((cell) => /\d/.test(cell))) return [];
    const section = this.#headings[this.#next - 1]?.line ?? 0;
    const at = this.#runsAt.at(row.line);
    const heading = this.#heading();
    const isPiece = this.#isPiece(row);
    const isOneOfSeveral = isApart(row) && !this.#namesKnown(row);
    const isLater = this.#isLater(row.headings);
    const isSetup = this.#isSetup() || LOAD_ROW.test(plainOf(row.cells[0]));
    const ofAll = this.#runsAt.count === 1 && WHOLE.test(plainOf(row.cells[0]));
    let rowLabels: Label[] = [];
    return row.cells.flatMap((cell, column) => {
      if (column <= 4) rowLabels = this.#rowLabels(row, column);
      if (!/\d/.test(cell)) return [];
      if (isTooMuch(cell)) {
        this.#leftOut.add(row.line);
        return [];
      }
      const label = row.headings[column] ?? '';
      const columnLabel = this.#labels.of(label);
      const [named, ...more] = uniqueRuns(columnLabel.mentions) ?? [];
      if (named && more.length === 0) this.#columns.add(named);
      const around: Around = {
        labels: column === 0 && !isValue(cell, columnLabel) ? [] : [columnLabel, ...rowLabels.toReversed()],
        heading,
        at,
        isPiece: isPiece || isOneOfSeveral,
        isSetup,
        isLater,
        inTable: true,
      };
      const plain = plainOf(cell);
      const inColumn = column > 0 && row.headings.slice(0, 5).findIndex((one) => UNIT_COLUMN.test(one));
      const ofColumn = inColumn === false || inColumn < 0 ? '' : `(${row.cells[inColumn]?.trim() ?? ''})`;
      const above = [label, ofColumn, ...row.cells.slice(0, Math.min(column, 4)).toReversed()];
      const text = BARE.test(plain) ? withUnit(plain, above) : cell;
      const spot: Spot = {
        lineAt: () => row.line,
        section,
        sentence: `r${row.line}`,
        block: `t${row.block}`,
        column,
        label: label.slice(0, LONGEST_COLUMN),
        row: plainOf(row.cells[0]).slice(0, LONGEST_COLUMN),
        ofAll,
        byRow: !columnLabel.terms.some(({ name }) => !SAYS_NO_QUANTITY.has(name)),
      };
      return read(text, around, spot, this.#runsAt, this.#labels);
    });
  }
}
