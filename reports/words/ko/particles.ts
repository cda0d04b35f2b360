/**
 * Korean particles depend on how the word before them ends. Korean syllables tell by themselves; Latin letters and
 * digits by how they are read aloud.
 */
const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
/** Final consonants of a syllable, with "none" as the first. */
const FINALS = 28;
/** Digits read aloud: 0 영, 1 일, 3 삼, 6 육, 7 칠, 8 팔 end in a consonant. */
const DIGITS_WITH_FINAL = new Set([...'013678']);
/** Letters of words such as "plan", "full", "team", "king" that leave a consonant sound when read in Korean. */
const LETTERS_WITH_FINAL = new Set([...'lmnbpkg']);

export function endsInConsonant(word: string): boolean {
  const last = [...word].findLast((character) => /[\p{L}\p{N}]/u.test(character)) ?? '';
  const point = last.codePointAt(0) ?? 0;
  if (point >= HANGUL_FIRST && point <= HANGUL_LAST) return (point - HANGUL_FIRST) % FINALS !== 0;
  return DIGITS_WITH_FINAL.has(last) || LETTERS_WITH_FINAL.has(last.toLowerCase());
}

export const subject = (word: string) => (endsInConsonant(word) ? '이' : '가');
export const topic = (word: string) => (endsInConsonant(word) ? '은' : '는');
export const object = (word: string) => (endsInConsonant(word) ? '을' : '를');
export const and = (word: string) => (endsInConsonant(word) ? '과' : '와');
