import { isComplete } from '../../../model/k6-exit.ts';
import type { RunRecord } from '../../../model/record.ts';
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

/** k6 exits 0 for exceptions inside an iteration and counts it like any other: only its log tells. */
export const exceptions: Check = ({ run: { record } }) => {
  if (!record) return [row('exceptions', { outcome: 'not-judged', unit: 'count', reason: { kind: 'no-record' } })];
  const { count, first } = record.exceptions;
  const figures = { unit: 'count', actual: count, comparison: '<=', limit: 0, margin: -count } as const;
  if (count === 0) return [row('exceptions', { ...figures, margin: 0, outcome: 'pass' })];
  // The stack trace goes into `place`.
  const message = first?.split('\n')[0];
  const isCounted = isComplete(record.exit.code);
  const reason = { kind: 'exception', first: message, place: placeOf(record), isCounted } as const;
  return [row('exceptions', { ...figures, outcome: 'invalid', reason })];
};
