import { type Quantity, STATISTICS, type VerifyFinding } from '../model/verify.ts';
import { significantDigits } from './figure.ts';
import { fitOf } from './fit.ts';
import { k6Values } from './k6-values.ts';
import type { KnownRun } from './known-run.ts';
import type { Statement } from './statement.ts';

/** Fewer runs are a change, which is looked at by itself. */
const FEWEST = 3;
/** So many digits of the others, in all, do not fit by chance. */
const TELLING_DIGITS = 4;
const COUNTED = ['failed', 'requests', 'iterations', 'succeeded'] as const;

/** All that a chain may be of, what is named first. */
function quantitiesOf(chain: readonly Statement[]): Quantity[] {
  const named = chain.find(({ quantity }) => quantity !== undefined)?.quantity;
  const [first] = chain;
  const all: Quantity[] =
    first?.figure.unit === 'time'
      ? STATISTICS.map((statistic) => ({ kind: 'time', measure: 'response', statistic }))
      : first?.figure.unit === 'percent'
        ? [
            { kind: 'share', of: 'error-rate' },
            { kind: 'share', of: 'success-rate' },
          ]
        : [{ kind: 'rate', of: 'requests' }, ...COUNTED.map((of): Quantity => ({ kind: 'count', of }))];
  return named ? [named, ...all] : all;
}

const fits = ({ figure }: Statement, run: KnownRun, quantity: Quantity): boolean =>
  k6Values(run, undefined, quantity).some((k6) => fitOf(figure, k6, quantity) === 'right');

/** "2,486건, 4,107건, 6,893건". */
const JOINED = /^(?:건|회|개|명)?\s?[,·]\s?(?:약 )?$/;

/** Runs of figures with an arrow or a comma between them: "131건 → 96건 → 44건 → 9건". */
function chainsOf(sentence: readonly Statement[]): Statement[][] {
  const found: Statement[][] = [];
  let open = false;
  for (const one of sentence) {
    const last = found.at(-1)?.at(-1);
    if (open || (last && last.figure.unit === one.figure.unit && JOINED.test(one.before))) found.at(-1)?.push(one);
    else found.push([one]);
    open = one.changesToNext;
  }
  return found.filter(({ length }) => length >= FEWEST);
}

/** The one figure of a chain over all runs, in their order, that is not its run's, where every other one is. */
function wrongOf(chain: readonly Statement[]): VerifyFinding[] {
  const runs = chain[0]?.runs ?? [];
  if (runs.length !== chain.length || chain.some(({ figure, asked, part }) => figure.limit || asked || part)) return [];
  for (const order of [runs, runs.toReversed()]) {
    for (const quantity of quantitiesOf(chain)) {
      const off = chain.filter((one, at) => order[at] && !fits(one, order[at], quantity));
      if (off.length === 0) return [];
    }
  }
  for (const order of [runs, runs.toReversed()]) {
    for (const quantity of quantitiesOf(chain)) {
      const off = chain.filter((one, at) => order[at] && !fits(one, order[at], quantity));
      const [wrong, ...others] = off;
      const run = wrong && order[chain.indexOf(wrong)];
      const digits = chain.reduce((sum, one) => sum + (one === wrong ? 0 : significantDigits(one.figure)), 0);
      const k6 = run && k6Values(run, undefined, quantity)[0];
      if (!wrong || !run || !k6 || others.length > 0 || digits < TELLING_DIGITS) continue;
      const said = { quantity, text: wrong.figure.text, about: wrong.figure.about };
      return [
        { id: 'figure', kind: 'wrong', line: wrong.line, said, k6, run: run.name, part: undefined, is: undefined },
      ];
    }
  }
  return [];
}

export const wrongInChain = (sentence: readonly Statement[]): VerifyFinding[] => chainsOf(sentence).flatMap(wrongOf);
