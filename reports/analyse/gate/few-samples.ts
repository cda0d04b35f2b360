import type { Comparison, Measure, Outcome } from '../../model/gate.ts';
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
  scenario: string | undefined,
  samples: number,
  isWithin: (value: number) => boolean,
): { least: number; most: number } {
  let [least, most] = [0, samples];
  for (const { q, measure } of STATED) {
    const value = figureOf(run, [], measure, scenario)?.value;
    if (value === undefined) continue;
    const position = q * (samples - 1);
    if (isWithin(value)) most = Math.min(most, samples - Math.floor(position) - 1);
    else least = Math.max(least, samples - Math.ceil(position));
  }
  return { least, most: Math.max(least, most) };
}

/**
 * Whether fewer samples than a quantile needs meet its limit: by how many of them lie above it, as if each request were
 * independent of the others. Met where so few would lie there by chance in at most 5 % if the quantile were at the limit,
 * missed where so many would; else undecided. 59 samples below a limit meet it as p95, 299 as p99.
 */
export function fewSamplesOutcome(
  run: Run,
  {
    q,
    comparison,
    limit,
    scenario,
  }: { q: number; comparison: Comparison; limit: number; scenario: string | undefined },
  samples: number,
): Extract<Outcome, 'pass' | 'slo-fail' | 'inconclusive'> {
  const { least, most } = above(run, scenario, samples, (value) =>
    comparison === '<' ? value < limit : value <= limit,
  );
  if (atMost(most, samples, 1 - q) <= LIMITS.goalChance) return 'pass';
  return atLeast(least, samples, 1 - q) <= LIMITS.goalChance ? 'slo-fail' : 'inconclusive';
}
