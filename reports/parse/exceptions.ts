import type { RunRecord } from '../model/record.ts';

type Told = RunRecord['exceptions'];

/** How k6 begins what it says of a promise that was rejected and that nobody caught: how an async function throws. */
export const REJECTED = 'Uncaught (in promise) ';

/** What k6 2.2 says where an answer is no JSON: `res.json()`, and `JSON.parse(res.body)`. */
const NOT_JSON =
  /^(?:GoError: cannot parse json\b|GoError: the body is null so we can't transform it to JSON|SyntaxError: (?:invalid character|Unexpected end of JSON|unexpected end of JSON|Unexpected token))/;

/** Where an answer is JSON and lacks what the script takes from it; a slip in the script looks the same. */
const LACKING = /^TypeError: (?:Cannot read property '[^']*' of (?:undefined|null)|Value is not object coercible)/;

/** `at teardown (file:///…)`: a frame of k6's lifecycle function, which calls all others. */
const within = (message: string, name: string) => message.includes(`\n\tat ${name} (`);

/** Counts what a script throws: k6 itself ends with 0 for exceptions in iterations and in handleSummary. */
export class Exceptions {
  #count = 0;
  #notJson = 0;
  #lacking = 0;
  #first: string | undefined;
  #handleSummary: string | undefined;
  #teardown: string | undefined;

  /** Adds one, with its stack trace and without secrets. */
  add(message: string): void {
    if (within(message, 'handleSummary')) {
      this.#handleSummary ??= message;
      return;
    }
    if (within(message, 'teardown')) {
      this.#teardown ??= message;
      return;
    }
    this.#count += 1;
    this.#first ??= message;
    const thrown = message.startsWith(REJECTED) ? message.slice(REJECTED.length) : message;
    if (NOT_JSON.test(thrown)) this.#notJson += 1;
    else if (LACKING.test(thrown)) this.#lacking += 1;
  }

  /** As the record of the run keeps them. */
  get told(): Told {
    const [notJson, lacking] = [this.#notJson, this.#lacking];
    return {
      count: this.#count,
      ...(this.#first !== undefined && { first: this.#first }),
      ...(notJson + lacking > 0 && { overAnswers: { notJson, lacking } }),
      ...(this.#handleSummary !== undefined && { handleSummary: this.#handleSummary }),
      ...(this.#teardown !== undefined && { teardown: this.#teardown }),
    };
  }
}
