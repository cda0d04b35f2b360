import { isComplete } from '../../../model/k6-exit.ts';
import type { ToldExceptions } from '../../../model/output.ts';
import type { Run } from '../../../model/run.ts';
import { LIMITS } from '../../limits.ts';
import { type Check, row } from '../judged.ts';

/** `at default (file:///home/me/shop/scenarios/get-balance.ts:7:9(12))`: the innermost place of a stack trace. */
const PLACE = /\bat (?:[^\n]*?\()?(?:file:\/\/)?([^\n()]+?):(\d+):\d+/;

const baseName = (path: string) => path.split(/[\\/]/).at(-1);

/** Where the first exception was thrown; its file as the record names it, where it is the script's own. */
function placeOf({ first }: ToldExceptions, script: string | undefined): { file: string; line: number } | undefined {
  const [, file, line] = first?.match(PLACE) ?? [];
  if (file === undefined) return undefined;
  const isOwn = script !== undefined && baseName(file) === baseName(script);
  return { file: isOwn ? script : file, line: Number(line) };
}

/**
 * Exceptions that a wrong answer of the target explains: all that were thrown over an answer that is no JSON, and those
 * over a part that an answer lacks, where at least as many requests failed with an answer.
 */
function ofAnswers({ overAnswers }: ToldExceptions, { measured }: Run): number {
  const { notJson = 0, lacking = 0 } = overAnswers ?? {};
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
  // A log that tells of none may lack what k6 wrote to standard error.
  const told = record?.exceptions ?? run.sources?.find(({ thrown }) => thrown !== undefined)?.thrown;
  if (!told) return [row('exceptions', { outcome: 'not-judged', unit: 'count', reason: { kind: 'no-record' } })];
  const { count, first } = told;
  const iterations = measured.total.iterations ?? 0;
  const limit = Math.max(0, Math.ceil(iterations * LIMITS.exceptionRatio) - 1);
  const figures = { unit: 'count', actual: count, comparison: '<=', limit, margin: limit - count } as const;
  if (count === 0) return [row('exceptions', { ...figures, outcome: 'pass' })];
  const answered = ofAnswers(told, run);
  // The stack trace goes into `place`.
  const message = first?.split('\n')[0];
  const isCounted = !record || isComplete(record.exit.code);
  const reason = {
    kind: 'exception',
    first: message,
    place: placeOf(told, record?.script.path),
    isCounted,
    answered,
  } as const;
  if (count - answered > limit) return [row('exceptions', { ...figures, outcome: 'invalid', reason })];
  const isUncounted = answered > limit && answered > (measured.total.failedRequests ?? 0);
  return [row('exceptions', { ...figures, outcome: isUncounted ? 'slo-fail' : 'pass', reason })];
};
