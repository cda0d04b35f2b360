import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { Seconds } from '../../model/window.ts';
import { LIMITS } from '../limits.ts';
import { limiterOf } from '../saturation.ts';
import { cpuFactor, figuresOfMetric, valuesIn } from '../server-metrics.ts';
import { loadWindow } from '../stages.ts';

/** The seconds in which the server was seen to be saturated; else those of the whole load. */
function saturatedSeconds(run: Run, level: Seconds | undefined): Seconds | undefined {
  const { timeline } = run.measured;
  return level ?? loadWindow(run) ?? (timeline && { from: 0, to: timeline.seconds });
}

/** What the processor of a saturated server did: it computed, or it waited like its clients. */
export function serverCpu(run: Run): Finding[] {
  const limiter = limiterOf(run);
  const { timeline, total } = run.measured;
  if (limiter?.by !== 'server' || !timeline) return [];
  const seconds = saturatedSeconds(run, limiter.levels?.high.figures);
  if (!seconds) return [];
  const requestsPerSec = limiter.levels?.capacityPerSec ?? total.requestsPerSec;
  const shares = (run.serverMetrics ?? []).flatMap((metric) => {
    const factor = cpuFactor(metric);
    const figures = figuresOfMetric(valuesIn(metric, timeline.startMs, seconds));
    if (factor === undefined || !figures || figures.points < LIMITS.metricPoints) return [];
    const [ratio, maxRatio] = [figures.mean * factor, figures.max * factor];
    // A share beyond the whole is another unit than the name says.
    return ratio < 0 || maxRatio > 1 + LIMITS.cpuTolerance ? [] : [{ name: metric.name, ratio, maxRatio }];
  });
  // Of several processors the busiest one tells what limits: an idle one may wait for it.
  const [busiest] = shares.toSorted((a, b) => b.ratio - a.ratio);
  if (!busiest || requestsPerSec === undefined) return [];
  const { ratio } = busiest;
  const id = ratio < LIMITS.cpuIdleRatio ? 'cpu-idle' : ratio >= LIMITS.cpuBusyRatio ? 'cpu-bound' : undefined;
  if (!id) return [];
  const finding = { severity: 'warning', scope: TOTAL } as const;
  const figures = { ...busiest, requestsPerSec, seconds: seconds.to - seconds.from };
  if (id === 'cpu-bound') return [{ id, confidence: 'measured', ...finding, figures }];
  const possiblePerSec = ratio < LIMITS.cpuUsableRatio ? undefined : requestsPerSec / ratio;
  // One core of several may be busy behind a low mean.
  return [{ id, confidence: 'estimated', ...finding, figures: { ...figures, possiblePerSec } }];
}
