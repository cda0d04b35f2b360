import type { Finding } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { firstSeconds } from '../first-seconds.ts';
import { isLateAt } from '../generator.ts';
import { isTrivial } from '../trivial.ts';

/** The first seconds were slow, and then no more: caches, connections, code that is compiled when it is first used. */
export function warmUp(run: Run): Finding[] {
  const first = firstSeconds(run);
  if (!first || isTrivial(run, first.firstMs)) return [];
  const { plan, level, from, to, ...times } = first;
  // Later on a late k6 makes answers longer, never shorter: the first seconds stand out all the same.
  if (Array.from({ length: to - from }, (_, at) => from + at).some((second) => isLateAt(run, second))) return [];
  return [
    {
      id: 'warm-up',
      severity: 'note',
      confidence: 'measured',
      scope: plan.name,
      figures: { scenario: plan.name, model: plan.model, level, seconds: to - from, ...times },
    },
  ];
}
