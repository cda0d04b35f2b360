/** TypeScript as people write it by hand: single quotes, two blanks, no quotes around names that need none. */

const NAME = /^[A-Za-z_$][\w$]*$/;

/** What a line may hold before a list or an object takes one for each of its parts. */
const WIDEST = 100;

/** A text as a literal of one line. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

export const propertyName = (name: string): string => (NAME.test(name) ? name : quoted(name));

/** A value of JSON as a literal; `indent` is that of the line on which it begins. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((one) => literal(one, inner))
    : Object.entries(value).map(([name, one]) => `${propertyName(name)}: ${literal(one, inner)}`);
  const [open, close, gap] = isList ? ['[', ']', ''] : ['{', '}', ' '];
  if (parts.length === 0) return `${open}${close}`;
  const line = `${open}${gap}${parts.join(', ')}${gap}${close}`;
  if (line.length + indent.length <= WIDEST && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}

/** A text within a template literal. */
export const inTemplate = (text: string): string => text.replaceAll(/[\\`]|\$\{/g, '\\$&');

/** A text that ends no comment. */
export const inComment = (text: string): string => text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ').trim();
