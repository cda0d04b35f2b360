import { k6EventText } from '../../reports/words/k6.ts';
import type { Call } from '../call.ts';
import { K6_MODULE } from '../paths.ts';
import { type ObtainedK6, obtainK6 } from './obtain.ts';

/** Obtains k6 and tells on the terminal what that takes. Throws `k6-not-obtained`, `k6-bin-unusable`. */
export async function obtainShown({ host, terminal, language }: Call, signal: AbortSignal): Promise<ObtainedK6> {
  const obtained = await obtainK6({
    env: host.env,
    platform: process.platform,
    arch: process.arch,
    moduleDir: K6_MODULE,
    signal,
    log: (event) => {
      const text = k6EventText(event, language);
      // Progress belongs into the status line; everything else stays readable above it.
      if (event.kind.endsWith('-progress')) terminal.status(text);
      else terminal.line(text);
    },
  });
  terminal.endStatus();
  return obtained;
}
