import type { Finding, FindingFigures, FindingId } from '../model/finding.ts';
import { words as en } from './en/report.ts';
import type { Doubt, FindingEntry, Improvement } from './finding.ts';
import { words as ko } from './ko/report.ts';
import { inLanguage } from './language.ts';

/** Every sentence of a report that is composed from figures; headings and labels stand in the templates. */
export type ReportWords = typeof ko;

export const reportWords = inLanguage<ReportWords>({ ko, en });

/** The finding as a sentence of 결론. */
export function findingText<Id extends FindingId>(words: ReportWords, id: Id, figures: FindingFigures[Id]): string {
  return words.findings[id].sentence(figures);
}

/** All words of one finding. */
export function findingWords(
  words: ReportWords,
  { id, figures }: Finding,
): { sentence: string; doubt: Doubt | undefined; improvement: Improvement | undefined } {
  // A finding's figures always fit the words of its id; the union of all of them hides that from the compiler.
  const entry = words.findings[id] as FindingEntry<typeof figures>;
  return {
    sentence: entry.sentence(figures),
    doubt: entry.doubt?.(figures),
    improvement: entry.improvement?.(figures),
  };
}
