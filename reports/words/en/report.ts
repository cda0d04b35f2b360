import { metricAndPart, partName } from '../../model/part.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import { aboutShare, count, ranShare, span, vuSeconds } from '../../text/format.ts';
import { code, plain } from '../../text/markdown-text.ts';
import { known, withDetail } from '../amount.ts';
import type { words as ko } from '../ko/report.ts';
import { apartText } from './answers-apart.ts';
import { endedByText, exitText } from './exit.ts';
import { findings } from './findings.ts';
import { k6ErrorName } from './k6-error-codes.ts';
import { iterationsText, vusText } from './load.ts';
import { merge } from './merge.ts';
import { partPrefix } from './parts.ts';
import { profilePurposes } from './purposes.ts';
import { chosenTime, time } from './times.ts';

const closed = 'A user waits for the answer before sending the next request.';
const dropped = 'When all VUs are busy, an iteration cannot start and is dropped.';

const reserve = ({ preAllocatedVus, maxVus }: { preAllocatedVus: number; maxVus: number }) =>
  preAllocatedVus === maxVus
    ? `${count(maxVus)} VUs stand ready, and no more are started.`
    : `${count(preAllocatedVus)} VUs stand ready, at most ${count(maxVus)} are used.`;

function executor(plan: PlannedScenario): string {
  switch (plan.executor) {
    case 'ramping-vus':
      return `The number of virtual users (VUs) rises and falls in stages. ${closed}`;
    case 'constant-vus':
      return `A fixed number of virtual users (VUs) is kept. ${closed}`;
    case 'ramping-arrival-rate':
      return `The iterations started per second change in stages, whatever the response times are. ${reserve(plan)} ${dropped}`;
    case 'constant-arrival-rate':
      return `The iterations started per second are constant, whatever the response times are. ${reserve(plan)} ${dropped}`;
    case 'shared-iterations':
      return `${count(plan.vus)} virtual ${plan.vus === 1 ? 'user (VU) shares' : 'users (VUs) share'} ${iterationsText(plan.iterations)} (at most ${span(plan.durationMs)}).`;
    case 'per-vu-iterations':
      return `${count(plan.vus)} virtual ${plan.vus === 1 ? 'user (VU) runs' : 'users (VUs) run'} ${iterationsText(plan.iterations)} in all (at most ${span(plan.durationMs)}).`;
  }
}

const level = (plan: PlannedScenario, value: number) => (plan.model === 'open' ? `${count(value)}/s` : vusText(value));

const times = (number: number) => (number === 1 ? 'once' : `${count(number)} times`);

const VITALS = {
  lcp: 'LCP, largest content shown',
  inp: 'INP, reaction to input',
  cls: 'CLS, shift of the layout',
  fcp: 'FCP, first content shown',
  ttfb: 'TTFB, first byte',
  fid: 'FID, delay of the first input',
} as const;

const PROTOCOLS = { http: 'HTTP', grpc: 'gRPC', ws: 'WebSocket', browser: 'Browser' } as const;

/** How much of a plan ran before it was interrupted. */
function ranPart(ranMs: number | undefined, plannedMs: number): string {
  if (ranMs === undefined || plannedMs === 0) return 'The planned run was not completed';
  const planned = chosenTime(plannedMs);
  return ranMs < plannedMs
    ? `Only ${time(ranMs)} of the planned ${planned} ran (${aboutShare(ranMs / plannedMs)})`
    : `The planned ${planned} had passed, and the last iterations were cut off`;
}

export const words = {
  merge,
  missing: 'none',
  unknown: 'unknown',
  amounts: {
    requests: ({ total, perSec }) =>
      known(perSec && `${perSec} requests per second`, total && `${total}${perSec ? '' : ' requests'} in total`).join(
        ', ',
      ),
    iterations: ({ total, perSec }) =>
      known(
        perSec && `${perSec} iterations per second`,
        total && `${total}${perSec ? '' : ' iterations'} in total`,
      ).join(', '),
    data: ({ total, perSec, perRequest, isAbout }) =>
      withDetail(
        total ?? '',
        known(perSec && `${perSec} per second`, perRequest && `${isAbout ? 'about ' : ''}${perRequest} per request`),
      ),
  },
  infinite: 'recorded as null, Infinity or NaN, which is no figure',
  verdict: {
    pass: 'Passed',
    'slo-fail': 'Missed its goals',
    invalid: 'Invalid',
    undecided: 'Undecided',
    'no-goal': 'No goals',
  },
  withoutPlan: (verdict) => `${verdict}, no plan known`,
  conditional: 'Conditional pass',
  reservation: (reservation) => {
    switch (reservation.kind) {
      case 'not-delivered':
        return `only ${ranShare(reservation.ratio)} of ${reservation.scenario} ran`;
      case 'dropped':
        return `${iterationsText(reservation.dropped)} never started, at most ${aboutShare(reservation.atMost)} of the plan ran`;
      case 'checks-failed': {
        const { check, ratio, checks } = reservation;
        return `failed check: ${check} ${aboutShare(ratio)}${checks > 1 ? ` and ${count(checks - 1)} more` : ''}`;
      }
      case 'rejected':
        return `${aboutShare(reservation.ratio)} rejected`;
      case 'generator-late':
        return `load generator late for ${count(reservation.seconds)} s`;
    }
  },
  busyGenerator: (cpuShare) => `load generator’s machine ${aboutShare(cpuShare)} busy`,
  scenarioTitle: (name) =>
    (({ load_test: 'the gradual load', peak_test: 'the peak load' }) as Readonly<Record<string, string>>)[name],
  passed: 'met',
  failed: 'missed',
  noSamples: 'cannot tell (no samples)',
  fewSamples: 'cannot tell (too few samples)',
  notMeasured: 'not judged (no figure)',
  confidence: { measured: '[confirmed]', estimated: '[inferred]' },
  apiTitle: (title) => `${plain(title)} API`,
  withOthers: (name, others) => `${name} and ${others === 1 ? '1 other' : `${count(others)} others`}`,
  reason: (kind) =>
    kind === 'read' ? 'It is a read that is called often.' : 'It changes data, which shows what concurrency costs.',
  shop: (lock) =>
    `**built-in mock shop (not a real system)** · write lock: ${lock === 'none' ? 'none (atomic SQL updates)' : 'modelled distributed lock per key'}`,
  insecure: 'certificate not checked',
  ownCa: (file) => `own certificate authority ${code(file)}`,
  untoldTarget: 'unknown (no request left its address)',
  moreHosts: (hosts, share) => `and ${count(hosts)} more${share === undefined ? '' : ` ${share}`}`,
  ofRequests: '(shares of requests)',
  namedRequests: (share, given) =>
    `requests without an address (named by the script) ${share}${given === undefined ? '' : ` (BASE_URL: ${given})`}`,
  profile: (name, scale, durationScale) =>
    [
      code(name),
      ...(scale === 1 ? [] : [`load ×${scale}`]),
      ...(durationScale === 1 ? [] : [`durations ×${durationScale}`]),
    ].join(', '),
  profilePurpose: (name) => profilePurposes[name],
  generator: ({ os, cpu, cores, memory, node }) =>
    `${plain(os)}, ${plain(cpu)}, ${count(cores)} cores, ${memory} of memory, Node.js ${plain(node)}`,
  testData: (users, products) => `${count(users)} users, ${count(products)} products`,
  cpu: ({ k6Sec, machineShare }) =>
    machineShare === undefined ? `k6 ${k6Sec}` : `k6 ${k6Sec}; machine busy ${machineShare} on average`,
  exit: exitText,
  interrupted: (ranMs, plannedMs, exit) =>
    `**Interrupted.** ${ranPart(ranMs, plannedMs)}${exit === undefined ? '' : `. Exit code of k6: ${exit}`}. The figures below reach up to there.`,
  upToAbort: (planned, whole) => `${planned} (${whole} in all)`,
  loadNotes: {
    cut: (share) =>
      `The run ended early and is compared with the plan up to there. Of the whole plan, in brackets, ${share} ran.`,
    uncounted: ({ scenario, iterations, lag, isLate, confidence }) =>
      `${scenario}: iterations not accounted for (${iterations}) are those that k6 had not come to when the time of the scenario was over${lag === undefined ? '' : ` (${lag} worth of starts at its last rate)`}${isLate ? '' : ', or that it cut off at the end'}. k6 counts them neither as run nor as dropped. ${confidence}`,
    over: 'VU·s are the lengths of iterations, so those that ended after the planned time of their user may bring it above 100%.',
  },
  incomplete: (exit) => `**The run was not completed.** k6 ended with ${exit}. The figures below reach up to there.`,
  endedEarly: (endedBy) =>
    endedBy.cause === 'unanswered'
      ? `**No request was measured.** ${endedByText(endedBy)}`
      : `**The run was ended early.** ${endedByText(endedBy)} The figures below reach up to there.`,
  answerExceptions: (number, first) =>
    `${number === 1 ? 'One iteration' : `${count(number)} iterations`} broke off over answers that could not be read: those are failures of the target.${first ? ` First: ${code(first)}` : ''}`,
  teardownException: (message) =>
    `**teardown() failed.** Everything had been measured by then, so the figures below are of the whole run: ${code(message)}`,
  summaryException: (message) =>
    `The script's handleSummary() failed. What was measured is not affected: ${code(message)}`,
  exceptions: (number, first) =>
    `The script threw an exception ${times(number)}. k6 counts such an iteration as a normal one, so fix the script before trusting the figures.${first ? ` First: ${code(first)}` : ''}`,
  think: (beforeMs, afterMs) => {
    if (beforeMs === 0 && afterMs === 0) return 'none';
    if (beforeMs === 0) return `${span(afterMs)} after the request`;
    if (afterMs === 0) return `${span(beforeMs)} before the request`;
    return `${span(beforeMs)} before and ${span(afterMs)} after the request`;
  },
  executor,
  vital: (id, metric) => `${VITALS[id]} (${metric})`,
  vitalRatings: { good: 'good', 'needs-improvement': 'needs improvement', poor: 'poor' },
  stage: (plan, { from, to, durationMs }, fromMs) => {
    const when = `${span(fromMs)}–${span(fromMs + durationMs)}`;
    return from === to
      ? `${when}: stays at ${level(plan, to)}`
      : `${when}: ${to > from ? 'rises' : 'falls'} from ${level(plan, from)} to ${level(plan, to)}`;
  },
  wholeRun: 'all',
  seconds: (from, to) => `${from}s–${to}s`,
  loadWindow: (span) => `${span}: load`,
  drainWindow: (span) => `${span}: drain`,
  steady: ({ from, to, tps, p95 }) =>
    `The planned load is unknown, so the steady state was worked out from the figures (MSER-5). ${from === '0' ? 'From the start' : `Without the first ${from} s`}, ${from} s to ${to} s, throughput is ${tps} per second and p95 ${p95}.`,
  notSteady: (seconds) =>
    `The planned load is unknown, and in half of the ${seconds} s response times had not become steady (MSER-5). Means over the whole run stand for no state of it.`,
  amount: (plan, amount) => (plan.model === 'closed' ? `${vuSeconds(amount)} VU·s` : iterationsText(amount)),
  parts: {
    request: { heading: 'Response times by request', column: 'Request' },
    group: { heading: 'Response times by group', column: 'Group' },
    tag: { heading: 'Response times by tag', column: 'Tag' },
  },
  criterion: ({ metric: whole, statistic, expression }) => {
    const { metric, part } = metricAndPart(whole);
    const of = part ? `${partPrefix(part.kind)}${code(partName(part))}: ` : '';
    const notShown = expression === '';
    const what =
      statistic === undefined ? (notShown ? 'goal' : code(expression)) : statistic.replace(/^p\(([\d.]+)\)$/, 'p$1');
    if (metric === 'http_req_failed') return `${of}${notShown ? 'Error rate goal' : 'Error rate'}`;
    if (metric === 'checks') return notShown ? 'Checks goal' : 'Share of checks that passed';
    if (metric === 'http_req_duration') return `${of}Response time ${what}`;
    if (metric === 'http_req_duration{expected_response:true}')
      return `${of}Response time ${what} of successful requests`;
    return `${code(metric)} ${what}`;
  },
  undecided: 'What was given does not fit together, so whether the goals were met was left undecided.',
  notJudged:
    'The run was interrupted or its script did not end properly, so whether the goals were met was not judged.',
  limitNotShown: '(not shown in the output)',
  criterionMissedNotShown: (what) => `${what}: missed. The output of k6 does not show the required value.`,
  criterionMissed: ({ what, actual, limit }) => `${what} was ${actual} and missed its goal (${limit}).`,
  criterionEmpty: (what) => `${what} cannot be judged: it has no samples.`,
  criterionFew: (what, samples, needed, isFailing) =>
    isFailing
      ? `${what} cannot be judged: many requests failed, and ${samples} samples are too few (it needs ${needed}).`
      : `${what} cannot be judged: ${samples} samples are too few (it needs ${needed}), and how many lie above the limit does not decide either.`,
  criterionLacking: (what) => `${what} was not judged: this input does not hold the figure.`,
  apart: apartText,
  noGoals: 'There are no goals (thresholds), so nothing was passed or failed.',
  findings,
  doubt: ({ refutedBy, rivals, caveats }) =>
    [
      `It is disproved if ${refutedBy}`,
      ...(rivals ? [`Other causes that fit: ${rivals}`] : []),
      ...(caveats ? [`To keep in mind: ${caveats}`] : []),
    ].join(' '),
  givenPlan: (profile) =>
    `This plan and its goals are not in k6's output; ${profile === undefined ? '`--options`' : code(`--profile ${profile}`)} named them when the report was made.`,
  growth: (isClosed, isOpen) =>
    [...(isClosed ? ['Scaling efficiency'] : []), ...(isOpen ? ['Iterations not started'] : [])].join(' or '),
  standardInput: 'standard input',
  unnamed: 'a script of unknown name',
  testOf: (protocol, file) => `${PROTOCOLS[protocol]} test (${file})`,
  moreChecks: (checks, failed) =>
    `${count(checks)} more checks (${failed > 0 ? `${count(failed)} of them with failures` : 'all passed'})`,
  moreMetrics: (metrics) => `${count(metrics)} more metrics`,
  moreGoals: (goals, missed) =>
    `${count(goals)} more goals (${missed > 0 ? `${count(missed)} of them not met or not judged` : 'all met'})`,
  moreMissed: (goals) => `${count(goals)} more ${goals === 1 ? 'goal was' : 'goals were'} not met.`,
  moreRows: (rows) => `${count(rows)} more`,
  noAnswer: 'no answer',
  errorCode: (errorCode, isNamed) => {
    const name = isNamed ? k6ErrorName(errorCode) : undefined;
    return name === undefined ? String(errorCode) : `${errorCode} ${name}`;
  },
  statistics: { avg: 'mean', p95: 'p95' },
  multiple: (ratio) => `${ratio}×`,
  deliveredEach: (share, parts, others) => {
    const texts = parts.map(
      ({ name, delivered, planned }) => `${name} ${delivered.replace(/ \S*$/, '')} of ${planned}`,
    );
    return `${share} (${texts.join(', ')}${others > 0 ? ` and ${count(others)} more` : ''})`;
  },
  deliveredOf: ({ share, delivered, planned }) => `${share} (${delivered.replace(/ \S*$/, '')} of ${planned})`,
  formats: {
    'handle-summary': "k6's handleSummary data",
    'summary-export': "k6's summary (--summary-export)",
    'machine-readable': "k6's summary (--new-machine-readable-summary)",
    ndjson: "k6's raw samples (NDJSON)",
    csv: "k6's raw samples (CSV)",
    text: "k6's summary text",
  },
  cutOff: 'The file ends too early; what came before was read.',
  badLines: ({ count: bad, of, first }) => `${bad} of ${of} lines could not be read (first: line ${first}).`,
  mended: {
    html: 'Signs that had become HTML (such as `&lt;`) were turned back.',
    markdown: 'Escapes of markdown (such as `\\_`) were turned back.',
    'windows-1252': 'Letters that were UTF-8 read as Windows-1252 were turned back.',
    'latin-1': 'Letters that were UTF-8 read as ISO-8859-1 were turned back.',
    cp437: 'Letters that were UTF-8 read as CP437 were turned back.',
    cp850: 'Letters that were UTF-8 read as CP850 were turned back.',
    'mac-roman': 'Letters that were UTF-8 read as MacRoman were turned back.',
    cp949: 'Signs that were UTF-8 read as CP949 were turned back; Korean letters in names are lost.',
    'in-cp949': 'The file is in CP949 and not in UTF-8, and was read so.',
    'in-windows-1252': 'The file is in Windows-1252 and not in UTF-8, and was read so.',
    'in-utf-16': 'The file is in UTF-16 without a byte order mark, and was read so.',
    octal: 'Letters whose bytes a log wrote in octal digits (`#342#234#227`) were turned back.',
    'byte-escapes':
      'Letters whose bytes were written out (`\\xe2\\x9c\\x97`, `=E2=9C=97`, `M-bM-^\\M-^W`) were turned back.',
    'lost-micro':
      'Times that lost their `µ` (`719.4s`) were told from seconds by the order of the values beside them. Those that may be either are left out.',
    'decimal-comma': 'Values have a decimal comma, and were read so.',
  },
  unread: ({ count: lines, line, text }) =>
    `Lines that could not be read: ${lines} (first: line ${line} ${code(text)}). Their figures are missing.`,
  lacks: {
    highQuantiles: (formats, missing) =>
      `${missing.map((q) => `p${q}`).join(' and ')}: not in ${formats}. Recorded with ${missing.map((q) => `\`p(${q})\``).join(' and ')} in k6's option \`summaryTrendStats\`.`,
    highQuantilesInFormat: (formats, missing) =>
      `${missing.map((q) => `p${q}`).join(' and ')}: ${formats} holds no quantile above p95. Give \`--summary-export\` or raw samples beside it.`,
    blocked: (formats) =>
      `Connection wait: not in ${formats}. k6 2.x prints it with \`--summary-mode=full\` only; \`--summary-export\` always holds it.`,
    successTimes: (formats) =>
      `Judged response times: requests failed, and ${formats} does not tell the successful ones apart (\`http_req_duration{expected_response:true}\`). k6's \`--summary-export\` or raw samples do.`,
    failures: (formats) =>
      `Judged response times: ${formats} does not tell whether requests failed (\`http_req_failed\`), so nobody knows those of the successful ones.`,
    thresholdsInFormat: (formats) => `Goals (thresholds): ${formats} holds no verdicts of thresholds.`,
    fractions:
      'Fractions of seconds: the times of the samples were written in whole seconds, so the run time, rates and figures of stages may be off by what 1 s makes. With `K6_CSV_TIME_FORMAT=unix_milli` k6 writes milliseconds.',
    plan: 'Delivered share: not computed, for the planned load is unknown. `--profile` or `--options` (as `k6 inspect` prints them) supply it.',
    record: 'Environment: there is no record of the run (`run.json`). `buha run` keeps one.',
  },
  weak: (needed) => `\\* uncertain, few samples (needed: ${needed}).`,
} satisfies typeof ko;
