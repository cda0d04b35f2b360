import * as z from 'zod';
import { BuhaError } from '../model/error.ts';
import type { RunRecord } from '../model/record.ts';
import { parseJson } from './json.ts';
import { fieldAtFault } from './summary-shape.ts';

const GivenWordSchema = z.union([z.string(), z.object({ before: z.string(), variable: z.string() })]);

const ExitSchema = z.object({ code: z.number().nullable(), signal: z.string().optional(), meaning: z.string() });

const RunRecordSchema: z.ZodType<RunRecord> = z.object({
  schemaVersion: z.literal(1),
  name: z.string(),
  title: z.string().optional(),
  documentTitle: z.string().optional(),
  purpose: z.string().optional(),
  apis: z.array(z.string()),
  script: z.object({ path: z.string(), sha256: z.string() }),
  k6: z.object({ version: z.string(), from: z.string(), extensions: z.array(z.string()).optional() }),
  profile: z
    .object({ name: z.string(), scale: z.number(), durationScale: z.number(), minDelivered: z.number() })
    .optional(),
  options: z.record(z.string(), z.unknown()),
  target: z.object({
    name: z.string().optional(),
    baseUrl: z.string().optional(),
    shop: z.object({ lock: z.string() }).optional(),
    hosts: z.array(z.object({ host: z.string(), share: z.number().optional() })).optional(),
  }),
  tls: z.object({ insecure: z.literal(true).optional(), ca: z.string().optional() }).optional(),
  targetInfo: z.record(z.string(), z.string()).optional(),
  testData: z.object({ users: z.number(), products: z.number() }).optional(),
  given: z.object({ words: z.array(GivenWordSchema).optional(), k6: z.array(GivenWordSchema).optional() }).optional(),
  commit: z.string().optional(),
  branch: z.string().optional(),
  ci: z.object({ run: z.string(), url: z.string().optional(), runner: z.string().optional() }).optional(),
  startedAt: z.iso.datetime({ offset: true }),
  endedAt: z.iso.datetime({ offset: true }),
  generator: z.object({
    os: z.string(),
    cpu: z.string(),
    cores: z.number(),
    memoryBytes: z.number(),
    node: z.string(),
  }),
  exit: ExitSchema,
  runners: z.array(z.object({ number: z.number(), exit: ExitSchema })).optional(),
  share: z.object({ of: z.number(), only: z.number().optional(), isApart: z.literal(true).optional() }).optional(),
  interrupted: z.boolean(),
  endedBy: z
    .object({ cause: z.enum(['give-up', 'first-answers', 'shop-lost', 'unanswered']), second: z.number() })
    .optional(),
  exceptions: z.object({
    count: z.number(),
    first: z.string().optional(),
    overAnswers: z.object({ notJson: z.number(), lacking: z.number() }).optional(),
    handleSummary: z.string().optional(),
    teardown: z.string().optional(),
  }),
  otherRuns: z
    .array(z.object({ pid: z.number(), script: z.string(), startedAt: z.iso.datetime({ offset: true }) }))
    .optional(),
  clockSetSec: z.number().optional(),
  k6CpuSec: z.number().optional(),
  machineCpuShare: z.number().optional(),
});

/** Reads `run.json`. Throws `bad-run-record` naming the field. */
export function parseRunRecord(text: string, file: string): RunRecord {
  const value = parseJson(text, file, 'record');
  const read = RunRecordSchema.safeParse(value);
  if (read.success) return read.data;
  throw new BuhaError('bad-run-record', { file, detail: fieldAtFault(read.error, value) });
}
