/**
 * What programs put before a sentence that they pass on: a time, a level, a step's or a stream's name (`##[error]`,
 * `Error: `, `stderr: `, `*ERRO*[0061] `). Words are none, or a sentence of somebody's prose would count.
 */
const LEAD = String.raw`^(?:(?:\S{0,60}[\d:\]|>*=#-]\S{0,60}|[A-Z]{4,}|error|stderr) +){0,8}(?:\S{0,60}[\]:=*])?["'\x60]?`;

/** What may stand behind it. */
const TAIL = String.raw`["'*\x60.!]*$`;

/** A sentence that is all there is of a line, but for what a log puts around it; words in any case. */
export const saidAlone = (sentence: string): RegExp => new RegExp(`${LEAD}(?:${sentence})${TAIL}`, 'iu');
