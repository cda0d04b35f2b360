import { BuhaError } from '../model/error.ts';

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

/** Parses JSON text. `file` is the name to show. Throws `not-json` with the line. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    throw new BuhaError('not-json', { file, line: lineOfFault(fault, text) });
  }
}
