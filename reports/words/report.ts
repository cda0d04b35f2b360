import type { Finding, FindingFigures, FindingId } from '../model/finding.ts';
import { words as en } from './en/report.ts';
import type { Doubt, FindingEntry, Improvement } from './finding.ts';
import { words as ko } from './ko/report.ts';
import { inLanguage } from './language.ts';

/** Every sentence of a report that is composed from figures; headings and labels stand in the templates. */
export type ReportWords = typeof ko;

export const reportWords = inLanguage<ReportWords>({ ko, en });

/** What is said of a finding, and how certain that is. */
export interface FindingPart {
  readonly text: string;
  readonly confidence: Finding['confidence'];
}

/** What is said of a finding of this certainty: facts first, what may follow from them last. */
function partsOf<Figures>(
  { fact, sentence, supposed }: FindingEntry<Figures>,
  figures: Figures,
  confidence: Finding['confidence'],
): FindingPart[] {
  const texts = [
    { text: fact?.(figures), confidence: 'measured' as const },
    { text: sentence(figures), confidence },
    { text: supposed?.(figures), confidence: 'estimated' as const },
  ].flatMap(({ text, confidence: own }): FindingPart[] => (text === undefined ? [] : [{ text, confidence: own }]));
  const parts: FindingPart[] = [];
  for (const part of texts) {
    const last = parts.at(-1);
    // Neighbours that are as certain as each other are one statement.
    if (last?.confidence === part.confidence) parts.splice(-1, 1, { ...last, text: `${last.text} ${part.text}` });
    else parts.push(part);
  }
  return parts;
}

/** The finding in sentences. */
export function findingText<Id extends FindingId>(words: ReportWords, id: Id, figures: FindingFigures[Id]): string {
  const entry = words.findings[id] as FindingEntry<typeof figures>;
  return partsOf(entry, figures, 'measured')
    .map(({ text }) => text)
    .join(' ');
}

/** All words of one finding. */
export function findingWords(
  words: ReportWords,
  { id, figures, confidence }: Finding,
): {
  sentence: string;
  parts: readonly FindingPart[];
  doubt: Doubt | undefined;
  improvement: Improvement | undefined;
} {
  // A finding's figures always fit the words of its id; the union of all of them hides that from the compiler.
  const entry = words.findings[id] as FindingEntry<typeof figures>;
  const parts = partsOf(entry, figures, confidence);
  return {
    sentence: parts.map(({ text }) => text).join(' '),
    parts,
    doubt: entry.doubt?.(figures),
    improvement: entry.improvement?.(figures),
  };
}
