import { carriedPerSec } from '../analyse/experiment.ts';
import { judgedScope } from '../analyse/judged-scope.ts';
import { judgedTimes } from '../analyse/judged-times.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Experiment } from '../model/experiment.ts';
import { mostOf } from '../numbers/extremes.ts';
import * as format from '../text/format.ts';
import { code } from '../text/markdown-text.ts';
import { type ExperimentWords, experimentWords } from '../words/experiment.ts';
import type { Language } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import { roundsWords } from '../words/rounds.ts';
import { bodyWords } from './body-text.ts';
import { experimentSteps } from './experiment-steps.ts';
import { spreadText } from './rounds-figures.ts';
import { shownRun, targetText } from './run-shown.ts';
import { titleOf } from './view.ts';
import { placeOf } from './view-rounds.ts';
import type { StepRow } from './view-steps.ts';
import { verdictText } from './view-verdict.ts';

/** Everything that the template of an experiment can show, as finished text. */
export interface ExperimentView {
  title: string;
  /** What must be known before any figure: that the target was no real system. */
  warnings: string[];
  verdict: string;
  reason: string;
  hypothesis: string;
  /** Where the time that a lock is held comes from; empty where it is unknown. */
  lockTime: string;
  varied: string;
  /** What was changed from run to run, and what was not. */
  changed: string;
  variants: { value: string; runs: string; perSec: string; p95: string; saturated: string }[];
  picture: string;
  /** What the verdict does not show. */
  notes: string[];
  /** What to do next. */
  steps: StepRow[];
  conditions: { name: string; value: string }[];
  repeat: string;
  runs: { number: string; value: string; name: string; perSec: string; p95: string; verdict: string }[];
}

/** How an experiment is told. */
export interface ExperimentOptions {
  readonly language: Language;
  /** How long the hypothesis has a lock held, in ms, and who says so; undefined where nobody does. */
  readonly lock: { readonly ms: number; readonly from: 'given' | 'shop' | 'report' } | undefined;
  readonly picture?: string;
}

const percent = (ratio: number) => `${format.oneDecimal(ratio * 100)}%`;

/** Why the verdict is what it is, as a sentence. */
export function reasonText(experiment: Experiment, language: Language): string {
  const { varied, variants, reason, gain, gainRange, allowedPerSec } = experiment;
  const [small, large] = [variants[0], variants.at(-1)];
  const perSec = (value: number | undefined) => (value === undefined ? '-' : format.rate(value));
  return experimentWords(language).reason[reason]({
    varied,
    small: format.count(small?.value ?? 0),
    large: format.count(large?.value ?? 0),
    smallPerSec: perSec(small?.perSec?.mean),
    largePerSec: perSec(large?.perSec?.mean),
    gain: gain === undefined ? '-' : percent(gain),
    range: gainRange === undefined ? '-' : gainRange.map(percent).join(language === 'ko' ? '~' : ' to '),
    allowed: allowedPerSec === undefined ? undefined : format.rate(allowedPerSec),
  });
}

/** Rivals of what was found, and what the largest value does not tell. */
function notesOf({ varied, variants, verdict }: Experiment, words: ExperimentWords): string[] {
  const large = variants.at(-1);
  if (verdict !== 'supported' || !large) return [];
  const most = large.perSec && format.rate(large.perSec.mean);
  return [
    words.rivals(varied),
    ...(large.saturatedRuns === 0 && most ? [words.notTheMost(format.count(large.value), most, varied)] : []),
  ];
}

function conditionsOf(run: AnalysedRun, words: ExperimentWords, language: Language) {
  if (!run.record) return [];
  const both = bodyWords(language);
  const { startedAt, profile, target, k6, generator } = shownRun(run, both);
  const { conditions: names } = words;
  return [
    { name: names.started, value: startedAt },
    { name: names.profile, value: profile },
    { name: names.target, value: target },
    { name: names.k6, value: k6 },
    { name: names.generator, value: generator },
  ];
}

function lockText(
  { varied, variants, allowedPerSec }: Experiment,
  lock: ExperimentOptions['lock'],
  words: ExperimentWords,
) {
  if (!lock || allowedPerSec === undefined) return '';
  const small = format.count(variants[0]?.value ?? 0);
  const allowed = words.allowed({ varied, small, perSec: format.rate(allowedPerSec) });
  return `${words.lockTime[lock.from](format.duration(lock.ms))} ${allowed}`;
}

export function experimentView(
  experiment: Experiment,
  { language, lock, picture = '' }: ExperimentOptions,
): ExperimentView {
  const words = experimentWords(language);
  const spreads = roundsWords(language);
  const { varied, variants, verdict } = experiment;
  const runs = variants
    .flatMap(({ value, runs: own }) => own.map((run) => ({ value, run })))
    // In the order in which they ran.
    .toSorted((a, b) => (a.run.record?.startedAt ?? '').localeCompare(b.run.record?.startedAt ?? ''));
  const [first] = runs;
  const shown = (value: number | undefined, text: (value: number) => string) =>
    value === undefined ? spreads.missing : text(value);
  return {
    title: words.title({ title: first ? titleOf(first.run, reportWords(language), language) : '', varied }),
    warnings: first?.run.record?.target.shop ? [targetText(first.run.record, reportWords(language))] : [],
    verdict: words.verdict[verdict],
    reason: reasonText(experiment, language),
    hypothesis: words.hypothesis(varied),
    lockTime: lockText(experiment, lock, words),
    varied: words.varied[varied],
    changed: words.changed[varied],
    variants: variants.map(({ value, runs: own, perSec, p95Ms, saturatedRuns }) => ({
      value: format.count(value),
      runs: format.count(own.length),
      perSec: spreadText('tps', perSec, spreads),
      p95: spreadText('p95', p95Ms, spreads),
      saturated: words.saturated({ saturated: format.count(saturatedRuns), of: format.count(own.length) }),
    })),
    picture,
    notes: notesOf(experiment, words),
    steps: experimentSteps(experiment, language),
    conditions: first ? conditionsOf(first.run, words, language) : [],
    repeat: format.count(mostOf([0, ...variants.map(({ runs: own }) => own.length)])),
    runs: runs.map(({ value, run }, at) => ({
      number: format.count(at + 1),
      value: format.count(value),
      name: code(placeOf(run.sources?.[0]?.file, true) ?? run.name),
      perSec: shown(carriedPerSec(run), format.rate),
      p95: shown(judgedTimes(judgedScope(run))?.p95, format.duration),
      verdict: verdictText(run, reportWords(language)),
    })),
  };
}
