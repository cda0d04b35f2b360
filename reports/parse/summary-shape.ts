import type * as z from 'zod';
import { BuhaError } from '../model/error.ts';

/** What a schema makes of a value. Throws `not-k6-summary` naming the first field at fault. */
export function shaped<Schema extends z.ZodType>(schema: Schema, value: unknown, file: string): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const path = read.error.issues[0]?.path ?? [];
  throw new BuhaError('not-k6-summary', {
    file,
    // What is no object at all lacks everything.
    field: path.join('.') || 'metrics',
    fault: path.length === 0 || valueAt(value, path) === undefined ? 'missing' : 'wrong',
  });
}

/** The first field at fault, with what stands there: `exit.code: "x"`; the name alone where it is missing. */
export function fieldAtFault({ issues: [issue] }: z.ZodError, value: unknown): string {
  const path = issue?.path ?? [];
  const found = path.length === 0 ? undefined : valueAt(value, path);
  const isPlain = found === null || ['string', 'number', 'boolean'].includes(typeof found);
  return [path.join('.'), ...(isPlain ? [JSON.stringify(found).slice(0, 60)] : [])].filter(Boolean).join(': ');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (holder, key) => (typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined),
    value,
  );
}

/** Entries by name: k6 writes its metrics in no order. */
export function byName<Value>(metrics: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(metrics).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
