import type { Run } from '../model/run.ts';
import type { SteadyState } from '../model/window.ts';
import { figuresOver } from './timeline-window.ts';

const BATCH = 5;

/** Fewest batches of which a mean and its error can be told. */
const FEWEST_BATCHES = 6;

/**
 * How many of the first values to leave out so that what remains is steady: MSER-5 (White 1997), which takes means of
 * five and leaves out as many as make the error of the mean of the rest smallest. Undefined where that lies beyond half
 * of them, or there are too few.
 */
export function steadyFrom(values: readonly number[]): number | undefined {
  const batches = Array.from({ length: Math.floor(values.length / BATCH) }, (_, at) => {
    const own = values.slice(at * BATCH, (at + 1) * BATCH);
    return own.reduce((sum, value) => sum + value, 0) / BATCH;
  });
  if (batches.length < FEWEST_BATCHES) return undefined;
  // Mean and sum of squared deviations of the last so many (Welford 1962), from the end, so that each batch is met once.
  let [count, mean, squares] = [0, 0, 0];
  let best = { from: 0, error: Number.POSITIVE_INFINITY };
  for (let from = batches.length - 1; from >= 0; from -= 1) {
    const value = batches[from] as number;
    count += 1;
    const off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
    // Near the end a few means agree by accident.
    if (count < FEWEST_BATCHES / 2) continue;
    const error = squares / count ** 2;
    if (error <= best.error) best = { from, error };
  }
  return best.from > batches.length / 2 ? undefined : best.from * BATCH;
}

/** Undefined with a plan, whose plateaus say more, without raw samples, and for runs of some seconds. */
export function steadyState({ planned, measured: { timeline } }: Run): SteadyState | undefined {
  if (!timeline || planned.length > 0 || timeline.seconds < BATCH * FEWEST_BATCHES) return undefined;
  // The last second is seldom a whole one.
  const seconds = timeline.seconds - 1;
  const { latencyMs } = timeline.total;
  const known = Array.from(latencyMs.seconds(0, seconds), (at) => {
    const latency = latencyMs.over(at, at + 1);
    return { mean: latency ? latency.sum / latency.count : Number.NaN, at };
  });
  const cut = steadyFrom(known.map(({ mean }) => mean));
  const from = cut === undefined ? undefined : known[cut]?.at;
  return { seconds, figures: from === undefined ? undefined : figuresOver(timeline.total, { from, to: seconds }) };
}
