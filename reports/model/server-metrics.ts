/** What the monitoring of the tested system says of one of its figures while it was loaded. */
export interface ServerMetric {
  /** As the monitoring calls it; for the share of the processor it says the unit: `cpu_percent`, `cpu_ratio`. */
  readonly name: string;
  /** Epoch ms and value, in the order of time. */
  readonly points: readonly (readonly [epochMs: number, value: number])[];
}

/** What a server metric tells a lack of. */
export type ServerResource =
  | 'connection-pool'
  | 'threads'
  | 'lock'
  | 'gc'
  | 'event-loop'
  | 'throttling'
  | 'clients'
  | 'timeouts'
  | 'restarts';

/**
 * How it tells: `waiting` counts what waits for the resource; `used` is the share of it in use and `lost` the share of
 * time that it costs, 0–1; `delay` is the seconds by which it is late; `events` happen so many times a second.
 */
export type ServerMeasure = 'waiting' | 'used' | 'lost' | 'delay' | 'events';

/** What is known of a metric by its name. */
export interface ServerMetricKind {
  readonly resource: ServerResource;
  readonly measure: ServerMeasure;
}
