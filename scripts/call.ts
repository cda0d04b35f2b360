import type { Language } from '../reports/words/language.ts';
import type { OwnConfig } from './config/load.ts';
import type { Host, Terminal } from './terminal.ts';

/** One call of the command: who called, what people read, in which languages, and the options as the user wrote them. */
export interface Call<Options = unknown> {
  readonly host: Host;
  readonly terminal: Terminal;
  /** What the project says in which it was called. */
  readonly config: OwnConfig;
  /** Of what is said on the terminal. */
  readonly language: Language;
  /** Of reports and whatever else goes into files or to other programs. */
  readonly documentLanguage: Language;
  readonly options: Options;
}
