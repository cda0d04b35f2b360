import { COMPARE } from '../analyse/criteria.ts';
import { LIMITS } from '../analyse/limits.ts';
import { judgedThresholds } from '../analyse/own-thresholds.ts';
import type { Measurement, Threshold } from '../model/measurement.ts';
import { metricNamed } from '../model/metric-named.ts';
import type { Demands } from '../model/output.ts';
import { SUCCESSFUL } from '../parse/scopes.ts';

/** A sub-metric that k6 makes by itself: nobody demands anything of it by that. */
const OWN_SUB_METRIC = `http_req_duration{${SUCCESSFUL}}`;

/** A rate per second of samples: they begin after k6's clock and end before it. */
const RATE = /^\s*rate\s*([<>=!]+)\s*(\S+)\s*$/;

function isNearLimit({ metric: name, expression }: Threshold, { metrics, runMs }: Measurement): boolean {
  const [, comparison = '', limit] = expression.match(RATE) ?? [];
  const { kind, values } = metricNamed(metrics, name) ?? {};
  const compare = COMPARE[comparison];
  if (kind !== 'counter' || values?.rate === undefined || !compare || runMs === undefined) return false;
  const slowest = (values.rate * runMs) / (runMs + LIMITS.sampleEdgesMs);
  return compare(values.rate, Number(limit)) !== compare(slowest, Number(limit));
}

/**
 * What samples say that the script demands, judged on the figures. They name sub-metrics on which there are thresholds
 * and not those thresholds: one for each is left open.
 */
export function judgedDemands(measured: Measurement, demands: Demands): Threshold[] {
  const stated = Object.fromEntries([...demands].map(([metric, expressions]) => [metric, [...expressions]]));
  const judged = judgedThresholds({ thresholds: stated }, measured).map((one): Threshold => {
    const { metric, expression } = one;
    return isNearLimit(one, measured)
      ? { metric, expression, passed: true, samples: 0, lacksFigure: true, isRounded: true }
      : one;
  });
  const open = [...demands].flatMap(([metric, { size }]): Threshold[] =>
    size > 0 || metric === OWN_SUB_METRIC
      ? []
      : [{ metric, expression: '', passed: true, samples: 0, lacksFigure: true, isUnstated: true }],
  );
  return [...judged, ...open];
}
