import { type Api, type ApiId, apiOf, isApiId } from '../../options/apis.ts';
import type { Run } from '../model/run.ts';

/**
 * Names of the APIs that one iteration calls, as `options/k6-options.ts` writes them into the options of a script that
 * `defineScenario` or `defineFlow` made; undefined for any other script.
 */
function namesOf(options: Run['options']): readonly unknown[] | undefined {
  const { ext } = (options ?? {}) as { ext?: { buha?: { apis?: unknown } | null } | null };
  const apis = ext?.buha?.apis;
  return Array.isArray(apis) ? apis : undefined;
}

const isKnown = (name: unknown): name is ApiId => typeof name === 'string' && isApiId(name);

/** The APIs of the catalogue that one iteration calls; undefined for a script that is not wired. */
export const apisOfOptions = (options: Run['options']): readonly Api[] | undefined =>
  namesOf(options)?.filter(isKnown).map(apiOf);

/**
 * The APIs of a wired script: the one of a scenario, those of a flow. Undefined for a script of another kind, of which
 * nothing is promised but what it says itself.
 */
export function wiredApis({ api, options }: Pick<Run, 'api' | 'options'>): readonly Api[] | undefined {
  if (api !== undefined) return [apiOf(api)];
  // A profile that was named for an output of no known API wires nothing.
  return namesOf(options)?.length === 0 ? undefined : apisOfOptions(options);
}

export const isWired = (run: Pick<Run, 'api' | 'options'>): boolean => wiredApis(run) !== undefined;
