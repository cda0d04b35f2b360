import type { K6Attempt, K6Event } from '../model/k6.ts';
import type { K6Lack } from '../model/k6-version.ts';

/** What a k6 lacks, as a part of a list: no capital letter, no full stop. */
export type K6LackWords = Readonly<Record<K6Lack, string>>;

/** One line per event while k6 is obtained. */
export type K6EventWords = {
  readonly [Kind in K6Event['kind']]: (event: Extract<K6Event, { kind: Kind }>) => string;
};

/** One line per way that did not work: what was tried, and what went wrong. */
export type K6AttemptWords = {
  readonly [Fault in K6Attempt['fault']]: (attempt: Extract<K6Attempt, { fault: Fault }>) => string;
};

/** The attempt in the words given, without a full stop and without a line break at the end. */
export function k6AttemptText<Fault extends K6Attempt['fault']>(
  words: K6AttemptWords,
  attempt: Extract<K6Attempt, { fault: Fault }>,
): string {
  return words[attempt.fault as Fault](attempt);
}
