import type { EndedBy } from '../../reports/model/record.ts';

/** `--give-up`: how long nothing may answer, in ms, and whether the user said so, which makes it count to the end. */
export interface GiveUp {
  readonly afterMs: number;
  readonly isGiven: boolean;
}

/** What k6 says of its run at one moment. Counts are those of the whole run; undefined where k6 knows none. */
export interface Reading {
  readonly nowMs: number;
  /** At work at this moment: k6's metric of that name is up to a second old. */
  readonly vus: number;
  readonly requests: number;
  /** Share of failed requests, 0–1; undefined where the script judges none. */
  readonly failedRatio: number | undefined;
  readonly receivedBytes: number;
  /** Finished iterations. */
  readonly iterations: number;
  /** gRPC, WebSocket or a browser measured something. */
  readonly hasOtherAnswers: boolean;
}

/** `done`: nothing more to watch for. `silent`: no answer for `forMs`, since `second`. */
export type Watched =
  | { readonly kind: 'go-on' | 'done' }
  | { readonly kind: 'first-answers'; readonly endedBy: EndedBy }
  | { readonly kind: 'silent'; readonly forMs: number; readonly endedBy: EndedBy };

/** So many answers, or those of so many ms, tell whether anything works at all, and so few tell nothing. */
const FIRST_ANSWERS = 50;
const FIRST_ANSWERS_MS = 5000;
const LEAST_ANSWERS = 3;

const GO_ON: Watched = { kind: 'go-on' };
const DONE: Watched = { kind: 'done' };

const NOTHING: Reading = {
  ...{ nowMs: 0, vus: 0, requests: 0, failedRatio: undefined, receivedBytes: 0, iterations: 0 },
  hasOtherAnswers: false,
};

/**
 * Tells from k6's own figures whether a run still tests anything: the first answers must not all fail, and answers must
 * come. What setup() sent does not count, and neither do times without a virtual user.
 */
export class AnswerWatch {
  readonly #giveUp: GiveUp;
  /** The last reading before the first virtual user, and the first one with any. */
  #before: Reading = NOTHING;
  #first: Reading | undefined;
  #firstMs: number | undefined;
  #answeredMs = 0;
  #mark = 0;
  #hasSucceeded = false;
  #isUnanswered = false;

  constructor(giveUp: GiveUp) {
    this.#giveUp = giveUp;
  }

  /** Users have been at work. */
  get hasBegun(): boolean {
    return this.#first !== undefined;
  }

  /** A first success is all that is waited for, unless the user wants to know to the end. */
  get hasSucceeded(): boolean {
    return this.#hasSucceeded;
  }

  /** Users are at work, and nothing that they began has come to an end. */
  get isUnanswered(): boolean {
    return this.#isUnanswered;
  }

  read(now: Reading): Watched {
    if (now.vus === 0) {
      if (this.#first === undefined) this.#before = now;
      this.#answeredMs = now.nowMs;
      return GO_ON;
    }
    if (this.#first === undefined) {
      this.#first = now;
      this.#answeredMs = now.nowMs;
      // setup() ended and the load began since the last look: a login or two are setup()'s, more are the load's.
      if (goodOf(now) - goodOf(this.#before) >= LEAST_ANSWERS) this.#hasSucceeded = true;
    }
    const all = now.requests - this.#before.requests;
    this.#isUnanswered = all === 0 && now.iterations === 0 && !now.hasOtherAnswers;
    // Iterations without a request are of a kind that these figures do not tell.
    if (now.hasOtherAnswers || (all === 0 && now.iterations > 0)) return DONE;
    const first = this.#first;
    const requests = now.requests - first.requests;
    const failed = failedOf(now) - failedOf(first);
    // Of more iterations than failures at least one had none.
    const isOneGood = now.iterations > failedOf(now) - failedOf(this.#before);
    if (requests > failed || isOneGood) this.#hasSucceeded = true;
    if (this.#hasSucceeded && !this.#giveUp.isGiven) return DONE;
    const second = (ms: number) => (ms - first.nowMs) / 1000;
    if (requests > 0) this.#firstMs ??= now.nowMs;
    const sinceFirstMs = now.nowMs - (this.#firstMs ?? now.nowMs);
    const isEnough = requests >= FIRST_ANSWERS || (requests >= LEAST_ANSWERS && sinceFirstMs >= FIRST_ANSWERS_MS);
    if (!this.#hasSucceeded && isEnough && failed === requests) {
      return { kind: 'first-answers', endedBy: { cause: 'first-answers', second: second(now.nowMs) } };
    }
    // Bytes come with failing answers, too, and with none where a connection is refused.
    const mark = now.receivedBytes + Math.max(0, goodOf(now) - goodOf(this.#before));
    if (mark > this.#mark) this.#answeredMs = now.nowMs;
    this.#mark = mark;
    const forMs = now.nowMs - this.#answeredMs;
    if (forMs < this.#giveUp.afterMs) return GO_ON;
    return { kind: 'silent', forMs, endedBy: { cause: 'give-up', second: second(this.#answeredMs) } };
  }

  /** Nobody waits for an answer at this moment: the time begins anew. */
  nothingWaits(nowMs: number): void {
    this.#answeredMs = nowMs;
  }
}

const failedOf = ({ requests, failedRatio = 0 }: Reading): number => Math.round(requests * failedRatio);

const goodOf = (reading: Reading): number => reading.requests - failedOf(reading);

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** Reads `--give-up`: a time (`30s`, `2m`), or `off`, for which it is undefined. Undefined text is the default. */
export function parseGiveUp(text: string | undefined): GiveUp | undefined | 'unreadable' {
  if (text === 'off') return undefined;
  if (text === undefined) return { afterMs: 30_000, isGiven: false };
  const [, amount, unit = ''] = text.trim().match(/^(\d+(?:\.\d+)?)(ms|s|m)$/) ?? [];
  const afterMs = Number(amount) * (UNITS_MS[unit] ?? Number.NaN);
  return afterMs > 0 ? { afterMs, isGiven: true } : 'unreadable';
}
