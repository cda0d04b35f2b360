import { parseJson } from './json.ts';
import { isSummaryJson } from './summary-json.ts';

/** A summary that something else holds. */
export interface Held {
  /** Names of the fields that lead to it, and places in lists (`#2`). */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Fields within each other, and values in all, that are looked at. */
const DEEPEST = 6;
const MOST_VALUES = 20_000;

function parsedJson(text: string): unknown {
  try {
    return parseJson(text, '');
  } catch {
    return undefined;
  }
}

/** JSON within a text of JSON, as an answer of an API or a message carries it; undefined for any other text. */
const inner = (text: string): unknown =>
  /^\s*\{/.test(text) && /"(?:metrics|results)"\s*:/.test(text) ? parsedJson(text) : undefined;

/** The summaries of k6 that a value holds, in their order: `{ data: summary }`, `[summary, summary]`. */
export function summariesIn(value: unknown): Held[] {
  const found: Held[] = [];
  let values = 0;
  const visit = (one: unknown, path: readonly string[], depth: number) => {
    values += 1;
    if (values > MOST_VALUES || depth > DEEPEST) return;
    const held = typeof one === 'string' ? inner(one) : one;
    if (typeof held !== 'object' || held === null) return;
    if (isSummaryJson(held)) found.push({ path, value: held });
    else {
      const name = (key: string) => (Array.isArray(held) ? `#${Number(key) + 1}` : key);
      for (const [key, item] of Object.entries(held)) visit(item, [...path, name(key)], depth + 1);
    }
  };
  visit(value, [], 0);
  return found;
}

/** Something that makes of a JSON document a script: `module.exports = {…};`, `const data = {…}`, `callback({…});`. */
const ASSIGNED =
  /^\s*(?:(?:export\s+default|(?:export\s+)?(?:const|let|var)\s+[\w$]+\s*=|[\w$.]+\s*=)\s*(?=\{)|[\w$.]+\(\s*(?=\{))/;

/** The JSON of a text that is one value in quotes, or a script that gives one a name; undefined for any other. */
export function jsonWithin(text: string): string | undefined {
  const whole = text.trim();
  if (whole.startsWith('"') && whole.endsWith('"')) {
    const quoted = parsedJson(whole);
    return typeof quoted === 'string' ? quoted : undefined;
  }
  const head = whole.slice(0, 200).match(ASSIGNED)?.[0];
  const end = whole.lastIndexOf('}');
  if (head === undefined || !/^\}\s*\)?\s*;?$/.test(whole.slice(end))) return undefined;
  const json = whole.slice(head.length, end + 1);
  return isSummaryJson(parsedJson(json)) ? json : undefined;
}

const SAMPLE = /"type"\s*:\s*"(?:Metric|Point)"/;

/** How samples stand in a document of JSON that k6 wrote one a line: in a list, or each over several lines. */
export function rewrittenSamples(text: string): 'list' | 'lines' | undefined {
  const head = text.slice(0, 4096);
  if (!SAMPLE.test(head) || !/"data"\s*:\s*\{/.test(head)) return undefined;
  if (/^\s*(?:\{\s*"[^"]*"\s*:\s*)?\[/.test(head)) return 'list';
  return /^\s*\{\s*\n/.test(head) ? 'lines' : undefined;
}
