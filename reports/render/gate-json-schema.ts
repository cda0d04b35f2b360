import * as z from 'zod';
import { ReservationSchema } from './reservation-schema.ts';

// The form of `buha gate --format json`. Published as JSON Schema in `schema/gate-2.json`, which a test keeps equal to
// this file. Ratios 0–1, times in ms, rates per second. A new field is no new version; a changed or removed one is.

const optional = z.number().optional();

const Verdict = z.enum(['invalid', 'slo-fail', 'regressed', 'inconclusive', 'no-baseline', 'pass']);

/** One row of a verdict. */
export const GateRowSchema = z.object({
  part: z.enum(['validity', 'service-level', 'regression']),
  id: z
    .string()
    .describe(
      'The check (`exit`, `delivered` …), or what a service level or a regression is about (`p95`, `failed`, a k6 threshold).',
    ),
  scenario: z
    .string()
    .optional()
    .describe(
      'The k6 scenario whose figure it is: its own goal, or the worst of those for each of which a goal holds. Absent for the whole run.',
    ),
  request: z.string().optional().describe('The request whose figure it is, by its name tag. Absent for others.'),
  group: z.string().optional().describe('The group whose requests it is about, as reports show it: `cart › add`.'),
  tag: z.string().optional().describe("The script's own tag whose requests it is about: `type:static`."),
  source: z
    .enum(['declared', 'file', 'threshold'])
    .optional()
    .describe('Where a service level was stated: options/service-levels.ts, the file of --slo, the thresholds of k6.'),
  outcome: z
    .enum([...Verdict.options, 'not-judged', 'undecidable'])
    .describe(
      '`not-judged`: the input does not allow it; a service level that was not judged makes the run invalid unless another was missed.',
    ),
  unit: z.enum(['ms', 'bytes', 'ratio', 'per-sec', 'count', 'code', 'plain']),
  actual: optional,
  comparison: z.string().optional(),
  limit: optional,
  margin: optional.describe('How far within the limit, in the unit; negative where it was missed.'),
  reason: z.string().optional().describe('Why it ended so, as a word.'),
  text: z.string().describe('What is judged, in the language asked for.'),
  reasonText: z.string().optional(),
});

const Run = z.object({
  id: z.string().describe('The API of the catalogue, or the name of the script or file.'),
  title: z.string(),
  verdict: Verdict,
  reservations: z.array(ReservationSchema),
  deliveredRatio: optional,
  startedAt: z.string().optional(),
  sources: z.array(z.string()).describe('The k6 outputs that were read.'),
  rows: z.array(GateRowSchema),
  rowsLeftOut: optional.describe('How many rows that passed are left out, of more than 10,000.'),
});

export const JsonGateSchema = z.object({
  schemaVersion: z.literal(2),
  verdict: Verdict.describe(
    'The weightiest of all runs: invalid > slo-fail > regressed > inconclusive > no-baseline > pass.',
  ),
  exitCode: z.number(),
  runs: z.array(Run),
});

export type JsonGate = z.infer<typeof JsonGateSchema>;
export type JsonGateRow = z.infer<typeof GateRowSchema>;
