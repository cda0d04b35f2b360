/** What k6 says on standard error with `--log-format json`: one object per line. */
export interface LogEntry {
  readonly level: string;
  readonly message: string;
  /** Exception thrown by the script. */
  readonly exception: boolean;
}

/** A line of k6's log; undefined for lines that are none (a panic, a library's own output). */
export function parseLogLine(line: string): LogEntry | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { level, msg, error, hint, scenario } = JSON.parse(line) as Record<string, unknown>;
    if (typeof level !== 'string' || typeof msg !== 'string') return undefined;
    const parts = [msg.trimEnd(), ...(error ? [`error=${error}`] : []), ...(scenario ? [`scenario=${scenario}`] : [])];
    return { level, message: parts.join(' '), exception: hint === 'script exception' };
  } catch {
    return undefined;
  }
}

/** Replaces secrets in what k6 prints: header values as they are, and anything behind `Bearer` or `Basic`. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  // A short value would black out ordinary words; it is no secret worth the name.
  const known = secrets.filter((secret) => secret.length >= 4).toSorted((a, b) => b.length - a.length);
  return (text) =>
    known
      .reduce((clean, secret) => clean.replaceAll(secret, '***'), text)
      .replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 ***');
}

/** How often the same message is written out before it is only counted. */
const WRITTEN_OUT = 3;

/** The same message apart from numbers (ports, ids, times), which differ from one request to the next. */
const shapeOf = (message: string) => message.replaceAll(/\d+/g, '#');

/** Counts repeated messages, so that a dead target leaves three lines and a number instead of 100 000 lines. */
export class RepeatedMessages {
  readonly #seen = new Map<string, { sample: string; count: number }>();

  /** True while the message is still worth a line of its own. */
  add(message: string): boolean {
    const shape = shapeOf(message);
    const known = this.#seen.get(shape) ?? { sample: message, count: 0 };
    known.count += 1;
    this.#seen.set(shape, known);
    return known.count <= WRITTEN_OUT;
  }

  /** Messages that came more often than they were written out, with how often they came. */
  repeated(): { sample: string; count: number }[] {
    return [...this.#seen.values()].filter(({ count }) => count > WRITTEN_OUT);
  }
}
