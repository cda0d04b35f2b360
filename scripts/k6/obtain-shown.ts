import type { K6Event } from '../../reports/model/k6.ts';
import { k6EventText } from '../../reports/words/k6.ts';
import type { Call } from '../call.ts';
import { K6_MODULE } from '../paths.ts';
import { type ObtainedK6, obtainK6 } from './obtain.ts';

/** Without a terminal each line stays: in a log of a pipeline one every so often tells enough, in ms. */
const LINE_EVERY_MS = 10_000;

/**
 * Tells events: progress in the status line of a terminal, elsewhere in a line every `LINE_EVERY_MS`; everything else
 * stays readable above it.
 */
export function k6Teller({ terminal, language }: Pick<Call, 'terminal' | 'language'>): (event: K6Event) => void {
  let toldMs = 0;
  return (event) => {
    const text = k6EventText(event, language);
    if (!('elapsedMs' in event)) {
      terminal.endStatus();
      terminal.line(text);
      // Another way may follow, whose time begins anew.
      toldMs = 0;
    } else if (terminal.isTerminal) {
      terminal.status(text);
    } else if (event.elapsedMs - toldMs >= LINE_EVERY_MS) {
      toldMs = event.elapsedMs;
      terminal.line(`  ${text}`);
    }
  };
}

/** Obtains k6 and tells on the terminal what that takes. Throws `k6-not-obtained`, `k6-bin-unusable`. */
export async function obtainShown(call: Call, signal: AbortSignal): Promise<ObtainedK6> {
  try {
    return await obtainK6({
      env: call.host.env,
      platform: process.platform,
      arch: process.arch,
      moduleDir: K6_MODULE,
      signal,
      log: k6Teller(call),
    });
  } finally {
    call.terminal.endStatus();
  }
}
