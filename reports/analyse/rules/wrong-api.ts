import { type ApiId, apiIds, apiOf } from '../../../options/apis.ts';
import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';

/** The APIs of the catalogue whose script has this check. */
const owners = (check: string): ApiId[] => apiIds().filter((id) => apiOf(id).check === check);

/** Every check is one of other APIs of the catalogue: the output is theirs, or the API was named wrongly. */
export function wrongApi({ api, measured: { checks, endpoints = {} } }: Run): Finding[] {
  // A check may have been copied with its old name; the requests tell.
  if (api === undefined || Object.hasOwn(endpoints, apiOf(api).request)) return [];
  const found = checks.map(({ name }) => owners(name));
  if (found.length === 0 || found.some((ids) => ids.length === 0 || ids.includes(api))) return [];
  return [
    {
      id: 'wrong-api',
      severity: 'critical',
      confidence: 'measured',
      scope: TOTAL,
      figures: { api, others: [...new Set(found.flat())], checks: checks.map(({ name }) => name) },
    },
  ];
}
