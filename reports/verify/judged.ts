import type { K6Value, Quantity } from '../model/verify.ts';
import { type Fit, fitOf, fitOfBound, fitOfWithin } from './fit.ts';
import { k6Values } from './k6-values.ts';
import type { KnownRun } from './known-run.ts';
import type { Statement } from './statement.ts';

const RANK: Readonly<Record<Fit, number>> = { right: 0, doubtful: 1, wrong: 2 };

/** A figure of k6 beside one that is said. */
export interface Judged {
  readonly run: KnownRun;
  readonly k6: K6Value;
  readonly fit: Fit;
}

/** Of what k6 says about a quantity, in all runs that a statement may be about, what agrees best. */
export function best(statement: Statement, quantity: Quantity): Judged | undefined {
  const { figure, runs, part, bound, isWithin } = statement;
  const agreeing = isWithin ? fitOfWithin : fitOf;
  // A time without its unit can be set against its neighbours, not against k6.
  if (quantity.kind === 'time' && figure.unit !== 'time') return undefined;
  const judgedOf = (run: KnownRun, of: Statement['part']) =>
    k6Values(run, of, quantity).map((k6): Judged => {
      return { run, k6, fit: bound ? fitOfBound(figure, bound.side, k6) : agreeing(figure, k6, quantity) };
    });
  const judged = runs.flatMap((run) => {
    const own = judgedOf(run, part);
    // A word that only a dictionary knows may mean the whole run.
    const whole = part?.translated && own.length > 0 ? judgedOf(run, undefined) : [];
    return [...own, ...whole.filter(({ fit }) => fit === 'right')];
  });
  const off = ({ k6 }: Judged) => Math.abs(k6.value - figure.value);
  return judged.toSorted((a, b) => RANK[a.fit] - RANK[b.fit] || off(a) - off(b))[0];
}
