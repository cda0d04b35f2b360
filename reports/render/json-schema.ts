import * as z from 'zod';
import { MENDINGS } from '../model/output.ts';
import { GateRowSchema } from './gate-json-schema.ts';
import { ReservationSchema } from './reservation-schema.ts';

// The form of `buha report --format json`. Published as JSON Schema in `schema/report-2.json`, which a test keeps equal
// to this file. Times in ms, sizes in bytes, ratios 0–1. A new field is no new version; a changed or removed one is.

const optional = z.number().optional();

const Trend = z
  .object({
    count: optional,
    min: optional,
    avg: optional,
    med: optional,
    p90: optional,
    p95: optional,
    p99: optional,
    p999: optional,
    max: optional,
    quantiles: z
      .record(z.string(), z.number())
      .optional()
      .describe('Other quantiles that summaryTrendStats asked for, by the names of k6: p(75).'),
    ranges: z
      .record(z.string(), z.tuple([z.number(), z.number()]))
      .optional()
      .describe('Between which values a statistic lies that only each runner knows of its own part.'),
  })
  .describe('Times in ms. What the source does not hold is absent.');

const Scope = z
  .object({
    requests: optional,
    requestsPerSec: optional,
    iterations: optional,
    iterationsPerSec: optional,
    droppedIterations: optional,
    checksPassed: optional,
    checksFailed: optional,
    failedRequests: optional,
    failedRatio: optional,
    durationMs: Trend.optional().describe('All requests; one that was refused counts with 0.'),
    successDurationMs: Trend.optional().describe('Requests with an expected status.'),
    iterationDurationMs: Trend.optional(),
    blockedMs: Trend.optional(),
    connectingMs: Trend.optional(),
    tlsMs: Trend.optional(),
    sendingMs: Trend.optional(),
    waitingMs: Trend.optional(),
    receivingMs: Trend.optional(),
    receivedBytes: optional,
    receivedBytesPerSec: optional,
    sentBytes: optional,
    sentBytesPerSec: optional,
  })
  .meta({ id: 'scope' });

const Source = z.object({
  file: z.string(),
  line: z.number(),
  format: z.enum(['handle-summary', 'summary-export', 'machine-readable', 'ndjson', 'csv', 'text']),
  k6Version: z.string().optional(),
  cutOff: z.boolean().optional().describe('The file ends too early: k6 was killed, or a copy broke off.'),
  badLines: z.object({ count: z.number(), of: z.number(), firstLine: z.number() }).optional(),
  mended: z
    .array(z.enum(MENDINGS))
    .optional()
    .describe(
      'What happened to the file on its way, which was undone before it was read: spoilt signs, a code page, decimal commas.',
    ),
  unread: z
    .array(z.object({ line: z.number(), text: z.string(), isGoal: z.literal(true).optional() }))
    .optional()
    .describe(
      "Lines of a text that are a metric's or a threshold's and could not be read; `isGoal`: whether a goal was met stands there.",
    ),
});

const Runner = z
  .object({ file: z.string(), instanceId: z.string().optional(), rows: optional, firstEpochMs: optional })
  .describe('One of several k6 processes that ran the test together; its first sample by its own clock.');

const Check = z.object({ name: z.string(), group: z.string().optional(), passed: optional, failed: optional });

const Threshold = z.object({
  metric: z.string(),
  expression: z.string(),
  passed: z.boolean(),
  samples: optional.describe('Number of samples behind the verdict; 0 means that nothing was judged.'),
  actual: optional,
  limit: optional,
  worst: z
    .object({ scenario: z.string(), actual: z.number(), met: z.boolean() })
    .optional()
    .describe(
      "The k6 scenario that was the worst, where a goal of buha's own profiles holds for each; `passed` is k6's mark.",
    ),
});

const PlannedLoad = z.object({
  scenario: z.string(),
  executor: z.string(),
  unit: z.enum(['iterations', 'vu-ms']),
  planned: z.number().describe('Of a run that was cut short: what its plan had come to by then; else all of the plan.'),
  plannedInAll: optional.describe('All of the plan of a run that was cut short.'),
  delivered: optional,
  droppedIterations: optional,
  ratio: optional.describe('delivered / planned. The share on which the verdict rests is that of all of the plan.'),
});

const Laws = z.object({
  scenario: z
    .string()
    .optional()
    .describe(
      'Of several scenarios the one that think time, idle iteration and stretch are of: the one most stretched.',
    ),
  thinkMs: optional,
  thinkEstimated: z.boolean(),
  requestsPerIteration: optional,
  minMs: optional,
  idleMs: optional.describe('As minMs; of requests of several names the mean of the fastest of each.'),
  idleIterationMs: optional,
  inFlight: optional,
  activeVus: optional,
  effectiveLanes: optional,
  waitingRatio: optional,
  stretch: optional,
  typicalStretch: optional,
  keys: optional,
  serialPerSec: optional,
  msPerLane: optional,
  arrivalCeilings: z.array(
    z.object({
      scenario: z.string(),
      ceilingPerSec: z.number(),
      peakRatePerSec: z.number(),
      reachableRatio: z.number(),
      vusNeeded: z.number(),
    }),
  ),
});

const Window = z
  .object({
    fromSec: z.number(),
    toSec: z.number(),
    requests: z.number(),
    requestsPerSec: z.number(),
    failedRatio: optional,
    iterationsPerSec: z.number(),
    droppedIterations: z.number(),
    busyVus: optional.describe('Virtual users within an iteration, on average.'),
    avgMs: optional,
    medMs: optional,
    p95Ms: optional,
    samples: z.number().describe('Response times that the quantiles rest on.'),
  })
  .describe('Whole seconds from the start of the run; times are those of requests with an expected status.');

const Stage = z.object({
  scenario: z.string(),
  executor: z.string(),
  plannedFromMs: z.number().describe('Since the start of the scenario.'),
  plannedToMs: z.number(),
  fromLevel: z.number().describe('VUs, or iterations per second.'),
  toLevel: z.number(),
  measured: Window.optional().describe('Absent where the run did not come so far, or the stage is too short.'),
});

const Second = z.object({
  sec: z.number(),
  requests: z.number(),
  failedRequests: optional,
  iterations: z.number(),
  droppedIterations: z.number(),
  busyVus: optional,
  medMs: optional,
  p95Ms: optional,
  p99Ms: optional,
});

const Timeline = z.object({
  startedAtMs: z.number().describe('Epoch ms at which second 0 begins.'),
  protocol: z.enum(['http', 'grpc', 'ws', 'browser']).describe('What requests and times are of; of `ws`, sessions.'),
  seconds: z.number().describe('Length of the time line.'),
  stepSec: z.number().describe('Seconds that a row sums up: 1, but for a very long run.'),
  total: z
    .array(Second.extend({ vus: optional, vusStarted: optional }))
    .describe('A second without a row is like the one before it, and nothing ended in it.'),
  scenarios: z.record(z.string(), z.array(Second)),
  errors: z.array(
    z.object({
      status: z.number(),
      errorCode: optional,
      failed: z.array(z.object({ sec: z.number(), requests: z.number() })).describe('Seconds with failed requests.'),
    }),
  ),
});

const WebVital = z.object({
  id: z.enum(['lcp', 'inp', 'cls', 'fcp', 'ttfb', 'fid']),
  unit: z.enum(['ms', 'score']),
  samples: optional,
  med: optional,
  p75: optional,
  p95: optional,
  max: optional,
  rating: z.enum(['good', 'needs-improvement', 'poor']).optional().describe('Of p75, by web.dev.'),
});

const Apart = z.object({ count: z.number(), p95Ms: optional });

const Finding = z.object({
  id: z.string(),
  severity: z.enum(['critical', 'warning', 'note']),
  confidence: z.enum(['measured', 'estimated']),
  scope: z.string().describe('`total`, or the name of a k6 scenario.'),
  figures: z.record(z.string(), z.unknown()),
  text: z.string().describe('The finding in the language asked for.'),
});

const Run = z.object({
  id: z.string().describe('The API of the catalogue, or the name of the script or file.'),
  title: z.string(),
  verdict: z.object({
    kind: z.enum(['pass', 'slo-fail', 'invalid', 'undecided', 'no-goal']),
    reservations: z.array(ReservationSchema),
    deliveredRatio: optional.describe('The least share of the plan that ran of a scenario, of all of its plan.'),
  }),
  startedAt: z.string().optional(),
  durationMs: optional,
  sources: z.array(Source),
  runners: z.array(Runner).optional(),
  total: Scope.describe("k6's own total, requests of setup() and teardown() included."),
  scenarios: z.record(z.string(), Scope),
  judged: z
    .object({ metrics: z.array(z.string()), total: Scope, scenarios: z.record(z.string(), Scope) })
    .optional()
    .describe("Where the script sends no HTTP: k6's metrics that stand in for it, and their counts, rates and times."),
  endpoints: z.record(z.string(), Scope).describe('By name tag, without what setup() and teardown() sent.'),
  endpointsLeftOut: optional.describe('How many requests are left out, of more than 200: those that weigh least.'),
  groups: z
    .record(z.string(), Scope)
    .optional()
    .describe("Requests by the path of their group, as k6 writes it: '::cart::add'."),
  tags: z
    .record(z.string(), z.record(z.string(), Scope))
    .optional()
    .describe("Requests by tags of the script's own, and their values."),
  someParts: z
    .literal(true)
    .optional()
    .describe('True where these are the parts that sub-metrics of a summary name: there may be others.'),
  answers: z
    .array(Scope.extend({ scenario: z.string().optional(), name: z.string().optional(), status: z.number() }))
    .describe('By scenario, name tag and status (0: no answer). Empty without raw samples.'),
  answersLeftOut: optional.describe('How many answers are left out, of more than 200: those with the fewest requests.'),
  rejections: z
    .object({ succeeded: Apart.optional(), rejected: Apart })
    .optional()
    .describe('Successes and expected rejections of the business (409 sold out), apart; absent without rejections.'),
  checks: z.array(Check),
  checksLeftOut: optional.describe('How many checks without a failure are left out, of more than 10,000.'),
  webVitals: z.array(WebVital).optional().describe('Of a browser, absent without any.'),
  stages: z.array(Stage).describe('Empty without raw samples.'),
  loadWindow: Window.optional(),
  drainWindow: Window.optional(),
  timeline: Timeline.optional().describe('Absent without raw samples.'),
  quantileError: optional.describe('Largest relative error of quantiles that were estimated from counts.'),
  thresholds: z.array(Threshold),
  thresholdsLeftOut: optional.describe('How many thresholds that were met are left out, of more than 10,000.'),
  goals: z
    .array(GateRowSchema)
    .describe('Goals that are no thresholds of k6: of the file of service levels, or of options/service-levels.ts.'),
  goalsLeftOut: optional.describe('How many of them that were met are left out, of more than 10,000.'),
  plannedLoad: z.array(PlannedLoad),
  laws: Laws,
  findings: z.array(Finding),
});

export const JsonReportSchema = z.object({ schemaVersion: z.literal(2), apis: z.array(Run) });

export type JsonReport = z.infer<typeof JsonReportSchema>;
export type JsonRun = z.infer<typeof Run>;
export type JsonTimeline = z.infer<typeof Timeline>;
export type JsonWindow = z.infer<typeof Window>;
export type JsonScope = z.infer<typeof Scope>;
