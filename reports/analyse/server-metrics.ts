import type { Run } from '../model/run.ts';
import type { ServerMetric } from '../model/server-metrics.ts';
import type { Seconds } from '../model/window.ts';

/** When a run took place, in epoch ms; undefined for an output that does not tell. */
export function timeOf({ measured: { timeline }, record }: Run): { fromMs: number; toMs: number } | undefined {
  if (timeline) return { fromMs: timeline.startMs, toMs: timeline.startMs + timeline.seconds * 1000 };
  if (record) return { fromMs: Date.parse(record.startedAt), toMs: Date.parse(record.endedAt) };
  return undefined;
}

/** The metrics while the run took place; those that say nothing of that time are left out. */
export function metricsDuring(run: Run, metrics: readonly ServerMetric[]): ServerMetric[] {
  const time = timeOf(run);
  if (!time) return [];
  return metrics.flatMap(({ name, points }) => {
    const own = points.filter(([ms]) => ms >= time.fromMs && ms <= time.toMs);
    return own.length > 0 ? [{ name, points: own }] : [];
  });
}

/** A metric over some time: mean, least and greatest of its values, and how many there were. */
export interface MetricFigures {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly points: number;
}

export function figuresOfMetric(values: readonly number[]): MetricFigures | undefined {
  if (values.length === 0) return undefined;
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    min: values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    max: values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
    points: values.length,
  };
}

/** Values of a metric in some seconds of a time line that begins at `startMs`. */
export const valuesIn = ({ points }: ServerMetric, startMs: number, { from, to }: Seconds): number[] =>
  points.filter(([ms]) => ms >= startMs + from * 1000 && ms < startMs + to * 1000).map(([, value]) => value);

/** What a processor does besides computing for somebody: a share of it is no share in use. */
const NOT_IN_USE = /idle|io_?wait|steal|throttl|유휴|대기/i;

/**
 * Factor that makes a metric the share of the processor in use, 0–1; undefined for one that is no such share, or does
 * not say in which unit: 1.8 may be per cent, or cores.
 */
export function cpuFactor({ name, points }: ServerMetric): number | undefined {
  if (!/cpu|processor|프로세서/i.test(name) || NOT_IN_USE.test(name)) return undefined;
  if (/percent|pct|%|퍼센트/i.test(name)) return 0.01;
  // Said of per cent, and of shares that never exceed 1.
  if (/사용률/.test(name)) return points.some(([, value]) => value > 1) ? 0.01 : undefined;
  return /ratio|share|fraction|utili[sz]ation|비율/i.test(name) ? 1 : undefined;
}
