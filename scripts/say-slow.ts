import type { Terminal } from './terminal.ts';

/** What takes longer than this says so, in ms. */
const SLOW_MS = 2000;

/** Does `work`; when it is not done after `afterMs`, says what is being done: in the status line, or in a line. */
export async function saySlow<Done>(
  terminal: Terminal,
  text: string,
  work: () => Promise<Done>,
  afterMs = SLOW_MS,
): Promise<Done> {
  const timer = setTimeout(() => {
    if (terminal.isTerminal) terminal.status(text);
    else terminal.line(text);
  }, afterMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    terminal.endStatus();
  }
}
