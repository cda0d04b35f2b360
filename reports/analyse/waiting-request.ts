import { ownValue } from '../model/own-value.ts';
import type { PlannedScenario } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { TimedLatency } from '../model/timeline.ts';
import { LIMITS } from './limits.ts';
import { scopeOfScenario } from './planned-load.ts';
import { remembered } from './remembered.ts';
import { laneOf } from './stages.ts';

/** Seconds of which a median is taken: one alone rests on too few answers. */
const WIDTH_SEC = 3;

/** The one kind of requests that waited, while all others were answered as quickly as ever. */
export interface WaitingRequest {
  readonly name: string;
  readonly latency: TimedLatency;
}

/** The quickest and nearly the slowest stretch of requests of a name, ms; undefined for too few. */
function spanOf(latency: TimedLatency, seconds: number): readonly [quick: number, slow: number] | undefined {
  const medians: number[] = [];
  for (let from = 0; from + WIDTH_SEC <= seconds; from += WIDTH_SEC) {
    const values = latency.over(from, from + WIDTH_SEC);
    if (values && values.count >= LIMITS.fewRequests) medians.push(values.quantile(0.5));
  }
  medians.sort((a, b) => a - b);
  const [quick, slow] = [medians[0], medians[Math.floor((medians.length - 1) * LIMITS.calmShare)]];
  return quick === undefined || slow === undefined || medians.length < LIMITS.metricPoints ? undefined : [quick, slow];
}

/** Undefined where requests are not told apart, where several waited or none did, and where others became slower as well. */
export const waitingRequest = remembered((run: Run): { readonly waiting: WaitingRequest | undefined } => {
  const { requests = {}, seconds = 0 } = run.measured.timeline ?? {};
  const all = Object.entries(requests).map(([name, latency]) => ({ name, latency, span: spanOf(latency, seconds) }));
  if (all.length < 2 || all.some(({ span }) => !span)) return { waiting: undefined };
  const ratioOf = ({ span: [quick, slow] = [1, 1] }: (typeof all)[number]) => slow / quick;
  const waiting = all.filter((one) => ratioOf(one) >= LIMITS.saturatedMedian);
  const calm = all.filter((one) => ratioOf(one) <= LIMITS.saturatedStretch);
  const [only] = waiting;
  const isTold = waiting.length === 1 && calm.length === all.length - 1;
  return { waiting: isTold && only ? { name: only.name, latency: only.latency } : undefined };
});

/** The planned scenario that alone sends requests of a name, where others ran beside it. */
export function scenarioOf({ planned, measured: { answered = [] } }: Run, name: string): PlannedScenario | undefined {
  const senders = new Set(answered.flatMap((one) => (one.name === name ? [one.scenario] : [])));
  const [sender] = senders;
  return planned.length > 1 && senders.size === 1 ? planned.find((plan) => plan.name === sender) : undefined;
}

/** A run as if one of its scenarios had been all of it: the others neither waited nor made it wait. */
export function aloneIn(run: Run, plan: PlannedScenario): Run | undefined {
  const { measured, planned } = run;
  const { timeline, endpoints = {}, answered = [] } = measured;
  const lane = timeline && laneOf(timeline, plan.name, planned);
  const total = scopeOfScenario(run, plan.name);
  if (!timeline || !lane || !total) return undefined;
  const own = answered.filter(({ scenario }) => scenario === plan.name);
  const names = [...new Set(own.flatMap(({ name }) => name ?? []))];
  const pick = <Value>(of: Readonly<Record<string, Value>>) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = ownValue(of, name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  const requests = timeline.requests && pick(timeline.requests);
  return {
    ...run,
    planned: [plan],
    measured: {
      ...{ ...measured, total, scenarios: {}, endpoints: pick(endpoints), answered: own },
      timeline: { ...timeline, total: lane, scenarios: {}, ...(requests && { requests }) },
    },
  };
}
