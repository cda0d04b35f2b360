import type { TableRow } from './document.ts';

/** Columns that cut a run into pieces: what stands in such a table is not about the whole of it. */
export const PIECES = /단계|구간|시간대|stage|phase|interval|window|minute|(?<!per )second|period/i;
export const PIECE = /(?<![\d.])\d+(?:\.\d+)?\s?(?:s|초|분|m)?\s?[~–-]\s?\d+(?:\.\d+)?\s?(?:s|초|분|m)(?![a-z])/i;
/** Columns that name one of several APIs, where k6 has only figures of all of them together. */
export const PER_API =
  /^\W*(?:API|엔드 ?포인트|경로|URL|URI|기능|시나리오|요청 ?(?:이름|명)|endpoint|path|route|scenario|method)(?![a-z])/i;
export const WHOLE = /^\W*(?:전체|합계|총계|종합|total|overall|all|sum)/i;

/** A row of a table with one row for each of several APIs. */
export const isApart = ({ headings, cells, rows, same }: TableRow) =>
  rows > 1 &&
  headings.slice(0, 3).some((one, at) => PER_API.test(one) && !same.includes(at)) &&
  !cells.slice(0, 3).some((cell) => WHOLE.test(cell));
