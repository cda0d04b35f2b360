import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';

/** Option names that k6 2.2.0 knows: what `k6 inspect` prints, and `cloud`, which it prints only when it is set. */
const KNOWN_OPTIONS = new Set(
  `paused vus duration iterations stages scenarios executionSegment executionSegmentSequence noSetup setupTimeout
  noTeardown teardownTimeout handleSummaryTimeout rps dns maxRedirects userAgent batch batchPerHost httpDebug
  insecureSkipTLSVerify tlsCipherSuites tlsVersion tlsAuth throw thresholds blacklistIPs blockHostnames hosts
  noConnectionReuse noVUConnectionReuse minIterationDuration ext summaryTrendStats summaryTimeUnit systemTags tags
  metricSamplesBufferSize noCookiesReset discardResponseBodies features cloud`
    .toLowerCase()
    .split(/\s+/),
);

/** What `k6 inspect --execution-requirements` adds to the options. */
const INSPECTED = new Set(['totalduration', 'maxvus']);

/** Options at the top level that k6 passes over. */
export interface IgnoredOptions {
  /** The executor that stands there, where it can only stand within a scenario. */
  readonly executor: string | undefined;
  /** The others, by name. */
  readonly unknown: readonly string[];
}

/** What k6 ignores of options with a mere warning; undefined where that is nothing. */
export function ignoredOptions(options: Readonly<Record<string, unknown>>): IgnoredOptions | undefined {
  // k6 reads names as Go does, whatever their case.
  const ignored = Object.entries(options).filter(
    ([name, value]) => value != null && !KNOWN_OPTIONS.has(name.toLowerCase()) && !INSPECTED.has(name.toLowerCase()),
  );
  if (ignored.length === 0) return undefined;
  const executor = ignored.find(([name]) => name === 'executor')?.[1];
  return {
    executor: typeof executor === 'string' ? executor : undefined,
    unknown: ignored.map(([name]) => name).filter((name) => typeof executor !== 'string' || name !== 'executor'),
  };
}

/** Options at the top level that k6 ignores with a mere warning, above all an `executor`, and what ran instead. */
export function optionsIgnored(run: Run): Finding[] {
  const ignored = ignoredOptions(run.options ?? run.record?.options ?? {});
  if (!ignored) return [];
  return [
    {
      id: 'options-ignored',
      severity: 'warning',
      confidence: 'measured',
      scope: TOTAL,
      figures: { ...ignored, ran: [...new Set(run.planned.map((plan) => plan.executor))] },
    },
  ];
}
