import { BuhaError } from '../model/error.ts';

/** Line (from 1) at which the parser gave up, from the offset in V8's message; the last line when there is none. */
function lineOfFault(text: string, message: string): number {
  const offset = message.match(/position (\d+)/)?.[1];
  const read = offset === undefined ? text : text.slice(0, Number(offset));
  return read.split('\n').length;
}

/** Parses JSON text. `file` is the name to show. Throws `not-json` with the line. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    throw new BuhaError('not-json', { file, line: lineOfFault(text, String(fault)) });
  }
}
