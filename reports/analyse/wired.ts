import { type Api, type ApiId, apiIds, apiOf, isApiId } from '../../options/apis.ts';
import type { Run } from '../model/run.ts';

/**
 * The APIs that one iteration calls, as `options/k6-options.ts` writes them into the options of a script that
 * `defineScenario` or `defineFlow` made; undefined for any other script.
 */
export function apisOfOptions(options: Run['options']): readonly ApiId[] | undefined {
  const { ext } = (options ?? {}) as { ext?: { buha?: { apis?: unknown } | null } | null };
  const apis = ext?.buha?.apis;
  if (!Array.isArray(apis)) return undefined;
  return apis.filter((id): id is ApiId => typeof id === 'string' && isApiId(id));
}

/** What tells whether a run is of a wired script. */
export type Wiring = Pick<Run, 'api' | 'options' | 'record'>;

/**
 * The APIs of a wired script: the one of a scenario, those of a flow. Undefined for a script of another kind, of which
 * nothing is promised but what it says itself.
 */
export function wiredApis({ api, options, record }: Wiring): readonly Api[] | undefined {
  if (api !== undefined) return [apiOf(api)];
  const ids = apisOfOptions(options) ?? [];
  if (ids.length > 0) return ids.map(apiOf);
  // Only what buha wires has a profile. A record of before 0.2 does not say which APIs its flow calls: names tell.
  return record?.profile && apiIds().map(apiOf);
}

export const isWired = (run: Wiring): boolean => wiredApis(run) !== undefined;
