/** What the monitoring of the tested system says of one of its figures while it was loaded. */
export interface ServerMetric {
  /** As the monitoring calls it; for the share of the processor it says the unit: `cpu_percent`, `cpu_ratio`. */
  readonly name: string;
  /** Epoch ms and value, in the order of time. */
  readonly points: readonly (readonly [epochMs: number, value: number])[];
}
