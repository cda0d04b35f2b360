import { readK6Said } from '../../reports/parse/k6-said.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { k6SaidText } from '../../reports/words/k6-said.ts';
import type { Language } from '../../reports/words/language.ts';
import type { Terminal } from '../terminal.ts';
import { toldLines } from './k6-log.ts';

/** Shows what k6 says during the runs of one call: in our words where they are known, and then once for all runs. */
export class K6Teller {
  readonly #terminal: Terminal;
  readonly #language: Language;
  readonly #told = new Set<string>();

  constructor(terminal: Terminal, language: Language) {
    this.#terminal = terminal;
    this.#language = language;
  }

  /** A message that is new in its run. */
  tell(level: string, message: string): void {
    const said = readK6Said(message);
    if (said === 'told') return;
    const words = cliWords(this.#language);
    if (said === undefined) {
      this.#terminal.line(`  ${words.k6Message(level, toldLines(message))}`);
      return;
    }
    const text = k6SaidText(said, this.#language);
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.#terminal.line(`  ${words.warning(text)}`);
  }

  /** How often a message came in all. */
  tellCount(message: string, count: number): void {
    const said = readK6Said(message);
    if (said === 'told') return;
    const text = said === undefined ? (message.split('\n')[0] ?? '') : k6SaidText(said, this.#language);
    this.#terminal.line(`  ${cliWords(this.#language).repeated(text, count)}`);
  }
}
