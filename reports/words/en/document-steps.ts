import type { TestDataKey } from '../../../options/apis.ts';
import { about, aboutShare, bytes, count, level, limitShare, needed, nth, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FailedRequests, steps as ko, Lanes, Looked, Peak, SlowRequest } from '../ko/document-steps.ts';
import { allTime, time } from './times.ts';

/** `4.1`, `2.0 to 2.6`. */
export const between = ({ from, to }: Lanes) =>
  about(from) === about(to) ? about(from) : `${about(from)} to ${about(to)}`;

const KEYS: Readonly<Record<TestDataKey, string>> = { users: 'user', products: 'product' };

/** For which runs, where there are several. */
const of = (titles: string | undefined) => (titles === undefined ? '' : ` (${titles})`);

/** What the load generator may lack, behind what it needs. */
const lacking = ({ warnings, isShared }: Pick<Peak, 'warnings' | 'isShared'>) =>
  warnings
    .flatMap((warning) => {
      if (warning.id === 'cores')
        return [
          isShared
            ? `about ${needed(warning.needed)} CPU cores on another machine than the server’s`
            : `about ${needed(warning.needed)} CPU cores where the load generator has ${count(warning.available)}`,
        ];
      return warning.id === 'memory'
        ? [
            `about ${bytes(warning.neededBytes)} of memory where the load generator has ${bytes(warning.availableBytes)}`,
          ]
        : [];
    })
    .map((text) => `, ${text}`)
    .join('');

const failedChecks = (checks: readonly string[], more: number) =>
  `the failed check${checks.length + more > 1 ? 's' : ''} ${checks.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`;

const causeOf = ({ statuses, when, limit }: FailedRequests) =>
  limit
    ? `Find in the settings and logs of gateway and server${when === undefined ? '' : ` (from ${when.from} to ${when.to})`} what refuses requests beyond about ${shortRate(limit.perSec)} per second with status ${limit.status}, and raise that limit or send less`
    : causeInLog({ statuses, when });

const causeInLog = ({ statuses, when }: Omit<FailedRequests, 'limit'>) =>
  statuses === undefined
    ? `Check the server logs ${when === undefined ? 'from the time of the run' : `from ${when.from} to ${when.to}`} for what made requests fail, and fix it`
    : `Look at address, data and credentials of the requests that got ${statuses.join(', ')}, and fix whichever is wrong, the script or the server`;

const traced = ({ name, medMs, timeRatio, isOfSuccesses }: SlowRequest) =>
  `Trace what ${name}, the slowest request (median ${time(medMs)}, ${aboutShare(timeRatio)} of ${allTime(isOfSuccesses)}), spends its time on`;

/** What to look for on the server. */
function lookFor({ finding, when }: Looked): string {
  switch (finding.id) {
    case 'standstill':
      return `Find what stopped the whole server ${when === undefined ? 'at these times' : `at ${when}`} (GC log, disk and log writes, checkpoints, a lock that everything takes)`;
    case 'pauses':
      return `Find what happens on the server every ${finding.figures.everySec.toFixed(1)} s (GC, checkpoints, batch jobs, a CPU quota)`;
    case 'drift':
      return `Find what grows with time on the server (rows of tables, caches and heap, open connections, logs), as the median went from ${time(finding.figures.firstMs)} to ${time(finding.figures.lastMs)} under one load`;
    case 'warm-up':
      return 'Find why the first seconds are slow (empty caches, connections, code that is compiled when first used; warm these up before users come)';
  }
}

const PATTERN_GONE: Readonly<Record<Looked['finding']['id'], string>> = {
  standstill: 'There is no time in which nothing is answered',
  pauses: 'Answers no longer stand still',
  drift: 'The median no longer rises while the load stays the same',
  'warm-up': 'The first seconds are as fast as later ones',
};

const noted = (text: string, note: string) =>
  text.endsWith(')') ? `${text.slice(0, -1)}; ${note})` : `${text} (${note})`;

export const steps: typeof ko = {
  ofTarget: (task) => noted(task, 'put the address of the tested system into `BASE_URL`'),
  ofScript: (task, isMerged) =>
    noted(
      task,
      `\`script.js\` is the path of your script${isMerged ? ', run it on each load generator and join their results by `--merge`' : ''}`,
    ),
  // A word of two capitals is a name.
  criteria: (all) =>
    all
      .map((text, at) =>
        at > 0 && /^[A-Z][a-z]/.test(text) ? `${text.slice(0, 1).toLowerCase()}${text.slice(1)}` : text,
      )
      .join(', '),
  withCommand: (what, commands) => (commands.length === 0 ? what : `${what}: ${commands.join(', ')}`),
  mends: (parts, titles) =>
    `${parts.map((part, at) => `${nth(at)} ${part}`).join(' ')} → once ${parts.length === 2 ? 'both' : 'all'} are done, run again${of(titles)}`,
  failures: {
    part: causeOf,
    what: ({ titles, ...failed }) =>
      `${causeOf(failed).replace(/, and (fix|raise)/, ', $1')}, then run again${of(titles)}`,
    criterion: 'No request fails',
  },
  checks: {
    part: ({ checks, more }) =>
      `Look into ${failedChecks(checks, more)}: log status and body of a few failed answers, fix whichever is wrong, the check or the answer`,
    what: ({ checks, more, titles }) =>
      `Look into ${failedChecks(checks, more)}${of(titles)}: log status and body of a few failed answers, fix whichever is wrong, the check or the answer, then run again`,
    criterion: (allowed) => (allowed > 0 ? `${limitShare(allowed)} or less of each check fails` : 'No check fails'),
  },
  slowRequest: {
    part: (slow) => `${traced(slow)}, and fix the longest part`,
    what: ({ titles, ...slow }) => `${traced(slow)}, fix the longest part, then run again${of(titles)}`,
  },
  pattern: {
    part: (looked) => `${lookFor(looked)}, and mend it`,
    what: ({ titles, ...looked }) => `${lookFor(looked)}, mend it, then run again${of(titles)}`,
    criterion: (id) => PATTERN_GONE[id],
  },
  again: {
    part: 'Remove what makes the measurement invalid',
    what: (titles) => `Remove what makes the measurement invalid, then run again${of(titles)}`,
    criterion: 'The verdict is neither invalid nor undecided',
  },
  interrupted: {
    part: 'Settle why the run was stopped',
    what: (titles) => `Run again to the end, without stopping it${of(titles)}`,
  },
  longer: {
    part: (times, isByHand) =>
      `Make the ${isByHand ? 'duration, or the iterations, of the script' : 'run'} about ${needed(times)} times as long, so that there are enough samples`,
    what: (titles, times, isByHand) =>
      `Run about ${needed(times)} times as long${isByHand ? ', by the duration or the iterations of the script' : ''}, so that there are enough samples to judge${of(titles)}`,
    criterion: 'The verdict is no longer undecided',
  },
  keys: {
    what: ({ titles, lanes, basis, moreKeys, keyKind, file }) =>
      `Find out what limits throughput (${titles === undefined ? '' : `${titles}; `}${basis === 'least' ? 'at least ' : ''}about ${between(lanes)} requests served at a time${file === undefined ? '' : `; ${code(file)} holds \`id\` in its first line and below it the ids of ${count(moreKeys)} ${KEYS[keyKind]}s of the tested system, such as ${code(`(echo id; seq ${moreKeys}) > ${file}`)}`})`,
    criterion: ({ keyKind, gain }) =>
      `The command alternates 3 or more runs of each: a confirmed throughput gain of ${limitShare(gain)} or more supports one request at a time per ${KEYS[keyKind]}; a confirmed gain below ${limitShare(gain)} while saturated refutes it (look at pools and SQL); if neither is confirmed, run more rounds`,
  },
  serverMetrics: {
    what: (titles) =>
      `Run again with server metrics${titles === undefined ? '' : `, ${titles} first`} (the address of your Prometheus in \`PROMETHEUS\`, and the presets that fit your system in place of \`spring\`)`,
    criterion:
      'A resource that is waited for, or used, more as throughput stops growing is a candidate to look into; if there is none, look outside the server as well (load generator, network)',
  },
  retest: {
    what: (titles) => `After the fix, the same load again${of(titles)}`,
    part: 'Fix what makes it slow',
  },
  peak: {
    what: ({ scenario, vus, titles, isAfter, ...own }) =>
      `${isAfter ? 'Once the saturation is fixed, test' : 'Test'} ${scenario} again (${titles === undefined ? '' : `${titles}, `}${isAfter ? 'at least ' : ''}about ${needed(vus)} VUs${isAfter ? '' : ' or more'}${lacking(own)})`,
    byHand: ({ scenario, vus, ...own }) =>
      `Raise maxVUs and preAllocatedVUs of ${scenario} in the script to about ${needed(vus)} or more, then test again${own.warnings.length > 0 ? ` (${lacking(own).replace(/^, /, '')})` : ''}`,
    criterion: (least, hasGoals, rate) =>
      `${rate === undefined ? '' : `Worth running once the mended system is shown to carry ${level(rate)} per second. `}Judge${hasGoals ? ' by the same goals' : ''} only if ${limitShare(least)} or more of the plan ran`,
  },
  moreVus: {
    what: ({ scenario, vus }) =>
      `Double maxVUs and preAllocatedVUs of ${scenario} in the script (${count(vus)}) and run again`,
    criterion: (gain) =>
      `If throughput grows by ${limitShare(gain)} or more, VUs were too few; if by less, the system or the load generator is at its limit`,
  },
  levels: {
    what: ({ vus, knee, isGoalOpen, byHand }) =>
      `${byHand ? 'Change the script to hold' : 'Hold'} ${vus.map(count).join(', ')} VUs, to find the saturation point${knee ? ` (between ${count(knee.from)} and ${count(knee.to)} VUs)` : ''}${isGoalOpen ? ' and how far the goal is met' : ''}`,
    criterion: (efficiency, isGoalOpen) =>
      `The first level on which throughput per VU falls below ${limitShare(efficiency)} of the level below it (production stays below it)${isGoalOpen ? ', and the level from which p95 misses its goal' : ', and its p95'}`,
  },
  higher: {
    what: (times, byHand) =>
      `Raise the levels of the load${byHand ? ' in the script' : ''} to ${count(times)} times to find the limit of the system`,
    criterion: (gain) => `The level at which twice the VUs bring less than ${limitShare(gain)} more throughput`,
  },
  onTime: {
    part: 'Stop what else the machine of the load generator does, or use a faster one, so that it keeps time',
    what: (titles) =>
      `Run again with a load generator that keeps time: stop what else its machine does, or use a faster one${of(titles)}`,
    criterion: (most) =>
      most === undefined
        ? 'The verdict names no late load generator'
        : `The load generator’s machine is at most ${limitShare(most)} busy`,
  },
  limit: {
    what: 'Raise the load step by step to find the limit of the system',
    criterion: ({ shown, more, isMean, gain }) =>
      `The level at which twice the VUs bring less than ${limitShare(gain)} more throughput (shown so far${isMean ? ', as means over the whole run' : ''}: ${shown.map(({ title, perSec }) => `${title === undefined ? '' : `${title} `}${shortRate(perSec)} per second`).join(', ')}${more > 0 ? ` and ${count(more)} more` : ''})`,
  },
  goals: {
    what: 'Write the goals of your team (p95, error rate) into the option `thresholds` of the script, or into `slo.yaml` (such as `default: { p95: 500ms, failed: 1% }`), and judge by them',
    forNext:
      'Write the goals of your team (p95, error rate) into `slo.yaml` (such as `default: { p95: 500ms, failed: 1% }`), so that the next run is judged by them',
    ofMetrics: (metrics) =>
      `No HTTP requests were sent: write the goals of your team for the metrics that were measured into the option \`thresholds\` of the script (such as ${metrics.join(', ')}), and run again to be judged by them`,
    criterion: 'Passed where every goal is met',
  },
  samples: {
    what: 'Run again and keep raw samples',
    criterion: 'The report shows when, and in which stage, it becomes slow or begins to fail, and with which status',
  },
  baseline: {
    what: 'Accept these results as the baseline, and go on adding valid runs to it',
    criterion: ({ loss, runs }) =>
      `With ${count(runs)} runs in the baseline: whether p95 or throughput got more than ${limitShare(loss)} worse (before that only a median twice as long is judged)`,
  },
};
