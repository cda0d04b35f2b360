import type { Api, ApiId } from '../../options/apis.ts';
import { apiIds, apiNamed, apiOf, type Project } from '../../options/project.ts';
import type { Run } from '../model/run.ts';

/**
 * The APIs of a project that one iteration calls, as `options/k6-options.ts` writes them into the options of a script that
 * `defineScenario` or `defineFlow` made; undefined for any other script.
 */
export function apisOfOptions(options: Run['options'], project: Project | undefined): readonly ApiId[] | undefined {
  const { ext } = (options ?? {}) as { ext?: { buha?: { apis?: unknown } | null } | null };
  const apis = ext?.buha?.apis;
  if (!Array.isArray(apis)) return undefined;
  return apis.filter((id): id is ApiId => typeof id === 'string' && apiNamed(project, id) !== undefined);
}

/** The entries of APIs, without those that the project does not have. */
export const entriesOf = (ids: readonly ApiId[], project: Project | undefined): Api[] =>
  ids.flatMap((id) => apiNamed(project, id) ?? []);

/** What tells whether a run is of a wired script. */
export type Wiring = Pick<Run, 'api' | 'options' | 'project' | 'record'>;

/**
 * The APIs of a wired script: the one of a scenario, those of a flow. Undefined for a script of another kind, of which
 * nothing is promised but what it says itself.
 */
export function wiredApis({ api, options, project, record }: Wiring): readonly Api[] | undefined {
  const own = apiOf({ api, project });
  if (own) return [own];
  const ids = apisOfOptions(options, project) ?? [];
  if (ids.length > 0) return entriesOf(ids, project);
  // Only what buha wires has a profile. A record of before 0.2 does not say which APIs its flow calls: names tell.
  return record?.profile && entriesOf(apiIds(project), project);
}

export const isWired = (run: Wiring): boolean => wiredApis(run) !== undefined;
