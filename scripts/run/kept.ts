import { readFile } from 'node:fs/promises';
import type { Project } from '../../options/project.ts';
import { apisOfOptions } from '../../reports/analyse/wired.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { jsonText } from '../../reports/text/inert.ts';
import { isObject } from '../json-object.ts';

/** What is kept of k6's own words: nothing that it was given in confidence. */

type Redact = (text: string) => string;

/** The name of a metric is the script's, as it was written; the tags of a part of it may hold anything. */
const metricName = (name: string, redact: Redact) => name.replace(/\{.*\}/s, redact);

/** Fields whose values are k6's own words, or names of scenarios and functions. */
const OWN_WORDS = new Set(['executor', 'exec', 'duration', 'startTime', 'gracefulStop', 'gracefulRampDown', 'id']);

/** How what is named by a secret is named instead, and what becomes of two that are named alike then. */
interface Naming {
  readonly named: Redact;
  readonly onSame: 'sum' | 'number';
}

/** `a{user:***}`, `a{user:*** 2}`: thresholds are told apart, alike wherever they are named. */
function unlike(name: string, taken: ReadonlySet<string>): string {
  let told = name;
  for (let number = 2; taken.has(told); number += 1) told = name.replace(/(\}?)$/, ` ${number}$1`);
  return told;
}

/** Two checks or groups that are named alike: their counts together. */
function summed(one: unknown, other: unknown, field = ''): unknown {
  if (isObject(one) && isObject(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return Object.fromEntries(
      [...names].map((name) => [
        name,
        name in one && name in other ? summed(one[name], other[name], name) : (one[name] ?? other[name]),
      ]),
    );
  }
  return /^(?:passes|fails)$/.test(field) && typeof one === 'number' && typeof other === 'number' ? one + other : one;
}

/** Texts in a JSON value blacked out, and the names of what is named after them: `naming` tells where these stand. */
function redacted(value: unknown, redact: Redact, naming: (path: readonly string[]) => Naming | undefined): unknown {
  const within = (item: unknown, path: readonly string[]): unknown => {
    if (typeof item === 'string') return redact(item);
    if (Array.isArray(item)) return item.map((one) => within(one, path));
    if (!isObject(item)) return item;
    const { named, onSame } = naming(path) ?? {};
    const told = new Map<string, unknown>();
    // k6 writes them in any order.
    const entries = Object.entries(item);
    if (onSame === 'number') entries.sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [name, one] of entries) {
      const isOwn = OWN_WORDS.has(name) && typeof one === 'string';
      const shown = isOwn ? one : within(one, [...path, name]);
      const own = named ? named(name) : name;
      if (onSame === 'sum' && told.has(own)) told.set(own, summed(told.get(own), shown));
      else told.set(unlike(own, new Set(told.keys())), shown);
    }
    return Object.fromEntries(told);
  };
  return within(value, []);
}

/**
 * k6's summary without what `setup()` returned, which may be a login's token; undefined when there is no whole one. Names
 * of checks and groups are the script's to make as it runs, so that `fold` goes over them, too.
 */
export async function readSummary(file: string, redact: Redact, fold: Redact): Promise<string | undefined> {
  try {
    const { setup_data: _, ...summary } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const { root_group: root, ...others } = summary;
    const metrics = ([first, second]: readonly string[]): Naming | undefined =>
      first === 'metrics' && second === undefined
        ? { named: (name) => metricName(name, redact), onSame: 'number' }
        : undefined;
    const told = (text: string) => fold(redact(text));
    const groups = (path: readonly string[]): Naming | undefined =>
      /^(?:groups|checks)$/.test(path.at(-1) ?? '') ? { named: told, onSame: 'sum' } : undefined;
    const kept = {
      ...(root === undefined ? {} : { root_group: redacted(root, told, groups) }),
      ...(redacted(others, redact, metrics) as Readonly<Record<string, unknown>>),
    };
    return jsonText(kept);
  } catch {
    return undefined;
  }
}

/**
 * The options for the record, without those that hold keys and tokens: TLS, cloud and extensions, and `env`. Of the
 * extensions only buha's own stays, which says what APIs a flow calls.
 */
export function recordedOptions(
  { tlsAuth: _, cloud: __, ext, ...options }: RunRecord['options'],
  project: Project,
  redact: Redact,
): RunRecord['options'] {
  const apis = apisOfOptions({ ext }, project);
  const scenarios = Object.entries((options.scenarios ?? {}) as Record<string, Record<string, unknown>>);
  const recorded = {
    ...options,
    ...(apis && { ext: { buha: { apis } } }),
    scenarios: options.scenarios && Object.fromEntries(scenarios.map(([name, { env, ...rest }]) => [name, rest])),
  };
  const naming = ([first, second]: readonly string[]): Naming | undefined =>
    first === 'thresholds' && second === undefined
      ? { named: (name) => metricName(name, redact), onSame: 'number' }
      : undefined;
  return redacted(recorded, redact, naming) as RunRecord['options'];
}
