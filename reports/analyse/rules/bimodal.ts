import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { type Modes, modesOf } from '../modes.ts';
import { laneOf, settled, stagesOf } from '../stages.ts';

/**
 * On one level of load, response times fall into two groups. Over a whole run they always may: its levels differ. The
 * level on which they are furthest apart is told; a flow, whose requests differ anyway, is left out.
 */
export function bimodal(run: Run): Finding[] {
  const { timeline, endpoints = {} } = run.measured;
  if (!timeline || Object.keys(endpoints).length > 1) return [];
  const found = stagesOf(run).flatMap(({ plan, isPlateau, isAlone, seconds, ramp }) => {
    const lane = laneOf(timeline, plan.name, run.planned);
    if (!isPlateau || !isAlone || !seconds || !lane) return [];
    const { from, to } = settled(seconds);
    const values = lane.latencyMs.over(from, to);
    const modes = values && modesOf(values);
    return modes ? [{ plan, level: ramp.to, modes, samples: values.count }] : [];
  });
  const [first] = found.toSorted((a, b) => a.modes.valley - b.modes.valley);
  if (!first) return [];
  const { plan, level, modes, samples } = first;
  const { lowMs, highMs, highShare }: Modes = modes;
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
