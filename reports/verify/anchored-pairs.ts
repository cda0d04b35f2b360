import { significantDigits } from './figure.ts';
import { best } from './judged.ts';
import type { Statement } from './statement.ts';

/** Fewer digits fit some time by chance. */
const TELLING_DIGITS = 3;

/**
 * Both sides of changes of which one is, to three digits, a run's: whatever other words stand before them, they are about the
 * two runs.
 */
export function anchoredPairs(statements: readonly Statement[]): Set<Statement> {
  const found = new Set<Statement>();
  for (const [at, from] of statements.entries()) {
    const to = statements[at + 1];
    if (from.pair !== 'from' || to?.pair !== 'to' || to.sentence !== from.sentence) continue;
    const sides = [from, to].filter(({ part, runs }) => part === undefined && runs.length === 2);
    const isRight = sides.some(
      (one) =>
        one.quantity?.kind === 'time' &&
        significantDigits(one.figure) >= TELLING_DIGITS &&
        best(one, one.quantity)?.fit === 'right',
    );
    if (isRight && sides.length === 2) found.add(from).add(to);
  }
  return found;
}
