import type { NoAnswerFigures, RequestPart, Stall } from '../../model/finding-figures.ts';
import { aboutShare, count, shortRate } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { levelText } from './findings-server.ts';
import { allTime, time } from './times.ts';

const PARTS: Readonly<Record<RequestPart, string>> = {
  blocked: 'Waiting for a free connection',
  connecting: 'Connecting',
  tls: 'The TLS handshake',
  sending: 'Sending the request',
  receiving: 'Receiving the body',
};

/** What shortens a part. */
const PART_ACTIONS: Readonly<Record<RequestPart, string>> = {
  blocked: "Look at the load generator's CPU, its open connections, and how long names take to resolve.",
  connecting: "See whether connections are kept alive, and whether the server's backlog of connections is full.",
  tls: 'See whether connections and TLS sessions are reused, and whether the server has CPU to spare.',
  sending: "Look at the size of the request bodies and the load generator's bandwidth.",
  receiving:
    'Look at the size and compression of the bodies, whether the server sends them in pieces, and the bandwidth.',
};

const since = ({ sinceSec, vus }: NoAnswerFigures) =>
  sinceSec === undefined
    ? ''
    : ` The first one came after ${count(sinceSec)} s${vus === undefined ? '' : ` (about ${count(Math.round(vus))} VUs at work)`}.`;

/** `about 2.0s`, `about 0.6s to 2.0s`. */
function stallTimes({ leastMs, mostMs }: { leastMs: number; mostMs: number }): string {
  const [least, most] = [time(leastMs), time(mostMs)];
  return least === most ? `about ${least}` : `about ${least} to ${most}`;
}

/** So many of them are named. */
const MOST_STALLS = 6;

/** `second 7`, `seconds 6, 16 and 26`. */
function stallSeconds(stalls: readonly Stall[]): string {
  const named = stalls.slice(0, MOST_STALLS).map(({ atSec }) => count(Math.round(atSec)));
  const more = stalls.length - named.length;
  if (named.length === 1 && more === 0) return `second ${named[0]}`;
  if (more > 0) return `seconds ${named.join(', ')} and ${count(more)} more`;
  return `seconds ${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

/** Findings about patterns that anybody sees in the samples of a run once they know when and where to look. */
export const patternFindings = {
  'slow-request': {
    title: 'One slow request',
    sentence: ({ name, medMs, nextName, nextMs, timeRatio, isOfSuccesses, names, few, fewRequests }) =>
      `Of ${count(names)} kinds of requests${few > 0 ? `, leaving out the ${count(few)} with fewer than ${count(fewRequests)} requests` : ''}, ${code(name)} has the longest median, ${time(medMs)} (the next is ${code(nextName)} with ${time(nextMs)}), and takes ${aboutShare(timeRatio)} of ${allTime(isOfSuccesses)}.`,
    improvement: ({ name, timeRatio, isOfSuccesses }) => ({
      action: `Trace ${code(name)} and find the statement or outside call that takes longest. The other requests come after it.`,
      effect: `Half the time for this request takes ${aboutShare(timeRatio / 2)} off ${allTime(isOfSuccesses)}.`,
      experiment: 'Run the same load again after the change and compare the median and p95 of this request.',
    }),
  },
  'slow-phase': {
    title: 'Time that is not spent waiting for the answer',
    sentence: ({ part, avgMs, wholeMs, ratio }) =>
      `${PARTS[part]} takes ${time(avgMs)} on average, ${aboutShare(ratio)} of the ${time(wholeMs)} that a request takes.`,
    improvement: ({ part, avgMs }) => ({
      action: PART_ACTIONS[part],
      effect: `Without it each request is ${time(avgMs)} shorter on average. The server works as long as before.`,
      experiment: 'Run the same load again after the change and compare the mean of this time.',
    }),
  },
  'warm-up': {
    title: 'Slow first seconds',
    sentence: ({ scenario, model, level, seconds, firstMs, laterMs, quantile, withMs, withoutMs }) =>
      `In the first ${count(seconds)} s of ${code(scenario)} (up to ${levelText({ model, level })}) the median was ${time(firstMs)}, later ${time(laterMs)}. The p${count(quantile * 100)} up to the end of this level is ${time(withMs)}, without its first seconds ${time(withoutMs)}.`,
    improvement: () => ({
      action:
        'If users meet this after each deployment, warm up caches, connections and the code that is used most; if not, put a warm-up stage first.',
      effect: 'Only the first seconds get faster. What comes later stays as it is.',
      experiment: 'Run the same load twice in a row and see whether the second run is fast from the start.',
    }),
  },
  standstill: {
    title: 'Nothing was answered for a while',
    sentence: ({ stalls, waited, samples, everySec, ...lengths }) =>
      `Nothing was answered for ${stallTimes(lengths)}${stalls.length > 1 ? `, ${count(stalls.length)} times` : ''}${everySec === undefined ? '' : ` (about every ${everySec.toFixed(0)} s)`}: from ${stallSeconds(stalls)} of the run on. The ${count(waited)} of ${count(samples)} requests that waited meanwhile were then answered at once.`,
    improvement: () => ({
      action:
        'Look at what stopped the whole server at these moments: garbage collection, disk or log writes that block, snapshots and checkpoints, a lock that everything takes, a failover.',
      effect: 'Without it only the requests that waited get faster. The median stays.',
      experiment:
        "Record the server's pauses (GC log, IO waits) under the same load and lay them beside these seconds.",
    }),
  },
  pauses: {
    title: 'Recurring pauses',
    sentence: ({ scenario, pauses, everySec, forMs, slow, samples, medMs }) =>
      `In ${code(scenario)} answers stood still ${count(pauses)} times, about every ${everySec.toFixed(1)} s for about ${time(forMs)}. Of ${count(samples)} answers ${count(slow)} were held up by it; the median is ${time(medMs)}.`,
    improvement: ({ everySec }) => ({
      action: `Look in the server's logs and metrics for what happens every ${everySec.toFixed(1)} s: garbage collection, checkpoints, batch jobs, a CPU quota.`,
      effect: 'Without the pauses only the requests that they held up get faster. The median stays.',
      experiment: 'Change the period of the suspected job, run again, and see whether the pauses follow it.',
    }),
  },
  'error-window': {
    title: 'Failures for a while',
    sentence: ({ fromSec, toSec, failed, ratio }) =>
      `All ${count(failed)} failures came between second ${count(fromSec)} and second ${count(toSec)}; ${aboutShare(ratio)} of the requests failed then. The load was the same before and after.`,
    improvement: ({ fromSec, toSec }) => ({
      action: `Look in the server's logs of seconds ${count(fromSec)} to ${count(toSec)} for a deployment, a restart, a failover, or an outside service that was down.`,
      effect: 'Without the cause these failures go away. The limit of throughput stays.',
      experiment: 'Hold the same load for longer and see whether the failures come back.',
    }),
  },
  throttled: {
    title: 'Rate limit',
    sentence: ({ status, count: refused, limitPerSec, levels }) => {
      const limit =
        limitPerSec === undefined ? '' : ` Meanwhile successes came at ${shortRate(limitPerSec)} per second.`;
      const compared = levels
        ? ` While the requests sent grew from ${shortRate(levels.low.sentPerSec)} to ${shortRate(levels.high.sentPerSec)} per second, successes went from ${shortRate(levels.low.goodPerSec)} to ${shortRate(levels.high.goodPerSec)} per second.`
        : '';
      return `Status ${status} refused ${count(refused)} of the requests.${limit}${compared}`;
    },
    doubt: () => ({
      refutedBy:
        'the same share fails with fewer requests; then it is no limit of the rate but a fault of some servers or requests.',
      rivals: 'It may be a gateway that limits the rate, or a server at its limit that refuses the rest.',
    }),
    improvement: ({ limitPerSec }) => ({
      action:
        'Look at the rate limits of the gateway and the server: by address, by user, of all. Lift one that holds for the address of a single load generator while you test.',
      effect: `As long as the limit stays, ${limitPerSec === undefined ? 'more load is refused' : `no more than about ${shortRate(limitPerSec)} requests per second succeed and the rest is refused`}.`,
      experiment: 'Change the limit, run the same load again, and see whether the successes per second follow it.',
    }),
  },
  'fast-failures': {
    title: 'Fast failures',
    sentence: ({ status, count: failed, failedMs, goodMs }) =>
      `The median of the ${count(failed)} failures with status ${status} is ${time(failedMs)}, that of the answers that succeeded ${time(goodMs)}. They did not fail while being worked on: they were refused at once.`,
    improvement: ({ status }) => ({
      action: `Find in the access logs who answered ${status}: a load balancer, a gateway, a circuit breaker, a full queue.`,
      effect: 'Once refused requests are worked on, more of them succeed, and load and response times grow.',
      experiment: 'Count successes and failures for each server (replica) and see whether only one of them fails.',
    }),
  },
  resets: {
    title: 'Connections that were reset',
    sentence: (figures) =>
      `Of ${count(figures.requests)} requests ${count(figures.count)} (${aboutShare(figures.ratio)}) lost their connection before the answer came.${since(figures)}`,
    improvement: () => ({
      action:
        'Find in the logs of the server and the load balancer which of them closed the connection, and look at restarts, idle timeouts and limits of connections.',
      effect: 'Without resets these requests succeed, or fail with a status.',
      experiment:
        'Send the same load to the server itself, past the load balancer, and see whether connections are reset.',
    }),
  },
  timeouts: {
    title: 'Timeouts',
    sentence: (figures) =>
      `Of ${count(figures.requests)} requests ${count(figures.count)} (${aboutShare(figures.ratio)}) were given up because no answer came within ${figures.afterMs === undefined ? 'their timeout' : `about ${time(figures.afterMs)}`}.${since(figures)}`,
    improvement: () => ({
      action:
        'Find in thread dumps or traces what the requests without an answer were waiting for in the server: locks, the connection pool, outside calls.',
      effect:
        "Without that wait these requests are answered, too. A longer timeout of the client doesn't remove the cause.",
      experiment: 'Run the same load again and take a thread dump when the first timeout comes.',
    }),
  },
} satisfies Partial<FindingWords>;
