import * as z from 'zod';
import type { Baseline } from '../model/baseline.ts';
import { BuhaError } from '../model/error.ts';
import { parseJson } from './json.ts';
import { fieldAtFault } from './summary-shape.ts';

const CONDITIONS = ['script', 'profile', 'k6', 'cpu', 'target', 'testData', 'lock'] as const;
const FIGURES = ['tps', 'avg', 'med', 'p95', 'p99', 'failed', 'delivered'] as const;

const BaselineSchema = z.object({
  schemaVersion: z.literal(1),
  name: z.string(),
  conditions: z.partialRecord(z.enum(CONDITIONS), z.string()),
  facts: z.record(z.string(), z.string()),
  runs: z
    .array(
      z.object({
        startedAt: z.iso.datetime({ offset: true }),
        figures: z.partialRecord(z.enum(FIGURES), z.number().nonnegative()),
        session: z.string().optional(),
        conditions: z.partialRecord(z.enum(CONDITIONS), z.string()).optional(),
        commit: z.string().optional(),
        branch: z.string().optional(),
        ciRun: z.string().optional(),
      }),
    )
    .min(1),
});

/** Reads a baseline. Throws `not-json`, and `bad-baseline` naming the field. */
export function parseBaseline(text: string, file: string): Baseline {
  const value = parseJson(text, file, 'baseline');
  const read = BaselineSchema.safeParse(value);
  if (read.success) return read.data as Baseline;
  throw new BuhaError('bad-baseline', { file, detail: fieldAtFault(read.error, value) });
}
