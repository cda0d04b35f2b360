import type { Measure, ValidityCheck } from '../../model/gate.ts';
import { partName } from '../../model/part.ts';
import { count, cutShare, duration, needed, share } from '../../text/format.ts';
import { KEEP_SAMPLES } from '../keep-samples.ts';
import type { gateWords as ko } from '../ko/gate.ts';
import { rowFigure } from '../row-figure.ts';
import { statisticName } from '../statistic.ts';
import { apartText } from './answers-apart.ts';
import { endedByText, exitText } from './exit.ts';
import { findings } from './findings.ts';
import { k6ErrorText } from './k6-error-codes.ts';
import { merge } from './merge.ts';
import { partKinds, partPrefix } from './parts.ts';
import { rounds } from './rounds.ts';

const CHECKS: Readonly<Record<ValidityCheck, string>> = {
  exit: 'k6 exit code',
  exceptions: 'Script exceptions',
  data: 'Consistent input',
  samples: 'Requests measured',
  checks: 'Failed checks',
  scenarios: 'Planned scenarios',
  length: 'Run length',
  generator: 'Load generator',
  delivered: 'Minimum delivered share',
};

const STATISTICS: Readonly<Record<string, string>> = { avg: 'mean', med: 'median', min: 'minimum', max: 'maximum' };

function measureText(measure: Measure): string {
  switch (measure.kind) {
    case 'failed':
      return 'Error rate';
    case 'tps':
      return 'Throughput (TPS)';
    case 'delivered':
      return 'Delivered share';
    case 'rejections':
      return 'Share of rejected answers';
    case 'check':
      return `Failed share of the check ${measure.check}`;
    case 'vital':
      return `Web vital ${measure.vital.toUpperCase()} p75`;
    case 'quantile':
      return `Response time p${Number((measure.q * 100).toFixed(6))} of successful requests`;
    default:
      return `Response time ${STATISTICS[measure.kind]} of successful requests`;
  }
}

const outcome: typeof ko.outcome = {
  invalid: 'Invalid',
  'slo-fail': 'Missed its goals',
  regressed: 'Regressed',
  inconclusive: 'Undecided',
  'no-baseline': 'No baseline',
  pass: 'Passed',
  'not-judged': 'Not judged',
  undecidable: 'Undecidable',
};

const cause: typeof ko.cause = {
  interrupted: ({ interrupted = 0, iterationMs }) =>
    `${count(interrupted)} iterations had begun and were cut off when the run ended${iterationMs === undefined ? '' : ` (one takes ${duration(iterationMs)} on average)`}. Make gracefulStop longer than an iteration, or hold the load for longer.`,
  'arrival-ceiling': ({ maxVus = 0, vusNeeded = 0 }) =>
    `${count(maxVus)} virtual users cannot start the planned load (needed: about ${needed(vusNeeded)}). Raise maxVUs.`,
  'slow-vu-start': ({ startedVus = 0, maxVus = 0 }) =>
    `Responses stayed fast, but virtual users started too late (${count(startedVus)} of ${count(maxVus)}). Raise preAllocatedVUs.`,
  'generator-late': () =>
    'The load generator (k6) did not keep time, so less than planned was sent. Take a machine with more CPU, or several, or less load.',
  'generator-cpu': ({ machineCpuShare = 0 }) =>
    `Less than planned ran, and the load generator's machine was busy (CPU ${share(machineCpuShare)} on average, other processes of it included): whether it could not generate the load or the server was slow is unclear. Use a larger machine, or less load.`,
  server: ({ machineCpuShare }) =>
    `Responses were slow, so all virtual users were busy and the planned iterations could not start. ${
      machineCpuShare === undefined
        ? 'These figures do not show how the load generator did.'
        : `The load generator's machine was ${share(machineCpuShare)} busy on average (other processes included).`
    }`,
  unknown: () => 'Less than planned ran, and these figures do not show why.',
};

export const gateWords = {
  verdict: outcome,
  outcome: { ...outcome, pass: 'Met', 'slo-fail': 'Missed' },
  shortWhat: (what) => what.replace(' of successful requests', ''),
  quiet: (checks) => `Measurement checks passed: ${checks.join(', ')}`,
  ofShop: 'Target: built-in mock shop (not a real system)',
  headline: (verdict) => `Verdict: ${verdict}`,
  headlineOfSeveral: (verdict, own, runs) =>
    `Verdict: ${verdict} (${own === runs ? `all ${count(runs)} runs` : `${count(own)} of ${count(runs)} runs`})`,
  inRuns: (runs) => `in ${count(runs)} runs`,
  lostRounds: (rounds) => `rounds that left no measurement: ${rounds.map(count).join(', ')}`,
  unjudged: (verdict, rows) => `${verdict} (${count(rows)} not judged)`,
  columns: ['Criterion', 'Actual', 'Limit', 'Margin', 'Verdict'],
  check: ({ check, reason }) => (reason?.kind === 'all-failed' ? 'failed requests' : CHECKS[check]),
  goal: measureText,
  ofPart: (what, kind, name) => `${partPrefix(kind)}${name}: ${what}`,
  within: (what, scenario) => `${what} [${scenario.replace(/^the /, '')}]`,
  threshold: (metric, statistic) => `${metric} ${statisticName(STATISTICS, statistic)}`,
  noGoal: 'Service levels',
  regression: (figure) => (figure === undefined ? 'baseline' : `${rounds.figures[figure]} against the baseline`),
  notDemanded: 'not required',
  exitLimit: '0, 99',
  exceptionsLimit: '< 1% of iterations',
  undecidable: 'So many requests failed that too few successful ones remain to judge.',
  undecidableFew: ({ samples, needed }) =>
    `Many requests failed, and ${count(samples)} samples are fewer than the ${count(needed)} that this quantile needs.`,
  reason: {
    'no-record': () => 'There is no record of the run (run.json), which would show this. buha run writes one.',
    'end-not-told': ({ isText }): string =>
      isText
        ? "This text has neither k6's exit code nor an error from k6. Only a log that includes standard error (k6 run … 2>&1) is sure to show one."
        : "This file does not have k6's exit code. Judge k6's log (k6 run … 2>&1 | tee k6.log), or use buha run, to know it.",
    'told-end': ({ file, code, message }) =>
      `k6 did not end as planned. In ${file} it says: “${message}”${code === undefined ? '' : `, exit code ${exitText(code, undefined)}`}`,
    interrupted: () => 'The run was interrupted.',
    unfinished: () =>
      'The run did not end: buha was killed, or it is still running. There is no record (run.json) and no summary of k6, and the samples reach only to where they were last written.',
    'runner-lost': ({ numbers, of }) =>
      `${numbers.length === 1 ? 'runner' : 'runners'} ${numbers.join(', ')} of ${of} did not come to the end`,
    'k6-exit': ({ code, signal }) => `k6 did not end as planned: ${exitText(code, signal)}`,
    exception: ({ first, place, isCounted, answered }) =>
      `First exception: ${first ?? 'unknown'}${place ? ` (${place.file}:${place.line})` : ''}${answered > 0 ? `. ${count(answered)} of them were thrown over answers that could not be read: those are failures of the target` : ''}${isCounted ? '. k6 counts iterations that broke off like any other, so the script must be mended first.' : ''}`,
    'teardown-failed': ({ message }) =>
      `Everything was measured and only teardown() failed: ${message}. Figures and goals stand, but nothing was cleaned up: fix it and run again.`,
    unsettled: ({ findings: ids }) =>
      `${ids.map((id) => findings[id].title).join(', ')}: nobody knows what was measured. buha report says more.`,
    'cut-off': ({ file }) => `${file} breaks off in the middle, so it is not about the whole run.`,
    unread: ({ lines, hidesGoal }) =>
      `${count(lines.length)} ${lines.length === 1 ? 'line' : 'lines'} could not be read: ${lines
        .slice(0, 3)
        .map(({ file, line, text }) => `${file}:${line} '${text}'`)
        .join(
          ', ',
        )}. ${hidesGoal ? 'Whether a goal was met cannot be told there; give the JSON of --summary-export or handleSummary(), or the text as k6 printed it.' : 'Its figures are missing; only a mark (✓, ✗) in front of it is judged.'}`,
    'nothing-measured': () => 'No request was measured.',
    'nothing-sent': ({ iterations }) =>
      `In ${count(iterations)} finished iterations not one request was measured. Nothing was tested, so this is no pass.`,
    'target-lost': ({ sinceSec, answers }) =>
      `From ${sinceSec === 0 ? 'the beginning' : `second ${count(sinceSec)}`} on the target gave no answer, and none came until the end.${answers > 0 ? ` Good answers before that: ${count(answers)}.` : ''}`,
    'no-iterations': () =>
      'No iteration finished: the requests are those of setup(), or of iterations that were cut off.',
    'no-figures': () =>
      'There are no figures of requests, only what k6 says was crossed. Give the JSON that handleSummary() wrote, or one of --summary-export.',
    'no-plan': () => 'The planned load is unknown. State it with --profile or --options.',
    'not-split': () => 'The output does not tell scenarios apart. Add raw samples (k6 run --out csv=samples.csv).',
    'scenarios-absent': ({ names }) => `Not in the output: ${names.join(', ')}`,
    'no-length': () => 'This output does not say how long the run was.',
    'counted-plan': () => 'The plan is a number of iterations, so no length is planned.',
    'aborted-by-threshold': ({ second }) =>
      `k6 ended the run ${second === undefined ? '' : `in second ${count(second)} `}because a threshold was crossed (abortOnFail).`,
    'no-such-part': ({ part, known }) =>
      `This run has no ${partKinds[part.kind]} named ${partName(part)}. Names that it has: ${known.join(', ')}`,
    'part-not-told': ({ metric }) =>
      `This input does not tell these requests apart. Add raw samples (k6 run --out csv=samples.csv), or run again with '${metric}': ['max>=0'] in the script's thresholds.`,
    'ended-by': endedByText,
    'not-delivered': (reason) => cause[reason.cause](reason),
    'vus-reached': ({ vus }) =>
      `All ${count(vus)} planned users ran: what is missing of their time lies between iterations, or in iterations that did not end.`,
    'generator-late': ({ seconds, ofSeconds }) =>
      `The load generator (k6) was late for ${count(seconds)} of ${count(ofSeconds)} s, and without them a goal for response times comes out otherwise or cannot be judged. Run again on a machine with CPU to spare.`,
    'nothing-demanded': ({ maxVus }) =>
      `${maxVus === undefined ? 'This profile requires no share of its plan.' : `With ${count(maxVus)} VUs k6 cannot send all of this plan, however fast the server is, so no share is required.`} The verdict covers the load that ran.`,
    'nothing-counted': ({ metric }) =>
      `Nothing was added to ${metric} in the whole run: what it counts never happened, or the script never came to that line.`,
    'no-samples': () => 'There is no sample at all (k6 passes such thresholds).',
    'few-samples': ({ samples, needed, effective, byMark }) => {
      const few = `${count(samples)} samples are fewer than the ${count(needed)} that this quantile needs.`;
      if (byMark) return `${few} It is a threshold of the script, which k6 judges all the same.`;
      const how =
        effective === undefined
          ? 'if requests are independent of one another'
          : `as of ${count(effective)} independent samples, since slow requests come in the same seconds`;
      return `${few} How many lie above the limit decides (${how}); where that is not enough, the verdict stays open.`;
    },
    'figure-missing': ({ statistic }) =>
      statistic === undefined
        ? 'This input does not contain the figure. A summary from --summary-export does, as do raw samples (k6 run --out csv=samples.csv).'
        : `This input does not contain the figure. Run again with '${statistic}' in k6's summaryTrendStats, or give raw samples as well (k6 run --out csv=samples.csv).`,
    'successes-unknown': ({ failed }) =>
      `${failed ? 'Requests failed, and this input does not tell the successful ones apart (http_req_duration{expected_response:true}).' : 'This input does not tell whether requests failed (http_req_failed), so nobody knows the figure of the successful ones.'} A summary from --summary-export does, as do raw samples (k6 run --out csv=samples.csv).`,
    'per-runner': ({ range: [from, to], unit, isDecided }) =>
      `${merge.range(rowFigure(unit, from), rowFigure(unit, to))}, ${isDecided ? merge.perRunner : merge.perRunnerOpen(KEEP_SAMPLES)}`,
    rounded: () => 'The output is rounded at the limit. A summary from --summary-export is not.',
    'threshold-unstated': () =>
      'The file names this sub-metric, on which there is a threshold, and not the threshold. Give the options of k6 (k6 inspect script.js) by --options, or a summary by --summary-export beside it, to judge it.',
    'no-goals': () =>
      "There is no goal to judge by, and without one nothing passes. Write some into --slo FILE.yaml, such as 'default: { p95: 1s, failed: 1% }', or into the options of the k6 script: thresholds: { http_req_failed: ['rate<0.01'] }.",
    rejections: (apart) => `${apartText(apart)}; response time goals are judged on both together`,
    'all-rejected': ({ answers }) =>
      `Every answer was an expected rejection (${answers.map(({ status, count: times }) => `${count(times)}× ${status}`).join(', ')}): nothing was served, so nothing was tested.`,
    'checks-failed': ({ check, ratio, checks }) =>
      `The check that failed most often: ${check} (${cutShare(ratio)} failed${checks > 1 ? `; ${count(checks)} checks failed in all` : ''})`,
    'no-such-check': ({ known }) =>
      `There is no check of this name. ${known.length === 0 ? 'This result holds no check at all.' : `Those there are: ${known.slice(0, 5).join(', ')}`}`,
    'all-failed': ({ sinceSec }) =>
      `${sinceSec === 0 ? 'Every request' : `From second ${count(sinceSec)} to the end every request`} failed. No goal covers failures, but that is not a pass.`,
    'no-baseline': () =>
      'There is no baseline. Accept a valid run with buha baseline accept RUN, and later runs are compared with it.',
    'other-conditions': ({ conditions }) =>
      `The baseline was measured under other conditions (${conditions.map((one) => rounds.conditions[one]).join(', ')}). Accept a run of these with buha baseline accept RUN.`,
    'few-runs': ({ runs, needed }) =>
      `Baseline runs ${count(runs)}/${count(needed)}: against so few, one run cannot be told from chance. Give buha baseline accept more runs of the same conditions, or judge several runs together.`,
    'few-sessions': ({ sessions, needed }) =>
      `Days and machines of the baseline ${count(sessions)}/${count(needed)}: what these differ by is unknown. Measure this several times with --rounds, or add runs of other days to the baseline.`,
    'times-uncompared': ({ samples, needed }) =>
      samples === undefined
        ? 'No response time is known of both the runs and the baseline, so none was compared. Both need runs that tell the times of successful requests.'
        : `${count(samples)} requests succeeded, fewer than the ${count(needed)} that comparing a median takes, so no response time was compared. Measure for longer.`,
    'undecided-change': ({ range, unit, needed }) =>
      `The change lies between ${rounds.between(range, unit)} (95 %): that may be chance, or more than is allowed.${needed === undefined ? '' : ` ${rounds.runsNeeded(needed)} on each side would decide.`}`,
    'smaller-loss': ({ range, unit }) =>
      `Certainly worse, but by no more than is allowed: between ${rounds.between(range, unit)} (95 %).`,
    'changed-conditions': ({ conditions }) =>
      `Worse than the baseline, but since then this changed as well and may be why: ${conditions.map((one) => rounds.conditions[one]).join(', ')}. Add runs of these conditions to the baseline.`,
    failures: ({ answers }) =>
      answers.length === 0
        ? undefined
        : `Failed answers: ${answers
            .slice(0, 3)
            .map(
              ({ status, errorCode, count: times }) =>
                `${count(times)}× ${status === 0 ? 'no answer' : status}${errorCode === undefined || status !== 0 ? '' : ` (${k6ErrorText(errorCode)})`}`,
            )
            .join(', ')}`,
  },
  cause,
  timesGoal: (times) => `${times}× the goal`,
  timesLimit: (times) => `${times}× the limit`,
  points: (percent) => `${percent} pp`,
  title: 'Performance gate',
  limitMark: 'mark = limit',
  left: (margin) => `margin ${margin}`,
  ranOfPlan: 'Planned load that ran',
  decided: ({ actual, limit, margin }) => `${actual} (limit ${limit}${margin === undefined ? '' : `, ${margin}`})`,
  moreRows: (rows, bad) =>
    `${count(rows)} more rows (${bad > 0 ? `${count(bad)} of them did not pass` : 'all passed'})`,
  moreNames: (rows) => `${count(rows)} more`,
  more: (rows) => `and ${count(rows)} more.`,
} satisfies typeof ko;
