import { LIMITS } from '../analyse/limits.ts';
import { areInTurns, judgedOf, lossesOf } from '../analyse/rounds.ts';
import { untestedIn } from '../analyse/untested.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { FigureId } from '../model/comparable.ts';
import type { Comparison } from '../model/rounds.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import { code, plain } from '../text/markdown-text.ts';
import type { Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { type RoundsWords, roundsWords } from '../words/rounds.ts';
import { bodyWords, scenarioTitle } from './body-text.ts';
import { roundNames } from './round-names.ts';
import { changeSentences, changeTable } from './rounds-changes.ts';
import { differencesText } from './rounds-differences.ts';
import { figureTable, lastRuns, missedGoals } from './rounds-figures.ts';
import { lateRounds, roundsSteps } from './rounds-steps.ts';
import { shownRun } from './run-shown.ts';
import { titleOf } from './view.ts';
import type { StepRow } from './view-steps.ts';
import { verdictText } from './view-verdict.ts';

/** Everything that the template of a comparison can show, as finished text. */
export interface RoundsView {
  title: string;
  warnings: string[];
  /** What the last round came to, and on what: goals that it still misses, load that did not run, a target that is no real one. */
  verdict: string;
  reasons: string;
  summary: string[];
  /** How far the figures can be trusted. */
  method: string;
  steps: StepRow[];
  /** The author's words; undefined for none. */
  notes: string | undefined;
  labels: string[];
  changed: { what: string; values: string[] }[] | undefined;
  apis: {
    heading: string;
    columns: string[];
    rows: { what: string; cells: string[] }[];
    /** What became of the judged figures, with their intervals. */
    changes: { columns: string[]; rows: string[][] };
    /** Quantiles that rest on too few requests to be judged; empty for none. */
    tooFew: string;
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
  /** The author's words, as markdown. */
  readonly notes?: string | undefined;
  /** A page draws the intervals. */
  readonly isPage?: boolean;
  /** Pictures of a comparison by its number; without, the document has none. */
  readonly picture?: ((comparison: number) => string) | undefined;
}

/** Quantiles that are shown and not judged, for a run has too few requests for them. */
function tooFewText({ rounds }: Comparison, words: RoundsWords): string {
  const judged = new Set<FigureId>(judgedOf(rounds.flatMap(({ runs }) => runs)));
  const few = (['med', 'p95'] as const).filter((id) => !judged.has(id) && rounds.some(({ figures }) => figures[id]));
  return few.length > 0 ? words.tooFew(few) : '';
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
  const { startedAt, profile, target, k6 } = shownRun(run, bodyWords(language));
  return {
    round,
    name: code(placeOf(file, record !== undefined) ?? name),
    verdict: verdictText(run, of),
    ...{ startedAt, profile, target, k6 },
  };
}

/** How far the figures can be trusted. */
function methodText(compared: readonly Comparison[], words: RoundsWords): string {
  const changes = compared.flatMap(({ rounds }) => rounds.flatMap((round) => Object.values(round.changes)));
  const tested = changes.filter(({ range }) => range !== undefined).length;
  const isSingle = changes.some(({ outcome }) => outcome === 'single');
  if (tested === 0) return words.singleRun(LIMITS.roundsAdvised);
  return isSingle ? `${words.repeated(tested)} ${words.someSingle}` : words.repeated(tested);
}

/** The verdict of the last round of every API, and which figures are certainly worse than in the first. */
function latest(all: readonly Comparison[], words: RoundsWords, language: Language): string {
  const of = reportWords(language);
  const verdicts = [...new Set(all.flatMap(lastRuns).map((run) => verdictText(run, of)))];
  return words.lastRound(verdicts, [...new Set(all.flatMap(lossesOf))]);
}

/** Scenarios of a round of which less ran than was planned. */
function partlyTexts(runs: readonly AnalysedRun[], language: Language): string[] {
  const both = bodyWords(language);
  const untested = untestedIn(runs);
  return [...new Set(untested.map(({ scenario }) => scenario))].map((name) => {
    const own = untested.filter(({ scenario }) => scenario === name);
    const ratios = own.map(({ ratio }) => ratio);
    const scenario = scenarioTitle(name, own[0]?.run ?? {}, both);
    return both.document.partly({ scenario, runs: 1, of: 1, from: leastOf(ratios), to: mostOf(ratios) });
  });
}

/** What a reader of changes would not see in them. */
function latestReasons(
  all: readonly Comparison[],
  titles: readonly string[],
  words: RoundsWords,
  language: Language,
): string {
  const each = all.flatMap((one, at) => {
    const goals = missedGoals(one, words, language);
    const texts = [...(goals.length > 0 ? [words.stillMissed(goals)] : []), ...partlyTexts(lastRuns(one), language)];
    const title = titles[at];
    return all.length > 1 && title !== undefined && texts.length > 0 ? [words.of(title, texts.join(' '))] : texts;
  });
  const isShop = all.some(({ rounds }) => rounds.some(({ runs }) => runs.some(({ record }) => record?.target.shop)));
  return [...each, ...(isShop ? [words.onShop] : [])].join(' ');
}

/** Rounds that ran one after the other although each ran several times. */
const notInTurns = (all: readonly Comparison[], names: readonly string[], words: RoundsWords): string[] => {
  const found = all.flatMap(({ rounds: [first, ...later] }) =>
    later.flatMap(({ runs }, at) => {
      const isRepeated = first !== undefined && first.runs.length > 1 && runs.length > 1;
      return isRepeated && !areInTurns(first.runs, runs) ? [words.notInTurns(names[at + 1] ?? '')] : [];
    }),
  );
  return [...new Set(found)];
};

export function roundsView(
  all: readonly Comparison[],
  { language, title, labels, notes, picture = () => '', isPage = false }: RoundsOptions,
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
      ...notInTurns(all, names, words),
    ],
    verdict: latest(all, words, language),
    reasons: latestReasons(all, titles, words, language),
    summary: all.flatMap(({ rounds }, at) => {
      const [first, ...later] = rounds;
      const own = titles[at] ?? '';
      const lines = later.flatMap((round, index) => {
        const said = first ? changeSentences(round, first, words) : [];
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
    notes: notes?.trim() || undefined,
    labels: names,
    changed: distinct.length > 0 ? distinct : undefined,
    apis: compared.map(({ one, at }, place) => {
      const { hasGoals, rows } = figureTable(one, words, language);
      return {
        heading: `3.${place + 1} ${titles[at] ?? ''}`,
        columns: hasGoals ? [words.goal, ...names, words.met] : names,
        rows,
        changes: changeTable(one, names, words, !isPage),
        tooFew: tooFewText(one, words),
        picture: picture(at),
        notes: offeredNote(one, names, words),
      };
    }),
    conditions: runs.some(({ run }) => run.record === undefined)
      ? words.unknownConditions
      : differences.length > 0
        ? differences.join('; ')
        : words.sameConditions(distinct.length > 0),
    runs: runs.map(({ run, at }) => runRow(run, names[at] ?? '', language)),
  };
}
