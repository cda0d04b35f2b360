import type { Measurement, Metric, Threshold } from '../model/measurement.ts';
import { metricNamed } from '../model/metric-named.ts';
import { judgedSamples, partsOf, runLengthMs, scopesOf, withoutDropped } from './scopes.ts';
import type { SummaryDraft } from './text-draft.ts';
import { completed } from './text-metric.ts';

/** Metrics by name, with the statistics that only a threshold shows: p(99), where the summary has p(90) and p(95). */
function metricsOf({ metrics, judged }: SummaryDraft): Metric[] {
  const all = new Map(metrics);
  for (const [metric, own] of judged) {
    const known = all.get(metric);
    if (!known) all.set(metric, own);
    else if (known.kind === own.kind && known.contains === own.contains) all.set(metric, completed(known, own));
  }
  const sorted = [...all].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.map(([name, figures]) => ({ name, ...figures }));
}

/** Scopes, where a missing `dropped_iterations` is 0 only if the text would have shown it. */
function knownScopes(metrics: readonly Metric[], draft: SummaryDraft): Pick<Measurement, 'total' | 'scenarios'> {
  const { total, scenarios } = scopesOf(metrics);
  const has = (name: string) => metricNamed(metrics, name) !== undefined;
  const sound = has('dropped_iterations') || draft.wouldShowDropped ? total : withoutDropped(total);
  const entries = Object.entries(scenarios).map(([name, scope]) => {
    const seen = has(`dropped_iterations{scenario:${name}}`) || draft.sections.has(name);
    return [name, seen || sound.droppedIterations === 0 ? scope : withoutDropped(scope)] as const;
  });
  return { total: sound, scenarios: Object.fromEntries(entries) };
}

/** The measurement that a summary's lines make. `ranMs` is the time of its last progress line, if there is one. */
export function measurementOf(draft: SummaryDraft, ranMs: number | undefined): Measurement {
  const metrics = metricsOf(draft);
  const thresholds = draft.thresholds.map(({ metric, expression, passed }): Threshold => {
    const judged = metricNamed(metrics, metric);
    return { metric, expression, passed, samples: judged && judgedSamples(judged, metrics) };
  });
  return {
    metrics,
    ...knownScopes(metrics, draft),
    ...partsOf(metrics),
    checks: draft.checks.settled((name) => draft.metrics.get(name)?.values, draft.torn, draft.isOver),
    thresholds,
    // Sizes are rounded to two digits, which is too coarse for a length.
    runMs: runLengthMs(metrics.filter(({ contains }) => contains === 'default')) ?? ranMs,
  };
}
