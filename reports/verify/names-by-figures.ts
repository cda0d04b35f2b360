import type { Metric } from '../model/measurement.ts';
import type { Document, Heading, Place } from './document.ts';
import { type Figure, figuresIn, significantDigits } from './figure.ts';
import type { KnownRun } from './known-run.ts';
import { plainOf } from './table-cells.ts';

/**
 * Which run a column, a row, a section or a list is about, told by its figures: a report calls its runs as it likes ("로그인",
 * "개선 전", "this PR"), and copies most of their figures rightly. What few figures have, with three digits or more and of one
 * run alone, is no chance.
 */

/** So many figures that are one run's alone tell that a place is about it: each fits another by chance in about one of ten. */
const TELLING = 3;
/** For so many of them one may be another run's alone: it is copied from there, or fits by chance. */
const PER_STRAY = 4;
/** Share of the figures with enough digits that are the run's. */
const LEAST_SHARE = 0.5;
/** Fewer digits fit by chance. */
const DIGITS = 3;
/** Beyond this many runs some would be alike. */
const MOST_RUNS = 12;
const LONGEST_LABEL = 30;

/** What k6 measured, by the unit in which a text may write it. */
interface Measured {
  readonly times: readonly number[];
  readonly shares: readonly number[];
  readonly plain: readonly number[];
}

function measuredOf(metrics: readonly Metric[]): Measured {
  const [times, shares, plain]: [number[], number[], number[]] = [[], [], []];
  for (const { kind, contains, values } of metrics) {
    for (const [statistic, value] of Object.entries(values)) {
      if (kind === 'gauge' || contains === 'data') continue;
      if (contains === 'time') times.push(value);
      else if (kind === 'rate' && /^(?:rate|value)$/.test(statistic)) shares.push(value, 1 - value);
      else plain.push(value);
    }
  }
  return { times, shares, plain };
}

function isOf({ unit, value, precision, perSecond }: Figure, { times, shares, plain }: Measured): boolean {
  const fits = (known: number) => Math.abs(known - value) <= precision;
  switch (unit) {
    case 'time':
      return times.some(fits);
    case 'percent':
      return shares.some(fits);
    // A cell may leave its unit to the heading of its column.
    case 'plain':
      return plain.some(fits) || (!perSecond && times.some((time) => fits(time) || fits(time / 1000)));
    default:
      return false;
  }
}

const isTelling = (figure: Figure) => !figure.limit && !figure.about && significantDigits(figure) >= DIGITS;

/** The run whose figures these are; undefined where several have some, or too few are of any. */
function runOf(figures: readonly Figure[], runs: readonly (readonly [KnownRun, Measured])[]): KnownRun | undefined {
  const telling = [...new Map(figures.filter(isTelling).map((figure) => [figure.text, figure])).values()];
  if (telling.length < TELLING) return undefined;
  const alone = new Map<KnownRun, number>();
  for (const figure of telling) {
    const having = runs.filter(([, measured]) => isOf(figure, measured));
    const [only] = having;
    if (only && having.length === 1) alone.set(only[0], (alone.get(only[0]) ?? 0) + 1);
  }
  const [most, next] = [...alone].toSorted((a, b) => b[1] - a[1]);
  if (!most || most[1] < TELLING || most[1] < telling.length * LEAST_SHARE) return undefined;
  return (next?.[1] ?? 0) * PER_STRAY > most[1] ? undefined : most[0];
}

/** "**v1** : 14,150건", "AS-IS: 71,183건". */
const LABEL_BEFORE = /^[*_`]{0,3}([\p{L}\d][\p{L}\d .+/-]{0,28}?)[*_`]{0,3} ?[:：] /u;

/** Figures by what they stand under: columns, rows, lists, lines with a label. */
function* labelled(places: readonly Place[]): Generator<readonly [label: string, figures: readonly Figure[]]> {
  const columns = new Map<string, { label: string; figures: Figure[] }>();
  const lists = new Map<string, { label: string; figures: Figure[] }>();
  const into = (groups: typeof columns, key: string, label: string, text: string) => {
    const group = groups.get(key) ?? { label, figures: [] };
    groups.set(key, group);
    for (const figure of figuresIn(text)) group.figures.push(figure);
  };
  for (const place of places) {
    if (place.kind === 'row') {
      for (const [at, cell] of place.cells.entries()) {
        if (at > 0) into(columns, `${place.block}:${at}`, place.headings[at] ?? '', cell);
      }
      yield [place.cells[0] ?? '', place.cells.slice(1).flatMap((cell) => figuresIn(cell))];
      continue;
    }
    const [parent] = place.parents;
    if (parent !== undefined) into(lists, `${place.block}:${parent}`, parent, place.text);
    const [, label] = place.text.slice(0, 60).match(LABEL_BEFORE) ?? [];
    if (label !== undefined) yield [label, figuresIn(place.text)];
  }
  for (const { label, figures } of [...columns.values(), ...lists.values()]) yield [label, figures];
}

/** Figures below each heading, up to the next one. */
function* sections({ headings, places }: Document): Generator<readonly [Heading, readonly Figure[]]> {
  let next = 0;
  const lines = places.toSorted((a, b) => a.line - b.line);
  for (const [at, heading] of headings.entries()) {
    const until = headings[at + 1]?.line ?? Number.POSITIVE_INFINITY;
    const figures: Figure[] = [];
    for (let place = lines[next]; place && place.line < until; place = lines[next]) {
      next += 1;
      if (place.line < heading.line) continue;
      for (const text of place.kind === 'row' ? place.cells : [place.text]) {
        for (const figure of figuresIn(text)) figures.push(figure);
      }
    }
    yield [heading, figures];
  }
}

/** What the figures of a document tell of whose they are. */
export interface ByFigures {
  /** Labels that stand over the figures of one run wherever they stand. */
  readonly names: readonly { readonly name: string; readonly run: KnownRun }[];
  readonly headings: ReadonlyMap<Heading, KnownRun>;
}

const NONE: ByFigures = { names: [], headings: new Map() };

export function byFigures(document: Document, runs: readonly KnownRun[]): ByFigures {
  if (runs.length < 2 || runs.length > MOST_RUNS) return NONE;
  const measured = runs.map((run) => [run, measuredOf(run.output.measured.metrics)] as const);
  const found = new Map<string, Set<KnownRun>>();
  for (const [text, figures] of labelled(document.places)) {
    const label = plainOf(text).replace(/ ?[:：]$/, '');
    const run = label === '' || label.length > LONGEST_LABEL ? undefined : runOf(figures, measured);
    if (run) found.set(label, (found.get(label) ?? new Set()).add(run));
  }
  const headings = [...sections(document)].flatMap(([heading, figures]) => {
    const run = runOf(figures, measured);
    return run ? [[heading, run] as const] : [];
  });
  return {
    names: [...found].flatMap(([name, [run, ...others]]) => (run && others.length === 0 ? [{ name, run }] : [])),
    headings: new Map(headings),
  };
}
