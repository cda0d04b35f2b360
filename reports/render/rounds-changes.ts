import { requestChanges } from '../analyse/request-changes.ts';
import { JUDGED_IDS } from '../analyse/rounds.ts';
import type { FigureId } from '../model/comparable.ts';
import type { Comparison, FigureChange, Round, Spread } from '../model/rounds.ts';
import { mostOf } from '../numbers/extremes.ts';
import * as format from '../text/format.ts';
import { intervalBar } from '../text/interval-bar.ts';
import type { Line, Span } from '../text/line.ts';
import { code, shownText } from '../text/markdown-text.ts';
import { alignedRows } from '../text/terminal-text.ts';
import type { Language } from '../words/language.ts';
import { type RoundsWords, roundsWords } from '../words/rounds.ts';
import { roundNames } from './round-names.ts';

/** How a figure of a round is written. */
export const FIGURE_TEXTS: Readonly<Record<FigureId, (value: number) => string>> = {
  tps: format.rate,
  avg: format.duration,
  med: format.duration,
  p95: format.duration,
  p99: format.duration,
  failed: format.cutShare,
  delivered: format.share,
};

/** One judged figure of a round, as finished text. */
export interface ChangeRow {
  readonly what: string;
  readonly round: string;
  readonly outcome: string;
  /** Of a claim alone: any other is not known to be one. */
  readonly gain: string;
  readonly interval: string;
  /** The interval on the scale of its table; undefined where there is none. */
  readonly bar: string | undefined;
}

const NONE = '-';

/** Size of a change without its direction. */
function sizeText({ gain, unit }: FigureChange, words: RoundsWords): string | undefined {
  if (gain === undefined) return undefined;
  return unit === 'ratio'
    ? `${format.oneDecimal(Math.abs(gain) * 100)}%`
    : words.points(format.decimals(Math.abs(gain) * 100));
}

/** A judged figure of a round with its change. */
function changesIn({ changes }: Round) {
  return JUDGED_IDS.flatMap((id) => {
    const change = changes[id];
    return change ? [{ id, change }] : [];
  });
}

/** Every judged figure of every round but the first; `names` are those of the rounds. */
export function changeRows({ rounds }: Comparison, names: readonly string[], words: RoundsWords): ChangeRow[] {
  const all = rounds.flatMap((round, at) => changesIn(round).map((one) => ({ ...one, round: names[at] ?? '' })));
  const reach = (unit: FigureChange['unit']) =>
    mostOf(all.flatMap(({ change: { unit: own, range } }) => (own === unit && range ? range.map(Math.abs) : [])));
  const most = { ratio: Math.min(reach('ratio'), 1), points: reach('points') };
  return all.map(({ id, change, round }) => {
    const { outcome, gain, range, unit } = change;
    const isClaim = outcome === 'better' || outcome === 'worse';
    const bar =
      range && gain !== undefined
        ? intervalBar({ low: range[0], estimate: gain, high: range[1] }, most[unit])
        : undefined;
    return {
      what: words.figures[id],
      round,
      outcome: words.outcome[outcome],
      gain: isClaim && gain !== undefined ? words.change(gain, unit) : NONE,
      interval: range ? words.between(range, unit) : NONE,
      bar,
    };
  });
}

/** The rows as columns of a table in markdown. */
export function changeTable(one: Comparison, names: readonly string[], words: RoundsWords, hasBars: boolean) {
  const { figure, round, outcome, gain, interval } = words.changeColumns;
  const isOne = one.rounds.length === 2;
  return {
    columns: [figure, ...(isOne ? [] : [round]), outcome, gain, interval, ...(hasBars ? [words.bar] : [])],
    rows: changeRows(one, names, words).map((row) => [
      ...[row.what, ...(isOne ? [] : [row.round]), row.outcome, row.gain, row.interval],
      ...(hasBars ? [row.bar === undefined ? NONE : code(row.bar)] : []),
    ]),
  };
}

/** A round beside the first, as sentences: what is certain first. */
export function changeSentences(round: Round, first: Round, words: RoundsWords): string[] {
  const all = changesIn(round);
  const of = (...outcomes: FigureChange['outcome'][]) => all.filter(({ change }) => outcomes.includes(change.outcome));
  const ids = (some: typeof all) => some.map(({ id }) => id);
  const went = of('better', 'worse').flatMap(({ id, change }) => {
    const [before, after] = [first.figures[id], round.figures[id]];
    return before && after ? [wentText(id, before, after, change, words)] : [];
  });
  const [same, open, single] = [of('same'), of('undecided'), of('single')];
  const needed = open.flatMap(({ change }) => (change.needed ? [change.needed] : []));
  const most = (at: 0 | 1) => mostOf(needed.map((range) => range[at]));
  return [
    ...went,
    ...requestSentence(round, first, words),
    ...(same.length > 0 ? [words.same(ids(same))] : []),
    ...(open.length > 0 ? [words.open(ids(open), needed.length > 0 ? [most(0), most(1)] : undefined)] : []),
    ...(single.length > 0 ? [words.single(ids(single))] : []),
  ];
}

/** So many requests are named. */
const MOST_REQUESTS = 3;

/** Which requests changed, the one that changed most first. */
function requestSentence(round: Round, first: Round, words: RoundsWords): string[] {
  const changed = requestChanges(first, round);
  if (changed.length === 0) return [];
  const told = changed.slice(0, MOST_REQUESTS).map(({ name, figure, before, after, change }) => {
    const text = FIGURE_TEXTS[figure];
    const facts = { figure, before: text(before.mean), after: text(after.mean), size: sizeText(change, words) };
    return words.request({ name: code(name), ...facts, isMore: after.mean > before.mean });
  });
  return [words.requests(told, changed.length - told.length)];
}

function wentText(id: FigureId, before: Spread, after: Spread, change: FigureChange, words: RoundsWords): string {
  const text = FIGURE_TEXTS[id];
  return words.went({
    figure: id,
    before: text(before.mean),
    after: text(after.mean),
    size: sizeText(change, words),
    isMore: after.mean > before.mean,
  });
}

/** The changes of one API for a terminal of so many columns: verdict, gain, interval and its bar; nothing where none was judged. */
export function changeLines(one: Comparison, labels: readonly string[], language: Language, columns: number): Line[] {
  const words = roundsWords(language);
  const names = roundNames(one.rounds.length, labels, words);
  const rows = changeRows(one, names, words).filter(({ bar }) => bar !== undefined);
  if (rows.length === 0) return [];
  const isOne = one.rounds.length === 2;
  const cells = rows.map(({ what, round, outcome, gain, interval, bar = '' }): Span[] =>
    [what, ...(isOne ? [] : [shownText(round)]), outcome, gain, interval, bar].map((text) => ({ text })),
  );
  return [[], ...alignedRows(cells, { columns, flexible: [0] })];
}
