import { setTimeout as after } from 'node:timers/promises';
import { BuhaError } from '../../reports/model/error.ts';
import { durationMs } from '../../reports/parse/duration.ts';
import { turnsWords } from '../../reports/words/turns.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { toldFault } from '../fault.ts';
import { Interruption } from '../run/interruption.ts';

/** One of the things that run in turns. */
export interface Turn {
  /** What it is called while it runs; empty where there is only one. */
  readonly name: string;
  /** Runs it once; `isFirst`: nobody has agreed to its load yet. Returns its exit code. */
  readonly run: (isFirst: boolean) => Promise<number>;
}

/** In turns, every second round backwards (ABBA), so that a drift falls on none of them. */
export const turnOrder = <One>(all: readonly One[], rounds: number): One[] =>
  Array.from({ length: rounds }, (_, round) => (round % 2 === 0 ? all : all.toReversed())).flat();

const MOST_ROUNDS = 100;

/** A number of rounds as the user wrote it. Throws a setting's problem. */
export function parseRounds(text: string, field = '--rounds'): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value < 1 || value > MOST_ROUNDS) {
    throw new BuhaError('setting', { field, value: text, allowed: `1 … ${MOST_ROUNDS}` });
  }
  return value;
}

/** A pause in ms as the user wrote it. Throws a setting's problem. */
export function parsePause(text: string): number {
  const value = durationMs(text);
  if (value === undefined) throw new BuhaError('setting', { field: '--pause', value: text, allowed: '5s, 1m, 0s' });
  return value;
}

/** How several runs ended. */
export interface Turned {
  /** Of one that could not be begun at all the first time, of an interruption, else 0: their verdicts are another matter. */
  readonly exitCode: number;
  /** The exit codes of all that ended, in their order. */
  readonly codes: readonly number[];
  readonly isInterrupted: boolean;
}

/**
 * Runs everything in turns with a pause between, and says which run it is and how long the rest takes, by those that ended. A
 * signal ends the run that is on and all that were to follow; the earlier ones stand.
 */
export async function runInTurns(
  all: readonly Turn[],
  { rounds, pauseMs }: { readonly rounds: number; readonly pauseMs: number },
  { terminal, language }: Pick<Call, 'terminal' | 'language'>,
): Promise<Turned> {
  const words = turnsWords(language);
  const order = turnOrder(all, rounds);
  const begun = new Set<Turn>();
  const codes: number[] = [];
  // Each run listens for itself; what comes between two of them is heard here.
  const between = new Interruption();
  between.listen({ onFirst: () => {}, onSecond: () => {} });
  const start = performance.now();
  try {
    for (const [at, turn] of order.entries()) {
      if (at > 0 && pauseMs > 0) await after(pauseMs, undefined, { signal: between.signal }).catch(() => {});
      if (between.happened) break;
      // All that ended, with their pauses, tell how long one takes.
      const leftMs = at === 0 ? undefined : ((performance.now() - start) / at) * (order.length - at);
      terminal.line(words.running({ number: at + 1, of: order.length, name: turn.name, leftMs }));
      const isFirst = !begun.has(turn);
      const exitCode = await turn.run(isFirst).catch((fault: unknown) => {
        // What was measured before is not given up for a round that could not be.
        if (isFirst) throw fault;
        const told = toldFault(fault, language);
        terminal.line(told.text);
        return told.exitCode;
      });
      begun.add(turn);
      if (exitCode === EXIT.interrupted) return { exitCode, codes, isInterrupted: true };
      codes.push(exitCode);
      if (isFirst && exitCode === EXIT.badInput) return { exitCode, codes, isInterrupted: false };
    }
  } finally {
    between.stopListening();
  }
  const isInterrupted = between.happened;
  return { exitCode: isInterrupted ? EXIT.interrupted : EXIT.done, codes, isInterrupted };
}
