import type { TestDataKey } from '../../../options/apis.ts';
import type { FindingFigures } from '../../model/finding.ts';
import type { LevelFigures, LevelsCompared, RampCompared } from '../../model/finding-figures.ts';
import { isConstant, type PlannedScenario } from '../../model/plan.ts';
import type { Capacity, Saturated, Slowness } from '../../model/slowness.ts';
import { about, aboutShare, count, level, ranShare, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { document as ko, LimitTold } from '../ko/document.ts';
import type { Lanes } from '../ko/document-steps.ts';
import { between, steps } from './document-steps.ts';
import { answersText, failedRequestsText } from './findings-answers.ts';
import { metricAction, supposedShort, turned } from './findings-metrics.ts';
import { iterationsPerSec, iterationsText, vusText } from './load.ts';
import { chosenTime as limit, time, multiple as times } from './times.ts';

const KEYS: Readonly<Record<TestDataKey, string>> = { users: 'user', products: 'product' };
const keyNoun = (kind: TestDataKey | undefined) => (kind === undefined ? 'key' : KEYS[kind]);
const keyCount = (keys: number, kind: TestDataKey | undefined) =>
  `${count(keys)} ${keyNoun(kind)}${keys === 1 ? '' : 's'}`;

function list(titles: readonly string[]): string {
  const last = titles.at(-1) ?? '';
  return titles.length < 2 ? last : `${titles.slice(0, -1).join(', ')} and ${last}`;
}

function shares(from: number, to: number): string {
  const [low, high] = [ranShare(from), ranShare(to)];
  return low === high ? low : `${low.replace('%', '')}–${high}`;
}

const perSec = ({ fromPerSec, toPerSec }: Capacity) => {
  const [from, to] = [about(fromPerSec), about(toPerSec)];
  return from === to ? from : `${from}–${to}`;
};
const capacity = (most: Capacity) => `about ${perSec(most)} per second`;

const peak = (plan: PlannedScenario, most: number | undefined) => {
  if (plan.model === 'iterations') return iterationsText(plan.iterations);
  const upTo = isConstant(plan) ? '' : 'up to ';
  return plan.model === 'open' ? `${upTo}${level(most ?? 0)} per second` : `${upTo}${vusText(most ?? 0)}`;
};

const heldText = ({ model, level: held }: Pick<LevelFigures, 'model' | 'level'>) =>
  model === 'open' ? `${level(held)} per second` : vusText(held);
const levelText = (figures: LevelFigures) =>
  `${figures.model === 'open' ? 'a planned ' : ''}${heldText(figures)} (about ${about(figures.perSec)} requests per second)`;

const atLevel = (held: Pick<LevelFigures, 'model' | 'level'>) =>
  `${held.model === 'open' ? 'at a planned ' : 'with '}${heldText(held)}`;

function goalLevel({ limitMs, met, missed }: FindingFigures['goal-throughput']): string {
  const goal = `the p95 goal (${limit(limitMs)})`;
  if (!met) return `Even the lowest level, ${missed ? levelText(missed) : ''}, missed ${goal}.`;
  const best = `The highest load that met ${goal} was ${levelText(met)}`;
  if (!missed) return `${best}; nothing higher was tested.`;
  const next = heldText(missed);
  return missed.because === 'not-delivered'
    ? `${best}. The next level (${next}) was not delivered in full, so it cannot be judged.`
    : `${best}; the next level (${next}) missed it.`;
}

const raised = ({ model, from, to }: LevelsCompared) =>
  model === 'open'
    ? `Raising the arrival rate from ${level(from)} to ${level(to)} per second`
    : `Going from ${count(from)} to ${count(to)} VUs`;

/** `hardly raised throughput, from 307 to 316 per second`. */
function changed({ fromPerSec, toPerSec, isStill }: LevelsCompared): string {
  const [from, to] = [shortRate(fromPerSec), shortRate(toPerSec)];
  if (from === to) return `left throughput at ${from} per second`;
  const change = `from ${from} to ${to} per second`;
  if (toPerSec < fromPerSec) return `did not raise throughput: it went ${change}`;
  return isStill
    ? `hardly raised throughput, ${change}`
    : `raised throughput by less than the load, ${change}, and made answers slower`;
}

/** `While the planned rate rose from 106 to 198 per second`. */
const rose = ({ model, from, to }: RampCompared) =>
  `While the ${model === 'open' ? 'planned rate' : 'load'} rose from ${count(from)} to ${model === 'open' ? `${count(to)} per second` : `${count(to)} VUs`}`;

const stretched = (stretch: number) =>
  `an iteration took about ${about(stretch)} times as long as on an idle server (taken from the fastest response).`;

/** Whose figures follow, where one kind of requests alone waited. */
const onlyOf = ({ only }: Saturated) =>
  only === undefined
    ? ''
    : `Only ${code(only)} became slow, all other requests stayed as quick as they were (the figures are those of ${code(only)}). `;

function stopped(saturated: Saturated, most: Capacity | undefined): string {
  const { levels, overrun, ramp, stretch } = saturated;
  if (levels) return `${onlyOf(saturated)}${raised(levels)} ${changed(levels)}.`;
  if (!most)
    return `On average ${stretched(stretch)} At which throughput the server reached its limit, load that only rose and fell does not show.`;
  if (ramp)
    return `${rose(ramp)}, throughput stayed at ${capacity(most)}, and answers came to take about ${about(ramp.slowMs / ramp.quickMs)} times as long as at low load.`;
  if (overrun)
    return `${count(overrun.rate)} iterations per second were planned, but throughput levelled off at ${capacity(most)}, and answers took about ${about(overrun.medMs / overrun.quickMs)} times as long as in the quickest second.`;
  return `Throughput was ${capacity(most)} on average, and ${stretched(stretch)}`;
}

function cause(slowness: Slowness, lanes?: Lanes): string {
  switch (slowness.kind) {
    case 'lanes': {
      const { basis, keys, lanes: own, only } = slowness.lanes;
      const served = `${basis === 'least' ? 'At least about' : 'About'} ${between(lanes ?? { from: own, to: own })} requests seem to have been served at a time`;
      const others =
        only === undefined
          ? 'a connection pool, worker threads or CPU cores of about that number, or a slow query that every request passes'
          : 'a connection pool of about that number or a slow query that only these requests use';
      if (!keys)
        return `${served}. Candidates: ${own < 2 ? 'a single lock' : 'a lock around a part of the request'}, ${others}.`;
      const noun = keyNoun(keys.keyKind);
      const number = `the number of test ${noun}s (${count(keys.keys)}${keys.assumed ? ' assumed' : ''})`;
      return `${served}, ${basis === 'keys' ? `about ${number}` : `which ${number} could explain`}. Candidates: a lock per ${noun}, ${others}.`;
    }
    case 'cpu-bound':
      return `Meanwhile the server's CPU was ${aboutShare(slowness.cpuRatio)} busy on average.`;
    case 'cpu-idle':
      return `Meanwhile the server's CPU was only ${aboutShare(slowness.cpuRatio)} busy on average, so requests seem to have waited for something other than the CPU.`;
    case 'server-metric':
      return supposedShort(slowness.metric);
    case 'saturated':
      return 'The server seems unable to serve more, and requests waited their turn.';
  }
}

const waiting =
  'Find the resource where requests queue (locks, connection pool, worker threads, slow queries) and enlarge it, or shorten the time a request holds it. Halving that time at most doubles the throughput.';

function action(slowness: Slowness, step: number | undefined): string {
  const first = step === undefined ? '' : `Confirm the cause with next step ${count(step)}. `;
  switch (slowness.kind) {
    case 'lanes': {
      const { keys } = slowness.lanes;
      if (!keys) return `${first}${waiting}`;
      return `${first}If requests of one ${keyNoun(keys.keyKind)} do run one at a time, move external calls and reads out of the lock, or replace the lock with a conditional \`UPDATE\`.`;
    }
    case 'cpu-bound':
      return 'Find the code that costs most per request with a CPU profiler and make it cheaper, then add cores or servers. Halving the CPU time per request at most doubles the throughput.';
    case 'server-metric':
      return metricAction(slowness.metric);
    case 'cpu-idle':
    case 'saturated':
      return `${first}${waiting}`;
  }
}

/** Titles of scenarios have an article of their own: "the peak load". */
const bare = (title: string) => title.replace(/^the /, '');
const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
const alone = (title: string) => capital(bare(title));

/** A title within a sentence: `the peak load`. */
const inner = (title: string) => `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`;

/** `limit 18.3%, ran 17.8%`. */
const limits = (each: readonly LimitTold[]): string =>
  each.map(({ reachable, ran }) => `limit ${ranShare(reachable)}, ran ${ranShare(ran)}`).join(' · ');

const many = (titles: readonly string[], one: string, several: string) => (titles.length === 1 ? one : several);

/** Verdicts of several runs behind their number. */
const MANY: Readonly<Record<string, string>> = {
  Passed: 'passed',
  'Conditional pass': 'passed conditionally',
  'Missed its goals': 'missed their goals',
  Invalid: 'invalid',
  Undecided: 'undecided',
  'No goals': 'without goals',
};

/** `isOfAll`: failed requests count as well. */
const p95Of = (within: string | undefined, isOfAll: boolean) => {
  const own = within === undefined ? 'p95' : `The p95 of ${within}`;
  return isOfAll ? `${own}, failed requests included,` : own;
};

export const document: typeof ko = {
  inLanguage: ['--lang', 'en'],
  time,
  limit,
  list,
  listOfMany: (titles, others) => list([...titles, `${count(others)} more`]),
  zones: {},
  parts: ({ isSeveral, isBrief }) => [
    '1. Summary',
    '2. Load and environment',
    ...(isSeveral ? ['3. Results by API'] : []),
    `${isSeveral ? 4 : 3}. Notes on the measurement`,
    ...(isBrief ? [] : ['Appendix A.1 Options and stages']),
  ],
  alone,
  until: '–',
  untold: 'unknown',
  sameMachine: 'on the load generator’s machine',
  shop: 'Built-in mock shop (**not a real system**)',
  tool: (version) => (version === undefined ? 'k6' : `k6 ${version}`),
  loadPart: ({ name, plan, most }) => `${bare(name)} (${peak(plan, most)})`,
  announcedPart: ({ name, executor, vus, perSec, iterations }) => {
    const upTo = executor.startsWith('ramping') ? 'up to ' : '';
    if (perSec !== undefined) return `${code(name)} (${upTo}${level(perSec)} per second)`;
    if (iterations === undefined) return `${code(name)} (${upTo}${vusText(vus ?? 0)})`;
    return `${code(name)} (${iterationsText(iterations)}${executor === 'per-vu-iterations' ? ' each' : ''})`;
  },
  announced: ({ name, executor, vus, perSec, iterations, durationMs, stages, startMs }) => {
    const time = durationMs === undefined ? '' : limit(durationMs);
    const length =
      stages === undefined ? `held for ${time}` : `${count(stages)} ${stages === 1 ? 'stage' : 'stages'} in ${time}`;
    const upTo = stages === undefined ? '' : 'up to ';
    const text =
      iterations !== undefined
        ? executor === 'per-vu-iterations'
          ? `${iterationsText(iterations)} by ${vus === 1 ? '' : 'each of '}${vusText(vus ?? 0)}`
          : `${iterationsText(iterations)} shared by ${vusText(vus ?? 0)}`
        : perSec === undefined
          ? `${upTo}${vusText(vus ?? 0)}, ${length}`
          : `${upTo}${iterationsPerSec(perSec)}, ${length}${vus === undefined ? '' : `, up to ${vusText(vus)}`}`;
    return `${code(name)}: ${text}${startMs ? `, starts after ${limit(startMs)}` : ''}`;
  },
  onlyAnnounced:
    'That is as much of the plan as k6 prints, so no delivered share was computed (state the whole plan with `--profile` or `--options`).',
  title: (titles) => (/load test$/i.test(titles) ? `${titles} report` : `Load test report: ${titles}`),
  severalTitles: (apis) => `${count(apis)} APIs`,
  heading: (number, title, verdict) => `3.${number} ${title} — ${verdict}`,
  tally: (parts) => parts.map(({ verdict, runs }) => `${count(runs)} ${MANY[verdict] ?? verdict}`).join(', '),
  missed: (misses, more) =>
    `p95 is ${list(misses.map(({ title, multiple }, at) => `${times(multiple)}${at === 0 ? ' its goal' : ''} (${title})`))}.${more > 0 ? ` There are ${count(more)} more.` : ''}`,
  missedOne: ({ within, actualMs, limitMs, multiple, isOfAll }) =>
    `${p95Of(within, isOfAll)} is ${time(actualMs)}, ${times(multiple)} its goal (${limit(limitMs)}).`,
  over: ({ within, actualMs, limitMs, isOfAll }) =>
    `${p95Of(within, isOfAll)} is ${time(actualMs)}, above its goal (${limit(limitMs)}).`,
  missedOther: (title, goal, actual, bound) =>
    `${title === undefined ? '' : `${title}: `}${goal} is ${actual}, which misses its goal (${bound}).`,
  missedSome: (goals) => `${goals === 1 ? 'One goal was' : `${count(goals)} goals were`} missed.`,
  unmet: (what, actual, bound) => `${what}: ${actual}, and a valid measurement needs ${bound}.`,
  tooShort: (bound) => `It did not run to its end (length needed: ${bound}).`,
  broken: (what, actual, reason) => `${what}${actual === undefined ? '' : ` ${actual}`}: ${reason}`,
  unjudgedFailures: ({ failing, more, isOfNoGoal }) => {
    const unjudged = isOfNoGoal ? '' : ' (there is no goal for failures)';
    const [only] = failing;
    return only && only.title === undefined
      ? `${only.ratio === 1 ? 'Every request' : `${aboutShare(only.ratio)} of the requests`} failed${unjudged}.`
      : `Requests failed: ${list([...failing.map(({ title, ratio }) => `${title} ${aboutShare(ratio)}`), ...(more > 0 ? [`${count(more)} more`] : [])])}${unjudged}.`;
  },
  metGoal: (what, actual, bound) => `${what} ${actual} (goal ${bound})`,
  met: ({ runs, of, isPartial, goals }) => {
    const load = isPartial ? ' under the load that ran' : '';
    return of === 1
      ? `The goals were met${load}${goals.length === 0 ? '' : `: ${goals.join(', ')}`}.`
      : `${runs < of ? (runs === 1 ? 'The other one' : `The other ${count(runs)}`) : of === 2 ? 'Both' : `All ${count(of)}`} met ${runs < of && runs === 1 ? 'its' : 'their'} goals${load}.`;
  },
  partly: ({ scenario, runs, of, from, to }) =>
    of === 1
      ? `Only ${shares(from, to)} of ${scenario} ran.`
      : `${capital(scenario)} ran **only in part** for ${runs === of ? `all ${count(of)}` : `${count(runs)} of ${count(of)}`} (${shares(from, to)} of the plan).`,
  untilTested: 'A pass is conditional until the rest is tested.',
  conditions: (each) =>
    `What passes are subject to: ${each.map(({ title, texts }) => `${title} (${texts.join(', ')})`).join(', ')}.`,
  doubts: (each) =>
    `Measured in part by a late load generator: ${each.map(({ title, texts }) => `${title} (${texts.join(', ')})`).join(', ')}.`,
  most: ({ model, level: held, perSec: highest, isGrowing }) =>
    isGrowing
      ? `Throughput grew with the load up to the highest level (${heldText({ model, level: held })}), to about ${about(highest)} per second: where it stops growing lies beyond what was tested.`
      : `${capital(atLevel({ model, level: held }))} throughput was highest, about ${about(highest)} per second.`,
  noKnee: 'From which level on it no longer grows cannot be told from these levels.',
  knee: ({ from, to }) => `Throughput seems to stop growing between ${count(from)} and ${count(to)} VUs.`,
  goalLevel,
  onlyLoad: 'Load',
  wholeRun: 'Total',
  delivered: 'ran',
  partlyDelivered: (ratio) => `only ${ranShare(ratio)} ran`,
  limitMark: (rate) => `${rate} (limit)`,
  saturatedMark: (rate) => `${rate} (seems saturated)`,
  offeredMark: (rate) => `${rate} (all sent)`,
  mostMark: (rate) => `${rate} (highest)`,
  p95Cell: ({ p95, goal, within, isOfAll }) =>
    `${within === undefined ? '' : `[${bare(within)}] `}${p95}${isOfAll ? ' [failures included]' : ''}${goal === undefined ? '' : ` (${goal})`}`,
  stopped,
  checksAction: (step) => `Step ${count(step)} of the next steps looks into the failed checks.`,
  turned,
  stoppedEach: (each) =>
    `Average throughput: ${each.map(({ title, most }) => `${title} at ${capacity(most)}`).join(', ')}. An iteration took about ${list(each.map(({ stretch }) => about(stretch)))} times as long as on an idle server (taken from the fastest response)${each.length > 1 ? ', respectively' : ''}.`,
  seemsSaturated: 'That looks like saturation.',
  cause,
  action,
  capacity,
  whySlow: (titles) => (titles === undefined ? 'Why it is slow' : `Why it is slow (${titles})`),
  whyNoMore: (titles) => (titles === undefined ? 'Why it serves no more' : `Why it serves no more (${titles})`),
  whyFailed: (titles) => (titles === undefined ? 'Why requests failed' : `Why requests failed (${titles})`),
  failedUnknown: 'Cannot be told: a summary holds neither the status codes nor the times of failures. Raw samples do.',
  slowInside: 'Only a trace on the server tells why that request is slow.',
  slowUnknown: (hasSamples) =>
    `These results alone do not tell: ${hasSamples ? 'server metrics' : 'server metrics or raw samples'} are needed.`,
  late: (lateSec, ofSec, isMissedAnyway) =>
    `The load generator (k6) did not keep time for ${count(lateSec)} of ${count(ofSec)} s.${isMissedAnyway ? ' Without those seconds goals are missed all the same.' : ''}`,
  lateCpu: (cpuShare) => `k6 used ${aboutShare(cpuShare)} of the CPU it may use.`,
  busyDoubt: (cpuShare, measured, estimated) =>
    `The load generator’s machine was ${aboutShare(cpuShare)} busy on average (other processes on it included). ${measured} A late load generator may have made response times longer than in reality: measure again on a machine with CPU to spare before looking for causes in the server. ${estimated}`,
  lateDoubt:
    'Response times may hold the lateness of the load generator itself: measure again with one that keeps time before looking for causes in the server.',
  ceiling: ({ scenario, basis, maxVus, from, to }) =>
    `With ${count(maxVus)} maxVUs ${code(scenario)} can send only ${shares(from, to)} of its plan, ${basis === 'idle' ? 'even to a server as fast as when idle' : 'if an iteration takes as long as it did'} (computed as VUs ÷ length of an iteration).`,
  untested: {
    server: (titles) => `${titles}: slow responses kept the VUs busy, so less ran than could have been sent.`,
    'vu-start': (titles) => `${titles}: VUs were not ready in time, and iterations were dropped.`,
    generator: (titles) => `${titles}: the load generator (k6) did not keep time, so less than planned was sent.`,
    interrupted: (titles) => `${titles}: the run did not go to its end.`,
    unknown: (titles) => `${titles}: these results alone do not tell why not all of it ran.`,
  },
  untestedLimit: {
    ceiling: (titles, each) => `${titles === '' ? 'The run' : titles} came close to that limit (${limits(each)}).`,
    'below-ceiling': (titles, each) =>
      `${titles === '' ? 'What ran' : titles} did not come up to this limit either (${limits(each)}); these results alone do not tell what made the difference.`,
  },
  untestedOne: {
    server: 'Slow responses kept the VUs busy, so less ran than could have been sent.',
    'vu-start': 'VUs were not ready in time, and iterations were dropped.',
    generator: 'The load generator (k6) did not keep time, so less than planned was sent.',
    interrupted: 'The run did not go to its end.',
    unknown: 'These results alone do not tell why not all of it ran.',
  },
  noFailures: 'No request failed.',
  failures: ({ failed, requests, ratio, answers, names, more }) =>
    `Of ${count(requests)} requests, ${count(failed)} (${aboutShare(ratio)}) failed${answers.length > 0 ? `: ${answersText(answers)}` : ''}.${failedRequestsText(names, more)}`,
  failedChecks: (checks, more, isOfFailures) =>
    `${isOfFailures ? 'As many checks failed, too' : 'Checks failed'}: ${checks.map(({ name, failed, answers, ratio }) => `${name} (${count(failed)} of ${count(answers)}, ${aboutShare(ratio)})`).join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}.`,
  goalsMet: (goals, isPartial) =>
    `${goals === 1 ? 'The goal was met' : goals === 2 ? 'Both goals were met' : `All ${count(goals)} goals were met`}${isPartial ? ' under the load that ran' : ''}.`,
  halfMissed: (medMs, within) =>
    `At least half of the requests${within === undefined ? '' : ` of ${within}`} took longer than the goal (median ${time(medMs)}).`,
  offered: (isWaiting) =>
    isWaiting
      ? 'This throughput seems to be the load that was offered. Requests waited all the same, so the system may have been saturated where the load was highest.'
      : 'This throughput is the load that was offered; the limit of the system seems to be higher.',
  waiting: ({ inFlight, level: held }) =>
    `${held === undefined ? 'On' : `${held.model === 'open' ? `At ${level(held.level)} arrivals per second` : `With ${vusText(held.level)}`}, on`} average about ${about(inFlight)} requests were in flight.`,
  vusNeeded: ({ scenario, rate, as, least }) => {
    const all = `Sending all of ${scenario}${rate === undefined ? '' : ` (${level(rate)} per second)`} takes `;
    const ofAll = (needs: typeof as) =>
      list(needs.map(({ vus, titles }) => `about ${vus} VUs${titles === '' ? '' : ` (${titles})`}`));
    const idle = `${ofAll(least)} even without saturation and with every response as fast as the fastest.`;
    return as.length === 0
      ? `${all}at least ${idle}`
      : `${all}${ofAll(as)}, with iterations as long as in this run${least.length === 0 ? '.' : `, and at least ${idle}`}`;
  },
  beyondCapacity: (rate, each) =>
    `${level(rate)} per second is ${list(each.map(({ title, times: multiple }) => `about ${about(multiple)} times${title === '' ? '' : ` (${title})`}`))} the highest throughput of this run.`,
  saturatedFirst: (titles) =>
    `${titles === undefined ? 'Adding' : `For ${titles}, adding`} VUs before the saturation is fixed makes responses slower, even if more of the plan runs.`,
  same: (title) => `The same as for ${title}.`,
  columns: {
    part: 'Part',
    requests: 'Requests',
    tps: 'Throughput (TPS)',
    iterations: 'Iterations',
    iterationsPerSec: 'Iterations/s',
    med: 'Median',
    p95: 'p95',
    p99: 'p99',
    failed: 'Error rate',
  },
  levelColumn: (shown, held) => (shown === held ? 'Load level' : `Load level (${count(shown)} of ${count(held)})`),
  ofSuccesses: (column) => `${column} (successes)`,
  ofAll: (column) => `${column} (failures included)`,
  wholeWithGoal: (goal) => `Total (goal p95 ${goal})`,
  goalNote: (goal) => `goal p95 ${goal}`,
  scenarioRow: ({ title, name, notes }) =>
    `${title === name ? '' : `${alone(title)} `}${name}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`,
  peakNote: peak,
  deliveredNote: (ratio) => `${ranShare(ratio)} of the plan ran`,
  moreParts: (kind, parts) => `${count(parts)} more${kind === 'group' ? ' groups' : ''}`,
  groupPrefix: 'group ',
  setupRow: 'setup(), teardown()',
  outsideGroups: 'outside of groups',
  levelRow: (model, held) => heldText({ model, level: held }),
  plan: ({ title, name, plan, stages }) => {
    const head = `${title === name ? '' : `${alone(title)} `}${name}`;
    if (plan.model === 'iterations') return `${head}: ${vusText(plan.vus)}, ${iterationsText(plan.iterations)}`;
    return plan.model === 'open'
      ? `${head}: iterations per second ${stages}, up to ${vusText(plan.maxVus)}`
      : `${head}: ${isConstant(plan) ? '' : 'VUs '}${stages}`;
  },
  constant: (held, duration) => `${held}, held for ${duration}`,
  reached: (held, duration) => `${held} (${duration})`,
  held: (duration) => `hold (${duration})`,
  moreStages: (stages, brief) => ` → ${count(stages)} more stages${brief ? '' : ' (appendix A.1)'}`,
  startsAt: (duration) => `, starts after ${duration}`,
  dropsUntold: ({ scenario, dropped, atMost }) =>
    `${scenario === undefined ? '' : `In ${code(scenario)}, `}${iterationsText(dropped)} never started, so at most ${aboutShare(atMost)} of the planned load ran. [confirmed]`,
  noPlan: 'The planned load is unknown, so no delivered share was computed (state it with `--profile` or `--options`).',
  purpose: (purposes) => `Purpose: ${purposes.join(' ')}`,
  goals: (groups) =>
    `Goals: ${groups.map(({ goals, titles }) => `${goals}${titles === undefined ? '' : ` (${titles})`}`).join(' · ')}`,
  notCollected: 'Server metrics not collected: CPU, connection pool, lock waits.',
  environment: {
    target: 'Target',
    generator: 'Load generator',
    testData: 'Test data',
    notCollected: { name: 'Server metrics', value: 'not collected (CPU, connection pool, lock waits)' },
  },
  forTitles: (name, titles) => (titles === undefined ? name : `${name} (${titles})`),
  noRecord: 'There is no record of the run (`run.json`), so the test environment is unknown.',
  notes: {
    levels: 'Figures of a level leave out the first quarter of the time for which it was held.',
    mixed: (scenarios, titles) =>
      `Median and p95${titles === undefined ? '' : ` of ${titles}`} mix the requests of ${list(scenarios.map(inner))} and cannot be read as the response times of either.`,
    uneven: (titles, where) =>
      `The p95${titles === undefined ? '' : ` of ${titles}`} mixes requests of quiet and of busy time${where === 'lost' ? ', so it may be longer where the load was highest (without raw samples they cannot be told apart).' : `; what it was on each level stands in ${where === 'appendix' ? 'the table of stages in appendix A.2' : 'the whole report'}.`}`,
  },
  caveats: {
    closed: (scenarios) =>
      `${list(scenarios.map((name) => code(name)))} ${many(scenarios, 'sends', 'send')} the next request only after the response to the one before (closed model): where the server slows down, fewer requests are sent.`,
    dropped: (scenarios) =>
      `Iterations ${scenarios.length === 0 ? '' : `of ${scenarios.map((name) => code(name)).join(', ')} `}that could not start never became requests, so no response time includes them.`,
    skewed: (picked, kinds) => {
      const from = picked.map(
        ({ keys, keyKind, only }) =>
          `${keyCount(keys, keyKind)}${only === undefined ? '' : only === 'read' ? ' (reads)' : ' (writes)'}`,
      );
      const assumed = picked.some((one) => one.assumed) ? ' (default test data assumed)' : '';
      const effects = [
        ...(kinds.has('write') ? ['writes slower'] : []),
        ...(kinds.has('read') ? ['reads faster (if the system has a cache)'] : []),
      ];
      return `Requests went to ${list(from)} only${assumed}, which may have made ${effects.length > 0 ? list(effects) : 'them other'} than in reality. [inferred]`;
    },
    oneRun: 'Every figure comes from one run, so the variation between runs is unknown.',
    busyMachine: (cpuShare) =>
      `The load generator’s machine was ${aboutShare(cpuShare)} busy on average (other processes on it included), which may have made response times longer than in reality. [inferred]`,
    sameMachine: 'Load generator and target shared the CPU of one machine.',
    drain:
      'Rates per second are averaged over the whole run, the time before and after the load included, and are lower than the throughput under load.',
    more: (notes, brief) =>
      `${notes === 1 ? '1 more note stands' : `${count(notes)} more notes stand`} in ${brief ? 'the whole report' : 'appendix A.3'}.`,
  },
  again: {
    report: (command) =>
      `Every performance figure is computed from the output of k6.${command === undefined ? '' : ` Make this report: ${command}`}`,
    load: (command, isAsked) =>
      `Send the same load${isAsked ? ' (put the address of the tested system into `BASE_URL`)' : ''}: ${command}`,
  },
  steps,
};
