import type { Goal, Measure, Outcome } from '../../model/gate.ts';
import type { Run } from '../../model/run.ts';
import { atLeast, atMost } from '../../numbers/binomial.ts';
import { LIMITS } from '../limits.ts';
import { figureOf } from './figures.ts';

/** Statistics from which it follows how many samples lie above a limit; those that an output lacks tell nothing. */
const STATED: readonly { readonly q: number; readonly measure: Measure }[] = [
  { q: 0, measure: { kind: 'min' } },
  ...[0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999].map((q) => ({ q, measure: { kind: 'quantile', q } as const })),
  { q: 1, measure: { kind: 'max' } },
];

/**
 * How many of n samples lie above a limit, at least and at most. k6 takes the quantile q between the samples at the
 * positions around q·(n−1): where it is above the limit, so is the upper one, and where it is not, the lower is not.
 */
function above(
  run: Run,
  goal: FewSamplesGoal,
  samples: number,
  isWithin: (value: number) => boolean,
): { least: number; most: number } {
  let [least, most] = [0, samples];
  for (const { q, measure } of STATED) {
    const value = figureOf(run, [], measure, goal)?.value;
    if (value === undefined) continue;
    const position = q * (samples - 1);
    if (isWithin(value)) most = Math.min(most, samples - Math.floor(position) - 1);
    else least = Math.max(least, samples - Math.ceil(position));
  }
  return { least, most: Math.max(least, most) };
}

interface Second {
  readonly samples: number;
  readonly above: number;
}

/** The seconds of the run, or of a scenario, in which a request ended; undefined without single samples. */
function secondsOf(run: Run, { comparison, limit, scenario, part }: FewSamplesGoal): Second[] | undefined {
  const { timeline } = run.measured;
  const lane = scenario === undefined ? timeline?.total : timeline?.scenarios[scenario];
  // Of a part no single samples are kept.
  if (!timeline || !lane || part) return undefined;
  // Nothing lies between a number and the next smaller one: what is at most that large is below the limit.
  const highest = comparison === '<' ? limit * (1 - Number.EPSILON) : limit;
  const seconds: Second[] = [];
  for (const second of lane.latencyMs.seconds(0, timeline.seconds)) {
    const times = lane.latencyMs.over(second, second + 1);
    if (!times) continue;
    if (!times.isExact) return undefined;
    seconds.push({ samples: times.count, above: times.count - times.countUpTo(highest) });
  }
  return seconds.length > 0 ? seconds : undefined;
}

/** How many independent samples are behind a goal, and how many of them lie above its limit. */
interface Effective {
  readonly samples: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Slow requests come in the same seconds, so that they count for less than as many independent ones: by as much as the
 * shares above the limit differ from second to second beyond chance. Fewer than five above it tell no such spread: then
 * each second counts as one sample. In simulation false "met" at the limit in at most 5 % instead of up to 83 %, for slow
 * stretches of a second.
 */
export function effectiveSamples(seconds: readonly Second[]): Effective {
  const sum = (pick: (second: Second) => number) => seconds.reduce((all, second) => all + pick(second), 0);
  const [samples, above] = [sum((one) => one.samples), sum((one) => one.above)];
  const share = above / samples;
  const chance = (share * (1 - share)) / (samples / seconds.length);
  if (above < LIMITS.spreadSamples || chance === 0 || seconds.length < 2) {
    const slow = seconds.filter((one) => one.above > 0).length;
    return { samples: seconds.length, least: slow, most: slow };
  }
  const shares = seconds.map((one) => one.above / one.samples);
  const mean = shares.reduce((all, one) => all + one, 0) / shares.length;
  const variance = shares.reduce((all, one) => all + (one - mean) ** 2, 0) / (shares.length - 1);
  const effective = Math.max(1, Math.floor(samples / Math.max(1, variance / chance)));
  return { samples: effective, least: Math.floor(share * effective), most: Math.ceil(share * effective) };
}

/** What so many samples above the limit of the quantile `q` say: a word that would be wrong in at most 5 %, or none. */
export function outcomeOf({ samples, least, most }: Effective, q: number): FewSamplesJudgement['outcome'] {
  if (atMost(most, samples, 1 - q) <= LIMITS.goalChance) return 'pass';
  return atLeast(least, samples, 1 - q) <= LIMITS.goalChance ? 'slo-fail' : 'inconclusive';
}

/** A limit of the quantile `q`, 0–1, of the whole run, of one k6 scenario or of a part. */
export interface FewSamplesGoal extends Pick<Goal, 'comparison' | 'limit' | 'scenario' | 'part'> {
  readonly q: number;
}

/** `effective`: as many independent samples stand behind it; undefined where nothing tells, so that all count as such. */
export interface FewSamplesJudgement {
  readonly outcome: Extract<Outcome, 'pass' | 'slo-fail' | 'inconclusive'>;
  readonly effective: number | undefined;
}

/**
 * Whether fewer samples than a quantile needs meet its limit, by how many of them lie above it: met where so few would lie
 * there by chance in at most 5 % if the quantile were at the limit, missed where so many would; else undecided. 59
 * independent samples below a limit meet it as p95, 299 as p99. Raw samples tell how many are independent.
 */
export function fewSamplesOutcome(run: Run, goal: FewSamplesGoal, samples: number): FewSamplesJudgement {
  const { q, comparison, limit } = goal;
  const seconds = secondsOf(run, goal);
  const { least, most, ...of } = seconds
    ? effectiveSamples(seconds)
    : {
        ...above(run, goal, samples, (value) => (comparison === '<' ? value < limit : value <= limit)),
        samples,
      };
  return { outcome: outcomeOf({ ...of, least, most }, q), effective: seconds && of.samples };
}
