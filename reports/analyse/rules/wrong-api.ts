import type { ApiId } from '../../../options/apis.ts';
import { apiIds, apiNamed, apiOf, type Project } from '../../../options/project.ts';
import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';

/** The APIs of a project whose script has this check. */
const owners = (check: string, project: Project | undefined): ApiId[] =>
  apiIds(project).filter((id) => apiNamed(project, id)?.check === check);

const titled = (id: ApiId, project: Project | undefined) => ({
  id,
  title: apiNamed(project, id)?.title ?? { ko: id, en: id },
});

/** Every check is one of other APIs of the project: the output is theirs, or the API was named wrongly. */
export function wrongApi({ api, project, measured: { checks, endpoints = {} } }: Run): Finding[] {
  const entry = apiOf({ api, project });
  // A check may have been copied with its old name; the requests tell.
  if (api === undefined || entry === undefined || Object.hasOwn(endpoints, entry.request)) return [];
  const found = checks.map(({ name }) => owners(name, project));
  if (found.length === 0 || found.some((ids) => ids.length === 0 || ids.includes(api))) return [];
  return [
    {
      id: 'wrong-api',
      severity: 'critical',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        api: titled(api, project),
        others: [...new Set(found.flat())].map((id) => titled(id, project)),
        checks: checks.map(({ name }) => name),
      },
    },
  ];
}
