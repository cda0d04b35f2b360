/** Every threshold of the analysis, with its reason. Ratios are 0–1. */
export const LIMITS = {
  /** A plan counts as delivered from here on: ramps and the last second cost a per cent or two on any machine. */
  deliveredRatio: 0.95,
} as const;
