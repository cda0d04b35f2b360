import type { BuhaError, ErrorCode, ErrorFacts } from '../model/error.ts';
import { STANDARD_INPUT } from '../model/output.ts';
import { withoutCredentialsIn } from '../text/credentials.ts';
import { errors as en } from './en/errors.ts';
import { errors as ko } from './ko/errors.ts';
import { withParticles } from './ko/particles.ts';
import type { Language } from './language.ts';
import { reportWords } from './report.ts';
import type { ErrorWords } from './shapes.ts';

const CATALOGUES: Record<Language, ErrorWords> = { ko, en };

function worded<Code extends ErrorCode>(words: ErrorWords, code: Code, facts: ErrorFacts[Code]): string {
  return words[code](facts);
}
/** A longer word from outside tells nobody more. */
const LONGEST_WORD = 400;

const isLong = (value: unknown): value is string =>
  typeof value === 'string' && value.length > LONGEST_WORD && !value.includes('\n');

/** Facts whose texts of one line, as files hold them, are cut off where nobody reads on. */
const shortFacts = <Facts extends object>(facts: Facts): Facts => {
  const cut = Object.entries(facts).flatMap(([name, value]) =>
    isLong(value) ? [[name, `${value.slice(0, LONGEST_WORD)}…`]] : [],
  );
  return cut.length === 0 ? facts : { ...facts, ...Object.fromEntries(cut) };
};

/** The error as a user reads it, without a trailing line break; what a user gave is told without its credentials. */
export function errorText(error: BuhaError, language: Language): string {
  const { facts } = error;
  const fromStandardInput = error.code !== 'cannot-write' && 'file' in facts && facts.file === STANDARD_INPUT;
  const shown = fromStandardInput ? { ...facts, file: reportWords(language).standardInput } : facts;
  const text = worded(CATALOGUES[language], error.code, withoutCredentialsIn(shortFacts(shown)));
  return language === 'ko' ? withParticles(text) : text;
}
