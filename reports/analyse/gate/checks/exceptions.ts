import { isComplete } from '../../../model/k6-exit.ts';
import type { RunRecord } from '../../../model/record.ts';
import type { Run } from '../../../model/run.ts';
import { LIMITS } from '../../limits.ts';
import { type Check, row } from '../judged.ts';

/** `at default (file:///home/me/shop/scenarios/get-balance.ts:7:9(12))`: the innermost place of a stack trace. */
const PLACE = /\bat (?:[^\n]*?\()?(?:file:\/\/)?([^\n()]+?):(\d+):\d+/;

const baseName = (path: string) => path.split(/[\\/]/).at(-1);

/** Where the first exception was thrown; its file as the record names it, where it is the script's own. */
function placeOf({ exceptions, script }: RunRecord): { file: string; line: number } | undefined {
  const [, file, line] = exceptions.first?.match(PLACE) ?? [];
  if (file === undefined) return undefined;
  return { file: baseName(file) === baseName(script.path) ? script.path : file, line: Number(line) };
}

/**
 * Exceptions that a wrong answer of the target explains: all that were thrown over an answer that is no JSON, and those
 * over a part that an answer lacks, where at least as many requests failed with an answer.
 */
function ofAnswers({ exceptions }: RunRecord, { measured }: Run): number {
  const { notJson = 0, lacking = 0 } = exceptions.overAnswers ?? {};
  const failedAnswers = (measured.responses ?? [])
    .filter(({ expected, status }) => !expected && status > 0)
    .reduce((sum, { count }) => sum + count, 0);
  return notJson + (lacking <= failedAnswers ? lacking : 0);
}

/**
 * k6 exits 0 for exceptions inside an iteration and counts it like any other: only its log tells. In one iteration of a
 * hundred they spoil the run; fewer are counted and shown. Those that an answer of the target explains are its failures:
 * where k6 did not count them as failed requests, so many of them miss the goal.
 */
export const exceptions: Check = ({ run }) => {
  const { record, measured } = run;
  if (!record) return [row('exceptions', { outcome: 'not-judged', unit: 'count', reason: { kind: 'no-record' } })];
  const { count, first } = record.exceptions;
  const iterations = measured.total.iterations ?? 0;
  const limit = Math.max(0, Math.ceil(iterations * LIMITS.exceptionRatio) - 1);
  const figures = { unit: 'count', actual: count, comparison: '<=', limit, margin: limit - count } as const;
  if (count === 0) return [row('exceptions', { ...figures, outcome: 'pass' })];
  const answered = ofAnswers(record, run);
  // The stack trace goes into `place`.
  const message = first?.split('\n')[0];
  const isCounted = isComplete(record.exit.code);
  const reason = { kind: 'exception', first: message, place: placeOf(record), isCounted, answered } as const;
  if (count - answered > limit) return [row('exceptions', { ...figures, outcome: 'invalid', reason })];
  const isUncounted = answered > limit && answered > (measured.total.failedRequests ?? 0);
  return [row('exceptions', { ...figures, outcome: isUncounted ? 'slo-fail' : 'pass', reason })];
};
