import type { GateRow, Reason } from '../model/gate.ts';
import { gateWords as en } from './en/gate.ts';
import { gateWords as ko } from './ko/gate.ts';
import { inLanguage } from './language.ts';

/** Every text of `buha gate`. Plain text: names from outside stand in it as they are, and each output escapes it. */
export type GateWords = typeof ko;

export const gateWords = inLanguage<GateWords>({ ko, en });

/** Why a row ended as it did; undefined where its figures tell. */
export function reasonText(
  words: GateWords,
  { reason, outcome }: Pick<GateRow, 'reason' | 'outcome'>,
): string | undefined {
  if (!reason) return undefined;
  // How many samples there are and how many it takes is said whether failures or a short run left too few.
  if (outcome === 'undecidable')
    return reason.kind === 'few-samples' ? words.undecidableFew(reason) : words.undecidable;
  // A reason always fits the words of its kind; the union of all of them hides that from the compiler.
  const text = words.reason[reason.kind] as (reason: Reason) => string | undefined;
  return text(reason);
}
