import { type Finding, TOTAL } from '../../model/finding.ts';
import type { LevelsCompared, RampCompared } from '../../model/finding-figures.ts';
import type { Run } from '../../model/run.ts';
import { sequentialScope } from '../judged-scope.ts';
import type { RampLimit } from '../ramp-limit.ts';
import type { SaturatedLevels } from '../saturated-levels.ts';
import { saturatedServer } from '../saturation.ts';
import { type Level, mostPerSec, served } from '../scaling.ts';

function comparedOf({ low, high, flat, isMean }: SaturatedLevels): LevelsCompared {
  const [before, after] = flat ?? [low, high];
  const level = ({ figures }: Level) => ({ perSec: served(figures), ms: isMean ? figures.midMeanMs : figures.medMs });
  const [from, to] = [level(before), level(after)];
  return {
    ...{ model: after.model, from: before.level, to: after.level, isStill: flat !== undefined },
    ...{ fromPerSec: from.perSec, toPerSec: to.perSec, fromMs: from.ms, toMs: to.ms, isMean },
  };
}

const rampOf = ({ model, from, to, quickMs, slowMs, isMean }: RampLimit): RampCompared => ({
  ...{ model, from, to, quickMs, slowMs, isMean },
});

/** Iterations take much longer than on an idle server: more users would wait longer, not be served faster. */
export function serverSaturated(run: Run): Finding[] {
  const limiter = saturatedServer(run);
  const { requestsPerSec } = sequentialScope(run);
  if (!limiter || requestsPerSec === undefined) return [];
  const { levels, laws, stretch, overrun, ramp, only } = limiter;
  const high = levels && (levels.flat?.[1] ?? levels.high);
  const inFlight = high
    ? (high.figures.requestsPerSec * (high.figures.avgMs ?? 0)) / 1000
    : (overrun?.inFlight ?? ramp?.inFlight ?? laws.inFlight);
  if (inFlight === undefined) return [];
  const isShown = levels !== undefined || overrun !== undefined || ramp !== undefined;
  const heldPerSec = isShown ? undefined : mostPerSec(run);
  // A mean over ramps lies below any limit. Without a time line nobody knows better.
  const isOfRamps = !isShown && heldPerSec === undefined && run.measured.timeline !== undefined;
  return [
    {
      id: 'server-saturated',
      severity: 'warning',
      // A summary does not show whether throughput stood still while users were added.
      confidence: levels || ramp ? 'measured' : 'estimated',
      scope: TOTAL,
      figures: {
        ...{
          stretch,
          requestsPerSec: levels?.capacityPerSec ?? overrun?.perSec ?? ramp?.perSec ?? heldPerSec ?? requestsPerSec,
        },
        ...{ inFlight, isMean: isOfRamps || undefined, ...(only !== undefined && { only }) },
        ...(ramp && { ramp: rampOf(ramp) }),
        ...(overrun && { overrun: { rate: overrun.level, quickMs: overrun.quickMs, medMs: overrun.medMs } }),
        levels: levels && comparedOf(levels),
        knee: levels?.knee ? { model: levels.high.model, ...levels.knee } : ramp && { model: ramp.model, ...ramp.knee },
      },
    },
  ];
}
