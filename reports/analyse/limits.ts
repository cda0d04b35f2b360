/** Every threshold of the analysis, with its reason. Ratios are 0–1. */
export const LIMITS = {
  /** A plan counts as delivered from here on: ramps and the last second cost a per cent or two on any machine. */
  deliveredRatio: 0.95,
  /** Delivered iterations above what a ceiling allows, beyond this share, refute the ceiling: ramps are discrete. */
  ceilingTolerance: 0.01,
  /** k6 starts delivered + dropped within 0.05 % of the planned integral; twice that is certainly another plan. */
  planTolerance: 0.001,
  /** Iterations above the plan by more than this cannot come from it: see `planTolerance`. */
  planMismatch: 0.03,
  /** Far fewer than planned; not as strict, for a load generator that is out of breath starts fewer and drops none. */
  planShortfall: 0.1,
  /** A difference of so few iterations or users proves nothing: plans are rounded. */
  planSlack: 2,
  /** k6 counts VUs exactly; a hair's breadth for plans that were scaled and rounded. */
  vusTolerance: 0.01,
  /** Every plan runs to its end, so a run far shorter was cut short or had another plan. */
  planLengthRatio: 0.9,
  /** Start and end of a run that no plan counts: a short setup(), the last sample of a stream. */
  planSlackMs: 5_000,
  /** How long k6 lets the last iterations finish unless the options say otherwise. */
  gracefulStopMs: 30_000,
  /** Iterations from here on take half as long again as on an idle server: that is queueing, no jitter. */
  saturatedStretch: 1.5,
  /** Half of the iterations must be slower than this, or a few stuck requests alone have raised the mean. */
  typicalStretch: 1.1,
  /** A mean so many times the fastest response is mostly waiting, also where the think time hides it. */
  waitedRatio: 10,
  /** A handful of requests says nothing about the limit of anything. */
  fewRequests: 20,
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

/** Samples that the quantile q needs to be worth printing without a mark: 10/(1−q). */
export function samplesNeeded(q: number): number {
  return Math.round(LIMITS.quantileSupport / (1 - q));
}
