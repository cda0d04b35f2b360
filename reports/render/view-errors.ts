import { isRejection } from '../analyse/answers.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Responses } from '../model/measurement.ts';
import * as format from '../text/format.ts';
import { code } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';

export interface ErrorRow {
  /** HTTP status, or that no answer came. */
  status: string;
  errorCode: string;
  name: string;
  count: string;
  share: string;
  /** When the first and the last one came, from the start of the run. */
  first: string;
  last: string;
}

/** Failed requests by status and error code, and the business rejections apart. */
export interface ErrorsView {
  errors: ErrorRow[];
  rejections: ErrorRow[];
}

/** Rows of one table; what is rarer is summed up in one more. */
const MOST_ROWS = 20;

const together = (a: Responses, b: Responses): Responses => ({
  ...a,
  count: a.count + b.count,
  firstMs: Math.min(a.firstMs ?? Number.NaN, b.firstMs ?? Number.NaN),
  lastMs: Math.max(a.lastMs ?? Number.NaN, b.lastMs ?? Number.NaN),
});

function rows(responses: readonly Responses[], requests: number, words: ReportWords): ErrorRow[] {
  const byKey = new Map<string, Responses>();
  for (const one of responses) {
    const key = JSON.stringify([one.status, one.errorCode, one.name]);
    const known = byKey.get(key);
    byKey.set(key, known ? together(known, one) : one);
  }
  const sorted = [...byKey.values()].toSorted((a, b) => b.count - a.count);
  // One that is left over is a row like any other.
  const shown = sorted.length > MOST_ROWS + 1 ? sorted.slice(0, MOST_ROWS) : sorted;
  const [first, ...others] = sorted.slice(shown.length);
  const row = ({ status, errorCode, name, count, firstMs = Number.NaN, lastMs = Number.NaN }: Responses) => ({
    status: status === 0 ? words.noAnswer : String(status),
    // k6's codes 1400 to 1599 only repeat the status.
    errorCode: errorCode ? words.errorCode(errorCode, status === 0) : '-',
    name: name === undefined ? words.unknown : code(name),
    count: format.count(count),
    share: format.cutShare(count / requests),
    first: Number.isNaN(firstMs) ? words.unknown : format.duration(firstMs),
    last: Number.isNaN(lastMs) ? words.unknown : format.duration(lastMs),
  });
  const rest = first && others.reduce(together, first);
  return [
    ...shown.map(row),
    ...(rest ? [{ ...row(rest), status: '-', errorCode: '-', name: words.moreRows(others.length + 1) }] : []),
  ];
}

/** Undefined where the output does not tell answers apart, or there is nothing to tell. */
export function errorsView(run: AnalysedRun, words: ReportWords): ErrorsView | undefined {
  const { responses } = run.measured;
  if (!responses) return undefined;
  const requests = responses.reduce((sum, { count }) => sum + count, 0);
  const errors = responses.filter(({ expected }) => !expected);
  const rejections = responses.filter(isRejection(run));
  if (errors.length + rejections.length === 0) return undefined;
  return { errors: rows(errors, requests, words), rejections: rows(rejections, requests, words) };
}
