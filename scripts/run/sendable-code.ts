import { argumentsAt, endOfGroup, endOfInitialiser } from './code-scan.ts';

/** Calls of k6/http with the number of arguments that say where they go; the rest is what they carry. */
const CALL = /\bhttp\s*\.\s*(get|post|put|patch|del|head|options|request|asyncRequest)\s*\(/g;
const SENDS = /\bhttp\s*\.\s*\w+\s*\(/;

/** Groups of which no text is ever an address to which something goes. */
const SAID =
  /\b(?:headers|tags)["']?\s*[:=]\s*\{|\bJSON\s*\.\s*stringify\s*\(|\bconsole\s*\.\s*\w+\s*\(|\b(?:Error|fail)\s*\(/g;

/** Functions that run once, when the load is over: what they send is none. */
export const AFTERWARDS =
  /\b(?:teardown|handleSummary)\b\s*(?:=\s*(?:async\s*)?(?:function\s*\w*\s*)?)?\([^()]*\)\s*(?::[^{}]*)?(?:=>\s*)?\{/g;

/** Keys whose values are told to a server, or to a reader. */
const TOLD =
  /(["']?)\b(?:origin|referr?er|xmlns[:\w]*|\$?schema|callback(?:_?ur[il])?|webhook(?:_?ur[il])?|redirect(?:_?ur[il])?|return_?ur[il]|docs?|documentation|homepage)\1\s*:\s*(?:"[^"\n]*"|'[^'\n]*'|`[^`]*`)/gi;

/** What is exported another file may take, k6 itself or the script's options by its name. */
const DECLARED = /(^|[;{}\n])(\s*)(?:const|let|var)\s+(\w+)(?:\s*:[^=;\n]*)?\s*=(?![=>])/g;

/** No name is read out of these; out of a template one may be. */
const PLAIN_TEXT = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Blanks in place of ranges, which may lie within one another; all else stays where it is. */
function withBlanks(code: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    parts.push(code.slice(at, from), ' '.repeat(end - from));
    at = end;
  }
  return [...parts, code.slice(at)].join('');
}

/** What is sent while something else is made stays. */
const sendsNothing =
  (code: string) =>
  ({ start, end }: Range): boolean =>
    !SENDS.test(code.slice(start, end));

/** What calls carry beside their address: a body, parameters. */
function carried(code: string): Range[] {
  return [...code.matchAll(CALL)].flatMap(({ index, 0: call, 1: method = '' }) =>
    argumentsAt(code, index + call.length - 1).slice(/^(?:request|asyncRequest)$/.test(method) ? 2 : 1),
  );
}

/** The insides of groups, to whose opening what leads to them reaches. */
const groups = (code: string, head: RegExp): Range[] =>
  [...code.matchAll(head)].map(({ index, 0: { length } }) => ({
    start: index + length,
    end: endOfGroup(code, index + length - 1) - 1,
  }));

/** What is told to a server or to a reader. */
function told(code: string): Range[] {
  return [
    ...groups(code, SAID),
    ...[...code.matchAll(TOLD)].map(({ index, 0: text }) => ({ start: index, end: index + text.length })),
  ];
}

/** Variables of which nothing is made. */
function unused(code: string): Range[] {
  const words = new Map<string, number>();
  for (const [word] of code.replaceAll(PLAIN_TEXT, "''").matchAll(/[\w$]+/g))
    words.set(word, (words.get(word) ?? 0) + 1);
  return [...code.matchAll(DECLARED)].flatMap(({ index, 0: head, 1: before = '', 3: name = '' }) =>
    words.get(name) === 1 ? [{ start: index + before.length, end: endOfInitialiser(code, index + head.length) }] : [],
  );
}

/**
 * The code of a script without the texts that name no place to which it could send its load: what its requests carry
 * (headers, tags, bodies), what it says to a reader, what it does when the load is over, and variables of which nothing but that is made. `code` holds no
 * comments. What is doubtful stays.
 */
export function sendableCode(code: string): string {
  const silent = [...carried(code), ...told(code)].filter(sendsNothing(code));
  let rest = withBlanks(code, [...silent, ...groups(code, AFTERWARDS)]);
  for (;;) {
    const ranges = unused(rest).filter(sendsNothing(rest));
    if (ranges.length === 0) return rest;
    rest = withBlanks(rest, ranges);
  }
}
