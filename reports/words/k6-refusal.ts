import type { K6Cause, K6CauseId } from '../model/k6-refusal.ts';

/** What is said of a cause; at most two values. */
export type K6CauseWords = Readonly<Record<K6CauseId, (first: string, second: string) => string>>;

export function k6CauseText(words: K6CauseWords, { id, values: [first = '', second = ''] }: K6Cause): string {
  return words[id](first, second);
}
