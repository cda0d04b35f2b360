import { subjects as en } from '../words/en/verify-subjects.ts';
import { subjects as ko } from '../words/ko/verify-subjects.ts';
import { type Term, termsIn } from './vocabulary.ts';

const FOREIGN = new RegExp(
  `(?<![\\p{Script=Latin}\\d_])(?:${en.tools}|${en.foreign})(?![\\p{Script=Latin}\\d_])|${ko.tools}|${ko.foreign}`,
  'giu',
);
const TOOL = new RegExp(`^(?:${en.tools}|${ko.tools})$`, 'iu');

/** True for another tool that sends load: no word for a run of k6. */
export const isTool = (word: string): boolean => TOOL.test(word);
const COMMON = new RegExp(`^(?:${ko.common}|${en.common})$`, 'iu');
const PARTICLE = new RegExp(`(?<=\\p{Script=Hangul}{2})(?:${ko.particle})$|${en.particle}$`, 'u');
const LATIN_PARTICLE = new RegExp(`(?<=[a-z\\d])(?:${ko.particle})$`, 'iu');
const WORD = /[\p{L}\d_µ]+/gu;
/** "목표는 평균 500ms, 실패율 0%": all of what follows is wished for. */
export const ASKS = new RegExp(
  `(?:^|[\\s(])(?:${ko.asks})(?:은|는|치는|값은|\\s?[:：]|으로)|(?:^|\\s)(?:${en.asks})(?:\\s(?:is|are|was|were)\\b|\\s?:)`,
  'iu',
);

/** A heading such as "다음 주 계획", "Action items": figures below it are to come. */
export const LATER = new RegExp(`${ko.later}|(?<![a-z])(?:${en.later})(?![a-z])`, 'iu');

/** A heading that is nothing but "목표", "성능 목표 (SLO)", "Goals": figures below it are wished for. */
export const GOALS =
  /^[^\p{L}]*(?:(?:성능|테스트|시험|부하|품질|서비스|응답 ?시간|이번|our|the|performance|test|service[- ]level) ?)*(?:목표|목표치|목푯값|목표값|SLO|SLA|SLOs|(?:성공|합격|통과|허용|판정) ?기준|요구 ?사항|goals?|targets?|objectives?|requirements?|(?:acceptance|success|pass) criteria)(?: ?(?:값|치|수치|설정|정의|지표))?(?: ?(?:[(（][^()（）]{0,40}[)）]|(?:및|과|와|\/|and|&) ?(?:SLO|SLA|기준|목표|goals?)))?[^\p{L}\d]*$/iu;

/** A heading such as "시나리오", "Test conditions": times below it are lengths and limits. */
export const SETUP = new RegExp(`${ko.setup}|(?<![a-z])(?:${en.setup})(?![a-z])`, 'iu');

interface Span {
  readonly start: number;
  readonly end: number;
}

const overlaps = (spans: readonly Span[], { start, end }: Span) =>
  spans.some((one) => one.start < end && one.end > start);

/** A word as a dictionary has it: `조회는` as `조회`. */
const bare = (word: string) => word.replace(PARTICLE, '').replace(LATIN_PARTICLE, '');

/** A word as a dictionary has it, and whether it names nothing of its own. */
interface Known {
  readonly text: string;
  readonly isCommon: boolean;
}

/** Words that were asked for: a text has the same ones again and again. */
const KNOWN = new Map<string, Known>();
const MOST_KNOWN = 5000;

function knownWord(word: string): Known {
  const known = KNOWN.get(word);
  if (known) return known;
  const text = bare(word);
  const isCommon = word.length < 2 || /^\d/.test(word) || COMMON.test(word) || COMMON.test(text);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  KNOWN.set(word, { text, isCommon });
  return { text, isCommon };
}

/** True for a word that names nothing of its own: "결과", "the", `3`, a syllable. */
export const isCommon = (word: string): boolean => knownWord(word).isCommon;

export interface Word extends Span {
  readonly text: string;
}

/** Words of a text that are neither terms nor common, outside of what is known already (names of runs, figures). */
export function strangeWords(text: string, known: readonly Span[], terms: readonly Term[] = termsIn(text)): Word[] {
  return [...text.matchAll(WORD)].flatMap((match): Word[] => {
    const { text: named, isCommon: isNothing } = knownWord(match[0]);
    if (isNothing) return [];
    const word = { text: named, start: match.index, end: match.index + match[0].length };
    if (overlaps(known, word)) return [];
    // "응답시간이" is a term and its particle.
    return overlaps(terms, word) ? [] : [word];
  });
}

/** Tools and systems of which k6 knows nothing, unless the text says that it was k6 or names a run by that word. */
export function foreignWords(text: string, known: readonly Span[]): Word[] {
  if (/\bk6\b/i.test(text)) return [];
  return [...text.matchAll(FOREIGN)]
    .map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }))
    .filter((word) => !overlaps(known, word));
}
