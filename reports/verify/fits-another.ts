import type { K6Value, Measure, Quantity } from '../model/verify.ts';
import { BUILTIN_METRICS } from '../parse/builtin-metrics.ts';
import { significantDigits } from './figure.ts';
import { fitOf } from './fit.ts';
import { k6Values } from './k6-values.ts';
import type { KnownRun } from './known-run.ts';
import type { Part } from './part.ts';
import type { Statement } from './statement.ts';

/** Fewer digits fit something by chance. */
const TELLING_DIGITS = 3;
/** Of more parts some one has nearly any figure. */
const MOST_PARTS = 30;
const TAGGED = /^(http_req_duration|http_reqs|http_req_failed|iterations|iteration_duration)\{(.+)\}$/;

/** Parts of a run that k6 tells apart by a tag. */
function tagsOf({ output }: KnownRun): Part[] {
  const tags = new Set(
    output.measured.metrics.flatMap(({ name }) => {
      const tag = name.match(TAGGED)?.[2];
      return tag === undefined || tag.startsWith('expected_response:') ? [] : [tag];
    }),
  );
  if (tags.size > MOST_PARTS) return [];
  return [...tags].map((tag) => ({ kind: 'tag', tag, name: tag.slice(tag.indexOf(':') + 1) }));
}

const MEASURES: readonly Exclude<Measure, 'other-time'>[] = ['response', 'iteration-time'];

/** The same statistic of the other time that an iteration and a request have, where the words leave open which. */
function otherTimes({ terms, column }: Statement, quantity: Extract<Quantity, { kind: 'time' }>): Quantity[] {
  // A row may be called after its number of iterations.
  const isNamed =
    (terms.includes('response') && !terms.includes('iterations')) ||
    (quantity.measure === 'iteration-time' && column === undefined);
  if (isNamed || !MEASURES.includes(quantity.measure)) return [];
  return MEASURES.filter((measure) => measure !== quantity.measure).map((measure) => ({ ...quantity, measure }));
}

const MESSAGES: Readonly<Record<string, string>> = {
  ws_msgs_sent: 'ws_msgs_received',
  ws_msgs_received: 'ws_msgs_sent',
};

/** What a custom metric's name may be besides: that of a figure of the run. */
function ofWhole({ metric, of }: Extract<Quantity, { kind: 'custom' }>): Quantity[] {
  // "서버가 보낸 메시지" is what k6 received.
  const other = MESSAGES[metric];
  if (other !== undefined) return [{ kind: 'custom', metric: other, of }];
  if (BUILTIN_METRICS.has(metric)) return [];
  if (of === 'share' || of === 'rest') {
    const rest = { kind: 'custom', metric, of: of === 'share' ? 'rest' : 'share' } as const;
    return [rest, ...(['success-rate', 'error-rate'] as const).map((share) => ({ kind: 'share', of: share }) as const)];
  }
  if (of === 'count')
    return (['requests', 'iterations', 'failed'] as const).map((count) => ({ kind: 'count', of: count }));
  if (of === 'rate') return (['requests', 'iterations'] as const).map((rate) => ({ kind: 'rate', of: rate }));
  return MEASURES.map((measure) => ({ kind: 'time', measure, statistic: of }));
}

/** Quantities of the whole of a run that the words may mean as well. */
function others(statement: Statement, quantity: Quantity): Quantity[] {
  switch (quantity.kind) {
    case 'time':
      return otherTimes(statement, quantity);
    case 'custom':
      return ofWhole(quantity);
    case 'data': {
      const isBoth = statement.terms.includes('received') && statement.terms.includes('sent');
      return isBoth ? [{ ...quantity, direction: quantity.direction === 'sent' ? 'received' : 'sent' }] : [];
    }
    default:
      return [];
  }
}

/**
 * True where a figure is, to its last digit, what k6 says of something else that the words leave open: another quantity of
 * the run, or one of its parts where none is named. Then it is not known whose it is.
 */
export function fitsAnother(statement: Statement, quantity: Quantity): boolean {
  const { figure, runs, part, bound, column, named } = statement;
  const isFailures = quantity.kind === 'count' && quantity.of === 'failed';
  if (bound || figure.about || significantDigits(figure) < (isFailures ? 2 : TELLING_DIGITS)) return false;
  const fits = (values: readonly K6Value[], of: Quantity) => values.some((k6) => fitOf(figure, k6, of) === 'right');
  // The row and the column of a table say what of the run it is.
  const isTold = column !== undefined && named === 'beside';
  const isSplit =
    quantity.kind === 'time' || quantity.kind === 'count' || quantity.kind === 'rate' || quantity.kind === 'share';
  return runs.some(
    (run) =>
      others(statement, quantity).some((other) => fits(k6Values(run, undefined, other), other)) ||
      (part === undefined &&
        isSplit &&
        !isTold &&
        tagsOf(run).some((tag) => fits(k6Values(run, tag, quantity), quantity))),
  );
}
