import { createInterface } from 'node:readline/promises';
import { peakLevel } from '../../reports/analyse/planned-load.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { PlannedScenario } from '../../reports/model/plan.ts';
import type { CliWords } from '../../reports/words/cli.ts';
import type { Host } from '../terminal.ts';
import type { Interruption } from './interruption.ts';

/** From here on a load is worth a question before another machine gets it. */
const ASK_ABOVE_VUS = 50;
const ASK_ABOVE_PER_SEC = 100;

export interface Amount {
  readonly vus: number;
  readonly ratePerSec: number;
}

/** Most virtual users and iterations per second that a plan can have at once, all scenarios together. */
export function mostLoad(planned: readonly PlannedScenario[]): Amount {
  const vus = planned.map((plan) =>
    plan.model === 'open' ? plan.maxVus : plan.model === 'iterations' ? plan.vus : (peakLevel(plan) ?? 0),
  );
  const rates = planned.map((plan) => (plan.model === 'open' ? (peakLevel(plan) ?? 0) : 0));
  const sum = (numbers: readonly number[]) => Math.ceil(numbers.reduce((all, one) => all + one, 0));
  return { vus: sum(vus), ratePerSec: sum(rates) };
}

export const needsConfirmation = ({ vus, ratePerSec }: Amount) => vus > ASK_ABOVE_VUS || ratePerSec > ASK_ABOVE_PER_SEC;

/**
 * Asks on the terminal; false when the answer is anything but yes, or Ctrl-D, or Ctrl-C (which also interrupts the
 * command). Throws `not-confirmed` where nobody can answer.
 */
export async function confirmLoad(
  host: Host,
  words: CliWords,
  facts: Amount & { host: string },
  interruption: Interruption,
): Promise<boolean> {
  if (!host.stdin.isTTY) throw new BuhaError('not-confirmed', facts);
  const prompt = createInterface({ input: host.stdin, output: host.stderr as NodeJS.WritableStream });
  try {
    const answer = await new Promise<string>((resolve) => {
      // While a line is read from a terminal, Ctrl-C is a key and no signal.
      prompt.once('SIGINT', () => interruption.interrupt());
      prompt.once('close', () => resolve(''));
      prompt.question(words.confirm(facts), { signal: interruption.signal }).then(resolve, () => resolve(''));
    });
    return words.yes.test(answer.trim());
  } finally {
    prompt.close();
  }
}
