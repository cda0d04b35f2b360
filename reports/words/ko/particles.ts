/**
 * Korean particles depend on how the word before them ends. Korean syllables tell by themselves; Latin letters and
 * digits by how they are read aloud.
 */
const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
/** Final consonants of a syllable, with "none" as the first. */
const FINALS = 28;
/** Number of the final ㄹ among them. */
const RIEUL = 8;
/** Digits read aloud: 0 영, 1 일, 3 삼, 6 육, 7 칠, 8 팔 end in a consonant. */
const DIGITS_WITH_FINAL = new Set([...'013678']);
/** Letters of words such as "plan", "full", "team", "king" that leave a consonant sound when read in Korean. */
const LETTERS_WITH_FINAL = new Set([...'lmnbpkg']);

/** Letters whose names end in a consonant (엘, 엠, 엔, 알): a letter that stands alone is read so. */
const NAMES_WITH_FINAL = new Set([...'lmnr']);
const LONE_LETTER = /(?:^|[^\p{L}\p{N}])([a-z])[^\p{L}\p{N}]*$/iu;

/** The character that is read last; % is read 퍼센트. */
const lastRead = (word: string) => [...word].findLast((character) => /[\p{L}\p{N}%]/u.test(character)) ?? '';

/** Number of the final consonant of a Korean syllable, 0 for none; undefined for any other character. */
function finalOf(character: string): number | undefined {
  const point = character.codePointAt(0) ?? 0;
  return point >= HANGUL_FIRST && point <= HANGUL_LAST ? (point - HANGUL_FIRST) % FINALS : undefined;
}

export function endsInConsonant(word: string): boolean {
  const last = lastRead(word);
  const alone = word.match(LONE_LETTER)?.[1];
  if (alone !== undefined) return NAMES_WITH_FINAL.has(alone.toLowerCase());
  const final = finalOf(last);
  return final === undefined ? DIGITS_WITH_FINAL.has(last) || LETTERS_WITH_FINAL.has(last.toLowerCase()) : final !== 0;
}

/** 로 follows a vowel and ㄹ, which also ends 1 일, 7 칠, 8 팔 and the letter l. */
function endsInRieul(word: string): boolean {
  const last = lastRead(word);
  if (LONE_LETTER.test(word)) return /[lr]/i.test(last);
  return (finalOf(last) ?? ('178lL'.includes(last) ? RIEUL : 0)) === RIEUL;
}

export const subject = (word: string) => (endsInConsonant(word) ? '이' : '가');
export const topic = (word: string) => (endsInConsonant(word) ? '은' : '는');
export const object = (word: string) => (endsInConsonant(word) ? '을' : '를');
export const and = (word: string) => (endsInConsonant(word) ? '과' : '와');
export const by = (word: string) => (endsInConsonant(word) && !endsInRieul(word) ? '으로' : '로');

const BOTH: Readonly<Record<string, (word: string) => string>> = {
  '이(가)': subject,
  '은(는)': topic,
  '을(를)': object,
};

/** No word is longer: more need not be read to know its end. */
const LONGEST_WORD = 200;

/** A text in which a particle stands in both its forms (`파일을(를)`) with the one that fits the word before it. */
export function withParticles(text: string): string {
  return text.replaceAll(/이\(가\)|은\(는\)|을\(를\)/g, (both: string, at: number) => {
    const word =
      text
        .slice(Math.max(0, at - LONGEST_WORD), at)
        .split(/\s/)
        .at(-1) ?? '';
    return (word === '' ? undefined : BOTH[both]?.(word)) ?? both;
  });
}
