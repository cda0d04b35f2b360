import { setMaxListeners } from 'node:events';

/** A terminal, npm and a shell may each deliver the same Ctrl-C; within this time they count as one, in ms. */
const SAME_PRESS_MS = 400;

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

interface Actions {
  /** First signal: let everything end gracefully. */
  readonly onFirst: () => void;
  /** Second signal: end at once. */
  readonly onSecond: () => void;
}

/** What Ctrl-C means while a run is on. */
export class Interruption {
  readonly #controller = new AbortController();
  #firstAt: number | undefined;
  #actions: Actions | undefined;

  constructor() {
    // k6 is asked of many scripts at once, and each waits for it: that is no leak.
    setMaxListeners(0, this.#controller.signal);
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get happened(): boolean {
    return this.#firstAt !== undefined;
  }

  /** What a signal does; also for a Ctrl-C that comes as a key. */
  readonly interrupt = () => {
    const now = performance.now();
    if (this.#firstAt === undefined) {
      this.#firstAt = now;
      this.#controller.abort();
      this.#actions?.onFirst();
    } else if (now - this.#firstAt > SAME_PRESS_MS) {
      this.#actions?.onSecond();
    }
  };

  listen(actions: Actions): void {
    this.#actions = actions;
    for (const signal of SIGNALS) process.on(signal, this.interrupt);
  }

  stopListening(): void {
    for (const signal of SIGNALS) process.off(signal, this.interrupt);
  }
}
