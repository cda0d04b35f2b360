import { BUILTIN_METRICS } from '../parse/builtin-metrics.ts';
import {
  loadBehind,
  loadWords,
  metricWords,
  outcomeWords,
  partActions,
  partBehind,
  partWords,
} from '../words/ko/verify-part-words.ts';
import { isNoun } from './certainty.ts';
import type { Found } from './names.ts';
import type { Part } from './part.ts';
import { strangeWords } from './subject.ts';

/** Words of a name in a script: `GET /orderItems` as get, order, items. */
const wordsOf = (name: string): Set<string> =>
  new Set(
    name
      .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word !== ''),
  );

interface Translated {
  readonly part: Part;
  readonly pattern: RegExp;
}

const BEFORE = '(?<![\\p{L}\\d_])';
const asSubject = new RegExp(`^(${partBehind.noun})(?:${partBehind.subject})`, 'u');

/** What may stand between a subject and the word before it that is another noun: "선물 주문". */
const COMPOUND = /(\p{Script=Hangul}+)\s$/u;

/** A word before it makes another name of it: "선물 주문은" is not "주문은". */
function isCompound(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 20), start).match(COMPOUND)?.[1];
  return before !== undefined && isNoun(before) && strangeWords(before, [], []).length > 0;
}

/** Those that exactly one part has. */
function* single(
  found: ReadonlyMap<string, ReadonlySet<Part>>,
  around: readonly [string, string] = [BEFORE, ''],
): Generator<Translated> {
  for (const [source, parts] of found) {
    const [part] = parts;
    if (part && parts.size === 1) {
      yield {
        part: { ...part, translated: true },
        pattern: new RegExp(`${around[0]}(?:${source})${around[1]}`, 'giu'),
      };
    }
  }
}

/** "4 of the checkouts failed", "a checkout takes": one of them, and not a word that describes another. */
const ENGLISH = [
  '(?<=(?:an?|each|every|one|of|of all|of the) )',
  '(?:e?s)?(?= (?:took|takes?|needs?|needed|failed|fails?|were|was|on average)(?![a-z])|[,.;]|$)',
] as const;

/** What names of metrics end in, beside what they are of: `stomp_connect_time`. */
const MEASURE = /^(?:time|duration|total|count|counter|rate|ms|seconds?)$/;
const TIMED = /^(?:time|duration|ms|seconds?)$/;
/** "보낸 메시지 수", "STOMP 연결 시간 평균", "메시지 지연은". */
const AROUND_METRIC = [
  BEFORE,
  '(?: ?(?:수|건수|횟수|시간|[률율]))?(?=[은는이가의도만:：)(,/|]|\\s*$|\\s(?:p\\d|평균|중앙|최대|최소|수|건수|성공|실패)|\\s?\\d)',
] as const;

/** The same of what is counted: its number stands right behind it, or it is the name of a row. */
const AROUND_COUNTER = [
  BEFORE,
  '(?: ?(?:수|건수|횟수))?(?=[은는이가도만의:：]?\\s*(?:[(（][^()（）]{0,30}[)）])?\\s*(?:총 |약 |모두 )?(?:\\d|\\*|$))',
] as const;

/** The names of a metric in Korean: its words, each as a report has it, in their order or turned round. */
function namesOfMetric(words: readonly string[]): string[] {
  const own = words.filter((word) => !MEASURE.test(word));
  const [first, second, ...others] = own.map((word) => metricWords[word]);
  if (first === undefined || others.length > 0) return [];
  if (own.length === 1)
    return words.some((word) => TIMED.test(word)) ? [`(?:${first}) ?(?:처리|소요|응답|완료)? ?시간`] : [];
  if (second === undefined) return [];
  return [`(?:${first})(?:된|한)? ?(?:${second})`, `(?:${second})(?:된|한)? ?(?:${first})`];
}

/** More parts have names of their own, which no dictionary tells apart. */
const MOST_PARTS = 60;

/**
 * Parts of runs by what Korean reports call them, although the script has an English word: "로그인" for `login`, "상품 목록"
 * for `product-list`. A word that stands for two parts is none of either.
 */
export class TranslatedParts {
  readonly #requests: readonly Translated[];
  readonly #outcomes: readonly Translated[];
  readonly #english: readonly Translated[];
  readonly #metrics: readonly Translated[];

  constructor(named: Iterable<readonly [string, Part]>) {
    const requests = new Map<string, Set<Part>>();
    const outcomes = new Map<string, Set<Part>>();
    const english = new Map<string, Set<Part>>();
    const metrics = new Map<string, Set<Part>>();
    const counters = new Map<string, Set<Part>>();
    const add = (to: Map<string, Set<Part>>, source: string, part: Part) =>
      to.set(source, (to.get(source) ?? new Set()).add(part));
    const all = [...new Map(named).values()];
    for (const part of all.length > MOST_PARTS ? [] : new Set(all)) {
      const words = wordsOf(part.name);
      if (part.kind === 'metric' && !BUILTIN_METRICS.has(part.metric)) {
        for (const word of words) if (outcomeWords[word]) add(outcomes, outcomeWords[word], { ...part, counts: true });
        for (const name of namesOfMetric([...words])) {
          if (part.of === 'counter') add(counters, name, { ...part, counts: true });
          else add(metrics, name, part);
        }
      }
      if (part.kind !== 'tag') continue;
      if (/^[a-z]{4,}$/.test(part.name)) add(english, part.name, part);
      if (part.tag.startsWith('scenario:')) {
        for (const word of words) {
          for (const kind of loadWords[word]?.split('|') ?? []) add(requests, `(?:${kind})(?:${loadBehind})`, part);
        }
      }
      for (const word of words) {
        const noun = partWords[word];
        if (noun === undefined) continue;
        add(requests, noun, part);
        for (const action of words) {
          if (partActions[action]) add(requests, `(?:${noun}) ?(?:${partActions[action]})`, part);
        }
      }
    }
    this.#requests = [...single(requests)];
    this.#outcomes = [...single(outcomes)];
    this.#english = [...single(english, ENGLISH)];
    this.#metrics = [...single(metrics, AROUND_METRIC), ...single(counters, AROUND_COUNTER)];
  }

  /** From left to right. */
  in(text: string): Found<Part>[] {
    const found: Found<Part>[] = [];
    for (const { part, pattern } of this.#english) {
      for (const { 0: word, index } of text.matchAll(pattern)) {
        found.push({ values: [part], start: index, end: index + word.length });
      }
    }
    for (const { part, pattern } of this.#metrics) {
      for (const { 0: word, index } of text.matchAll(pattern)) {
        found.push({ values: [part], start: index, end: index + word.length });
      }
    }
    if (this.#requests.length + this.#outcomes.length === 0 || !/\p{Script=Hangul}/u.test(text))
      return withoutInner(found);
    for (const { part, pattern } of this.#requests) {
      for (const { 0: word, index } of text.matchAll(pattern)) {
        const end = index + word.length;
        const behind = text.slice(end, end + 30).match(asSubject);
        if (!behind || isCompound(text, index)) continue;
        found.push({ values: [part], start: index, end: end + (behind[1]?.length ?? 0) });
      }
    }
    for (const { part, pattern } of this.#outcomes) {
      for (const { 0: word, index } of text.matchAll(pattern)) {
        const end = index + word.length;
        if (BEFORE_FIGURE.test(text.slice(end, end + 20))) found.push({ values: [part], start: index, end });
      }
    }
    return withoutInner(found);
  }
}

const BEFORE_FIGURE = new RegExp(`^${partBehind.outcome}`, 'u');

/** Of those that overlap, the longest. */
function withoutInner(found: readonly Found<Part>[]): Found<Part>[] {
  const kept: Found<Part>[] = [];
  for (const one of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if ((kept.at(-1)?.end ?? 0) <= one.start) kept.push(one);
  }
  return kept;
}
