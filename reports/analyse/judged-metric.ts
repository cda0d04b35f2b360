import type { Metric } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';

/** What a run is judged by. `samples` is undefined where the output does not count them. */
export interface JudgedMetric {
  /** k6's name; for metrics of the script's own the first of them. */
  readonly name: string;
  readonly kind: 'http' | 'grpc' | 'ws' | 'browser' | 'own';
  readonly samples: number | undefined;
}

/** Metrics of k6 that say that something was sent, by protocol, in the order in which a run is judged by them. */
const SENT: readonly { readonly kind: JudgedMetric['kind']; readonly names: readonly string[] }[] = [
  { kind: 'http', names: ['http_reqs', 'http_req_duration'] },
  { kind: 'grpc', names: ['grpc_req_duration', 'grpc_streams'] },
  { kind: 'ws', names: ['ws_sessions', 'ws_session_duration', 'ws_connecting'] },
  { kind: 'browser', names: ['browser_http_req_duration'] },
];

/** Metrics that k6 fills whether or not a script sends anything. */
const OF_THE_RUN =
  /^(?:vus|vus_max|iterations|iteration_duration|dropped_iterations|checks|group_duration|data_(?:sent|received)|(?:http|grpc|ws|browser)_.*)$/;

/** k6 shows zeros for a metric without a sample. */
const isFilled = ({ values }: Metric): boolean => Object.values(values).some((value) => value !== 0);

function samplesOf({ kind, values }: Metric): number | undefined {
  if (kind === 'trend') return values.count;
  if (kind === 'rate') return values.passes === undefined ? undefined : values.passes + (values.fails ?? 0);
  return values.count;
}

/**
 * The metric by which a run is judged: the first that was sent anything of HTTP, gRPC, WebSocket and browser, else one of
 * the script's own that holds a value (an extension's). Undefined where nothing was sent.
 */
export function judgedMetric({ measured: { total, metrics } }: Run): JudgedMetric | undefined {
  if (total.requests !== undefined && total.requests > 0) {
    return { name: 'http_reqs', kind: 'http', samples: total.requests };
  }
  for (const { kind, names } of SENT) {
    const metric = metrics.find(({ name, ...own }) => names.includes(name) && isFilled({ name, ...own }));
    if (metric) return { name: metric.name, kind, samples: samplesOf(metric) };
  }
  const own = metrics.find((metric) => !OF_THE_RUN.test(metric.name.split('{')[0] ?? '') && isFilled(metric));
  return own && { name: own.name, kind: 'own', samples: samplesOf(own) };
}
