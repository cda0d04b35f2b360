import type { TermName } from '../words/vocabulary.ts';
import type { TableRow } from './document.ts';

/** Columns that cut a run into pieces: what stands in such a table is not about the whole of it. */
export const PIECES = /단계|구간|시간대|stage|phase|interval|window|minute|(?<!per )second|period/i;
export const PIECE = /(?<![\d.])\d+(?:\.\d+)?\s?(?:ms|s|초|분|m)?\s?[~–-]\s?\d+(?:\.\d+)?\s?(?:s|초|분|m)(?![a-z])/i;
/** Columns that name one of several APIs, where k6 has only figures of all of them together. */
export const PER_API =
  /^\W*(?:API|엔드 ?포인트|경로|URL|URI|기능|시나리오|요청 ?(?:이름|명)|endpoint|path|route|scenario|method)(?![a-z])/i;
export const WHOLE = /^\W*(?:전체|합계|총계|종합|total|overall|all|sum)/i;

/** A row of a table with one row for each of several APIs. */
export const isApart = ({ headings, cells, rows, same }: TableRow) =>
  rows > 1 &&
  headings.slice(0, 3).some((one, at) => PER_API.test(one) && !same.includes(at)) &&
  !cells.slice(0, 3).some((cell) => WHOLE.test(cell));

/** Columns that say what was changed for the run that the row names. */
export const CHANGED =
  /변경|바꾼|바뀐|조치|적용|튜닝|개선|내용|설정|구성|조건|방식|what|chang|setting|config|tuning|fix/i;
/** Columns of units, and of numbers of rows. */
export const UNIT_COLUMN = /^\W*(?:단위|units?)\W*$/i;
export const ROW_NUMBER = /^[^\p{L}\p{N}]*(?:번호|순번|순위|연번|no\.?|#)?[^\p{L}\p{N}]*$/iu;

/** A row "95%" of a table of percentiles. */
export const PERCENTILE = /^9[059]\s?%$/;

/** "TC-01", "#3". */
export const ROW_ID = /^#?(?:[A-Z]{1,5}[-_ ]?)?\d+[.)]?$/;

/** Terms of a column's heading that leave open what stands in it: "15번 (4 vCPU DB)", "실제". */
export const SAYS_NO_QUANTITY: ReadonlySet<TermName> = new Set([
  'executed',
  'other-time',
  'other-run',
  'comparison',
  'total',
  'failing',
  'succeeded',
]);
/** Columns of text that say nothing of what the row is about. */
export const NO_LABEL = /판정|결과|상태|비고|평가|설명|verdict|result|status|notes?|remark|comment|meaning/i;

/** A row that says how much load was sent: "| 부하 | 20 iter/s |". */
export const LOAD_ROW =
  /^\W*(?:(?:목표 ?)?부하(?: ?(?:조건|량|모델|설정|수준))?|도착 ?률|유입량|실행기|프로파일|조건|단계|executor|(?:target )?load|workload|profile|arrival rate|stages?)\W*$/i;
