/** Why a request got no answer, as k6's message has it. */
export type NoAnswerReason = 'refused' | 'unknown-host' | 'timeout' | 'closed' | 'certificate' | 'unreachable';

/** A message of k6 during a run, understood. */
export type K6Said =
  /** Every virtual user of a scenario is busy, and it has no more. */
  | { readonly kind: 'vus-busy'; readonly vus: number; readonly scenario: string | undefined }
  /** No iteration came to its end. */
  | { readonly kind: 'none-finished' }
  /** More different tag values than k6 can keep well. */
  | { readonly kind: 'many-series'; readonly series: number }
  /** A request without an answer. `address` without its query. */
  | { readonly kind: 'no-answer'; readonly method: string; readonly address: string; readonly reason: NoAnswerReason };
