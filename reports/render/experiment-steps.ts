import type { AnalysedRun } from '../model/analysed.ts';
import type { Experiment, ExperimentReason, Varied } from '../model/experiment.ts';
import { mostOf } from '../numbers/extremes.ts';
import * as format from '../text/format.ts';
import { code } from '../text/markdown-text.ts';
import { documentWords } from '../words/document.ts';
import { type ExperimentWords, experimentWords } from '../words/experiment.ts';
import type { Language } from '../words/language.ts';
import { type Changed, dataFile, experimentCommand, profileCommand, runCommand, withDataFile } from './commands.ts';
import { commandCodes, type StepRow } from './view-steps.ts';

type Unnumbered = Omit<StepRow, 'number' | 'what' | 'more'>;

/** So many times the load, the values or the repetitions as before. */
const MORE = 2;
/** As often as buha repeats each value unless it is told, and as often as it does at most. */
const REPEATS = { default: 3, most: 100 } as const;

/** The built-in shop is mended by its own option; of any other system its owner sees to that. */
function withoutLock(run: AnalysedRun): AnalysedRun {
  const { record } = run;
  if (!record?.target.shop) return run;
  return { ...run, record: { ...record, target: { ...record.target, shop: { lock: 'none' } } } };
}

/** The same experiment, with what is to be otherwise. */
function again(
  run: AnalysedRun,
  { varied, variants }: Experiment,
  language: Language,
  more: { readonly values?: readonly number[]; readonly scale?: number; readonly repeat?: number } = {},
): string {
  const done = mostOf(variants.map(({ runs }) => runs.length));
  const repeat = Math.min(REPEATS.most, more.repeat ?? Math.max(done, REPEATS.default));
  const words = repeat === REPEATS.default ? [] : ['--repeat', String(repeat)];
  // Virtual users are varied by the scale, which the experiment chooses itself.
  const changed: Changed = varied === 'vus' ? { scale: 1 } : more.scale === undefined ? {} : { scale: more.scale };
  const values = more.values ?? variants.map(({ value }) => value);
  return experimentCommand(run, varied, values, [...words, ...documentWords(language).inLanguage], changed);
}

/** What holds a system back that is at its limit, where it is not what was varied. */
function causeStep(run: AnalysedRun, varied: Varied, words: ExperimentWords, language: Language): Unnumbered {
  const { steps, inLanguage } = documentWords(language);
  // The built-in shop has no Prometheus of its own.
  if (run.record?.target.shop)
    return {
      task: words.next.limit.task,
      command: profileCommand([run], 'stress', inLanguage),
      criterion: words.next.limit.criterion,
    };
  const more = ['--server-metrics', { before: '', variable: 'PROMETHEUS' }, '--server-preset', 'spring'];
  return {
    task: steps.serverMetrics.what(undefined),
    command: runCommand([withDataFile(run, varied)], [...more, ...inLanguage]),
    criterion: steps.serverMetrics.criterion,
  };
}

/** What to do after an experiment, as one command, by why it came out as it did. */
export function experimentSteps(experiment: Experiment, language: Language): StepRow[] {
  const { varied, variants, reason } = experiment;
  const words = experimentWords(language);
  const run = variants.flatMap(({ runs }) => runs)[0];
  const [small, large] = [variants[0]?.value, variants.at(-1)?.value];
  if (!run || small === undefined || large === undefined) return [];
  const told = { varied, small: format.count(small), large: format.count(large) };
  const same = (name: 'mended' | 'heavier' | 'oftener' | 'thrice' | 'valid', command: string): Unnumbered => ({
    task: words.next[name].task(told),
    command,
    criterion: words.next[name].criterion(told),
  });
  const higher = again(run, experiment, language, { values: [large, large * MORE] });
  const done = mostOf(variants.map(({ runs }) => runs.length));
  const scale = (run.record?.profile?.scale ?? 1) * MORE;
  const isOfVus = varied === 'vus';
  const byReason: Readonly<Record<ExperimentReason, () => Unnumbered>> = {
    grew: () => (isOfVus ? same('heavier', higher) : same('mended', again(withoutLock(run), experiment, language))),
    flat: () => causeStep(run, varied, words, language),
    'carried-more': () => causeStep(run, varied, words, language),
    'not-saturated': () => same('heavier', isOfVus ? higher : again(run, experiment, language, { scale })),
    spread: () => same('oftener', again(run, experiment, language, { repeat: done * MORE })),
    'few-runs': () => same('thrice', again(run, experiment, language, { repeat: REPEATS.default })),
    'invalid-run': () => same('valid', again(run, experiment, language)),
  };
  const { task: bare, command, criterion } = byReason[reason]();
  const file = dataFile(run, varied);
  const task = file !== undefined && command?.includes(file) ? `${bare}${words.next.ofFile(code(file))}` : bare;
  const step = { task, command, more: [], criterion };
  return [{ ...step, number: '1', what: documentWords(language).steps.withCommand(task, commandCodes(step)) }];
}
