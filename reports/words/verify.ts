import type { VerifyFinding } from '../model/verify.ts';
import { verifyWords as en } from './en/verify.ts';
import { verifyWords as ko } from './ko/verify.ts';
import type { Language } from './language.ts';

/** What `buha verify` says about one finding: what the report says, what k6 or arithmetic says. */
export interface FindingText {
  readonly says: string;
  readonly truth: string;
}

/** How many of what `buha verify` looked at, and found. */
export interface VerifyCounts {
  /** Figures whose meaning was found. */
  readonly understood: number;
  /** Figures that were compared with k6. */
  readonly compared: number;
  readonly runs: number;
  readonly wrong: number;
  readonly doubtful: number;
}

export interface VerifyWords {
  readonly verdict: Readonly<Record<VerifyFinding['kind'], string>>;
  readonly finding: (finding: VerifyFinding) => FindingText;
  /** One line about the whole report. */
  readonly summary: (counts: VerifyCounts) => string;
  /** No k6 output is known: the report was checked against itself only. */
  readonly noOutput: string;
}

const CATALOGUES: Record<Language, VerifyWords> = { ko, en };

export function verifyWords(language: Language): VerifyWords {
  return CATALOGUES[language];
}

/** `file:line: what it says — what k6 says — verdict`. */
export function findingLine(finding: VerifyFinding, file: string, language: Language): string {
  const words = verifyWords(language);
  const { says, truth } = words.finding(finding);
  return `${file}:${finding.line}: ${says} — ${truth} — ${words.verdict[finding.kind]}`;
}
