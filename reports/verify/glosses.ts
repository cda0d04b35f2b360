import { isChange } from './changed-names.ts';
import type { Document, TableRow } from './document.ts';
import { strangeWords } from './subject.ts';
import { termsIn } from './vocabulary.ts';
import { isOfAnyRun } from './words.ts';

/** "송금(transfer)", "예약 (`reserve.js`)": what stands in brackets, and the name before them. */
const IN_BRACKETS = /[(（][`*]{0,2}([^()（）`*]{2,80})[`*]{0,2}[)）]/g;
const NAME_BEFORE = /([\p{L}\d][\p{L}\d ·-]{0,40})[`*]{0,2} ?$/u;
const LONGEST_BEFORE = 45;
/** "`noti_delay`: 알림 지연", "`sent`, `lost`: 보낸 알림 수와 유실된 알림 수". */
const LISTED =
  /^([`*]{1,2}[^`*]{2,60}[`*]{1,2}(?:, ?[`*]{1,2}[^`*]{2,60}[`*]{1,2}){0,4}) ?[:：—–-] ?([^\d(（.;:]{2,80})/;
/** A word of a sentence that goes on with the name: "결과는 조회(search)", "먼저 조회(search)". */
const WITH_PARTICLE = /(?:은|는|을|를|의|에서|에|와|과|로|고|며|저)$/;
/** "대기열 대기 시간", of which a text may leave out the last word. */
const KIND_BEHIND = /(?<=\S) ?(?:시간|건수|횟수|수)$/;
const LONGEST = 30;

/** A name and what it stands for. */
export interface Gloss<Value> {
  readonly name: string;
  readonly value: Value;
}

/** Before or after a change: whose figures, and no name that a sentence repeats. */
const PHASE = /^(?:before|after|as[- ]?is|to[- ]?be|baseline)$/i;
const isStrange = (name: string) =>
  name.length <= LONGEST && !isChange(name) && !PHASE.test(name) && strangeWords(name, [], figuresIn(name)).length > 0;

/** What a figure is called in any report: "성공률(ws_ok)" gives `ws_ok` no name, "접속 성공률(ws_ok)" does. */
const figuresIn = (name: string) => termsIn(name).filter(({ name: term }) => isOfAnyRun(term));

/** "업로드 시간 평균(upload_time)": which figure it is, and no part of the name. */
const STATISTIC_BEHIND = /(?<=\S) (?:평균|중앙값|최대|최소|최댓값|최솟값|p\d\d|avg|mean|median|max|min)$/i;

/** "동기 방식(sync.txt)": what comes before is the name. */
const GENERIC = /^(?:방식|버전|구성|설정|모드|케이스|방법|상태|적용|도입|환경|테스트|시험)$/;

/** The names that the words before a bracket may be: the last two of them, and the last one. */
function namesBefore(words: string): string[] {
  const parts = words.trim().replace(STATISTIC_BEHIND, '').split(/ +/);
  const last = parts.at(-1) ?? '';
  const before = parts.at(-2);
  const both = before === undefined || WITH_PARTICLE.test(before) ? [] : [`${before} ${last}`];
  const only = before !== undefined && GENERIC.test(last) ? before : last;
  return [...both, only].filter((name) => name.length > 1 && isStrange(name));
}

/** "| 대기열 대기 시간 | `queue_wait` |": the text cell beside one that is nothing but a known name. */
function* namesInRow<Value>({ cells }: TableRow, known: (text: string) => Value | undefined): Generator<Gloss<Value>> {
  const plain = cells.map((cell) => cell.replaceAll(/[`*]/g, '').trim());
  if (plain.some((cell) => /^[\d.,]+/.test(cell))) return;
  const at = plain.findIndex((cell) => cell !== '' && known(cell) !== undefined);
  const value = known(plain[at] ?? '');
  const name = plain.find((cell, column) => column !== at && /\p{Script=Hangul}/u.test(cell) && isStrange(cell));
  if (value !== undefined && name !== undefined && name.length <= LONGEST) yield { name, value };
}

/**
 * Names that a document itself explains, of what `known` knows by its whole name; `inRows`: of what a row may explain by
 * another cell. A name that stands for two things is none of either.
 */
export function glossesIn<Value>(
  { places, headings }: Document,
  known: (text: string) => Value | undefined,
  inRows: (text: string) => Value | undefined = () => undefined,
): Gloss<Value>[] {
  const found: Gloss<Value>[] = [];
  const read = (text: string) => {
    for (const { 1: inside = '', index } of text.matchAll(IN_BRACKETS)) {
      const value = known(inside.trim());
      if (value === undefined) continue;
      const before = text.slice(Math.max(0, index - LONGEST_BEFORE), index).match(NAME_BEFORE)?.[1] ?? '';
      for (const name of namesBefore(before)) found.push({ name, value });
    }
  };
  for (const { text } of headings) read(text.slice(0, 200));
  const list = (text: string) => {
    const [, terms, meanings] = text.match(LISTED) ?? [];
    if (terms === undefined || meanings === undefined) return;
    const values = terms.split(/[`*]{1,2}, ?[`*]{1,2}/).map((term) => inRows(term.replaceAll(/[`*]/g, '').trim()));
    const names = values.length === 1 ? [meanings] : meanings.split(/, ?|(?<=\p{Script=Hangul})[와과] /u);
    if (names.length !== values.length) return;
    for (const [at, value] of values.entries()) {
      const name = (names[at] ?? '').trim();
      if (value !== undefined && isStrange(name)) found.push({ name, value });
    }
  };
  let table: readonly string[] | undefined;
  for (const place of places) {
    if (place.kind === 'prose') {
      read(place.text);
      list(place.text);
    } else {
      if (place.headings !== table) for (const heading of place.headings) read(heading);
      table = place.headings;
      for (const cell of place.cells) read(cell);
      for (const one of namesInRow(place, inRows)) found.push(one);
    }
  }
  const meanings = new Map<string, Set<Value>>();
  for (const { name, value } of found) meanings.set(name, (meanings.get(name) ?? new Set()).add(value));
  return [...meanings].flatMap(([name, values]) => {
    const [value] = values;
    if (value === undefined || values.size > 1) return [];
    const short = name.replace(KIND_BEHIND, '');
    return short === name || short.length < 3
      ? [{ name, value }]
      : [
          { name, value },
          { name: short, value },
        ];
  });
}
