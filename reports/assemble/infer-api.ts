import type { Api, ApiId } from '../../options/apis.ts';
import { NO_PROJECT, type Project } from '../../options/project.ts';
import type { Output } from '../model/output.ts';

/** The only API for which there is evidence of a kind; undefined for none and for several (a flow). */
function only(apis: readonly [ApiId, Api][], matches: (id: ApiId, api: Api) => boolean): ApiId | undefined {
  const [first, ...others] = apis.filter(([id, api]) => matches(id, api));
  return others.length === 0 ? first?.[0] : undefined;
}

/** `http_reqs{name:GET /v1/products/{id}}`: name tags also stand in sub-metrics. */
function nameTags({ measured }: Output): ReadonlySet<string> {
  const filtered = measured.metrics.flatMap(({ name }) => name.match(/\{(?:.*,)?name:(.+?)\}$/)?.[1] ?? []);
  return new Set([...Object.keys(measured.endpoints ?? {}), ...filtered]);
}

/**
 * The API of a project that an output is about, told by its name tags, else by its checks, else by its script's
 * name. Undefined for a script that the project does not know, and for a flow over several APIs.
 */
export function inferApi(output: Output, project: Project = NO_PROJECT): ApiId | undefined {
  const apis = Object.entries(project.apis);
  if (apis.length === 0) return undefined;
  const tags = nameTags(output);
  const checks = new Set(output.measured.checks.map(({ name }) => name));
  const byTag = apis.filter(([, { request }]) => tags.has(request));
  if (byTag.length > 1) return undefined;
  return byTag[0]?.[0] ?? only(apis, (_, { check }) => checks.has(check)) ?? only(apis, (id) => output.script === id);
}
