import type { FindingFigures } from '../../model/finding.ts';
import type { LateSign } from '../../model/generator.ts';
import type { Seconds } from '../../model/window.ts';
import { aboutShare, count, decimals, level, limitShare, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { chosenTime, time } from './times.ts';

/** What shows that k6 was late. */
const SIGNS: Readonly<
  Record<LateSign, (of: { readonly tickMs: number | undefined; readonly cpuShare: number | undefined }) => string>
> = {
  ticks: ({ tickMs }) =>
    tickMs === undefined ? 'its ticks of 1 s were late' : `the p90 of its ticks of 1 s was ${time(tickMs)} off`,
  phase: () => 'answers ended in one half of each 100 ms only (a CPU quota)',
  overshoot: () => 'iterations took longer than their requests and rests (k6 woke late)',
  cpu: ({ cpuShare }) => `k6 used ${cpuShare === undefined ? 'most' : aboutShare(cpuShare)} of the CPU it may use`,
  'run-delay': () => 'k6 waited for the CPU',
  throttled: () => 'its CPU quota stopped it',
};

/** Stretches that are named. */
const NAMED_WINDOWS = 3;

function windowsText(windows: readonly Seconds[]): string {
  const named = windows.slice(0, NAMED_WINDOWS).map(({ from, to }) => `${count(from)}-${count(to)} s`);
  return `${named.join(', ')}${windows.length > NAMED_WINDOWS ? ' and more' : ''}`;
}

/** What the time beyond the planned load went to. */
function beyondText(parts: FindingFigures['drain']['parts']): string {
  if (parts === undefined) return 'the drain in which the last iterations finished, or `setup()` and `teardown()`';
  const { setupMs, drainMs, teardownMs } = parts;
  if (setupMs === 0 && teardownMs === 0) return 'the drain in which the last iterations finished';
  return Object.entries({ '`setup()`': setupMs, drain: drainMs, '`teardown()`': teardownMs })
    .flatMap(([name, ms]) => (ms > 0 ? [`${name} ${time(ms)}`] : []))
    .join(', ');
}

/** Findings about the load: what was offered, and what kept it from being more. */
export const loadFindings = {
  'generator-late': {
    title: 'Late load generator',
    sentence: ({ signs, windows, lateSec, ofSec, tickMs, cpuShare }) =>
      `The load generator (k6) did not keep time for ${count(lateSec)} of ${count(ofSec)} s (${windowsText(windows)}): ${signs.map((sign) => SIGNS[sign]({ tickMs, cpuShare })).join(', ')}. Response times of these seconds hold its own lateness, so nothing is concluded about the server.`,
    improvement: () => ({
      action:
        'Stop other work on the machine of the load generator, give it more CPU, take away its CPU quota (the limit of a container), or send less load.',
      effect:
        "Once the load generator keeps time, the response times are the server's. The server stays as fast as it is.",
      experiment:
        'Run the same load again and see whether this finding goes away, and by how much response times fall.',
    }),
  },
  'load-not-delivered': {
    title: 'The planned load did not run',
    sentence: ({ scenario, model, planned, delivered, ratio, peakRate, failedRatio, derived }) => {
      const errors = failedRatio === 0 ? 'The error rate was 0%, but of' : 'Of';
      if (model === 'closed') {
        return `${errors} the ${count(planned / 1000)} VU-seconds that ${code(scenario)} planned, ${count(delivered / 1000)} (${aboutShare(ratio)}) were used. The planned number of concurrent users was not kept up, so the results hold only for the load that ran.`;
      }
      const limit =
        peakRate === undefined
          ? 'The results hold only for the load that ran.'
          : `This run alone does not show that the system carries a peak of ${level(peakRate)} per second.`;
      // k6's own count lacks iterations that were interrupted.
      const amount = derived
        ? `about ${count(delivered)} ran (the plan without what was dropped; `
        : `${count(delivered)} ran (`;
      return `${errors} the ${count(planned)} iterations that ${code(scenario)} planned, only ${amount}delivered share ${aboutShare(ratio)}). ${limit}`;
    },
    improvement: ({ neededRatio, peakRate, ceiling }) => ({
      action:
        "Remove what kept iterations from running first (the script's limit of VUs, the resources of the load generator, a slow server), then measure again with the same plan.",
      effect: `With a delivered share of ${limitShare(neededRatio)} or more a conclusion about ${peakRate === undefined ? 'the planned load' : `${level(peakRate)} per second`} becomes possible. As the load grows, response times may well be longer than in this run.`,
      experiment: ceiling
        ? 'The same settings would give the same result. Run with the VU limit raised (profile `peak-full` for scenarios of buha); look at the delivered share first and compare response times only then.'
        : 'Run again after each cause that was removed; look at the delivered share first and compare response times only then.',
    }),
  },
  'arrival-ceiling': {
    title: 'The VU limit lies below the planned arrival rate',
    sentence: ({ scenario, basis, maxVus, ceilingPerSec, reachableRatio, ...rest }) => {
      const { peakRate, advisedVus, vusNeededAsMeasured, deliveredRatio, isDelivered, saturated } = rest;
      const cause = isDelivered
        ? 'Where the planned rate lies above this limit, iterations are dropped.'
        : saturated
          ? "The server was slow as well, but this limit is due to the script's setting and stays however fast the server becomes: once the saturation is fixed, the limit of the script must be raised, too."
          : deliveredRatio === undefined
            ? "The main cause that keeps the plan from running in full is the script's setting, not the server."
            : "The main cause of the low delivered share is the script's setting, not the server.";
      if (basis === 'measured') {
        return `With its ${count(maxVus)} maxVUs, ${code(scenario)} can start at most about ${shortRate(ceilingPerSec)} iterations per second, ${aboutShare(reachableRatio)} of its plan, if an iteration takes as long as in this run. ${cause} With such iterations, sustaining ${level(peakRate)}/s takes ${count(advisedVus)} VUs.`;
      }
      const needing =
        vusNeededAsMeasured === advisedVus
          ? 'At the mean iteration time of this run,'
          : 'Even if the server kept up its fastest response,';
      return `With its ${count(maxVus)} maxVUs, ${code(scenario)} can start at most about ${shortRate(ceilingPerSec)} iterations per second, ${aboutShare(reachableRatio)} of its plan, even from a server as fast as when idle. ${cause} ${needing} sustaining ${level(peakRate)}/s takes ${count(advisedVus)} VUs.`;
    },
    doubt: ({ scenario, ceilingPerSec }) => ({
      refutedBy: `${code(scenario)} runs more than ${shortRate(ceilingPerSec)} iterations per second with the same maxVUs.`,
      caveats: "The think time was worked out from the figures; if the script's own is shorter, the limit is higher.",
    }),
    improvement: ({ advisedVus, saturated }) => ({
      action: `${saturated ? 'The server seems to be saturated already, so more VUs alone may raise the delivered share, but responses take longer and scenarios beside it get less. Fix the saturation first, then raise' : 'Raise'} maxVUs and preAllocatedVUs to ${count(advisedVus)} or more (profile \`peak-full\` for scenarios of buha)${saturated ? '' : ', with some to spare for a server that slows down'}. If the load generator lacks the memory, use several machines or less think time.`,
      effect:
        'The limit that the script sets disappears. From then on the delivered share depends on how fast the server answers.',
      experiment: `${saturated ? 'Once the saturation is fixed, run' : 'Run'} this scenario alone with ${count(advisedVus)} VUs and look at the delivered share and at \`dropped_iterations\`.`,
    }),
  },
  'slow-vu-start': {
    title: 'Virtual users started too slowly',
    fact: ({ dropped, startedVus, allowedVus, stretch, window }) =>
      window
        ? `Between ${count(window.fromSec)} s and ${count(window.toSec)} s after the start ${count(dropped)} iterations were dropped while the ${count(allowedVus)} VUs that the plan allows had not all been started. The server was not much slower than when idle (stretch ${decimals(stretch)}).`
        : `${count(dropped)} iterations were dropped although only ${count(startedVus)} of the ${count(allowedVus)} VUs that the plan allows had been started and the server was not much slower than when idle (stretch ${decimals(stretch)}).`,
    sentence: ({ window }) =>
      `VUs ${window ? 'were' : 'seem to have been'} added more slowly than the arrival rate rose.`,
    doubt: () => ({
      refutedBy:
        'as many iterations are dropped with preAllocatedVUs equal to maxVUs; something else is then the cause.',
      rivals:
        'A summary cannot exclude that the load generator ran out of CPU or memory, or that the server was slow for a short moment only.',
    }),
    improvement: ({ dropped }) => ({
      action: 'Set preAllocatedVUs to the value of maxVUs, so that all VUs stand ready before the test starts.',
      effect: `At most ${count(dropped)} fewer dropped iterations. The VUs take their memory from the start.`,
      experiment: 'Change preAllocatedVUs only, run again and compare `dropped_iterations`.',
    }),
  },
  'generator-limited': {
    title: 'The limit of the system was not shown',
    fact: ({ stretch, avgMs, isSettled, minMs, waited }) =>
      `${isSettled ? 'On the highest level of load, without its first seconds, the' : 'The'} mean iteration of ${time(avgMs)} is only ${decimals(stretch)} times the ${time(minMs)} expected of an idle server.${waited === undefined ? '' : ` The mean response took ${time(waited.avgMs)}, the fastest one ${time(waited.minMs)}.`}`,
    sentence: ({ requestsPerSec, waited }) =>
      `The throughput of ${shortRate(requestsPerSec)} per second seems to be what the virtual users offered, not the limit of the system.${waited === undefined ? '' : ' Requests did wait, though, so the phases of highest load may have been saturated.'}`,
    doubt: () => ({
      refutedBy:
        'more virtual users or a higher arrival rate leave the throughput as it is and only lengthen response times; the server was then at its limit already.',
      rivals: 'Means over the whole run cannot exclude that the server was saturated while the load was highest.',
    }),
    improvement: () => ({
      action:
        'Raise the number of virtual users (for arrival-rate scenarios maxVUs and the rate) step by step until the saturation point is found.',
      effect:
        'Throughput grows roughly in proportion to the load up to the saturation point. Where that lies cannot be told from this run.',
      experiment:
        'Double the load over five levels or more (profile `stress`, for example) and compare throughput and p95 per level.',
    }),
  },
  drain: {
    title: 'Time beyond the planned load',
    sentence: ({ runMs, plannedMs, ratio, parts, requestsPerSec, loadPerSec, isDiluted, isBound }) =>
      `The run took ${time(runMs)}, ${aboutShare(ratio)} longer than the planned ${chosenTime(plannedMs)}: ${beyondText(parts)}. ${shortRate(requestsPerSec)} per second divides by all of it, ${isDiluted ? 'and is thus below the throughput under load' : 'and yet is not below the throughput under load, for requests were served as fast beyond it'}. ${isBound ? 'Divided by the planned time it is at most' : 'Counting what finished while there was load, it is'} ${shortRate(loadPerSec)} per second.`,
    improvement: ({ plannedMs, isBound }) => ({
      action: isBound
        ? `Keep the raw samples (\`--out csv=samples.csv.gz\`) and compute the throughput over the ${chosenTime(plannedMs)} of load.`
        : 'Compare rates with other runs by the throughput under load in the table of stages.',
      experiment:
        'Hold the same load for longer: what lies beyond it weighs less and the two figures approach each other.',
    }),
  },
} satisfies Partial<FindingWords>;
