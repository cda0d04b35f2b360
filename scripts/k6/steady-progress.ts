import type { K6Event, K6Step } from '../../reports/model/k6.ts';

/** Before that long, in milliseconds, the speed of a download says little. */
const FIRST_ESTIMATE_MS = 1000;

/** How long a step still takes if it goes on as it went, in milliseconds; undefined where nobody can know. */
export function leftMs(step: K6Step, elapsedMs: number): number | undefined {
  if (step.kind !== 'download-progress' || elapsedMs < FIRST_ESTIMATE_MS) return undefined;
  const { receivedBytes, totalBytes } = step;
  if (totalBytes === undefined || receivedBytes === 0) return undefined;
  return (elapsedMs * (totalBytes - receivedBytes)) / receivedBytes;
}

/** Tells each step with the time since the start; `end` must be called. */
export interface SteadyProgress {
  readonly step: (step: K6Step) => void;
  readonly end: () => void;
}

/**
 * Repeats the last step every `everyMs`, with the time that has passed: a compiler says nothing while it links, and a
 * slow line nothing for a while, and both still work.
 */
export function steadyProgress(log: (event: K6Event) => void, everyMs = 1000): SteadyProgress {
  const startMs = performance.now();
  let last: K6Step | undefined;
  const tell = () => {
    if (last === undefined) return;
    const elapsedMs = performance.now() - startMs;
    log({ ...last, elapsedMs, leftMs: leftMs(last, elapsedMs) });
  };
  const timer = setInterval(tell, everyMs);
  return {
    step(step) {
      last = step;
      tell();
    },
    end: () => clearInterval(timer),
  };
}
