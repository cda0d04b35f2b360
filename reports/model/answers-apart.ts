/** Answers of one kind: how many, and the p95 of their times in ms where it is known. */
export interface ApartAnswers {
  readonly count: number;
  readonly p95Ms?: number;
  /** Fewer than a p95 needs. */
  readonly isFew?: true;
}

/** What succeeded and what the business rejected (409 sold out), apart. */
export interface AnswersApart {
  /** Undefined where a summary does not count them. */
  readonly succeeded: ApartAnswers | undefined;
  readonly rejected: ApartAnswers;
}
