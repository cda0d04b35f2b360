import type { AnalysedRun } from '../model/analysed.ts';
import type { Pattern } from '../model/finding.ts';
import { FINDINGS } from '../model/findings.ts';
import type { GeneratorCost, MachineWarning } from '../model/forecast.ts';
import type { GateRow } from '../model/gate.ts';
import { leastOf, mostOf } from '../numbers/extremes.ts';
import { allocatedVus } from './allocated-vus.ts';
import { wrongRequests } from './answers.ts';
import { areFailedRequests, checksToMend } from './failed-checks.ts';
import { found, foundAll } from './found.ts';
import { failuresOf, isOfAllFailures, partOfGoal } from './gate/measures.ts';
import { weightOf } from './gate/precedence.ts';
import { isOfChecks } from './gate/service-levels.ts';
import { USUAL_COST } from './generator-cost.ts';
import { generatorDoubt, isMissedTime } from './generator-doubt.ts';
import { goalExamples } from './goal-metrics.ts';
import { LIMITS } from './limits.ts';
import { machineNeeds, machineWarnings } from './plan-warnings.ts';
import { lostRunners } from './runners.ts';
import { isOnGenerator } from './same-machine.ts';
import { isTestOfLevels, mostCarried, mostPerSec } from './scaling.ts';
import { capacityOf, slownessOf } from './slowness.ts';
import { type RateLimit, type Step, stepGroups } from './step.ts';
import { type Untested, untestedIn } from './untested.ts';
import { worstFirst } from './worst-goal.ts';

/** So many times as many users tell whether they were too few. */
const MORE_VUS = 2;

/** More steps than this are a list and no advice. */
export const MOST_NEXT_STEPS = 5;

const some = <Kind extends Step>(runs: readonly AnalysedRun[], step: (runs: readonly AnalysedRun[]) => Kind): Kind[] =>
  runs.length === 0 ? [] : [step(runs)];

/** An experiment for each run that locks by key may hold back: one that as many keys of that kind hold back is of the same row. */
function keysStep(runs: readonly AnalysedRun[]): Step[] {
  // Where every request names one product, its row may be the limit as well, whatever users do.
  const isAmbiguous = (run: AnalysedRun) => found(run, 'few-lanes')?.figures.keys?.sameProduct === true;
  const known = runs
    .toSorted((a, b) => Number(isAmbiguous(a)) - Number(isAmbiguous(b)))
    .flatMap((run) => {
      const { lanes, basis, keys: own } = found(run, 'few-lanes')?.figures ?? {};
      if (run.api === undefined || lanes === undefined || !basis || own?.keyKind === undefined) return [];
      return [{ run, lanes, basis, keys: own.keys, moreKeys: own.moreKeys, keyKind: own.keyKind }];
    });
  const [first] = known;
  if (!first) return [];
  const { keys, moreKeys, keyKind, basis } = first;
  const alike = known.filter((one) => one.keys === keys && one.keyKind === keyKind && one.basis === basis);
  const lanes = alike.map((one) => one.lanes);
  return [
    {
      ...{ kind: 'keys', runs: alike.map(({ run }) => run), keys, moreKeys, keyKind, basis },
      lanes: { from: leastOf(lanes), to: mostOf(lanes) },
    },
  ];
}

function serverMetricsStep(runs: readonly AnalysedRun[]): Step[] {
  const run = runs.find((one) => {
    const isOfShop = one.record?.target.shop !== undefined;
    return slownessOf(one) !== undefined && !isOfShop && (one.serverMetrics ?? []).length === 0;
  });
  return run ? [{ kind: 'server-metrics', run }] : [];
}

/** The peak that a script's virtual users could not send: of systems that showed no limit at once, of others after its mend. */
function peakSteps(runs: readonly AnalysedRun[]): Record<'now' | 'after', Step[]> {
  const limited = untestedIn(runs).filter(({ ceiling }) => ceiling !== undefined);
  const own = limited.filter(({ scenario }) => scenario === limited[0]?.scenario);
  const isAfter = ({ run }: Untested) => capacityOf(run) !== undefined;
  return {
    now: peakStep(
      own.filter((one) => !isAfter(one)),
      false,
    ),
    after: peakStep(own.filter(isAfter), true),
  };
}

function peakStep(own: readonly Untested[], isAfter: boolean): Step[] {
  const [first] = own;
  if (!first) return [];
  const { scenario, peakRate } = first;
  const vusNeeded = own.reduce((most, { ceiling }) => Math.max(most, ceiling?.vusNeeded ?? 0), 0);
  const warnings = peakWarnings(vusNeeded, own);
  const isShared = own.some(({ run }) => isOnGenerator(run));
  const runs = own.map(({ run }) => run);
  return [{ kind: 'peak', runs, scenario, vusNeeded, peakRate, isAfter, warnings, isShared }];
}

/** A check that the machine which made the load did not stand, as far as can be told. */
const isOfGeneratorRow = ({ reason }: GateRow): boolean =>
  reason?.kind === 'generator-late' ||
  (reason?.kind === 'not-delivered' && (reason.cause === 'generator-late' || reason.cause === 'generator-cpu'));

/** The verdict lays what did not run of a scenario to the machine that made the load, or cannot tell it from that. */
const isOfGenerator = ({ verdict }: AnalysedRun, scenario: string): boolean =>
  verdict.rows.some((row) => row.part === 'validity' && row.scenario === scenario && isOfGeneratorRow(row));

/** Open load that slow iterations kept back, of a run without levels that would show the limit: whether users were too few. */
function moreVusStep(runs: readonly AnalysedRun[]): Step[] {
  for (const { run, scenario, cause, ceiling } of untestedIn(runs)) {
    const plan = run.planned.find(({ name }) => name === scenario);
    const { levels, overrun, ramp } = found(run, 'server-saturated')?.figures ?? {};
    const isProven = levels !== undefined || overrun !== undefined || ramp !== undefined;
    // Profiles of the catalogue have users enough, or a ceiling that is told.
    const isOpenWhy = cause === 'server' || cause === 'unknown';
    // A machine that is busy, or late, makes no more load with more users.
    if (
      run.api !== undefined ||
      !isOpenWhy ||
      isOfGenerator(run, scenario) ||
      lostRunners(run).length > 0 ||
      ceiling ||
      isProven ||
      plan?.model !== 'open'
    )
      continue;
    return [{ kind: 'more-vus', run, scenario, vus: plan.maxVus * MORE_VUS }];
  }
  return [];
}

/** No measurement for want of users alone: the step that raises their limit says so. */
const isOfCeiling = (run: AnalysedRun): boolean =>
  untestedIn([run]).some(({ ceiling }) => ceiling !== undefined) &&
  run.verdict.rows
    .filter((row) => weightOf(row) === 'invalid')
    .every(({ reason }) => reason?.kind === 'not-delivered' && reason.cause === 'arrival-ceiling');

/**
 * CPU time of a request by what k6 took for those of this run, where that is known. With few requests for its many users, as of a
 * saturated system, most of it went to these.
 */
function costOf(run: AnalysedRun): GeneratorCost {
  const { record, measured } = run;
  const { requests } = measured.total;
  return record?.k6CpuSec === undefined || !requests || capacityOf(run) !== undefined
    ? USUAL_COST
    : { ...USUAL_COST, coreMsPerRequest: (record.k6CpuSec * 1000) / requests };
}

/** What the machine of a run may lack for a peak of so many virtual users; nothing where nobody knows the machine. */
function peakWarnings(vus: number, own: readonly Untested[]): MachineWarning[] {
  const needed = own.map(({ run, peakRate }) => {
    const { requests, iterations } = run.measured.total;
    const peakRequestsPerSec =
      peakRate === undefined || !requests || !iterations ? undefined : (peakRate * requests) / iterations;
    const load = { vus, peakRequestsPerSec };
    return { load, cost: costOf(run), cores: machineNeeds(load, costOf(run)).cores ?? 0 };
  });
  const [most] = needed.toSorted((a, b) => b.cores - a.cores);
  const generator = own.find(({ run }) => run.record)?.run.record?.generator;
  if (!generator || !most) return [];
  const { cores, memoryBytes: availableBytes } = generator;
  const machine = { cores, availableBytes, openFiles: undefined, ports: undefined, cost: most.cost };
  return machineWarnings(most.load, machine);
}

/** True for a goal that more samples would judge. */
const isShort = ({ outcome, reason }: GateRow): boolean =>
  (outcome === 'inconclusive' || outcome === 'undecidable') && reason?.kind === 'few-samples' && reason.samples > 0;

/** How many times as long a run has to be for all of its goals to be judged; undefined where it is not for want of samples. */
function lengthNeeded({ verdict }: AnalysedRun): number | undefined {
  const ratios = verdict.rows.flatMap((row) =>
    isShort(row) && row.reason?.kind === 'few-samples' ? [Math.ceil(row.reason.needed / row.reason.samples)] : [],
  );
  return ratios.length > 0 ? mostOf(ratios) : undefined;
}

/** True where nothing but samples is missing. */
const isOnlyShort = (run: AnalysedRun): boolean => run.verdict.kind === 'undecided' && lengthNeeded(run) !== undefined;

function longerStep(runs: readonly AnalysedRun[]): Step[] {
  const short = runs.filter((run) => lengthNeeded(run) !== undefined);
  const times = mostOf(short.map((run) => lengthNeeded(run) ?? 1));
  const rows = short.flatMap(({ verdict }) => verdict.rows.filter(isShort));
  return some(short, (own) => ({ kind: 'longer', runs: own, times, rows }));
}

/** True for the row of a goal that says how many requests may fail, of the whole run or of a part of it. */
export const isOfFailures = (row: GateRow): boolean =>
  row.part === 'service-level' && row.goal !== undefined && failuresOf(row.goal) !== undefined;

/** True for that of a goal of all requests. */
export const isOfAllRequests = (row: GateRow): boolean =>
  row.part === 'service-level' && row.goal !== undefined && isOfAllFailures(row.goal);

/** True where failures are to be mended: those that a goal allows are none. */
export function isFailing(run: AnalysedRun): boolean {
  if (found(run, 'target-lost')) return true;
  const { rows } = run.verdict;
  const isMissed = rows.some((row) => isOfFailures(row) && row.outcome === 'slo-fail');
  // What one request may fail allows no failure of another.
  const isAllowed = rows.some((row) => isOfAllRequests(row) && row.outcome === 'pass');
  return isMissed || (found(run, 'errors-present') !== undefined && !isAllowed);
}

/** The limit of the rate that most failures of a run come from. */
function rateLimit(run: AnalysedRun): RateLimit | undefined {
  const { status, count, limitPerSec: perSec } = found(run, 'throttled')?.figures ?? {};
  const failed = found(run, 'errors-present')?.figures.failed;
  if (status === undefined || count === undefined || perSec === undefined || failed === undefined) return undefined;
  return count > failed / 2 ? { status, perSec } : undefined;
}

/** Checks of a run that fail with its requests: to mend these is to mend them. */
const isToldByFailures = (run: AnalysedRun): boolean =>
  isFailing(run) && areFailedRequests(run, checksToMend(run, run.verdict.rows)?.checks ?? []);

function checksStep(runs: readonly AnalysedRun[]): Step[] {
  const of = runs.flatMap((run) => {
    const own = checksToMend(run, run.verdict.rows);
    return own && !isToldByFailures(run) ? [{ run, ...own }] : [];
  });
  return some(
    of.map(({ run }) => run),
    (own) => ({ kind: 'checks', runs: own, of }),
  );
}

/** True for a missed goal of times that such a request can be why of: its own, and those of the whole, of a group or a tag. */
const isMissedBy =
  (name: string) =>
  (row: GateRow): boolean => {
    const part = row.part === 'service-level' && row.goal ? partOfGoal(row.goal) : undefined;
    return isMissedTime(row) && (part?.kind !== 'request' || part.name === name);
  };

/** The slowest request of a run that alone makes it miss its goals of times; undefined where no request does, or another's were missed. */
export function slowRequestOf(run: AnalysedRun) {
  const finding = found(run, 'slow-request');
  return finding && run.verdict.rows.some(isMissedBy(finding.figures.name)) ? finding : undefined;
}

/** Patterns that are mended on the server, whatever the goals say; a slow start only where a goal was missed by it. */
const PATTERNS = ['standstill', 'pauses', 'drift'] as const;

/** What the samples show of when a server was slow, where that tells what to look for; undefined where nothing does. */
export function patternOf(run: AnalysedRun): Pattern | undefined {
  const [first] = PATTERNS.flatMap((id) => found(run, id) ?? []);
  const isUnexplained =
    run.verdict.rows.some(isMissedTime) && slownessOf(run) === undefined && slowRequestOf(run) === undefined;
  return first ?? (isUnexplained ? found(run, 'warm-up') : undefined);
}

/** The same where it is why a goal of times was missed. */
export const missedByPattern = (run: AnalysedRun): Pattern | undefined =>
  run.verdict.rows.some(isMissedTime) && slownessOf(run) === undefined && slowRequestOf(run) === undefined
    ? patternOf(run)
    : undefined;

/** The first run that shows one. */
function patternStep(runs: readonly AnalysedRun[]): Extract<Step, { kind: 'pattern' }> | undefined {
  for (const run of runs) {
    const finding = patternOf(run);
    if (finding) return { kind: 'pattern', run, finding, rows: run.verdict.rows.filter(isMissedTime) };
  }
  return undefined;
}

/** The first run that one request holds back: what is found of it tells of the others. */
function slowRequestStep(runs: readonly AnalysedRun[]): Extract<Step, { kind: 'slow-request' }> | undefined {
  for (const run of runs) {
    const finding = slowRequestOf(run);
    if (!finding) continue;
    const { name, medMs, timeRatio, isOfSuccesses } = finding.figures;
    return {
      kind: 'slow-request',
      run,
      name,
      medMs,
      timeRatio,
      isOfSuccesses,
      rows: run.verdict.rows.filter(isMissedBy(name)),
    };
  }
  return undefined;
}

/** True for rows that a step of their own judges: checks, and the times of a request that is slow. */
const isToldApart = (
  row: GateRow,
  slow: { readonly rows: readonly GateRow[] } | undefined,
  run: AnalysedRun,
): boolean =>
  ((isOfChecks(row) || (row.part === 'validity' && row.check === 'checks')) && !isToldByFailures(run)) ||
  slow?.rows.includes(row) === true;

/** A limit is looked for with so many times as many users as have shown none. */
const BEYOND = 2;

/** The most virtual users that worked at once; of a script that brings its own options, as many as it started. */
const mostVus = (run: AnalysedRun): number =>
  run.measured.metrics.find(({ name }) => name === 'vus')?.values.max ?? allocatedVus(run.planned);

function limitStep(runs: readonly AnalysedRun[]): Step[] {
  const shown = runs.flatMap((run) =>
    foundAll(run, 'generator-limited').map(({ figures }) => ({
      run,
      perSec: figures.shownPerSec,
      isMean: mostPerSec(run) === undefined,
    })),
  );
  const sorted = shown.toSorted((a, b) => b.perSec - a.perSec);
  return some(
    shown.map(({ run }) => run),
    (own) => ({ kind: 'limit', runs: own, shown: sorted, vus: BEYOND * mostOf(own.map(mostVus)) }),
  );
}

function levelsStep(runs: readonly AnalysedRun[]): Step[] {
  const [first] = runs.flatMap((run) => foundAll(run, 'saturation-point').map(({ figures }) => ({ run, figures })));
  if (!first) return [];
  const { advisedVus: vus, knee, isGoalOpen } = first.figures;
  return [{ kind: 'levels', run: first.run, vus, knee, isGoalOpen }];
}

/** So many times as many users are two levels more of a test that doubles them. */
const HIGHER = 4;

/** A test of levels that did not come to the limit which it was made for. */
function higherStep(runs: readonly AnalysedRun[]): Step[] {
  const run = runs.find((one) => mostCarried(one)?.isGrowing === true);
  return run ? [{ kind: 'higher', run, times: HIGHER }] : [];
}

/** True for a run that nothing judges: neither a threshold nor a service level, also where it is no measurement. */
const hasNoGoals = ({ verdict }: AnalysedRun): boolean =>
  verdict.rows.some(({ reason }) => reason?.kind === 'no-goals');

function goalsStep(runs: readonly AnalysedRun[]): Step[] {
  const own = runs.filter(hasNoGoals);
  const each = own.map((run) => goalExamples(run));
  const byMetric = new Map(each.flat().map((one) => [one.metric, one]));
  // Of several runs some by HTTP, service levels judge all.
  const examples = each.every((one) => one.length > 0) ? [...byMetric.values()] : [];
  const isForNext = own.every(({ verdict }) => verdict.kind !== 'no-goal');
  return some(own, (all) => ({ kind: 'goals' as const, runs: all, examples, isForNext }));
}

/** The load generator was late, whatever the verdict is: what it measured then is its own. */
const wasLate = (run: AnalysedRun): boolean => found(run, 'generator-late') !== undefined;

/** No measurement for the sake of the machine that made the load alone: the step that gives it room says so. */
const isOfMachine = ({ verdict }: AnalysedRun): boolean =>
  verdict.kind === 'invalid' &&
  verdict.rows.filter((row) => weightOf(row) === 'invalid').every((row) => isOfGeneratorRow(row));

/** What was measured is the machine's that made the load, or may be: it is measured with one that has room. */
const needsRoom = (run: AnalysedRun): boolean =>
  !run.record?.interrupted && (generatorDoubt(run, run.verdict.rows) !== undefined || isOfMachine(run));

/** Nothing is to be concluded of the system before that. */
const isOfGeneratorFirst = (run: AnalysedRun): boolean => wasLate(run) || isOfMachine(run);

/** Signs that a run measured more than the system: what later ones are compared with is free of them. */
const DISTURBED = ['generator-late', 'other-runs', 'slow-vu-start', 'clock-set', 'clock-back'] as const;

/** Share of the iterations that k6 could not start. */
const droppedShare = ({ measured: { total } }: AnalysedRun): number =>
  (total.droppedIterations ?? 0) / Math.max(1, (total.iterations ?? 0) + (total.droppedIterations ?? 0));

/** A pass without reservation of a measurement that nothing disturbed, and of a server that stayed as it was. */
const isUndisturbed = (run: AnalysedRun): boolean =>
  run.verdict.kind === 'pass' &&
  run.verdict.reservations.length === 0 &&
  run.findings.every(({ id }) => FINDINGS[id].about !== 'input') &&
  patternOf(run) === undefined &&
  // What was dropped at a load that the system carried was held up by something else.
  droppedShare(run) <= LIMITS.planTolerance &&
  DISTURBED.every((id) => found(run, id) === undefined);

/** What to do next, the most valuable first, in at most `MOST_NEXT_STEPS` rows: mends of the same runs are one. */
export function nextSteps(all: readonly AnalysedRun[]): Step[] {
  const runs = worstFirst(all);
  const is = (kind: AnalysedRun['verdict']['kind']) => runs.filter(({ verdict }) => verdict.kind === kind);
  const invalid = new Set([...is('invalid'), ...is('undecided')]);
  const missing = new Set(is('slo-fail'));
  // Before anything is concluded, the plan has to run to its end.
  const stopped = [...invalid].filter(({ record }) => record?.interrupted);
  const failing = new Set(runs.filter(isFailing));
  const slow = slowRequestStep(runs);
  const pattern = patternStep(runs.filter((run) => !invalid.has(run) && run !== slow?.run));
  const missed = (run: AnalysedRun) =>
    run.verdict.rows.filter((row) => weightOf(row) === 'slo-fail' && !isToldApart(row, slow, run));
  const goalsOf = (run: AnalysedRun) => new Set([...run.verdict.rows.filter(isOfAllRequests), ...missed(run)]);
  const peak = peakSteps(runs);
  const steps = [
    ...some(stopped, (own) => ({ kind: 'again', runs: own, rows: own.flatMap(missed) })),
    ...some([...failing], (own) => ({
      ...{ kind: 'failures', runs: own, rows: own.flatMap((run) => [...goalsOf(run)]) },
      statuses: own.every(wrongRequests) ? [...new Set(own.flatMap((run) => wrongRequests(run) ?? []))] : undefined,
      limit: own[0] && own.length === 1 ? rateLimit(own[0]) : undefined,
    })),
    ...checksStep(runs),
    // Before anything is concluded of the server.
    ...some(runs.filter(needsRoom), (own) => ({
      ...{ kind: 'on-time', runs: own, rows: own.flatMap(missed) },
      isBusy: own.every((run) => !isOfGeneratorFirst(run)),
    })),
    ...(slow ? [{ ...slow, rows: [...new Set([...slow.rows, ...missed(slow.run)])] }] : []),
    ...(pattern ? [pattern] : []),
    ...some(
      [...invalid].filter(
        (run) => !run.record?.interrupted && !isOnlyShort(run) && !isOfCeiling(run) && !isOfMachine(run),
      ),
      (own) => ({ kind: 'again', runs: own, rows: own.flatMap(missed) }),
    ),
    ...longerStep(runs.filter((run) => !found(run, 'target-lost') && run.verdict.kind !== 'invalid')),
    ...moreVusStep(runs),
    ...keysStep(runs),
    ...serverMetricsStep(runs),
    ...some(
      // To mend its slowest request is to test a run again.
      [...missing].filter(
        (run) =>
          !failing.has(run) &&
          !isOfGeneratorFirst(run) &&
          run !== slow?.run &&
          run !== pattern?.run &&
          missed(run).length > 0,
      ),
      (own) => ({ kind: 'retest', runs: own }),
    ),
    ...levelsStep(runs),
    ...higherStep(is('pass')),
    ...peak.now,
    // Of what failed, or missed its goals, nobody asks how much more it carries.
    ...limitStep(
      runs.filter(
        (run) => !failing.has(run) && !missing.has(run) && !invalid.has(run) && !wasLate(run) && !patternOf(run),
      ),
    ),
    ...peak.after,
    ...goalsStep(runs),
  ] satisfies Step[];
  // Whatever buha runs again keeps its samples: then this is no step of its own.
  const isRunAgain = (run: AnalysedRun) =>
    run.record !== undefined || (hasNoGoals(run) && goalExamples(run).length > 0);
  const lacking = runs.filter((run) => found(run, 'no-raw-samples') && (steps.length === 0 || !isRunAgain(run)));
  const samples = some(lacking, (own) => ({ kind: 'samples' as const, runs: own }));
  const isClean = runs.length > 0 && runs.every(isUndisturbed);
  const isBaseline = isClean && runs.every((run) => run.record && !isTestOfLevels(run));
  // Nothing tells how requests failed before there are samples.
  const isBlind = lacking.some((run) => isFailing(run) && found(run, 'errors-present')?.figures.answers.length === 0);
  const first = isBlind ? [...samples, ...steps] : [...steps, ...samples];
  const told = [...first, ...(isBaseline ? [{ kind: 'baseline' as const, runs }] : [])];
  return stepGroups(told).slice(0, MOST_NEXT_STEPS).flat();
}
