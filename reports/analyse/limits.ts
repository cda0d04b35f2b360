/** Every threshold of the analysis, with its reason. Ratios are 0–1. */
export const LIMITS = {
  /** A plan counts as delivered from here on: ramps and the last second cost a per cent or two on any machine. */
  deliveredRatio: 0.95,
  /** Delivered iterations above what a ceiling allows, beyond this share, refute the ceiling: ramps are discrete. */
  ceilingTolerance: 0.01,
  /** k6 starts delivered + dropped within 0.05 % of the planned integral; twice that is certainly another plan. */
  planTolerance: 0.001,
  /** Iterations from here on take half as long again as on an idle server: that is queueing, no jitter. */
  saturatedStretch: 1.5,
  /** Half of the iterations must be slower than this, or a few stuck requests alone have raised the mean. */
  typicalStretch: 1.1,
  /** A request can only queue behind another one: below two in flight nothing waits for the server's own load. */
  queueInFlight: 2,
  /** More failures than this are load that was refused: answers and iterations are then too short to judge. */
  refusedRatio: 0.01,
  /** Least share of a response that is waiting for "nearly all of it" to be true. */
  waitingRatio: 0.9,
  /**
   * Effective lanes per key above which a lock per key no longer explains them. It is above 1 because the fastest
   * response also holds what a lock does not cover: the embedded shop, which has such locks, shows up to 1.1.
   */
  lanesPerKeyMax: 1.25,
  /** And below which it explains nothing: a lock would be held four times as long as a whole unloaded response. */
  lanesPerKeyMin: 0.25,
  /** With fewer keys each takes more than 1 % of all requests, which no ordinary user or product does. */
  fewKeys: 100,
  /** A write that costs ten reads is more than what a transaction and a log write usually add. */
  writeReadRatio: 10,
  /** p95 over median: 4.3 for an exponential distribution (one simple queue); beyond it a second cause is at work. */
  tailRatio: 5,
  /** Keep-alive leaves one connection per virtual user, some per cent of the requests of a short run. */
  newConnectionRatio: 0.1,
  /** Longer than the plan by more than this: the tail weighs on every rate. Start and stop alone cost less. */
  drainRatio: 0.05,
  /** A mean that setup() moves by more than this share can change a verdict. */
  setupShift: 0.01,
  /** Samples beyond a quantile that it needs to rest on: 10/(1−q) in all. */
  quantileSupport: 10,
  /** An iteration shorter than its think time by more than this has another think time; text cuts off two decimals. */
  thinkTolerance: 0.01,
} as const;
