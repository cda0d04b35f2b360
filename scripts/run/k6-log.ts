import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REJECTED } from '../../reports/parse/exceptions.ts';
import { type Place, tracedPlace } from '../../reports/parse/k6-refusal.ts';

/** What k6 says on standard error with `--log-format json`: one object per line. */
export interface LogEntry {
  readonly level: string;
  readonly message: string;
  /** Exception thrown by the script. */
  readonly exception: boolean;
}

/**
 * An exception in an iteration, which k6 1.x tells by its source alone, one while a VU is initialised (`error while
 * initializing VU #1 (script exception)`), and a rejection, which k6 tells by its words alone.
 */
const isException = ({ hint, source, msg }: Readonly<Record<string, unknown>>) =>
  (typeof hint === 'string' && /\bscript exception\b/.test(hint)) ||
  source === 'stacktrace' ||
  (source === undefined && typeof msg === 'string' && msg.startsWith(REJECTED));

/** A line of k6's log; undefined for lines that are none (a panic, a library's own output). */
export function parseLogLine(line: string): LogEntry | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line) as Record<string, unknown>;
    const { level, msg, error, scenario } = entry;
    if (typeof level !== 'string' || typeof msg !== 'string') return undefined;
    const parts = [msg.trimEnd(), ...(error ? [`error=${error}`] : []), ...(scenario ? [`scenario=${scenario}`] : [])];
    return { level, message: parts.join(' '), exception: isException(entry) };
  } catch {
    return undefined;
  }
}

/** Stack traces with the names of files as their owner reads them: k6 escapes all but ASCII. */
export function withReadablePlaces(text: string): string {
  return text.replaceAll(/(\bat (?:[^\n(]*\()?)(file:\/\/[^\s()]+)/g, (whole, at: string, address: string) => {
    try {
      return at + decodeURIComponent(address);
    } catch {
      return whole;
    }
  });
}

/** A place in a file as the user names it: `lib/orders.js:12`. k6 escapes all but ASCII. */
export function shownPlace({ path, line }: Place): string {
  const address = `file://${path}`;
  try {
    return `${relative('.', fileURLToPath(address))}:${line}`;
  } catch {
    return `${relative('.', path)}:${line}`;
  }
}

/** How k6 marks an exception that a function of its own throws. */
const OWN_EXCEPTION = /^((?:Uncaught \(in promise\) )?)GoError: /;

/** Lines of a message that are shown where its first one says only what follows. */
const MOST_LINES = 6;

/**
 * A message in as many lines as say what is wrong: more than one where the first ends with a colon; of a stack trace only
 * where in the user's files it happened.
 */
export function toldLines(message: string): string {
  const said = message.split('\n').filter((line) => line.trim() !== '' && !/^\s*at /.test(line));
  const [told = '', ...others] = said;
  const place = tracedPlace(message);
  const first = `${told.replace(OWN_EXCEPTION, '$1')}${place ? ` (${shownPlace(place)})` : ''}`;
  const followed = first.trimEnd().endsWith(':') ? others.slice(0, MOST_LINES - 1) : [];
  return [first, ...followed.map((line) => `    ${line.trim()}`)].join('\n');
}

/** What k6 says with the names that files get once they are whole, in place of the paths to which it writes. */
export const withFileNames = (text: string, names: ReadonlyMap<string, string>): string =>
  [...names].reduce((told, [path, name]) => told.replaceAll(path, () => name), text);

/** How often the same message is written out in a file before it is only counted. */
export const WRITTEN_OUT = 3;

/** The same message apart from numbers (ports, ids, times), which differ from one request to the next. */
const shapeOf = (message: string) => message.replaceAll(/\d+/g, '#');

/** So many different messages are told apart; a script that logs something new each time would fill memory and disk. */
const MOST_SHAPES = 200;

/** Counts repeated messages, so that a dead target leaves three lines and a number instead of 100 000 lines. */
export class RepeatedMessages {
  readonly #seen = new Map<string, { sample: string; count: number }>();
  #leftOut = 0;

  /** How many messages came after there were too many different ones. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** How many times the message has come so far; 0 where it is no longer told apart. */
  add(message: string): number {
    const shape = shapeOf(message);
    if (this.#seen.size >= MOST_SHAPES && !this.#seen.has(shape)) {
      this.#leftOut += 1;
      return 0;
    }
    const known = this.#seen.get(shape) ?? { sample: message, count: 0 };
    known.count += 1;
    this.#seen.set(shape, known);
    return known.count;
  }

  /** Messages that came more often than `times`, with how often they came. */
  repeated(times: number): { sample: string; count: number }[] {
    return [...this.#seen.values()].filter(({ count }) => count > times);
  }
}
