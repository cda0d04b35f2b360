import { BuhaError } from '../model/error.ts';

/** True when the text is JSON, or the beginning of some: the parser found no fault before its end. */
function couldGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (fault) {
    const message = String(fault);
    const offset = message.match(/position (\d+)/)?.[1];
    return /end of JSON|Unterminated/.test(message) || Number(offset) === text.length;
  }
}

/**
 * Line (from 1) of the first character that cannot stand where it does; the last line when the text was cut off.
 * V8 tells the place of some faults only, so the shortest beginning that has the fault is searched by halving.
 */
function lineOfFault(text: string): number {
  let good = 0;
  let bad = text.length + 1;
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
  } catch {
    throw new BuhaError('not-json', { file, line: lineOfFault(text) });
  }
}
