import { BuhaError } from '../../reports/model/error.ts';

// RFC 9110, section 5.6.2: a field name is a token.
const HEADER = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*(.*?)\s*$/s;

/** What no header may hold: k6 would send no request at all. */
const CONTROL = /[^\P{Cc}\t]/u;

/** A token that was copied with its scheme. */
const TWO_SCHEMES = /^(?:Bearer|Basic)\s+(?:Bearer|Basic)(?=\s)/i;

/** The value may be a secret; the name, or what stands in its place, is enough to find the mistake. */
export const shownPart = (line: string) => line.match(/^\s*([^:=\s]*)[:=\s]/)?.[1] ?? '***';

function headerOf(line: string, field: string): [string, string] {
  const [, name, value = ''] = line.match(HEADER) ?? [];
  if (!name || CONTROL.test(value))
    throw new BuhaError('setting', { field, value: shownPart(line), allowed: "'Name: value'" });
  const [twice] = value.match(TWO_SCHEMES) ?? [];
  if (twice)
    throw new BuhaError('setting', { field, value: `${name}: ${twice} …`, allowed: `'${name}: Bearer TOKEN'` });
  return [name, value];
}

function fromEnvironment(text: string): [string, string][] {
  if (!text.trimStart().startsWith('{')) {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => headerOf(line, 'BUHA_HEADERS'));
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return Object.entries(parsed as object).map(([name, value]) => headerOf(`${name}: ${value}`, 'BUHA_HEADERS'));
  } catch (fault) {
    if (fault instanceof BuhaError) throw fault;
    throw new BuhaError('setting', { field: 'BUHA_HEADERS', value: '{…', allowed: '{"Name": "value"}' });
  }
}

/**
 * Headers for every request: `BUHA_HEADERS` (a JSON object, or lines of `Name: value`), then each `--header`.
 * Throws `setting` for a line that is no header.
 */
export function readHeaders(options: readonly string[], environment = ''): Record<string, string> {
  const given = options.map((line) => headerOf(line, '--header'));
  return Object.fromEntries([...fromEnvironment(environment), ...given]);
}
