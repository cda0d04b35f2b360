import type { LevelFigures } from '../../model/finding-figures.ts';
import type { PlannedScenario } from '../../model/plan.ts';
import { aboutShare, count, limitShare, shortRate, times } from '../../text/format.ts';
import { code } from '../../text/markdown-text.ts';
import type { FindingWords } from '../finding.ts';
import { levelText as loadText } from './findings-server.ts';
import { chosenTime, time } from './times.ts';

const load = (model: PlannedScenario['model'], held: number) => loadText({ model, level: held });

const levelText = ({ model, level: held, perSec, p95Ms }: LevelFigures) =>
  `${model === 'open' ? 'planned ' : ''}${load(model, held)} (${shortRate(perSec)} per second${p95Ms === undefined ? '' : `, p95 ${time(p95Ms)}`})`;

/** Findings about when something happened: they need raw samples. */
export const timelineFindings = {
  'saturation-point': {
    title: 'Saturation point',
    sentence: ({ levels, minVus, maxVus, capacityPerSec, capacityVus, knee, fallenPerSec, r2 }) => {
      const fallen =
        fallenPerSec === undefined
          ? ''
          : ` With ${count(maxVus)} VUs it had fallen to ${shortRate(fallenPerSec)} per second.`;
      return `On ${count(levels)} levels from ${count(minVus)} to ${count(maxVus)} VUs the greatest throughput was ${shortRate(capacityPerSec)} per second (${count(capacityVus)} VUs). ${knee ? `The saturation point seems to lie between ${count(knee.from)} and ${count(knee.to)} VUs. ` : ''}The curve of the Universal Scalability Law fits these levels with R² ${r2.toFixed(3)}.${fallen}`;
    },
    doubt: ({ maxVus, capacityPerSec }) => ({
      refutedBy: `with more than ${count(maxVus)} VUs throughput is far above ${shortRate(capacityPerSec)} per second; the saturation point then lies higher.`,
      rivals:
        'The load generator or the network may have come to its limit before the server, or the levels may have been held too briefly for throughput to settle.',
    }),
    improvement: ({ capacityPerSec, advisedVus }) => ({
      action:
        'Hold a load near the saturation point, record the metrics of the server, find the resource that is exhausted first, and plan the capacity so that ordinary load stays below it.',
      effect: `As long as that resource stays as it is, throughput will hardly exceed ${shortRate(capacityPerSec)} per second, with any number of VUs.`,
      experiment: `Hold ${advisedVus.map(count).join(', ')} VUs and compare throughput and p95.`,
    }),
  },
  'scalability-loss': {
    title: 'Loss of scalability',
    sentence: ({ fromVus, toVus, growth, fromPerSec, toPerSec, efficiency }) =>
      `While the VUs at work grew from ${count(fromVus)} to ${count(toVus)} (${times(growth)} times), throughput went from ${shortRate(fromPerSec)} to ${shortRate(toPerSec)} per second: ${aboutShare(efficiency)} of what growth in proportion would have given.`,
    improvement: ({ proportionalPerSec }) => ({
      action:
        'Put the metrics of the server at both levels side by side and see what grew most: waits for locks, waits for the connection pool, or CPU.',
      effect: `If every VU kept the best per-VU rate measured, throughput could grow to ${shortRate(proportionalPerSec)} per second.`,
      experiment:
        'Divide the range between both levels into five steps or more and find where efficiency begins to fall.',
    }),
  },
  'goal-throughput': {
    title: 'Highest load that meets the goal',
    sentence: ({ limitMs, met, missed }) => {
      const goal = `the goal for p95 (≤ ${chosenTime(limitMs)})`;
      if (missed?.because === 'not-delivered') {
        const untold = `${levelText(missed)}, did not run in full, so it does not tell whether the goal can be met there.`;
        return met
          ? `Of the levels that were tried, the highest one that met ${goal} is ${levelText(met)}. The next level, ${untold}`
          : `Of ${goal}: the lowest level, ${untold}`;
      }
      const refusedRatio = missed?.because === 'failures' ? missed.failedRatio : undefined;
      const verdict =
        refusedRatio === undefined
          ? 'missed it'
          : `cannot be said to have met it: ${aboutShare(refusedRatio)} of its requests failed`;
      if (!met && missed && refusedRatio !== undefined)
        return `Of ${goal}: the lowest level, ${levelText(missed)}, ${verdict}.`;
      if (!met) return `The lowest level already missed ${goal}: ${missed ? levelText(missed) : ''}.`;
      if (!missed) {
        return `Every level met ${goal}. The highest level was ${levelText(met)}; more load was not tried.`;
      }
      return `Of the levels that were tried, the highest one that met ${goal} is ${levelText(met)}. The next level, ${levelText(missed)}, ${verdict}.`;
    },
  },
  'slow-recovery': {
    title: 'Slow recovery after a peak',
    sentence: ({ scenario, model, peak, level: low, recoveredRatio, ...rest }) => {
      const { beforeMs, peakMs, recoverySec, watchedSec } = rest;
      const back = `After the load of ${code(scenario)} had come back from ${load(model, peak)} to ${load(model, low)}`;
      const before = `${recoveredRatio} times the median of ${time(beforeMs)} before the peak`;
      const during = peakMs === undefined ? '' : ` During the peak it was ${time(peakMs)}.`;
      return recoverySec === undefined
        ? `${back}, the median response time did not return to within ${before} in ${count(watchedSec)} s.${during}`
        : `${back}, it took ${count(recoverySec)} s until the median response time was within ${before}.${during}`;
    },
    improvement: () => ({
      action:
        'Limit the queues that fill during a peak (requests, connection pool, messages), and do not serve requests whose sender has given up.',
      effect: 'The less has piled up, the sooner the system recovers. More requests may be refused during the peak.',
      experiment:
        'Repeat the same peak, record the length of the queues beside response times, and see whether both go down at the same time.',
    }),
  },
  drift: {
    title: 'Degradation over time',
    sentence: ({ scenario, model, level: held, first, last, firstMs, lastMs, ratio }) =>
      `While ${code(scenario)} held ${load(model, held)}, between seconds ${count(first.from)}–${count(first.to)} and seconds ${count(last.from)}–${count(last.to)} the median response time went from ${time(firstMs)} to ${time(lastMs)}, ${times(ratio)} times as long.`,
    improvement: () => ({
      action:
        'Record what grows with time (rows of tables, caches and heap, open connections, logs) and find what grows along with the response time.',
      effect: 'Without the cause, responses stay as they were at first. They do not become faster than that.',
      experiment:
        'Hold the same load for twice as long and see whether responses go on slowing down or where they stop.',
    }),
  },
  bimodal: {
    title: 'Response times in two groups',
    sentence: ({ scenario, model, level: held, samples, lowMs, highMs, highShare }) =>
      `At ${load(model, held)} of ${code(scenario)} the ${count(samples)} response times fall into two groups, around ${time(lowMs)} and around ${time(highMs)}. The slow group is ${aboutShare(highShare)} of them.`,
    doubt: () => ({
      refutedBy:
        'both groups appear on either side when requests are told apart by the supposed cause (cache, new connection, lock).',
      rivals:
        'Cache hits and misses, new and reused connections, requests that waited for a lock and those that did not, two servers of different speed: each of them looks like this.',
    }),
    improvement: ({ highShare }) => ({
      action:
        'Look in the logs and traces of the server for what only the slow requests have (a cache miss, a new connection, a wait for a lock, one server).',
      effect: `If the slow group were served like the fast one, ${aboutShare(highShare)} of the requests would become faster. The others stay as they are.`,
      experiment: 'Tag the requests with the supposed cause, measure again and compare the distributions by tag.',
    }),
  },
  'errors-under-load': {
    title: 'Failures under load',
    sentence: ({ sinceSec, model, level: begun, nearRatio, held, flawless, aboveRatio, belowRatio }) => {
      const at =
        model === 'open'
          ? `at a planned rate of about ${shortRate(begun)} per second`
          : `with about ${load(model, begun)} at work`;
      const compared = held
        ? `No request failed at ${load(model, held.fine)}; at ${load(model, held.failing)} ${aboutShare(held.failedRatio)} did.`
        : `The error rate is ${aboutShare(aboveRatio)} from ${limitShare(nearRatio)} of that level on, and ${aboutShare(belowRatio)} below.`;
      return `Requests began to fail ${count(sinceSec)} s after the start, ${at}. Until then, while the load was lower, all ${count(flawless)} requests succeeded. ${compared}`;
    },
    improvement: ({ model, advised: [below, above] }) => ({
      action:
        'Look in the logs of the server at the time of the first failure for a limit that was reached (connections, threads, connection pool, timeouts); raise it, or shed load before it.',
      effect: 'With a higher limit the load at which failures begin rises, as far as the next resource carries it.',
      experiment: `Hold ${load(model, below)} and ${load(model, above)} for longer and see whether only the higher level fails.`,
    }),
  },
  'estimated-quantiles': {
    title: 'Estimated quantiles',
    sentence: ({ error }) =>
      `There were too many samples to hold each of them, so they were counted by size. Quantiles are estimates with a relative error of at most ${limitShare(error)}; counts, means and extremes are exact.`,
  },
} satisfies Partial<FindingWords>;
