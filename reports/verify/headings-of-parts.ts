import { loadBehind, loadWords, partActions, partWords } from '../words/ko/verify-part-words.ts';
import type { Heading } from './document.ts';
import { type KnownRun, nameOf } from './known-run.ts';
import { strangeWords } from './subject.ts';

const oneOf = (words: Readonly<Record<string, string>>) => [...new Set(Object.values(words))].join('|');
/** "POST /orders", "/api/items". */
const REQUEST = /(?<!\p{L})(?:GET|POST|PUT|PATCH|DELETE)\s+\/?\w|(?<![\w.])\/[a-z][\w{}:.-]*(?:\/|\s|$)/u;
/** "로그인", "상품 목록 조회". */
const KOREAN_REQUEST = new RegExp(
  `^(?:${oneOf(partWords)})(?: ?(?:${oneOf(partActions)}|요청|호출|처리|기능|페이지|하기))*$`,
  'u',
);
/** "buy (구매)", "`checkout`": a heading that is a name, with or without a gloss. */
const ONE_NAME = /^[\W\d]*[A-Za-z][\w./-]{1,40}[`*]*(?:\s*\([^()]*\))?\s*$/;
/** "피크 부하", "스파이크 구간". */
const KIND_OF_LOAD = new RegExp(`^(?:${oneOf(loadWords)})(?:${loadBehind}| ?구간)(?: (?:결과|시나리오))?$`, 'u');
/** So many requests for each iteration are more than one that some iterations repeat. */
const SEVERAL = 1.5;

export const isOneName = (heading: string): boolean => ONE_NAME.test(heading);

function isRequest({ text }: Heading): boolean {
  const name = nameOf(text);
  return (
    REQUEST.test(text) || KOREAN_REQUEST.test(name) || (ONE_NAME.test(text) && strangeWords(name, [], []).length > 0)
  );
}

const isLoad = ({ text }: Heading) => KIND_OF_LOAD.test(nameOf(text));

/** True for a run whose iterations send more than one request. */
export function sendsSeveral({ output }: KnownRun): boolean {
  const { requests = 0, iterations = 0 } = output.measured.total;
  return iterations > 0 && requests > SEVERAL * iterations;
}

const hasScenarios = ({ output, planned = [] }: KnownRun) =>
  Math.max(Object.keys(output.measured.scenarios).length, planned.length) > 1;

/**
 * Headings that name one of several requests or scenarios of a run, of which k6 may tell nothing apart: there are others
 * beside them, or the run has several.
 */
export function headingsOfParts(headings: readonly Heading[], runs: readonly KnownRun[]): Set<Heading> {
  const below = headings.slice(headings[0]?.level === 1 ? 1 : 0);
  const found = new Set<Heading>();
  for (const [is, hasMany] of [
    [isRequest, sendsSeveral],
    [isLoad, hasScenarios],
  ] as const) {
    const named = below.filter(is);
    const many = runs.some(hasMany);
    for (const one of named) {
      if (many || named.some((other) => other !== one && other.level === one.level)) found.add(one);
    }
  }
  return found;
}
