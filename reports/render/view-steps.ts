import { found } from '../analyse/found.ts';
import { LIMITS } from '../analyse/limits.ts';
import { type ChecksOfRun, nextSteps, type Step } from '../analyse/next-steps.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { GateRow } from '../model/gate.ts';
import { never } from '../model/plan.ts';
import { mostOf } from '../numbers/extremes.ts';
import { code, wholeCode } from '../text/markdown-text.ts';
import { KEEP_SAMPLES } from '../words/keep-samples.ts';
import { type BodyWords, boundText, isP95, scenarioTitle } from './body-text.ts';
import {
  asksForTarget,
  baselineCommand,
  experimentCommand,
  goalsCommand,
  operand,
  profileCommand,
  runCommand,
  shellWord,
} from './commands.ts';
import { criterionRows, namedFirst } from './view-criteria.ts';
import type { Told } from './view-summary.ts';

/** One row of the next steps. */
export interface StepRow {
  number: string;
  /** What to do, with the whole command that does it. */
  what: string;
  /** The same apart: what to do, and the command as it is pasted, not escaped for markdown; undefined where there is none. */
  task: string;
  command: string | undefined;
  /** What decides. */
  criterion: string;
}

/** A step with the runs it is for: what is said of the run refers to it by its number. */
export interface NumberedStep {
  readonly step: Step;
  readonly number: number;
}

/** Holds the levels of a stress test so many times as long. */
const LONGER = 3;

/**
 * The scale at which the highest level of a run's own profile is so many users, so that the levels below it, each half of the
 * next, are those that are advised; nothing for a script of its own.
 */
function scaleTo({ record, planned }: AnalysedRun, vus: number): { scale?: number } {
  const scale = record?.profile?.scale;
  const most = mostOf(planned.flatMap((plan) => (plan.model === 'closed' ? plan.ramps.map(({ to }) => to) : [])));
  return scale === undefined || !(most > 0) ? {} : { scale: Number(((scale * vus) / most).toPrecision(3)) };
}

const codeOf = (command: string | undefined): string | undefined => command && wholeCode(command);

export const numberedSteps = (runs: readonly AnalysedRun[]): NumberedStep[] =>
  nextSteps(runs).map((step, at) => ({ step, number: at + 1 }));

/** The number of the step that finds out why a run is slow; undefined where there is none. */
export function causeStep(run: AnalysedRun, steps: readonly NumberedStep[]): number | undefined {
  const isOfKeys = found(run, 'few-lanes')?.figures.keys !== undefined;
  const keys = isOfKeys ? steps.find(({ step }) => step.kind === 'keys') : undefined;
  return (keys ?? steps.find(({ step }) => step.kind === 'server-metrics'))?.number;
}

/** Goals of runs in words: `p95 ≤ 3초, 에러율 ≤ 1%`, each once; `only`: those of these rows. */
export function goalsText(runs: readonly AnalysedRun[], both: BodyWords, only?: readonly GateRow[]): string {
  const texts = runs.flatMap((run) =>
    criterionRows(run).flatMap((row, at) => {
      const [bound, criterion] = [boundText(row, both), run.verdict.criteria[at]];
      if (bound === undefined || !criterion || only?.includes(row) === false) return [];
      return [`${isP95(row) ? 'p95' : both.words.criterion(criterion)} ${bound}`];
    }),
  );
  return namedFirst([...new Set(texts)], both.words).join(', ');
}

/** Checks that a step names: the others stand in the result. */
const MOST_CHECKS = 2;

function checksText(of: readonly ChecksOfRun[], titles: string | undefined, both: BodyWords) {
  const { steps } = both.document;
  const names = [...new Set(of.flatMap(({ checks }) => checks.map(({ check }) => check)))];
  const goals = of.flatMap(({ run, rows }) => goalsText([run], both, rows) || []);
  const allowed = mostOf(of.map((one) => one.allowed));
  return {
    what: steps.checks.what({
      checks: names.slice(0, MOST_CHECKS).map((name) => code(name)),
      more: Math.max(0, names.length - MOST_CHECKS),
      titles,
    }),
    criterion: goals.length > 0 ? [...new Set(goals)].join(', ') : steps.checks.criterion(allowed),
  };
}

/** So many runs a step names; of more, one less and how many others there are. */
const MOST_NAMED = 6;

const namedOf = ({ length }: { readonly length: number }): number => (length > MOST_NAMED ? MOST_NAMED - 1 : length);

function stepText(step: Step, titlesOf: (runs: readonly AnalysedRun[]) => string | undefined, both: BodyWords) {
  const { steps, inLanguage } = both.document;
  const told = (what: string, command: string | undefined, criterion: string) => ({
    what: steps.withCommand(what, codeOf(command)),
    task: what,
    command,
    criterion,
  });
  switch (step.kind) {
    case 'failures': {
      const { runs, rows } = step;
      return told(
        steps.failures.what(titlesOf(runs)),
        runCommand(runs, inLanguage),
        goalsText(runs, both, rows) || steps.failures.criterion,
      );
    }
    case 'checks': {
      const { what, criterion } = checksText(step.of, titlesOf(step.runs), both);
      return told(what, runCommand(step.runs, inLanguage), criterion);
    }
    case 'slow-request': {
      const { run, name, rows } = step;
      return told(
        steps.slowRequest({ ...step, name: code(name), titles: titlesOf([run]) }),
        runCommand([run], inLanguage),
        goalsText([run], both, rows),
      );
    }
    case 'longer':
      return told(
        steps.longer.what(titlesOf(step.runs), step.times),
        runCommand(step.runs, inLanguage, { longer: step.times }),
        steps.longer.criterion,
      );
    case 'again':
      return told(
        (step.runs.every(({ record }) => record?.interrupted) ? steps.again.interrupted : steps.again.what)(
          titlesOf(step.runs),
        ),
        runCommand(step.runs, inLanguage),
        steps.again.criterion(goalsText(step.runs, both, step.rows)),
      );
    case 'keys': {
      const { run, keys, moreKeys, keyKind } = step;
      const command = experimentCommand(run, keyKind, [keys, moreKeys], inLanguage);
      return told(steps.keys.what(step), command, steps.keys.criterion({ keyKind, gain: LIMITS.experimentGain }));
    }
    case 'server-metrics': {
      const more = ['--server-metrics', { before: '', variable: 'PROMETHEUS' }, '--server-preset', 'spring'];
      const command = runCommand([step.run], [...more, ...inLanguage]);
      return told(steps.serverMetrics.what, command, steps.serverMetrics.criterion);
    }
    case 'retest':
      return told(
        steps.retest.what(titlesOf(step.runs)),
        runCommand(step.runs, inLanguage),
        steps.retest.criterion(goalsText(step.runs, both)),
      );
    case 'peak': {
      const { runs, vusNeeded: vus, isAfter, warnings } = step;
      const [run] = runs;
      const scenario = run ? scenarioTitle(step.scenario, run, both) : code(step.scenario);
      const command = profileCommand(runs, 'peak-full', inLanguage);
      const criterion = steps.peak.criterion(LIMITS.deliveredRatio);
      return command === undefined
        ? told(steps.peak.byHand({ scenario, vus, warnings }), runCommand(runs, inLanguage), criterion)
        : told(steps.peak.what({ scenario, vus, isAfter, warnings }), command, criterion);
    }
    case 'more-vus': {
      const scenario = scenarioTitle(step.scenario, step.run, both);
      const criterion = steps.moreVus.criterion(LIMITS.experimentGain);
      return told(steps.moreVus.what({ scenario, vus: step.vus }), runCommand([step.run], inLanguage), criterion);
    }
    case 'levels':
      return told(
        steps.levels.what(step.vus),
        runCommand([step.run], inLanguage, { longer: LONGER, ...scaleTo(step.run, step.vus[2]) }),
        steps.levels.criterion,
      );
    case 'limit':
      return told(
        steps.limit.what,
        profileCommand(step.runs, 'stress', inLanguage),
        steps.limit.criterion(
          step.shown.slice(0, namedOf(step.shown)).map(({ run, perSec }) => ({ title: titlesOf([run]), perSec })),
          step.shown.length - namedOf(step.shown),
        ),
      );
    case 'goals':
      return told(steps.goals.what, goalsCommand(step.runs), steps.goals.criterion);
    case 'samples':
      return told(
        steps.samples.what,
        runCommand(step.runs, inLanguage) ?? samplesCommand(step.runs),
        steps.samples.criterion,
      );
    case 'baseline':
      return told(
        steps.baseline.what,
        baselineCommand(step.runs),
        steps.baseline.criterion(LIMITS.regressionTolerance),
      );
    default:
      return never(step);
  }
}

/** k6's own command for a script of which no record tells more than its name. */
const samplesCommand = ([run]: readonly AnalysedRun[]): string =>
  `${KEEP_SAMPLES} ${run && /\.[jt]s$/.test(run.name) ? shellWord(operand(run.name)) : 'script.js'}`;

/** What to do next, in the order in which it is worth it. */
export function stepRows(told: readonly Told[], steps: readonly NumberedStep[], both: BodyWords): StepRow[] {
  // A document about one run need not name it in every row.
  const titlesOf = (runs: readonly AnalysedRun[]) => {
    if (told.length === 1) return undefined;
    const titles = runs.flatMap((run) => told.find((one) => one.run === run)?.title ?? []);
    const named = titles.slice(0, namedOf(titles));
    return named.length === titles.length
      ? both.document.list(titles)
      : both.document.listOfMany(named, titles.length - named.length);
  };
  const rows = steps.map(({ step, number }) => ({ number: String(number), ...stepText(step, titlesOf, both) }));
  // Said once: the other commands leave the same open.
  const asking = rows.find(({ command }) => asksForTarget(command));
  return rows.map((row) => {
    if (row !== asking) return row;
    const { ofTarget, withCommand } = both.document.steps;
    const task = ofTarget(row.task);
    return { ...row, task, what: withCommand(task, codeOf(row.command)) };
  });
}
