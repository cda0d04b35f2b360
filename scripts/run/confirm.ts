import { createInterface } from 'node:readline/promises';
import { peakLevel, vusOf } from '../../reports/analyse/planned-load.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { byModel, type PlannedScenario } from '../../reports/model/plan.ts';
import type { CliWords } from '../../reports/words/cli.ts';
import type { Host } from '../terminal.ts';
import type { Interruption } from './interruption.ts';
import type { Iteration } from './prepare.ts';

/** From here on a load is worth a question before another machine gets it. */
const ASK_ABOVE_VUS = 50;
const ASK_ABOVE_PER_SEC = 100;

export interface Amount {
  readonly vus: number;
  /** Requests per second; undefined where only the script knows how many an iteration sends. */
  readonly ratePerSec: number | undefined;
}

/** Most iterations per second that a plan can start, on a server that answers at once. */
function mostIterationsPerSec(plan: PlannedScenario, thinkMs: number): number {
  const ofUsers = (own: PlannedScenario) => (vusOf(own).most * 1000) / thinkMs;
  return byModel(plan, { closed: ofUsers, open: (own) => peakLevel(own) ?? 0, iterations: ofUsers });
}

/** Most virtual users and requests per second that a plan can have at once, all scenarios together. */
export function mostLoad(planned: readonly PlannedScenario[], iteration: Iteration | undefined): Amount {
  const vus = planned.map((plan) => vusOf(plan).most);
  const sum = (numbers: readonly number[]) => Math.ceil(numbers.reduce((all, one) => all + one, 0));
  if (!iteration) return { vus: sum(vus), ratePerSec: undefined };
  const rates = planned.map((plan) => mostIterationsPerSec(plan, iteration.thinkMs) * iteration.requests);
  const ratePerSec = sum(rates);
  // Users who never rest send as fast as the server answers.
  return { vus: sum(vus), ratePerSec: Number.isFinite(ratePerSec) ? ratePerSec : undefined };
}

/** A rate that nobody knows may be any. */
export const needsConfirmation = ({ vus, ratePerSec = Number.POSITIVE_INFINITY }: Amount) =>
  vus > ASK_ABOVE_VUS || ratePerSec > ASK_ABOVE_PER_SEC;

/** One line that is typed on the terminal; empty for Ctrl-D, and for Ctrl-C, which also interrupts the command. */
export async function typed(host: Host, question: string, interruption: Interruption): Promise<string> {
  const prompt = createInterface({ input: host.stdin, output: host.stderr as NodeJS.WritableStream });
  try {
    return await new Promise<string>((resolve) => {
      // While a line is read from a terminal, Ctrl-C is a key and no signal.
      prompt.once('SIGINT', () => interruption.interrupt());
      prompt.once('close', () => resolve(''));
      prompt.question(question, { signal: interruption.signal }).then(resolve, () => resolve(''));
    });
  } finally {
    prompt.close();
  }
}

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
  return words.yes.test((await typed(host, words.confirm(facts), interruption)).trim());
}

/**
 * Asks once more, for the name of a host that may serve customers; false when anything else is typed. Throws
 * `production-not-confirmed` where nobody can answer.
 */
export async function confirmProduction(
  host: Host,
  words: CliWords,
  name: string,
  interruption: Interruption,
): Promise<boolean> {
  if (!host.stdin.isTTY) throw new BuhaError('production-not-confirmed', { host: name });
  return (await typed(host, words.confirmProduction(name), interruption)).trim().toLowerCase() === name.toLowerCase();
}
