import { chanceApart, FIGURE_IDS, isGainToGrow } from '../analyse/rounds.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { FigureId } from '../model/comparable.ts';
import type { Comparison, FigureChange, Round, Spread } from '../model/rounds.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import * as format from '../text/format.ts';
import { code, plain } from '../text/markdown-text.ts';
import { documentWords } from '../words/document.ts';
import type { Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { type RoundsWords, roundsWords } from '../words/rounds.ts';
import { differencesText } from './rounds-differences.ts';
import { lateRounds, roundsSteps } from './rounds-steps.ts';
import { shownRun } from './run-shown.ts';
import { titleOf } from './view.ts';
import type { StepRow } from './view-steps.ts';
import { verdictText } from './view-verdict.ts';

/** Everything that the template of a comparison can show, as finished text. */
export interface RoundsView {
  title: string;
  warnings: string[];
  summary: string[];
  /** How far the figures can be trusted. */
  method: string;
  steps: StepRow[];
  labels: string[];
  changed: { what: string; values: string[] }[] | undefined;
  apis: {
    heading: string;
    columns: string[];
    rows: { what: string; cells: string[] }[];
    picture: string;
    notes: string[];
  }[];
  conditions: string;
  runs: {
    round: string;
    name: string;
    startedAt: string;
    verdict: string;
    profile: string;
    target: string;
    k6: string;
  }[];
}

export interface RoundsOptions {
  readonly language: Language;
  readonly title?: string | undefined;
  /** Names of the rounds as the user gave them, in order; may be fewer than rounds. */
  readonly labels: readonly string[];
  /** Pictures of a comparison by its number; without, the document has none. */
  readonly picture?: ((comparison: number) => string) | undefined;
}

const TEXTS: Readonly<Record<FigureId, (value: number) => string>> = {
  tps: format.rate,
  avg: format.duration,
  med: format.duration,
  p95: format.duration,
  p99: format.duration,
  failed: format.cutShare,
  delivered: format.share,
};

/** Names of the rounds, escaped for markdown. */
export const roundNames = (count: number, labels: readonly string[], words: RoundsWords): string[] =>
  Array.from({ length: count }, (_, at) => {
    const label = labels[at]?.trim();
    return words.round(at + 1, label ? plain(label) : undefined);
  });

/** A median with the range behind it. */
export function spreadText(id: FigureId, spread: Spread | undefined, words: RoundsWords): string {
  if (!spread) return words.missing;
  const text = TEXTS[id];
  const { median, min, max, runs } = spread;
  // A range whose ends look the same tells nothing.
  if (text(min) === text(max)) return text(median);
  return words.spread({ median: text(median), min: text(min), max: text(max), runs: format.count(runs) });
}

/** A figure of a round beside that of the first round. */
interface Step {
  readonly id: FigureId;
  readonly before: Spread;
  readonly after: Spread;
  readonly change: FigureChange;
}

function stepOf(id: FigureId, first: Round, { figures, changes }: Round): Step | undefined {
  const [before, after, change] = [first.figures[id], figures[id], changes[id]];
  return before && after && change && { id, before, after, change };
}

/** Size of a change without its direction; undefined for one that shows no digit, empty for a change from nothing. */
function sizeText({ before, after, change: { gain, gainPoints } }: Step, words: RoundsWords): string | undefined {
  if (gain !== undefined) {
    const percent = format.oneDecimal(Math.abs(gain) * 100);
    return percent === '0.0' ? undefined : `${percent}%`;
  }
  if (gainPoints === undefined) return after.median === before.median ? undefined : '';
  const points = format.decimals(Math.abs(gainPoints) * 100);
  return points === '0.00' ? undefined : words.points(points);
}

function isGain({ id, before, after, change: { gain, gainPoints } }: Step): boolean {
  const known = gain ?? gainPoints;
  return known === undefined ? after.median > before.median === isGainToGrow(id) : known > 0;
}

function changeText(step: Step | undefined, words: RoundsWords): string {
  if (!step) return words.missing;
  const isUndecided = step.change.outcome === 'undecided';
  return words.outcome({ size: sizeText(step, words), isGain: isGain(step), isUndecided });
}

/** What the summary tells of a round: throughput and p95, and failures where they changed. */
function sentences(round: Round, first: Round, words: RoundsWords): string[] {
  return (['tps', 'p95', 'failed'] as const).flatMap((id) => {
    const step = stepOf(id, first, round);
    if (!step) return [];
    const { before, after, change } = step;
    const size = sizeText(step, words);
    if (id === 'failed' && size === undefined) return [];
    return [
      words.went({
        figure: id,
        before: TEXTS[id](before.median),
        after: TEXTS[id](after.median),
        size,
        isMore: after.median > before.median,
        isUndecided: change.outcome === 'undecided',
      }),
    ];
  });
}

function rowsOf({ rounds }: Comparison, words: RoundsWords, language: Language) {
  const verdicts = (round: Round) =>
    [...new Set(round.runs.map((run) => verdictText(run, reportWords(language))))].join(', ') || words.missing;
  const row = (what: string, cell: (round: Round) => string, change: (round: Round) => string) => ({
    what,
    cells: rounds.flatMap((round, at) => (at === 0 ? [cell(round)] : [cell(round), change(round)])),
  });
  return [
    row(words.verdict, verdicts, () => ''),
    ...FIGURE_IDS.filter((id) => rounds.some(({ figures }) => figures[id])).map((id) =>
      row(
        words.figures[id],
        ({ figures }) => spreadText(id, figures[id], words),
        (round) => {
          const step = rounds[0] && stepOf(id, rounds[0], round);
          return !step && rounds[0]?.figures[id] && round.figures[id] ? words.tooFew : changeText(step, words);
        },
      ),
    ),
  ];
}

/** Rounds whose throughput is no limit of the system. */
function offeredNote({ rounds }: Comparison, names: readonly string[], words: RoundsWords): string[] {
  const offered = rounds.flatMap(({ runs }, at) =>
    runs.some(({ findings }) => findings.some(({ id }) => id === 'generator-limited')) ? [names[at] ?? ''] : [],
  );
  return offered.length > 0 ? [words.offered(offered.join(', '))] : [];
}

/** A run by its folder, an output from elsewhere by its file, each with the folder above it. */
export const placeOf = (file: string | undefined, isFolder: boolean) =>
  file
    ?.split(/[\\/]/)
    .slice(isFolder ? -3 : -2, isFolder ? -1 : undefined)
    .join('/');

function runRow(run: AnalysedRun, round: string, language: Language) {
  const { record, sources, name } = run;
  const of = reportWords(language);
  const file = sources?.[0]?.file;
  const { startedAt, profile, target, k6 } = shownRun(run, { words: of, document: documentWords(language) });
  return {
    round,
    name: code(placeOf(file, record !== undefined) ?? name),
    verdict: verdictText(run, of),
    ...{ startedAt, profile, target, k6 },
  };
}

/** How far the figures can be trusted: by the two rounds with the fewest runs of those that are compared. */
function methodText(compared: readonly Comparison[], words: RoundsWords): string {
  const pairs = compared.flatMap(({ rounds }) => {
    const [first, ...later] = rounds.map(({ runs }) => runs.length);
    return first ? later.filter((runs) => runs > 0).map((runs) => [first, runs] as const) : [];
  });
  const repeated = pairs.filter((pair) => leastOf(pair) > 1);
  if (repeated.length === 0) return words.singleRun;
  const chances = repeated.map((pair) => chanceApart(...pair));
  const chance = mostOf(chances);
  const [n, m] = repeated[chances.indexOf(chance)] ?? [0, 0];
  const text = words.repeated({ runs: [format.count(n), format.count(m)], share: format.share(chance) });
  return repeated.length < pairs.length ? `${text} ${words.someSingle}` : text;
}

export function roundsView(
  all: readonly Comparison[],
  { language, title, labels, picture = () => '' }: RoundsOptions,
): RoundsView {
  const words = roundsWords(language);
  const count = mostOf(all.map(({ rounds }) => rounds.length));
  const names = roundNames(count, labels, words);
  const titles = all.map(({ rounds }) => {
    const run = rounds.flatMap(({ runs }) => runs)[0];
    return run ? titleOf(run, reportWords(language), language) : words.missing;
  });
  const runs = all.flatMap(({ rounds }) => rounds.flatMap((round, at) => round.runs.map((run) => ({ run, at }))));
  // An API that ran in one round only has nothing to stand beside.
  const compared = all
    .map((one, at) => ({ one, at }))
    .filter(({ one }) => one.rounds.filter(({ runs: own }) => own.length > 0).length > 1);
  const differences = [...new Set(all.flatMap((one) => differencesText(one, language)))];
  const changed = all
    .flatMap((one) => one.changed)
    .map(({ what, values }) => ({
      what: typeof what === 'string' ? words.conditions[what] : plain(what.fact),
      values: values.map(
        (own) => own.map((value) => (what === 'lock' ? words.lock(value) : plain(value))).join(', ') || words.missing,
      ),
    }));
  // The same fact stands in the record of every API.
  const distinct = [...new Map(changed.map((one) => [JSON.stringify(one), one])).values()];
  return {
    title: title === undefined ? words.title(titles) : plain(title),
    warnings: [
      ...(differences.length > 0 ? [words.forced(differences.join('; '))] : []),
      ...lateRounds(all, names, words),
    ],
    summary: all.flatMap(({ rounds }, at) => {
      const [first, ...later] = rounds;
      const own = titles[at] ?? '';
      const lines = later.flatMap((round, index) => {
        const said = first ? sentences(round, first, words) : [];
        return said.length > 0 ? [words.summary({ title: own, round: names[index + 1] ?? '', sentences: said })] : [];
      });
      const without = names.filter((_, index) => rounds[index]?.runs.length === 0);
      if (lines.length > 0) return lines;
      return [without.length > 0 ? words.noRun({ title: own, rounds: without.join(', ') }) : words.noFigures(own)];
    }),
    method: methodText(
      compared.map(({ one }) => one),
      words,
    ),
    steps: roundsSteps(all, names, language),
    labels: names,
    changed: distinct.length > 0 ? distinct : undefined,
    apis: compared.map(({ one, at }, place) => ({
      heading: `3.${place + 1} ${titles[at] ?? ''}`,
      columns: names.flatMap((name, index) =>
        index === 0 ? [name] : [name, words.gain(words.round(index + 1, undefined))],
      ),
      rows: rowsOf(one, words, language),
      picture: picture(at),
      notes: offeredNote(one, names, words),
    })),
    conditions: runs.some(({ run }) => run.record === undefined)
      ? words.unknownConditions
      : differences.length > 0
        ? differences.join('; ')
        : words.sameConditions(distinct.length > 0),
    runs: runs.map(({ run, at }) => runRow(run, names[at] ?? '', language)),
  };
}
