import type { Language } from '../reports/words/language.ts';
import type { Host, Terminal } from './terminal.ts';

/** One call of the command: who called, what people read, in which language, and the options as the user wrote them. */
export interface Call<Options = unknown> {
  readonly host: Host;
  readonly terminal: Terminal;
  readonly language: Language;
  readonly options: Options;
}
