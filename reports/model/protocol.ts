/** What a script sends by. */
export type Protocol = 'http' | 'grpc' | 'ws' | 'browser';

/** k6's metrics of what was sent by one protocol. */
export interface SentMetrics {
  readonly protocol: Protocol;
  /** A counter, one sample for each thing that was sent; undefined where each time is one. */
  readonly count: string | undefined;
  /** A trend of how long each took; undefined where k6 tells none. */
  readonly times: string | undefined;
  /** A rate that is true for what failed. */
  readonly failed: string | undefined;
}

/** In the order in which a run is judged by them: the first that holds a sample. */
export const SENT_METRICS: readonly SentMetrics[] = [
  { protocol: 'http', count: 'http_reqs', times: 'http_req_duration', failed: 'http_req_failed' },
  { protocol: 'grpc', count: undefined, times: 'grpc_req_duration', failed: undefined },
  { protocol: 'grpc', count: 'grpc_streams', times: undefined, failed: undefined },
  { protocol: 'ws', count: 'ws_sessions', times: 'ws_session_duration', failed: undefined },
  { protocol: 'browser', count: undefined, times: 'browser_http_req_duration', failed: 'browser_http_req_failed' },
];
