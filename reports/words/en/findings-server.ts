import type { FindingFigures } from '../../model/finding.ts';
import type { Knee, LevelsCompared, RampCompared } from '../../model/finding-figures.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import { about, aboutShare, count, decimals, level as perSecond, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { vusText } from './load.ts';
import { time } from './times.ts';

/** `400 VUs`, `500 per second`. */
export const levelText = ({ model, level }: { model: PlannedScenario['model']; level: number }): string =>
  model === 'open' ? `${perSecond(level)} per second` : vusText(level);

type Saturated = FindingFigures['server-saturated'];

/** What stands for the responses of a time. */
const middleText = (isMean: boolean | undefined): string =>
  isMean ? 'mean of the responses (without 5% at either end)' : 'median of the responses';

/** What two levels of load show. */
function levelsFact({ model, from, to, fromPerSec, toPerSec, fromMs, toMs, isMean, isStill }: LevelsCompared): string {
  const slower =
    fromMs === undefined || toMs === undefined
      ? ''
      : `, and the ${middleText(isMean)} rose from ${time(fromMs)} to ${time(toMs)}`;
  return `As the load grew from ${levelText({ model, level: from })} to ${levelText({ model, level: to })}, throughput ${isStill ? 'hardly changed' : 'fell behind it'} (${shortRate(fromPerSec)}, then ${shortRate(toPerSec)} per second)${slower}.`;
}

/** What load on the rise shows. */
function rampFact({ model, from, to, quickMs, slowMs, isMean }: RampCompared, perSec: number): string {
  const [low, high] = [Math.round(from), Math.round(to)];
  return `As the load rose from ${levelText({ model, level: low })} to ${levelText({ model, level: high })}, throughput stood still at about ${shortRate(perSec)} per second, and the ${middleText(isMean)} came to ${time(slowMs)}, from ${time(quickMs)} at low load.`;
}

function saturatedFact({ stretch, inFlight, levels, overrun, ramp, requestsPerSec, only }: Saturated): string {
  if (ramp) return rampFact(ramp, requestsPerSec);
  const waiting = `${count(inFlight)} requests were in flight on average.`;
  if (overrun) {
    const { rate, quickMs, medMs } = overrun;
    return `The server did not keep up with the ${count(rate)} iterations per second that were planned: throughput stood still, the median of the responses rose from ${time(quickMs)} in the quickest second to ${time(medMs)}, and ${waiting}`;
  }
  return levels
    ? `${only === undefined ? '' : `Only ${code(only)} became slow, and the figures are those of it. `}${levelsFact(levels)} On the higher one ${waiting}`
    : `The mean iteration took ${decimals(stretch)} times as long as on an idle server (taken from the fastest response), and ${waiting}`;
}

/** Throughput was seen to stand still; that the server is why is a hypothesis. */
const isShown = ({ levels, ramp }: Saturated): boolean => levels !== undefined || ramp !== undefined;

/** Where the limit lies: between two levels that were tested. */
const kneeText = ({ model, from, to }: Knee): string =>
  ` Throughput began to fall behind the load between ${levelText({ model, level: Math.floor(from) })} and ${levelText({ model, level: Math.ceil(to) })}.`;

const saturatedServer = ({ requestsPerSec, levels, ramp, knee, isMean }: Saturated): string =>
  isMean
    ? 'The server seems to have been saturated; at which throughput, load that only rose and fell does not show.'
    : `The server seems to have ${levels || ramp ? 'reached its limit' : 'been saturated'} at a throughput of about ${shortRate(requestsPerSec)} per second.${knee ? kneeText(knee) : ''}`;

/** Findings about how the system served what it was sent. */
export const serverFindings = {
  'server-saturated': {
    title: 'The system is saturated',
    fact: (figures) => (isShown(figures) ? undefined : saturatedFact(figures)),
    sentence: (figures) => (isShown(figures) ? saturatedFact(figures) : saturatedServer(figures)),
    supposed: (figures) => (isShown(figures) ? saturatedServer(figures) : undefined),
    doubt: () => ({
      refutedBy: 'more virtual users bring more throughput; the server is then not saturated yet.',
      rivals:
        'It cannot be excluded that the load generator or the network was slow, or that the fastest response was an unusually cheap one, such as a cache hit.',
    }),
    improvement: () => ({
      action:
        'Find the resource for which requests queue in the metrics of the server (CPU, waits for the connection pool, for locks, for worker threads, slow queries); provide more of it or hold it for less time.',
      effect:
        'Halving the time for which that resource is held at most doubles the throughput. The gain ends where the next resource runs short.',
      experiment:
        'Record the metrics of the server under the same load, change one thing at a time and compare throughput.',
    }),
  },
  'waiting-dominates': {
    title: 'Most of a response is waiting',
    fact: ({ minMs, avgMs, medMs }) =>
      `The fastest response took ${time(minMs)}, while ${medMs === undefined ? '' : `the median is ${time(medMs)} and `}the mean is ${time(avgMs)}.`,
    sentence: ({ waitingRatio }) =>
      `Up to ${aboutShare(waitingRatio)} of the response time seems to have been spent waiting for a turn (waiting share), not processing.`,
    doubt: () => ({
      refutedBy:
        'far fewer virtual users do not bring the median close to the fastest response; that time is then processing and not waiting.',
      rivals:
        'Requests may differ so much in work or in cache hits that the fastest response does not stand for an ordinary one.',
    }),
    improvement: ({ minMs }) => ({
      action:
        'Shorten the time for which requests wait their turn (locks, connection pool, worker pool), and reject early what cannot be served instead of queueing it.',
      effect: `If all waiting disappeared, responses would take as little as ${time(minMs)}; less takes faster processing.`,
      experiment:
        'Measure again with 1/10 of the virtual users and see how close the median comes to the fastest response.',
    }),
  },
  'write-read-gap': {
    title: 'Writes much slower than reads',
    sentence: ({ write, read, writeMs, readMs }) =>
      `On the same resource the median of ${code(write)} is ${time(writeMs)}, and that of ${code(read)} is ${time(readMs)}.`,
    improvement: () => ({
      action:
        'Measure the steps that only the write has (locks, transaction, external calls, index updates) one by one and start with the longest.',
      experiment:
        'Measure both requests with 1 VU. If the gap disappears, the cause is waiting and not the cost of processing.',
    }),
  },
  'long-tail': {
    title: 'Only some requests are slow',
    sentence: ({ medMs, p95Ms, ratio, level }) =>
      `${level ? `At the level of ${levelText(level)} of ${code(level.scenario)}, p95` : 'p95'} (${time(p95Ms)}) is about ${about(ratio)} times the median (${time(medMs)}).`,
    supposed: ({ queueRatio }) =>
      `A single queue makes it about ${about(queueRatio)} times, so something seems to slow down only some requests.`,
    improvement: () => ({
      action:
        'Keep the raw samples and look for what the slow requests share (time, a key, a new connection, a cache miss, garbage collection). If they fall into the highest load, saturation is the cause.',
      effect: 'Without that cause p95 may come down to what a single queue makes it; the median stays as it is.',
      experiment:
        'Measure again with half of the load. If the slow requests disappear, waiting is the cause; if they stay, certain requests are.',
    }),
  },
  'connection-churn': {
    title: 'Connections are not reused',
    sentence: ({ ratio, requests, vus }) =>
      `At least about ${aboutShare(ratio)} of the ${count(requests)} requests opened a new connection. The first connection of each of the ${count(vus)} VUs does not explain that many, so connections are not being reused.`,
    improvement: () => ({
      action:
        'Check `noConnectionReuse` and `noVUConnectionReuse` in the script, and the keep-alive time and requests per connection of the server and the load balancer.',
      effect:
        'Reused connections save the wait for a connection and the work of the server for it, by no more than `http_req_connecting` and `http_req_tls_handshaking`.',
      experiment: 'Run again with keep-alive and see whether the p90 of `http_req_connecting` is 0.',
    }),
  },
  'cpu-idle': {
    title: 'Waiting, not computing',
    fact: ({ name, ratio, maxRatio, requestsPerSec, seconds }) =>
      `During the ${count(seconds)} seconds in which throughput stayed at ${shortRate(requestsPerSec)}/s, CPU usage (${code(name)}) was ${aboutShare(ratio)} on average and ${aboutShare(maxRatio)} at most.`,
    sentence: () =>
      'The processor as a whole was not the limit: requests seem to have waited mostly for something else, such as a lock, a connection pool, input and output, or another service.',
    doubt: () => ({
      refutedBy: 'a single core was close to 100%; that core was then the limit.',
      rivals:
        'A process that computes in one thread, such as Node.js, can keep one core fully busy behind a low mean of several.',
    }),
    improvement: ({ possiblePerSec }) => ({
      action:
        'See from thread dumps or the wait statistics of the database what is waited for: first the scope and duration of locks, the size of connection pools and worker threads, and the time of external calls. Before that, see by core whether not just one of them is busy.',
      effect:
        possiblePerSec === undefined
          ? 'Without the waiting, the processor is the next limit; it is used too little to tell where that lies.'
          : `Without the waiting, the processor is the next limit: about ${shortRate(possiblePerSec)}/s at the same cost per request.`,
      experiment: 'Double the suspected limit alone (connections, threads, keys) and see whether throughput grows.',
    }),
  },
  'cpu-bound': {
    title: 'The processor is saturated',
    sentence: ({ name, ratio, maxRatio, requestsPerSec, seconds }) =>
      `During the ${count(seconds)} seconds in which the system was saturated at ${shortRate(requestsPerSec)}/s, its processor (${code(name)}) was in use for ${aboutShare(ratio)} on average and ${aboutShare(maxRatio)} at most. The processor held the throughput back.`,
    improvement: () => ({
      action:
        'Find the code that costs most per request with a processor profiler (serialisation, encryption, parsing of queries, logging, garbage collection) and make it cheaper; only then add cores or servers.',
      effect:
        'Half the processor time per request doubles the ceiling, unless another resource becomes the limit first.',
      experiment: 'Double the processor limit and see whether throughput grows in proportion.',
    }),
  },
} satisfies Partial<FindingWords>;
