import type { VerifyFinding } from '../model/verify.ts';
import { verifyWords as en } from './en/verify.ts';
import { verifyWords as ko } from './ko/verify.ts';
import { inLanguage, type Language } from './language.ts';

export type VerifyWords = typeof ko;

export const verifyWords = inLanguage<VerifyWords>({ ko, en });

/** `file:line: what it says — what k6 says — verdict`. */
export function findingLine(finding: VerifyFinding, file: string, language: Language): string {
  const words = verifyWords(language);
  const { says, truth } = words.finding(finding);
  return `${file}:${finding.line}: ${says} — ${truth} — ${words.verdict[finding.kind]}`;
}
