import { rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { turnsWords } from '../../reports/words/turns.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { PAGE_FILE, REPORT_FILE } from '../read/run-files.ts';
import { type ComparedRound, type CompareOptions, writeComparison } from '../report/compare-command.ts';
import { makeRunFolder } from '../run/run-folder.ts';
import { parsePause, parseRounds, runInTurns, type Turn } from './in-turns.ts';
import { RunsTerminal, runsBelow } from './read-rounds.ts';

/** Options of `buha compare --run` as the user wrote them. */
export interface InTurnsOptions extends CompareOptions {
  /** Words of `buha run`, one text for each side. */
  readonly run: readonly string[];
  readonly rounds: string;
  readonly pause: string;
  readonly results: string;
  readonly yes: boolean;
}

/** Calls `buha` with words of its own; returns its exit code. */
export type Again = (words: readonly string[], call: Call) => Promise<number>;

/** Splits words as a shell does: at spaces that no quotes enclose. Throws a setting's problem for quotes that do not end. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (const letter of text) {
    if (quote !== undefined) {
      if (letter === quote) quote = undefined;
      else word = (word ?? '') + letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= '';
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + letter;
  }
  if (quote !== undefined) throw new BuhaError('setting', { field: '--run', value: text, allowed: `… ${quote}` });
  return word === undefined ? words : [...words, word];
}

/** Options of `buha run` that a comparison sets itself. */
const OWN = /^--(?:results|rounds|pause|baseline)(?:=|$)/;

/** The words of a side, without the command's own name. Throws a setting's problem. */
function wordsOf(text: string): string[] {
  const [first, ...others] = shellWords(text.replace(/^\s*(?:npx\s+)?buha\s+run\s/, ''));
  const taken = others.find((word) => OWN.test(word));
  if (first === undefined || first.startsWith('-') || taken !== undefined) {
    throw new BuhaError('setting', { field: '--run', value: text, allowed: "'get-balance --base-url http://…'" });
  }
  return [first, ...others];
}

/** Where words for k6 begin, those for buha end. */
function withOwn(words: readonly string[], own: readonly string[]): string[] {
  const at = words.indexOf('--');
  return at < 0 ? [...words, ...own] : [...words.slice(0, at), ...own, ...words.slice(at)];
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/**
 * `buha compare --run "A" --run "B" --rounds 5`: runs both in turns (ABBA) with a pause between, and compares them. What differs
 * between the commands is what is compared, and no fault. Returns the exit code. Throws `BuhaError` for what the user can mend.
 */
export async function compareInTurns(
  again: Again,
  paths: readonly string[],
  call: Call<InTurnsOptions>,
): Promise<number> {
  const { host, terminal, language, options } = call;
  if (paths.length > 0 || options.round.length > 0) {
    throw new BuhaError('options-conflict', { option: '--run', other: '--round', fault: 'not-together' });
  }
  const commands = options.run.map(wordsOf);
  if (commands.length < 2 || commands.length > NAMES.length) throw new BuhaError('too-few-rounds', {});
  const rounds = parseRounds(options.rounds);
  const pauseMs = parsePause(options.pause);
  const folder = await makeRunFolder(options.results, 'compare', new Date());
  const runsTerminal = new RunsTerminal(host.stderr, host.env);
  const sides = commands.map((words, at) => ({ words, folder: join(folder, NAMES[at] ?? '') }));
  const turns = sides.map(
    ({ words, folder: results }, at): Turn => ({
      name: options.label[at] ?? options.run[at] ?? '',
      run: (isFirst) => {
        const own = [
          '--results',
          results,
          '--no-gate',
          ...(options.yes || !isFirst ? ['--yes'] : []),
          ...(isFirst ? [] : ['--yes-production']),
        ];
        return again(['run', ...withOwn(words, own)], { ...call, terminal: runsTerminal, options: {} });
      },
    }),
  );
  const turned = await runInTurns(turns, { rounds, pauseMs }, call).finally(() =>
    // Where nothing ran, nothing is left.
    rmdir(folder).catch(() => {}),
  );
  if (turned.exitCode === EXIT.badInput) return turned.exitCode;
  const measured: ComparedRound[] = [];
  for (const side of sides)
    measured.push((await runsBelow(side.folder, call)).filter(({ record }) => !record?.interrupted));
  terminal.endStatus();
  const ended = measured.reduce((sum, runs) => sum + runs.length, 0);
  if (turned.isInterrupted) terminal.line(turnsWords(language).stopped(ended));
  if (measured.some((runs) => runs.length === 0)) return turned.isInterrupted ? EXIT.interrupted : EXIT.invalid;
  const label = sides.map((_, at) => options.label[at] ?? options.run[at] ?? '');
  const output = options.output ?? join(folder, options.format === 'html' ? PAGE_FILE : REPORT_FILE);
  await writeComparison(measured, { ...call, options: { ...options, output, label } }, true);
  return turned.exitCode;
}
