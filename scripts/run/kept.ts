import { readFile } from 'node:fs/promises';
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

/** The options for the record, without those that hold keys and tokens: TLS, cloud and extensions, and `env`. */
export function recordedOptions(
  { tlsAuth: _, cloud: __, ext: ___, ...options }: RunRecord['options'],
  redact: (text: string) => string,
): RunRecord['options'] {
  const scenarios = Object.entries((options.scenarios ?? {}) as Record<string, Record<string, unknown>>);
  const recorded = {
    ...options,
    scenarios: options.scenarios && Object.fromEntries(scenarios.map(([name, { env, ...rest }]) => [name, rest])),
  };
  return redacted(recorded, redact) as RunRecord['options'];
}
