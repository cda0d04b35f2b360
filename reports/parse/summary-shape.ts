import type * as z from 'zod';
import { BuhaError } from '../model/error.ts';

/** What a schema makes of a value. Throws `not-k6-summary` naming the first field at fault. */
export function shaped<Schema extends z.ZodType>(schema: Schema, value: unknown, file: string): z.output<Schema> {
  const read = safely(() => schema.safeParse(value));
  if (read?.success) return read.data;
  const issue = read?.error.issues[0];
  throw new BuhaError('not-k6-summary', {
    file,
    detail: issue ? `${issue.path.join('.')}: ${issue.message}` : 'groups',
  });
}

/** Undefined where a value is nested so deeply that the stack does not suffice; no script has such groups. */
function safely<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch (fault) {
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
}

/** Entries by name: k6 writes its metrics in no order. */
export function byName<Value>(metrics: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(metrics).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
