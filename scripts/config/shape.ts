import * as z from 'zod';
import type { BuhaConfig } from '../../options/config.ts';
import type { LoadScenarios } from '../../options/loads.ts';
import { SERVER_PRESETS } from '../../reports/analyse/server-presets.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { durationMs } from '../../reports/parse/duration.ts';
import { fieldAtFault } from '../../reports/parse/summary-shape.ts';
import { isObject } from '../json-object.ts';

const text = z.union([z.string().min(1), z.strictObject({ ko: z.string().min(1), en: z.string().min(1) })]);
const status = z.number().int().min(100).max(599);
const ratio = z.number().min(0).max(1);
const ms = z.number().nonnegative();
const count = z.number().int().nonnegative();

/** Profiles are scaled in seconds, in which they therefore stand. */
const duration = z
  .string()
  .refine((given) => (durationMs(given) ?? -1) >= 0)
  .transform((given) => `${(durationMs(given) ?? 0) / 1000}s`);

const stages = z.array(z.strictObject({ duration, target: count })).min(1);
const start = { startTime: duration.optional(), after: z.string().optional(), gracefulStop: duration.optional() };
const scenario = z.discriminatedUnion('executor', [
  z.strictObject({
    executor: z.literal('ramping-vus'),
    startVUs: count.default(0),
    stages,
    ...start,
    gracefulRampDown: duration.optional(),
  }),
  z.strictObject({
    executor: z.literal('ramping-arrival-rate'),
    startRate: count.default(0),
    timeUnit: duration.default('1s'),
    preAllocatedVUs: count,
    maxVUs: count,
    stages,
    ...start,
  }),
]);

/** Names of folders and of k6's scenarios. */
const name = z.string().regex(/^[\w-]+$/);

const api = z.strictObject({
  title: text.optional(),
  reason: text.optional(),
  request: z.string().regex(/^[A-Z]+ \S/),
  body: z.string().optional(),
  kind: z.enum(['read', 'write']).optional(),
  expect: z.array(status).min(1).optional(),
  check: z.string().min(1).optional(),
  thinkBeforeMs: ms.optional(),
  thinkAfterMs: ms.optional(),
  keys: z.array(z.enum(['users', 'products'])).optional(),
  rejections: z.array(status).optional(),
});

/** A path, or an address of HTTP. */
const isHealth = (text: string): boolean =>
  /^https?:\/\//i.test(text) ? URL.canParse(text) : !/^[a-z][a-z\d+.-]*:|\s/i.test(text);

const target = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  health: z.string().min(1).refine(isHealth).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  purpose: z.string().min(1).optional(),
  production: z.boolean().optional(),
  insecure: z.boolean().optional(),
  ca: z.string().min(1).optional(),
  serverMetrics: z
    .strictObject({
      source: z.string().min(1),
      queries: z.string().min(1).optional(),
      presets: z.array(z.enum(SERVER_PRESETS)).min(1).optional(),
      labels: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string().regex(/^[^"\\\n]*$/)).optional(),
    })
    .optional(),
});

const ConfigSchema = z.strictObject({
  scenarios: z.string().min(1).optional(),
  apis: z.record(name, api).optional(),
  profiles: z
    .record(
      name,
      z.strictObject({
        scenarios: z.record(name, scenario).refine((scenarios) => Object.keys(scenarios).length > 0),
        purpose: text.optional(),
        minDelivered: ratio.optional(),
      }),
    )
    .optional(),
  profile: z.string().optional(),
  serviceLevels: z.record(z.string(), z.strictObject({ p95Ms: ms, failedRatio: ratio })).optional(),
  targets: z.record(z.string(), z.union([z.literal('shop'), target])).optional(),
  target: z.string().optional(),
  slo: z.string().min(1).optional(),
  results: z.string().min(1).optional(),
  language: z.enum(['ko', 'en']).optional(),
  envFile: z.string().min(1).optional(),
});

/** Without what stands there as undefined, as an optional field that is not said may. */
const stated = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** True for a scenario that starts after one that starts, at last, after it. */
function waitsForItself(name: string, scenarios: Readonly<LoadScenarios>): boolean {
  const seen = new Set<string>();
  for (let at = scenarios[name]?.after; at !== undefined && !seen.has(at); at = scenarios[at]?.after) {
    if (at === name) return true;
    seen.add(at);
  }
  return false;
}

/** The names that a field of a config refers to, and are none. */
function wrongReference(config: BuhaConfig): string | undefined {
  const { target, targets = {}, profiles = {} } = config;
  if (target !== undefined && !Object.hasOwn(targets, target)) return `target: ${JSON.stringify(target)}`;
  for (const [profile, { scenarios }] of Object.entries(profiles)) {
    const wrong = Object.entries<LoadScenarios[string]>(scenarios).find(
      ([, { after }]) => after !== undefined && !Object.hasOwn(scenarios, after),
    );
    const circle = Object.keys(scenarios).find((name) => waitsForItself(name, scenarios));
    if (circle !== undefined) {
      return `profiles.${profile}.scenarios.${circle}.after: ${JSON.stringify(scenarios[circle]?.after)}`;
    }
    if (wrong) return `profiles.${profile}.scenarios.${wrong[0]}.after: ${JSON.stringify(wrong[1].after)}`;
  }
  return undefined;
}

/** Checks what a config says. Throws `bad-config` with the field at fault. */
export function checkedConfig(value: unknown, file: string): BuhaConfig {
  if (value === undefined) throw new BuhaError('bad-config', { file, fault: 'no-export', text: '' });
  if (!isObject(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? '[…]' : typeof value;
    throw new BuhaError('bad-config', { file, fault: 'no-object', text: kind });
  }
  const read = ConfigSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const field = unknown === undefined ? fieldAtFault(read.error, value) : [...(issue?.path ?? []), unknown].join('.');
    throw new BuhaError('bad-config', { file, fault: unknown === undefined ? 'value' : 'unknown-field', text: field });
  }
  const config = stated(read.data) as BuhaConfig;
  const wrong = wrongReference(config);
  if (wrong !== undefined) throw new BuhaError('bad-config', { file, fault: 'value', text: wrong });
  return config;
}
