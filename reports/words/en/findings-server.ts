import { count, decimals, duration, rate, share, times } from '../../render/format.ts';
import { code } from '../../render/markdown-text.ts';
import type { FindingWords } from '../report.ts';

/** Findings about how the system served what it was sent. */
export const serverFindings: Pick<
  FindingWords,
  'server-saturated' | 'waiting-dominates' | 'key-contention' | 'write-read-gap' | 'long-tail' | 'connection-churn'
> = {
  'server-saturated': {
    sentence: ({ stretch, requestsPerSec, inFlight, effectiveLanes }) =>
      `The mean iteration took ${decimals(stretch)} times (stretch) as long as on an idle server. Under these conditions the server seems to be saturated at about ${rate(requestsPerSec)} per second: ${count(inFlight)} requests were in flight on average, but the effective lanes number only ${decimals(effectiveLanes)}; the others waited.`,
    doubt: () => ({
      refutedBy: 'If more virtual users bring more throughput, the server is not saturated yet.',
      rivals:
        'It cannot be excluded that the load generator or the network was slow, or that the fastest response was an unusually cheap one, such as a cache hit.',
    }),
    improvement: ({ requestsPerSec }) => ({
      problem: `At about ${rate(requestsPerSec)} per second more load seems to bring longer waits and no more throughput.`,
      action:
        'Find the resource for which requests queue in the metrics of the server (CPU, waits for the connection pool, for locks, for worker threads, slow queries); provide more of it or hold it for less time.',
      effect:
        'Halving the time for which that resource is held at most doubles the throughput. The gain ends where the next resource runs short.',
      experiment:
        'Record the metrics of the server under the same load, change one thing at a time and compare throughput.',
    }),
  },
  'waiting-dominates': {
    sentence: ({ waitingRatio, minMs, avgMs, medMs }) => {
      const median = medMs === undefined ? '' : `the median is ${duration(medMs)} and `;
      return `The fastest response took ${duration(minMs)}, while ${median}the mean is ${duration(avgMs)}. Up to ${share(waitingRatio)} of the response time seems to have been waiting for a turn (waiting share), not processing.`;
    },
    doubt: () => ({
      refutedBy:
        'If far fewer virtual users do not bring the median close to the fastest response, that time is processing and not waiting.',
      rivals:
        'Requests may differ so much in work or in cache hits that the fastest response does not stand for an ordinary one.',
    }),
    improvement: ({ minMs, avgMs }) => ({
      problem: `Most of the mean of ${duration(avgMs)} seems to be waiting. If so, faster code anywhere but at the bottleneck hardly shortens response times.`,
      action:
        'Shorten where requests stand in line (locks, connection pool, worker pool), and reject early what cannot be served instead of queueing it.',
      effect: `If all waiting disappeared, responses would take as little as ${duration(minMs)}; less takes faster processing.`,
      experiment:
        'Measure again with 1/10 of the virtual users and see how close the median comes to the fastest response.',
    }),
  },
  'key-contention': {
    sentence: ({ keys, effectiveLanes, inFlight, msPerLane }) =>
      `With ${count(inFlight)} requests in flight on average, the effective lanes number ${decimals(effectiveLanes)}, no more than about the ${count(keys)} keys (users, products) in the test data. That is what one lock per key, held by one request at a time, looks like; if so, a request holds its lock for about ${duration(msPerLane)} on average.`,
    doubt: ({ keys }) => ({
      refutedBy: `If ${count(keys * 10)} keys in the test data instead of ${count(keys)} do not raise the throughput, a lock per key is not the cause.`,
      rivals:
        'A small connection pool, one slow SQL statement that every request passes, or a small worker pool give the same figures; this run cannot tell them apart.',
    }),
    improvement: ({ keys, msPerLane, serialPerSec, requestsPerSec }) => ({
      problem: `Writes to the same key seem to be processed one at a time, which stops the throughput at ${rate(requestsPerSec)} per second.`,
      action:
        'Confirm the cause first, by the experiment with more keys. If it is a lock per key, move external calls and reads out of it so that it is held for less time, or use an atomic update (a conditional UPDATE) instead of the lock.',
      effect: `With the same ${count(keys)} keys, holding the lock for half of ${duration(msPerLane)} at most doubles the throughput; held no longer than the fastest response takes, it allows about ${count(serialPerSec)} per second. Of the response time only a part may be the wait for the lock itself; the rest can be waiting for a worker or a connection before it.`,
      experiment: `Leave all else as it is and use ten times as many keys (${count(keys * 10)}). If the lock is the limit, throughput rises clearly; if the limit is elsewhere, it does not.`,
    }),
  },
  'write-read-gap': {
    sentence: ({ write, read, writeMs, readMs, ratio }) =>
      `On the same resource the median of ${code(write)} is ${duration(writeMs)}, ${times(ratio)} times the ${duration(readMs)} of ${code(read)}.`,
    improvement: ({ write, read, readMs }) => ({
      problem: `Work or waiting that the read does not have makes up most of the response time of ${code(write)}.`,
      action:
        'Measure the steps that only the write has (locks, transaction, external calls, index updates) one by one and start with the longest.',
      effect: `The bound of the gain is the median of ${code(read)}, ${duration(readMs)}; what a write must do remains.`,
      experiment:
        'Measure both requests with a single virtual user. If the gap disappears, the cause is waiting and not the cost of processing.',
    }),
  },
  'long-tail': {
    sentence: ({ medMs, p95Ms, ratio }) =>
      `p95 is ${duration(p95Ms)}, ${times(ratio)} times the median of ${duration(medMs)}. Half of the requests end within the median, but some take far longer.`,
    improvement: ({ medMs, p95Ms }) => ({
      problem: `Some requests take ${duration(p95Ms)} and more, which the median of ${duration(medMs)} does not show.`,
      action:
        'Keep the raw samples and look for what the slow requests share (time, a key, a new connection, a cache miss, garbage collection). If they fall into the highest load, saturation is the cause.',
      effect: `Mending the slowest 5% shortens p95 a lot and leaves the median of ${duration(medMs)} nearly as it is.`,
      experiment:
        'Measure again with half of the load. If the tail disappears, waiting is the cause; if it stays, certain requests are.',
    }),
  },
  'connection-churn': {
    sentence: ({ ratio, requests, vus }) =>
      `At least about ${share(ratio)} of the ${count(requests)} requests opened a new connection. The first connection of each of the ${count(vus)} VUs does not explain that many, so connections are not being reused.`,
    improvement: ({ ratio }) => ({
      problem: `About ${share(ratio)} of the requests or more pay for a new connection (TCP, TLS).`,
      action:
        'Check `noConnectionReuse` and `noVUConnectionReuse` in the script, and the keep-alive time and requests per connection of the server and the load balancer.',
      effect:
        'Reused connections save the wait for a connection and the work of the server for it, by no more than `http_req_connecting` and `http_req_tls_handshaking`.',
      experiment: 'Run again with keep-alive and see whether the p90 of `http_req_connecting` is 0.',
    }),
  },
};
