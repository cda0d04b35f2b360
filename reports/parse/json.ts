import { BuhaError, type JsonKind } from '../model/error.ts';

/** Levels of lists and objects within each other: a group within 250 others is nobody's. */
const DEEPEST_JSON = 500;

/** Line (from 1) at which JSON is nested too deeply; undefined where it nowhere is. */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '"':
        for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
        break;
      case '\n':
        line += 1;
        break;
      case '[':
      case '{':
        depth += 1;
        if (depth > DEEPEST_JSON) return line;
        break;
      case ']':
      case '}':
        depth -= 1;
        break;
    }
  }
  return undefined;
}

/** A key of an object that stands there twice, and the line (from 1) of the second one. */
export function repeatedKey(text: string): { readonly key: string; readonly line: number } | undefined {
  /** Keys of the objects that are open; undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '"': {
        const start = at + 1;
        for (at = start; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
        const keys = open.at(-1);
        if (keys && /^\s*:/.test(text.slice(at + 1, at + 9))) {
          const key = text.slice(start, at);
          if (keys.has(key)) return { key, line };
          keys.add(key);
        }
        break;
      }
      case '\n':
        line += 1;
        break;
      case '{':
        open.push(new Set());
        break;
      case '[':
        open.push(undefined);
        break;
      case ']':
      case '}':
        open.pop();
        break;
    }
  }
  return undefined;
}

/** Where V8 says that the parser stopped; the text's length for one that was cut off, undefined where V8 says nothing. */
function toldOffset(fault: unknown, text: string): number | undefined {
  const message = String(fault);
  if (/end of JSON|Unterminated/.test(message)) return text.length;
  const offset = message.match(/position (\d+)/)?.[1];
  return offset === undefined ? undefined : Number(offset);
}

/** True when the text is JSON, or the beginning of some: the parser found no fault before its end. */
function couldGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (fault) {
    return toldOffset(fault, text) === text.length;
  }
}

/**
 * Line (from 1) of the first character that cannot stand where it does; the last line when the text was cut off.
 * V8 tells the place of some faults only; else the shortest beginning that has the fault is searched by halving.
 */
function lineOfFault(fault: unknown, text: string): number {
  const told = toldOffset(fault, text);
  let good = told ?? 0;
  let bad = told === undefined ? text.length + 1 : told + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return text.slice(0, good).split('\n').length;
}

/**
 * Parses JSON text. `file` is the name to show, `kind` what it should hold, if that is no output of k6. Throws `not-json` with the line, `json-too-deep` for what whoever reads it
 * could not follow to its end, `json-key-twice` where one of two values would be lost without a word.
 */
export function parseJson(text: string, file: string, kind?: JsonKind): unknown {
  // Asked first: what is built of it takes many times the memory of the text.
  const line = tooDeepAt(text);
  if (line !== undefined) throw new BuhaError('json-too-deep', { file, line, deepest: DEEPEST_JSON });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    throw new BuhaError('not-json', { file, line: lineOfFault(fault, text), ...(kind && { kind }) });
  }
  const twice = repeatedKey(text);
  if (twice) throw new BuhaError('json-key-twice', { file, ...twice });
  return value;
}
