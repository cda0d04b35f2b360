import { loadScenarios } from '../../options/profiles.ts';
import { found } from '../analyse/found.ts';
import { LIMITS } from '../analyse/limits.ts';
import { nextSteps } from '../analyse/next-steps.ts';
import { type ChecksOfRun, runsOf, type Step, stepGroups } from '../analyse/step.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Pattern } from '../model/finding.ts';
import type { GateRow } from '../model/gate.ts';
import { never } from '../model/plan.ts';
import { mostOf } from '../numbers/extremes.ts';
import { code, wholeCode } from '../text/markdown-text.ts';
import { type BodyWords, boundText, isP95, scenarioTitle } from './body-text.ts';
import {
  againCommand,
  asksForScript,
  asksForTarget,
  baselineCommand,
  dataFile,
  experimentCommand,
  goalsCommand,
  profileCommand,
  runCommand,
  samplesCommand,
  scriptCommand,
} from './commands.ts';
import { failedWhen, momentsOf } from './failed-when.ts';
import { goalName } from './goal-text.ts';
import { criterionRows, namedFirst } from './view-criteria.ts';
import { withoutOrigin } from './view-result-table.ts';
import type { Told } from './view-summary.ts';

/** One row of the next steps. */
export interface StepRow {
  number: string;
  /** What to do, with the whole command that does it. */
  what: string;
  /** The same apart: what to do, and the command as it is pasted, not escaped for markdown; undefined where there is none. */
  task: string;
  command: string | undefined;
  /** Further commands, of a step that each of several APIs has one for. */
  more: readonly string[];
  /** What decides. */
  criterion: string;
}

/** A step with the number of its row: what is said of the run refers to it by that. What is one row has one number. */
export interface NumberedStep {
  readonly step: Step;
  readonly number: number;
}

/** The same run under a load that goes up to one level and holds it, which the experiment sets. */
const onLevels = (run: AnalysedRun): AnalysedRun => ({
  ...run,
  profile: 'load-only',
  record: run.record && { ...run.record, profile: undefined },
});

/** The scale at which the profile `stress` goes up to so many users or beyond; 1 where it does so by itself. */
function stressTo(vus: number): number {
  const scenarios = Object.values(loadScenarios({ profile: 'stress', scale: 1, durationScale: 1 }, 0));
  const most = mostOf(scenarios.flatMap(({ stages }) => stages.map(({ target }) => target)));
  // Rounded up, to a digit that is read as chosen.
  return vus > most ? Math.ceil((vus / most) * 10) / 10 : 1;
}

/** So many commands stand in a row; of more APIs than that it is told which they are. */
const MOST_COMMANDS = 4;

/** Commands of a step in code spans, which are never broken. */
export const commandCodes = ({ command, more }: Pick<StepRow, 'command' | 'more'>): string[] =>
  [...(command === undefined ? [] : [command]), ...more].map((one) => wholeCode(one));

export const numberedSteps = (runs: readonly AnalysedRun[]): NumberedStep[] =>
  stepGroups(nextSteps(runs)).flatMap((group, at) => group.map((step) => ({ step, number: at + 1 })));

/** The number of the step that finds out why a run is slow; undefined where there is none. */
export function causeStep(run: AnalysedRun, steps: readonly NumberedStep[]): number | undefined {
  const isOfKeys = found(run, 'few-lanes')?.figures.keys !== undefined;
  const keys = isOfKeys ? steps.find(({ step }) => step.kind === 'keys') : undefined;
  return (keys ?? steps.find(({ step }) => step.kind === 'server-metrics'))?.number;
}

/** Goals of runs in words: `p95 ≤ 3초`, `에러율 ≤ 1%`, each once; `only`: those of these rows. */
function goalTexts(runs: readonly AnalysedRun[], both: BodyWords, only?: readonly GateRow[]): string[] {
  const texts = runs.flatMap((run) =>
    criterionRows(run).flatMap((row) => {
      const bound = boundText(row, both);
      if (bound === undefined || only?.includes(row) === false) return [];
      return [`${isP95(row) ? 'p95' : goalName(row, run, both)} ${bound}`];
    }),
  );
  return namedFirst([...new Set(texts)], both.words);
}

/** The same in one line. */
export const goalsText = (runs: readonly AnalysedRun[], both: BodyWords): string =>
  both.document.steps.criteria(goalTexts(runs, both));

/** Checks that a step names: the others stand in the result. */
const MOST_CHECKS = 2;

function checksText(of: readonly ChecksOfRun[], titles: string | undefined, both: BodyWords) {
  const { steps } = both.document;
  const names = [...new Set(of.flatMap(({ checks }) => checks.map(({ check }) => check)))];
  const goals = of.flatMap(({ run, rows }) => goalTexts([run], both, rows));
  const allowed = mostOf(of.map((one) => one.allowed));
  const named = {
    checks: names.slice(0, MOST_CHECKS).map((name) => code(name)),
    more: Math.max(0, names.length - MOST_CHECKS),
  };
  return {
    what: steps.checks.what({ ...named, titles }),
    part: steps.checks.part(named),
    criteria: goals.length > 0 ? goals : [steps.checks.criterion(allowed)],
  };
}

/** So many runs a step names; of more, one less and how many others there are. */
const MOST_NAMED = 6;

const namedOf = ({ length }: { readonly length: number }): number => (length > MOST_NAMED ? MOST_NAMED - 1 : length);

/** The moments at which a server stood still, as its log has them; undefined of other patterns. */
const patternWhen = (run: AnalysedRun, { id, figures }: Pattern): string | undefined =>
  id === 'standstill'
    ? momentsOf(
        run,
        figures.stalls.map(({ atSec }) => figures.startMs + atSec * 1000),
      )
    : undefined;

/** One step in words; `part`: the same within a row of several. */
interface StepText {
  readonly what: string;
  readonly part: string;
  readonly command: string | undefined;
  readonly more?: readonly string[];
  readonly criteria: readonly string[];
}

function stepText(
  step: Step,
  titlesOf: (runs: readonly AnalysedRun[]) => string | undefined,
  both: BodyWords,
): StepText {
  const { steps, inLanguage } = both.document;
  const told = (what: string, command: string | undefined, criteria: string | readonly string[], part = what) => ({
    ...{ what, part, command },
    criteria: typeof criteria === 'string' ? [criteria] : criteria,
  });
  switch (step.kind) {
    case 'failures': {
      const { runs, rows, statuses, limit } = step;
      const failed = { statuses, limit, when: failedWhen(runs) };
      const goals = goalTexts(runs, both, rows);
      return told(
        steps.failures.what({ ...failed, titles: titlesOf(runs) }),
        againCommand(runs, inLanguage),
        goals.length > 0 ? goals : steps.failures.criterion,
        steps.failures.part(failed),
      );
    }
    case 'checks': {
      const { what, criteria, part } = checksText(step.of, titlesOf(step.runs), both);
      return told(what, againCommand(step.runs, inLanguage), criteria, part);
    }
    case 'slow-request': {
      const { run, name, rows } = step;
      const slow = { ...step, name: withoutOrigin(code(name), run) };
      return told(
        steps.slowRequest.what({ ...slow, titles: titlesOf([run]) }),
        againCommand([run], inLanguage),
        goalTexts([run], both, rows),
        steps.slowRequest.part(slow),
      );
    }
    case 'pattern': {
      const { run, finding, rows } = step;
      const goals = goalTexts([run], both, rows);
      const looked = { finding, when: patternWhen(run, finding) };
      return told(
        steps.pattern.what({ ...looked, titles: titlesOf([run]) }),
        againCommand([run], inLanguage),
        goals.length > 0 ? goals : steps.pattern.criterion(finding.id),
        steps.pattern.part(looked),
      );
    }
    case 'longer': {
      const goals = goalTexts(step.runs, both, step.rows);
      const isByHand = step.runs.some(({ record }) => record?.profile === undefined);
      return told(
        steps.longer.what(titlesOf(step.runs), step.times, isByHand),
        runCommand(step.runs, inLanguage, { longer: step.times }) ?? againCommand(step.runs, inLanguage),
        goals.length > 0 ? goals : steps.longer.criterion,
        steps.longer.part(step.times, isByHand),
      );
    }
    case 'again': {
      const own = step.runs.every(({ record }) => record?.interrupted) ? steps.interrupted : steps.again;
      const criteria = [steps.again.criterion, ...goalTexts(step.runs, both, step.rows)];
      return told(own.what(titlesOf(step.runs)), againCommand(step.runs, inLanguage), criteria, own.part);
    }
    case 'keys': {
      const { runs, keys, moreKeys, keyKind } = step;
      const [command, ...more] = runs.map((run) => experimentCommand(run, keyKind, [keys, moreKeys], inLanguage));
      const [file] = runs.flatMap((run) => dataFile(run, keyKind) ?? []);
      const what = steps.keys.what({ ...step, titles: titlesOf(runs), file });
      return {
        ...told(what, command, steps.keys.criterion({ keyKind, gain: LIMITS.experimentGain })),
        more: more.slice(0, MOST_COMMANDS - 1),
      };
    }
    case 'server-metrics': {
      const more = ['--server-metrics', { before: '', variable: 'PROMETHEUS' }, '--server-preset', 'spring'];
      const command = runCommand([step.run], [...more, ...inLanguage]);
      return told(steps.serverMetrics.what(titlesOf([step.run])), command, steps.serverMetrics.criterion);
    }
    case 'retest':
      return told(
        steps.retest.what(titlesOf(step.runs)),
        againCommand(step.runs, inLanguage),
        goalTexts(step.runs, both),
        steps.retest.part,
      );
    case 'peak': {
      const { runs, vusNeeded: vus, peakRate: rate, isAfter } = step;
      const [run] = runs;
      const scenario = run ? scenarioTitle(step.scenario, run, both) : code(step.scenario);
      // The need is that of the planned peak, at the scale of the run.
      const command = profileCommand(runs, 'peak-full', inLanguage, 'as-run');
      const hasGoals = goalTexts(runs, both).length > 0;
      const criterion = steps.peak.criterion(LIMITS.deliveredRatio, hasGoals, isAfter ? rate : undefined);
      const titles = titlesOf(runs);
      return command === undefined
        ? told(steps.peak.byHand({ ...step, scenario, vus }), runCommand(runs, inLanguage), criterion)
        : told(steps.peak.what({ ...step, scenario, vus, titles }), command, criterion);
    }
    case 'more-vus': {
      const scenario = scenarioTitle(step.scenario, step.run, both);
      const criterion = steps.moreVus.criterion(LIMITS.experimentGain);
      return told(steps.moreVus.what({ scenario, vus: step.vus }), runCommand([step.run], inLanguage), criterion);
    }
    case 'levels':
      return told(
        steps.levels.what({ ...step, byHand: step.run.api === undefined }),
        step.run.api === undefined
          ? runCommand([step.run], inLanguage)
          : experimentCommand(onLevels(step.run), 'vus', step.vus, inLanguage),
        steps.levels.criterion(LIMITS.growingEfficiency, step.isGoalOpen),
      );
    case 'higher': {
      const { scale } = step.run.record?.profile ?? {};
      const higher = scale === undefined ? {} : { scale: Number((scale * step.times).toPrecision(3)) };
      return told(
        steps.higher.what(step.times, scale === undefined),
        runCommand([step.run], inLanguage, higher),
        steps.higher.criterion(LIMITS.experimentGain),
      );
    }
    case 'on-time':
      return told(
        steps.onTime.what(titlesOf(step.runs)),
        againCommand(step.runs, inLanguage),
        [
          steps.onTime.criterion(step.isBusy ? LIMITS.generatorCpuShare : undefined),
          ...goalTexts(step.runs, both, step.rows),
        ],
        steps.onTime.part,
      );
    case 'limit':
      return told(
        steps.limit.what,
        profileCommand(step.runs, 'stress', inLanguage, stressTo(step.vus)),
        steps.limit.criterion({
          shown: step.shown
            .slice(0, namedOf(step.shown))
            .map(({ run, perSec }) => ({ title: titlesOf([run]), perSec })),
          more: step.shown.length - namedOf(step.shown),
          isMean: step.shown.some(({ isMean }) => isMean),
          gain: LIMITS.experimentGain,
        }),
      );
    case 'goals':
      return goalsStepText(step, both);
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
        steps.baseline.criterion({ loss: LIMITS.regressionTolerance, runs: LIMITS.baselineRuns }),
      );
    default:
      return never(step);
  }
}

/** Goals by service levels, which judge what there is; of another protocol than HTTP by thresholds of the script's own. */
function goalsStepText({ runs, examples, isForNext }: Extract<Step, { kind: 'goals' }>, both: BodyWords): StepText {
  const { steps, inLanguage } = both.document;
  const criteria = [steps.goals.criterion];
  const ofRun = (more: readonly string[]) => runCommand(runs, [...more, ...inLanguage]);
  if (examples.length > 0) {
    const shown = examples.map(({ metric, expression }) => code(`${metric}: ['${expression}']`));
    const what = steps.goals.ofMetrics(shown);
    return { what, part: what, command: ofRun([]) ?? scriptCommand(runs, inLanguage), criteria };
  }
  const again = isForNext ? ofRun(['--slo', 'slo.yaml']) : undefined;
  const what = again === undefined ? steps.goals.what : steps.goals.forNext;
  return { what, part: what, command: again ?? goalsCommand(runs, inLanguage), criteria };
}

/** What to do next, in the order in which it is worth it. */
export function stepRows(told: readonly Told[], steps: readonly NumberedStep[], both: BodyWords): StepRow[] {
  // A document about one run need not name it in every row.
  const titleOf = new Map(told.map(({ run, title }) => [run, title] as const));
  const titlesOf = (runs: readonly AnalysedRun[]) => {
    if (told.length === 1) return undefined;
    const titles = runs.flatMap((run) => titleOf.get(run) ?? []);
    const named = titles.slice(0, namedOf(titles));
    return named.length === titles.length
      ? both.document.list(titles)
      : both.document.listOfMany(named, titles.length - named.length);
  };
  const { ofTarget, ofScript, withCommand, mends } = both.document.steps;
  const rows = [...new Set(steps.map(({ number }) => number))].map((number): StepRow => {
    const own = steps.filter((one) => one.number === number).map(({ step }) => step);
    const texts = own.map((step) => stepText(step, titlesOf, both));
    const [first] = texts as [StepText, ...StepText[]];
    const task =
      texts.length === 1
        ? first.what
        : mends(
            texts.map(({ part }) => part),
            titlesOf(runsOf(own[0] as Step)),
          );
    const criterion = both.document.steps.criteria([...new Set(texts.flatMap(({ criteria }) => criteria))]);
    // The load that is to last longer is the one to send.
    const { command, more = [] } = texts[own.findIndex(({ kind }) => kind === 'longer')] ?? first;
    return {
      ...{ number: String(number), task, command, more, criterion },
      what: withCommand(task, commandCodes({ command, more })),
    };
  });
  // Said once: the other commands leave the same open.
  const asking = rows.find(({ command }) => asksForTarget(command));
  const unnamed = rows.find(({ command }) => asksForScript(command));
  // Outputs of several load generators, each of which runs it again.
  const isMerged = told.some(({ run }) => run.merge !== undefined);
  return rows.map((row) => {
    if (row !== asking && row !== unnamed) return row;
    const task = row === asking ? ofTarget(row.task) : ofScript(row.task, isMerged);
    return { ...row, task, what: withCommand(task, commandCodes(row)) };
  });
}
