import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';

/** The run is known by its summary only: nothing can be said about when something happened. */
export function noRawSamples({ sources, measured }: Run): Finding[] {
  // Only raw samples tell answers apart, also where nobody noted the source.
  const raw =
    sources?.some(({ format }) => format === 'ndjson' || format === 'csv') ?? measured.responses !== undefined;
  return raw ? [] : [{ id: 'no-raw-samples', severity: 'note', confidence: 'measured', scope: TOTAL, figures: {} }];
}
