import { readFile } from 'node:fs/promises';
import { apisOfOptions } from '../../reports/analyse/wired.ts';
import type { RunRecord } from '../../reports/model/record.ts';

/** What is kept of k6's own words: nothing that it was given in confidence. */

type Redact = (text: string) => string;

/** The name of a metric is the script's, as it was written; the tags of a part of it may hold anything. */
const metricName = (name: string, redact: Redact) => name.replace(/\{.*\}/s, redact);

/** Fields whose values are k6's own words, or names of scenarios and functions. */
const OWN_WORDS = new Set(['executor', 'exec', 'duration', 'startTime', 'gracefulStop', 'gracefulRampDown', 'id']);

/** Texts in a JSON value blacked out, and the names of what is named after them: `named` tells where these stand. */
function redacted(value: unknown, redact: Redact, named: (path: readonly string[]) => Redact | undefined): unknown {
  const within = (item: unknown, path: readonly string[]): unknown => {
    if (typeof item === 'string') return redact(item);
    if (typeof item !== 'object' || item === null) return item;
    if (Array.isArray(item)) return item.map((one) => within(one, path));
    const rename = named(path) ?? ((name: string) => name);
    return Object.fromEntries(
      Object.entries(item).map(([name, one]) => [
        rename(name),
        OWN_WORDS.has(name) && typeof one === 'string' ? one : within(one, [...path, name]),
      ]),
    );
  };
  return within(value, []);
}

/** k6's summary without what `setup()` returned, which may be a login's token; undefined when there is no whole one. */
export async function readSummary(file: string, redact: Redact): Promise<string | undefined> {
  try {
    const { setup_data: _, ...summary } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const named = (path: readonly string[]): Redact | undefined => {
      if (path.length === 1 && path[0] === 'metrics') return (name) => metricName(name, redact);
      return path[0] === 'root_group' && /^(?:groups|checks)$/.test(path.at(-1) ?? '') ? redact : undefined;
    };
    return `${JSON.stringify(redacted(summary, redact, named), null, 2)}\n`;
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
  redact: Redact,
): RunRecord['options'] {
  const apis = apisOfOptions({ ext });
  const scenarios = Object.entries((options.scenarios ?? {}) as Record<string, Record<string, unknown>>);
  const recorded = {
    ...options,
    ...(apis && { ext: { buha: { apis } } }),
    scenarios: options.scenarios && Object.fromEntries(scenarios.map(([name, { env, ...rest }]) => [name, rest])),
  };
  const named = ([first]: readonly string[]): Redact | undefined =>
    first === 'thresholds' ? (name) => metricName(name, redact) : undefined;
  return redacted(recorded, redact, named) as RunRecord['options'];
}
