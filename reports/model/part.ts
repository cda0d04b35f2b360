import { shownGroup } from './group-name.ts';
import type { Measurement, Scope } from './measurement.ts';
import { ownValue } from './own-value.ts';
import { type FilterTag, subMetric } from './sub-metric.ts';

/** What of a run a figure or a goal is about, beside its scenarios. `path` is k6's own: `::cart::add`. */
export type Part =
  | { readonly kind: 'request'; readonly name: string }
  | { readonly kind: 'group'; readonly path: string }
  /** Requests with a tag of the script's own. */
  | { readonly kind: 'tag'; readonly tag: string; readonly value: string };

/** What tells one part from any other. */
export const partKey = (part: Part): string => JSON.stringify(Object.values(part));

/** As people call it: a request by its name, a group by its path, a tag as k6 writes it. */
export function partName(part: Part): string {
  if (part.kind === 'request') return part.name;
  return part.kind === 'group' ? shownGroup(part.path) : `${part.tag}:${part.value}`;
}

/** The filter of k6's that picks a part. */
export function partFilter(part: Part): string {
  if (part.kind === 'request') return `name:${part.name}`;
  return part.kind === 'group' ? `group:${part.path}` : `${part.tag}:${part.value}`;
}

type Parts = Pick<Measurement, 'endpoints' | 'groups' | 'tags'>;

/** What was measured of a part; undefined where the output does not tell it apart. */
export function scopeOfPart({ endpoints = {}, groups = {}, tags = {} }: Parts, part: Part): Scope | undefined {
  if (part.kind === 'request') return ownValue(endpoints, part.name);
  if (part.kind === 'group') return ownValue(groups, part.path);
  return ownValue(ownValue(tags, part.tag) ?? {}, part.value);
}

/** All parts of the kind of one that an output tells apart. */
export function partsLike({ endpoints = {}, groups = {}, tags = {} }: Parts, { kind }: Pick<Part, 'kind'>): Part[] {
  if (kind === 'request') return Object.keys(endpoints).map((name) => ({ kind, name }));
  if (kind === 'group') return Object.keys(groups).map((path) => ({ kind, path }));
  return Object.entries(tags).flatMap(([tag, values]) => Object.keys(values).map((value) => ({ kind, tag, value })));
}

/** Tags of k6 by which it splits no part: what stands for the scenario and for success is told elsewhere. */
const OTHER_TAGS: ReadonlySet<string> = new Set([
  'scenario',
  'expected_response',
  'status',
  'method',
  'url',
  'proto',
  'subproto',
  'check',
  'error',
  'error_code',
  'tls_version',
  'service',
  'ocsp_status',
  'ip',
  'iter',
  'vu',
  'rating',
  'resource_type',
]);

/** True for a tag that the script gave. */
export const isOwnTag = (tag: string): boolean => tag !== 'name' && tag !== 'group' && !OTHER_TAGS.has(tag);

/** The part that one tag of a filter picks; undefined for a tag that picks none. */
function partOfTag({ key, value }: FilterTag): Part | undefined {
  if (value === '') return undefined;
  if (key === 'name') return { kind: 'request', name: value };
  if (key === 'group') return { kind: 'group', path: value };
  return isOwnTag(key) ? { kind: 'tag', tag: key, value } : undefined;
}

/** What a metric of k6 is about. */
export interface MetricScope {
  readonly base: string;
  readonly scenario: string | undefined;
  readonly part: Part | undefined;
  /** Of successful requests alone. */
  readonly isOfSuccesses: boolean;
}

/** A metric of k6 with the scenario or the part that its filter names; undefined for a filter that says anything else, too. */
export function metricScope(metric: string): MetricScope | undefined {
  const { base, tags } = subMetric(metric);
  const others = tags.filter(({ key, value }) => key !== 'expected_response' || value !== 'true');
  const [first, ...more] = others;
  const isOfSuccesses = others.length < tags.length;
  if (first === undefined) return { base, scenario: undefined, part: undefined, isOfSuccesses };
  if (more.length > 0) return undefined;
  if (first.key === 'scenario') {
    return first.value === '' ? undefined : { base, scenario: first.value, part: undefined, isOfSuccesses };
  }
  const part = partOfTag(first);
  return part && { base, scenario: undefined, part, isOfSuccesses };
}

/** Metrics of which goals have a name in words. */
const IN_WORDS: ReadonlySet<string> = new Set(['http_req_duration', 'http_req_failed']);

/** What a threshold is about, in two: the metric, and the part of the run. A metric without words of its own stays whole. */
export function metricAndPart(metric: string): { readonly metric: string; readonly part: Part | undefined } {
  const { base, part, isOfSuccesses } = metricScope(metric) ?? { base: metric };
  if (!part || !IN_WORDS.has(base)) return { metric, part: undefined };
  return { metric: isOfSuccesses ? `${base}{expected_response:true}` : base, part };
}
