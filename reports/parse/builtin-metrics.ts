import type { Metric } from '../model/measurement.ts';

/** What a metric counts and what its values are. */
export type MetricType = Pick<Metric, 'kind' | 'contains'>;

const counter: MetricType = { kind: 'counter', contains: 'default' };
const gauge: MetricType = { kind: 'gauge', contains: 'default' };
const rate: MetricType = { kind: 'rate', contains: 'default' };
const time: MetricType = { kind: 'trend', contains: 'time' };
const data: MetricType = { kind: 'counter', contains: 'data' };

/** The metrics that k6 itself fills, for outputs that name metrics without their types (CSV). */
export const BUILTIN_METRICS: ReadonlyMap<string, MetricType> = new Map([
  ['vus', gauge],
  ['vus_max', gauge],
  ['iterations', counter],
  ['iteration_duration', time],
  ['dropped_iterations', counter],
  ['checks', rate],
  ['group_duration', time],
  ['http_reqs', counter],
  ['http_req_failed', rate],
  ['http_req_duration', time],
  ['http_req_blocked', time],
  ['http_req_connecting', time],
  ['http_req_tls_handshaking', time],
  ['http_req_sending', time],
  ['http_req_waiting', time],
  ['http_req_receiving', time],
  ['data_sent', data],
  ['data_received', data],
  ['ws_sessions', counter],
  ['ws_msgs_sent', counter],
  ['ws_msgs_received', counter],
  ['ws_ping', time],
  ['ws_session_duration', time],
  ['ws_connecting', time],
  ['grpc_req_duration', time],
  ['grpc_streams', counter],
  ['grpc_streams_msgs_sent', counter],
  ['grpc_streams_msgs_received', counter],
  ['browser_data_sent', data],
  ['browser_data_received', data],
  ['browser_http_req_duration', time],
  ['browser_http_req_failed', rate],
  ['browser_web_vital_ttfb', time],
  ['browser_web_vital_fcp', time],
  ['browser_web_vital_lcp', time],
  ['browser_web_vital_fid', time],
  ['browser_web_vital_inp', time],
  // A score of layout shifts, not a time.
  ['browser_web_vital_cls', { kind: 'trend', contains: 'default' }],
]);

/** Statistics that thresholds judge, by the kind of a metric. */
const JUDGED: Readonly<Record<string, RegExp>> = {
  trend: /^(?:avg|min|med|max|p\(|count)/,
  counter: /^(?:count|rate)/,
  rate: /^rate/,
  gauge: /^value/,
};

/** False for a threshold that cannot be of a metric of k6. */
export function isOfMetric(name: string, expression: string): boolean {
  const kind = BUILTIN_METRICS.get(name.split('{', 1)[0] ?? '')?.kind;
  return kind === undefined || JUDGED[kind]?.test(expression.trim()) !== false;
}
