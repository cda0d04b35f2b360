import { type ApiId, apiIds, apiOf } from '../../options/apis.ts';
import type { Output } from '../model/output.ts';

/** The only API for which there is evidence of a kind; undefined for none and for several (a flow). */
function only(matches: (id: ApiId) => boolean): ApiId | undefined {
  const [first, ...others] = apiIds().filter(matches);
  return others.length === 0 ? first : undefined;
}

/** `http_reqs{name:GET /v1/products/{id}}`: name tags also stand in sub-metrics. */
function nameTags({ measured }: Output): ReadonlySet<string> {
  const filtered = measured.metrics.flatMap(({ name }) => name.match(/\{(?:.*,)?name:(.+?)\}$/)?.[1] ?? []);
  return new Set([...Object.keys(measured.endpoints ?? {}), ...filtered]);
}

/**
 * The API of the catalogue that an output is about, told by its name tags, else by its checks, else by its script's
 * name. Undefined for a script that the catalogue does not know, and for a flow over several APIs.
 */
export function inferApi(output: Output): ApiId | undefined {
  const tags = nameTags(output);
  const checks = new Set(output.measured.checks.map(({ name }) => name));
  const byTag = apiIds().filter((id) => tags.has(apiOf(id).request));
  if (byTag.length > 1) return undefined;
  return byTag[0] ?? only((id) => checks.has(apiOf(id).check)) ?? only((id) => output.script === id);
}
