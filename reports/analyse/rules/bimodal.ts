import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { modesOf } from '../modes.ts';
import { answeredPlateaus } from '../stages.ts';
import { isTrivial } from '../trivial.ts';

/**
 * On one level of load, response times fall into two groups. Over a whole run they always may: its levels differ. The
 * level on which they are furthest apart is told; a flow, whose requests differ anyway, is left out.
 */
export function bimodal(run: Run): Finding[] {
  const { endpoints = {} } = run.measured;
  if (Object.keys(endpoints).length > 1) return [];
  const found = answeredPlateaus(run).flatMap(({ stage: { plan, ramp }, figures: { from, to }, lane }) => {
    const values = lane.latencyMs.over(from, to);
    const modes = values && modesOf(values);
    return modes && !isTrivial(run, modes.highMs) ? [{ plan, level: ramp.to, modes, samples: values.count }] : [];
  });
  const [first] = found.toSorted((a, b) => a.modes.valley - b.modes.valley);
  if (!first) return [];
  const { plan, level, modes, samples } = first;
  const { lowMs, highMs, highShare } = modes;
  return [
    {
      id: 'bimodal',
      severity: 'note',
      confidence: 'estimated',
      scope: plan.name,
      figures: { scenario: plan.name, model: plan.model, level, samples, lowMs, highMs, highShare },
    },
  ];
}
