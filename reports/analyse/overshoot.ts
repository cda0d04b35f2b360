import type { Run } from '../model/run.ts';
import type { TimelineLane } from '../model/timeline.ts';
import type { Seconds } from '../model/window.ts';
import { middleOf } from '../numbers/averages.ts';
import { LIMITS } from './limits.ts';
import { remembered } from './remembered.ts';

/** What iterations took beside their requests, over the seconds `from` to `to`. Times in ms. */
interface Rest {
  readonly iterations: number;
  readonly requests: number;
  /** Of all requests together, and of all that was neither a request nor the wait for its connection. */
  readonly sentMs: number;
  readonly restMs: number;
}

type TimedLane = TimelineLane & Required<Pick<TimelineLane, 'iterationMs' | 'sentMs'>>;

const isTimed = (lane: TimelineLane): lane is TimedLane => lane.iterationMs !== undefined && lane.sentMs !== undefined;

function restIn({ iterations, requests, iterationMs, sentMs }: TimedLane, { from, to }: Seconds): Rest {
  const sent = sentMs.sum(from, to);
  return {
    iterations: iterations.sum(from, to),
    requests: requests.sum(from, to),
    sentMs: sent,
    restMs: iterationMs.sum(from, to) - sent,
  };
}

/** What the iterations of one scenario rest for, as a rule. */
interface Usual {
  readonly lane: TimedLane;
  /** So long, s, a request may lie behind the end of its iteration. */
  readonly lagSec: number;
  readonly restMs: number;
  /** Standard deviation of the rest of one iteration, from how stretches of the run differ. */
  readonly spreadMs: number;
  readonly requests: number;
  readonly sentMs: number;
}

/** Consistency factor of the median absolute deviation for a normal distribution. */
const MAD = 1.4826;

function usualOf(lane: TimedLane, seconds: number): Usual | undefined {
  const whole = restIn(lane, { from: 0, to: seconds });
  const iterationSec = (whole.restMs + whole.sentMs) / whole.iterations / 1000;
  const lagSec = Math.ceil(2 * iterationSec) + 1;
  if (!(lagSec <= LIMITS.lateWindowSec / 2)) return undefined;
  const blocks: Rest[] = [];
  for (let from = 0; from < seconds; from += lagSec) {
    const block = restIn(lane, { from, to: from + lagSec });
    if (block.iterations >= LIMITS.fewRequests) blocks.push(block);
  }
  const middle = (of: (block: Rest) => number) => middleOf(blocks.map(of)) ?? Number.NaN;
  const restMs = middle((one) => one.restMs / one.iterations);
  const deviation = middle((one) => Math.abs(one.restMs / one.iterations - restMs));
  if (!(restMs >= 0)) return undefined;
  return {
    ...{ lane, lagSec, restMs },
    spreadMs: MAD * deviation * Math.sqrt(middle(({ iterations }) => iterations)),
    requests: middle((one) => one.requests / one.iterations),
    sentMs: middle((one) => one.sentMs / one.iterations),
  };
}

/** Those of every scenario that sends one request after the other, by HTTP alone. */
const usualRests = remembered((run: Run): Usual[] => {
  const { timeline } = run.measured;
  if (timeline?.protocol !== 'http') return [];
  const named = Object.values(timeline.scenarios);
  return (named.length > 0 ? named : [timeline.total])
    .filter(isTimed)
    .flatMap((lane) => usualOf(lane, timeline.seconds) ?? []);
});

function overshootOf({ lane, ...usual }: Usual, { from, to }: Seconds): number {
  const own = restIn(lane, { from, to });
  if (own.iterations < LIMITS.fewRequests) return 0;
  const isLike = Math.abs(own.requests / own.iterations / usual.requests - 1) <= LIMITS.unevenIterations;
  // Requests that run side by side rest less the slower they are: what rests longer while they are quick is no lateness.
  if (!isLike || own.sentMs / own.iterations < usual.sentMs) return 0;
  // Requests that had ended before may be of iterations that end now.
  const before = lane.sentMs.sum(Math.max(0, from - usual.lagSec), from);
  const overMs = own.restMs - before - own.iterations * usual.restMs;
  return overMs >= LIMITS.overshootZ * usual.spreadMs * Math.sqrt(own.iterations) ? overMs / own.iterations : 0;
}

/**
 * By how much iterations lasted longer, ms each, than their requests and what they rest as a rule: k6 woke late. I − Z − (R + blocked), with Z
 * the middle rest of the run, for a script does not tell it. 0 where it is not known: long iterations, requests
 * side by side, another number of requests in each, or other protocols.
 */
export const overshootIn = (run: Run, window: Seconds): number =>
  usualRests(run).reduce((most, usual) => Math.max(most, overshootOf(usual, window)), 0);
