/** What stands in place of a part that differs from request to request. */
export const FOLDED = '{id}';

/** The same with a number, where it matters how many different ones there are. */
export const foldedAs = (number: number): string => `{id-${number}}`;

/** A text without such numbers. */
export const unnumbered = (text: string): string =>
  text.includes('{id-') ? text.replaceAll(/\{id-\d+\}/g, FOLDED) : text;

/** Letters that hardly ever follow each letter from a to z in words and names, of Korean in Roman letters, too. */
const RARE_AFTER = (
  'ahqz dfghkmnpqvwxz bdfgjmnqvwx cfjpqtvwxz kz bcdghjkmpqvwxz cdfkpqvwx bcdfghjknpqvxz hqw bcfghiklmnqrtxyz ' +
  'cdfgjlmoqtuvwxz ghmnqx cfhjkqrtvwxyz bhqrwxz hqxz bjkqvwxz bcdefghijkmnopqrstvwxyz hqxz bgj jkqvx qvwz ' +
  'bcdfghjklnpqrtvwxyz bcdfgjklmpquvwxyz bdfghjklnoqrsuvwxyz bdfghkmqvxyz bcdfghjkmnopqrstvwxyz'
).split(' ');

/** How much more likely a pair of characters is in a random text than in a name: logarithms of ratios, rounded. */
const WEIGHT = {
  commonLetters: -0.65,
  rareLetters: 2.6,
  capitalInside: 0.5,
  letterAndDigit: 1.2,
  digits: -0.5,
} as const;

const hasDigit = (text: string) => /\d/.test(text);
const hasLetter = (text: string) => /[a-z]/i.test(text);

const [OTHER, DIGIT, LOWER, UPPER] = [0, 1, 2, 3] as const;

function kindOf(code: number): number {
  if (code >= 97) return code <= 122 ? LOWER : OTHER;
  if (code >= 65) return code <= 90 ? UPPER : OTHER;
  return code >= 48 && code <= 57 ? DIGIT : OTHER;
}

/** By two letters, from `aa` to `zz`. */
const IS_RARE = RARE_AFTER.flatMap((rare) =>
  Array.from({ length: 26 }, (_, at) => rare.includes(String.fromCharCode(97 + at))),
);

const letterOf = (code: number) => (code & 31) - 1;

function weightOf(first: number, second: number): number {
  const [before, kind] = [kindOf(first), kindOf(second)];
  if (before === OTHER || kind === OTHER) return 0;
  if (before === DIGIT || kind === DIGIT) return before === kind ? WEIGHT.digits : WEIGHT.letterAndDigit;
  if (before === LOWER && kind === UPPER) return WEIGHT.capitalInside;
  return IS_RARE[26 * letterOf(first) + letterOf(second)] ? WEIGHT.rareLetters : WEIGHT.commonLetters;
}

/** Above 0: more likely random than a name. */
function weight(text: string): number {
  let sum = 0;
  for (let at = 1; at < text.length; at += 1) sum += weightOf(text.charCodeAt(at - 1), text.charCodeAt(at));
  return sum;
}

/** How often a digit follows a letter or the other way round. */
const turns = (text: string) => text.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;

/** Six digits of hexadecimal that are letters, and figures: hardly any word is made of these letters alone. */
const HEXADECIMAL_PAIR = /^(?:[a-f]{6,}\d{4,}|\d{4,}[a-f]{6,})$/i;
const WORD_OF_HEXADECIMAL = /(?:acced|beade|decad|defac|efface|facad)e?[ds]*/i;

/** Times, durations, sizes and numbers with an exponent are figures, however they are mixed. */
const FIGURE = /^(?:\d{8}T\d{4,9}Z?|(?:\d+(?:h|m|s|ms|us|ns|d|[kmg]?b))+|\d+e\d+|P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?)$/i;

/** What is shorter may be anything. */
const SHORTEST = 12;
const [SURE_ALONE, SURE_TOGETHER, SURE_WITHOUT_DIGITS] = [2.5, 5, 8];

/** Letters and digits in a row as no name has them: a hash in hexadecimal, or such as are hardly ever neighbours. */
function isRandom(run: string): boolean {
  if (run.length < SHORTEST || !hasLetter(run) || FIGURE.test(run)) return false;
  if (!hasDigit(run)) return (run.match(/[a-z](?=[A-Z])/g)?.length ?? 0) >= 3 && weight(run) > SURE_WITHOUT_DIGITS;
  const isHash = /^[\da-f]+$/i.test(run) && turns(run) >= 2;
  return isHash || (HEXADECIMAL_PAIR.test(run) && !WORD_OF_HEXADECIMAL.test(run)) || weight(run) > SURE_ALONE;
}

/** A word of one case, with a number perhaps. */
const PLAIN_WORD = /^(?:[A-Z]?[a-z]{3,}|[A-Z]{4,})\d*$/;

/** Letters that may be a word, with a number perhaps; `isSure` where all around it is random. */
const isWord = (piece: string, isSure: boolean) =>
  hasLetter(piece) && weight(piece) <= 0 && !isRandom(piece) && (!isSure || PLAIN_WORD.test(piece));

/** Random almost everywhere, as base64 is. */
const isMostlyRandom = (text: string) => weight(text) > 0.25 * text.length;

/** Pieces between two words, with what joins them. */
function isRandomGroup(group: string): boolean {
  if (group.split(/[_~+/-]/).some(isRandom)) return true;
  return group.length >= 14 && hasDigit(group) && hasLetter(group) && weight(group) > SURE_TOGETHER;
}

const isJoint = (text: string, at: number) => /[_~+/-]/.test(text.charAt(at));

/** A group, and what joins it with what stands around it. One search for both would try its end anew at each joint. */
function trimmed(group: string): readonly [before: string, within: string, behind: string] {
  let [start, end] = [0, group.length];
  while (start < end && isJoint(group, start)) start += 1;
  while (end > start && isJoint(group, end - 1)) end -= 1;
  return [group.slice(0, start), group.slice(start, end), group.slice(end)];
}

/** Base64, or names with hyphens; what is random in it stands between its words. */
function withoutGroups(text: string, put: (part: string) => string): string {
  const pieces = text.split(/([_~+/-]+)/);
  const isSure = isMostlyRandom(text);
  const told: string[] = [];
  let group = '';
  const close = () => {
    const [before, within, behind] = trimmed(group);
    told.push(within !== '' && isRandomGroup(within) ? before + put(within) + behind : group);
    group = '';
  };
  // Parts of a path may be as short as they like.
  const isPart = (at: number) => [pieces[at - 1], pieces[at + 1]].some((joint) => joint?.includes('/'));
  for (const [at, piece] of pieces.entries()) {
    if (at % 2 === 0 && isWord(piece, isSure && !(piece.length < 4 && isPart(at)))) {
      close();
      told.push(piece);
    } else {
      group += piece;
    }
  }
  close();
  return told.join('');
}

/** JSON Web Tokens, and what else may be random. */
const PART = /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)*|[a-z\d][\w~+/-]{10,}[\w-](?:={1,2}(?![\w=]))?/gi;

const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(code));

/** True where letters and digits, or a small and a capital letter, are neighbours: without any, nothing is random. */
function isMixed(text: string): boolean {
  let before: number = OTHER;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (KINDS[code] as number) : OTHER;
    if (kind !== before && kind !== OTHER && before !== OTHER && !(before === UPPER && kind === LOWER)) return true;
    before = kind;
  }
  return false;
}

const UUID = /(?<![\da-f])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\da-f])/gi;

/**
 * The text with what looks random replaced by what `put` makes of it: UUIDs, hashes, JSON Web Tokens, base64, letters and
 * digits mixed as no name mixes them, of 12 characters or more. Words and figures stay.
 */
export function withoutRandom(text: string, put: (part: string) => string = () => FOLDED): string {
  // Asked for each name of a run's samples. A UUID of digits alone is one, too.
  const withoutIds = text.includes('-') ? text.replaceAll(UUID, put) : text;
  if (!isMixed(withoutIds)) return withoutIds;
  return withoutIds.replaceAll(PART, (part) => {
    // Base64 alone may begin as such a token does.
    if (/^eyJ[^.]*\./.test(part)) return put(part);
    return isMixed(part) ? withoutGroups(part, put) : part;
  });
}
