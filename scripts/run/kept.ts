import { readFile } from 'node:fs/promises';
import { apisOfOptions } from '../../reports/analyse/wired.ts';
import type { RunRecord } from '../../reports/model/record.ts';

/** What is kept of k6's own words: nothing that it was given in confidence. */

/** Every name and text in a JSON value blacked out. */
function redacted(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => redacted(item, redact));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [redact(name), redacted(item, redact)]));
}

/** k6's summary without what `setup()` returned, which may be a login's token; undefined when there is no whole one. */
export async function readSummary(file: string, redact: (text: string) => string): Promise<string | undefined> {
  try {
    const { setup_data: _, ...summary } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    return `${JSON.stringify(redacted(summary, redact), null, 2)}\n`;
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
  redact: (text: string) => string,
): RunRecord['options'] {
  const apis = apisOfOptions({ ext });
  const scenarios = Object.entries((options.scenarios ?? {}) as Record<string, Record<string, unknown>>);
  const recorded = {
    ...options,
    ...(apis && { ext: { buha: { apis } } }),
    scenarios: options.scenarios && Object.fromEntries(scenarios.map(([name, { env, ...rest }]) => [name, rest])),
  };
  return redacted(recorded, redact) as RunRecord['options'];
}
