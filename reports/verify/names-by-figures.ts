import type { Metric } from '../model/measurement.ts';
import type { Document, Heading, Place } from './document.ts';
import { type Figure, figuresIn, significantDigits } from './figure.ts';
import { type KnownRun, nameOf } from './known-run.ts';
import { plainOf } from './table-cells.ts';

/**
 * Which run, or part of the only one, a column, a row, a section or a list is about, told by its figures: a report calls them as
 * it likes ("로그인", "개선 전", "this PR"), and copies most of their figures rightly. Several figures that one has alone are no
 * chance.
 */

/** How much a figure tells by its digits: with three it fits another by chance in about one of ten, with two in one of three. */
const WEIGHTS: Readonly<Record<number, number>> = { 0: 0, 1: 0, 2: 0.4 };
/** For so much that is one's alone, one part may be another's: it is copied from there, or fits by chance. */
const PER_STRAY = 4;

/** How much must be told, and which share of all that would tell. Parts of a run have few figures each. */
interface Demand {
  readonly weight: number;
  readonly share: number;
}
const OF_RUNS: Demand = { weight: 3, share: 0.5 };
const OF_PARTS: Demand = { weight: 2, share: 0.75 };
/** Beyond this many some would be alike. */
const MOST_OWNERS = 12;
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

const weightOf = (figure: Figure) => (figure.limit ? 0 : (WEIGHTS[significantDigits(figure)] ?? 1));

type Owners<Owner> = readonly (readonly [Owner, Measured])[];

/** Whose figures these are; undefined where several have some, or too few are of any. */
function ownerOf<Owner>(figures: readonly Figure[], owners: Owners<Owner>, demand: Demand): Owner | undefined {
  const telling = [...new Map(figures.map((figure) => [figure.text, figure])).values()];
  const all = telling.reduce((sum, figure) => sum + weightOf(figure), 0);
  if (all < demand.weight) return undefined;
  const alone = new Map<Owner, number>();
  for (const figure of telling) {
    const weight = weightOf(figure);
    const having = weight === 0 ? [] : owners.filter(([, measured]) => isOf(figure, measured));
    const [only] = having;
    if (only && having.length === 1) alone.set(only[0], (alone.get(only[0]) ?? 0) + weight);
  }
  const [most, next] = [...alone].toSorted((a, b) => b[1] - a[1]);
  if (!most || most[1] < demand.weight || most[1] < all * demand.share) return undefined;
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
export interface ByFigures<Owner> {
  /** Labels that stand over the figures of one wherever they stand. */
  readonly names: readonly { readonly name: string; readonly owner: Owner }[];
  readonly headings: ReadonlyMap<Heading, Owner>;
}

function told<Owner>(document: Document, owners: Owners<Owner>, demand: Demand): ByFigures<Owner> {
  if (owners.length < 2 || owners.length > MOST_OWNERS) return { names: [], headings: new Map() };
  const found = new Map<string, Set<Owner>>();
  for (const [text, figures] of labelled(document.places)) {
    const label = plainOf(text).replace(/ ?[:：]$/, '');
    const owner = label === '' || label.length > LONGEST_LABEL ? undefined : ownerOf(figures, owners, demand);
    if (owner !== undefined) found.set(label, (found.get(label) ?? new Set()).add(owner));
  }
  const headings = [...sections(document)].flatMap(([heading, figures]) => {
    const owner = ownerOf(figures, owners, demand);
    return owner === undefined ? [] : [[heading, owner] as const];
  });
  return {
    names: [...found].flatMap(([name, [owner, ...others]]) =>
      owner !== undefined && others.length === 0 ? [{ name, owner }] : [],
    ),
    headings: new Map(headings),
  };
}

/** Runs of several by their figures. */
export const runsByFigures = (document: Document, runs: readonly KnownRun[]): ByFigures<KnownRun> =>
  told(
    document,
    runs.map((run) => [run, measuredOf(run.output.measured.metrics)]),
    OF_RUNS,
  );

const TAGGED = /^[^{]+\{((?!expected_response:)[^,]+)\}$/s;

/** Names that a document gives to parts of its only run, and the tags of those: "■ 강의 조회" over figures of one scenario. */
export function partsByFigures(document: Document, { output }: KnownRun): readonly { name: string; tag: string }[] {
  const { metrics } = output.measured;
  const tags = new Map<string, Metric[]>();
  for (const metric of metrics) {
    const [, tag] = metric.name.match(TAGGED) ?? [];
    if (tag !== undefined) tags.set(tag, [...(tags.get(tag) ?? []), metric]);
  }
  const whole = metrics.filter(({ name }) => !name.includes('{'));
  const owners = [['', whole] as const, ...tags].map(([tag, own]) => [tag, measuredOf(own)] as const);
  const { names, headings } = told(document, owners, OF_PARTS);
  const ofHeadings = [...headings].map(([heading, owner]) => ({ name: nameOf(heading.text), owner }));
  return [...names, ...ofHeadings].flatMap(({ name, owner }) =>
    owner !== '' && name.length <= LONGEST_LABEL ? [{ name, tag: owner }] : [],
  );
}
