import type { UnplannedDrops } from '../model/analysed.ts';
import type { Scope } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';

function dropsOf(scenario: string | undefined, { iterations, droppedIterations: dropped }: Scope): UnplannedDrops[] {
  return iterations === undefined || !dropped
    ? []
    : [{ scenario, dropped, atMost: iterations / (iterations + dropped) }];
}

/** Of a run without a known plan, the scenario of which least can have run; undefined where every iteration was started. */
export function unplannedDrops({ planned, measured: { total, scenarios } }: Run): UnplannedDrops | undefined {
  if (planned.length > 0) return undefined;
  const split = Object.entries(scenarios).flatMap(([name, scope]) => dropsOf(name, scope));
  const [least] = split.toSorted((a, b) => a.atMost - b.atMost);
  return least ?? dropsOf(undefined, total)[0];
}
