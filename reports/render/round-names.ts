import { plain } from '../text/markdown-text.ts';
import type { RoundsWords } from '../words/rounds.ts';

/** Names of the rounds, escaped for markdown. */
export const roundNames = (count: number, labels: readonly string[], words: RoundsWords): string[] =>
  Array.from({ length: count }, (_, at) => {
    const label = labels[at]?.trim();
    return words.round(at + 1, label ? plain(label) : undefined);
  });
