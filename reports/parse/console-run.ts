import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import { unseenCrossed } from './crossed-log.ts';
import { durationMs } from './duration.ts';
import type { PlainLine } from './text-lines.ts';

const RUNNING = /^running \(([\dhms.]+)\), (?:(\d+)\/\d+ VUs, (\d+) complete and \d+ interrupted iterations)?/;
const FINISHED = /^\S.* ✓ \[[ =]*100% *\]/;
/** A scenario that something else than itself ended: an abort, a signal, a threshold. */
const CUT = /^\S.* ✗ \[(?:[ =>-]*\d+%[ =>-]*|[=>-]{8,})\]/;

/** True for a line that shows how far a run is. */
export const isProgress = (content: string): boolean =>
  RUNNING.test(content) || FINISHED.test(content) || CUT.test(content);

/** What the lines of a terminal tell of a run beside its summary. */
export class ConsoleRun {
  /** Time of the last progress line in ms. */
  ranMs: number | undefined;
  /** What k6 said of crossed thresholds; names may be missing. */
  crossed: readonly string[] | undefined;
  /** The line that shows that a scenario was cut off. */
  cut: string | undefined;
  /** Iterations that had ended by then. */
  #iterations: number | undefined;
  #ended = false;
  #last: PlainLine | undefined;

  /** Takes a line that shows how far it is. */
  read(line: PlainLine): void {
    const [shown, ran, vus, complete] = line.content.match(RUNNING) ?? [];
    this.#last = line;
    if (shown === undefined) {
      this.#ended = true;
      if (CUT.test(line.content)) this.cut = line.content;
      return;
    }
    this.ranMs = durationMs(ran ?? '') ?? this.ranMs;
    if (complete === undefined) return;
    this.#iterations = Number(complete);
    this.#ended = Number(vus) === 0 && this.#iterations > 0;
  }

  /** Takes the line in which k6 says what was crossed, which it does at its end. */
  cross(metrics: readonly string[], line: PlainLine): void {
    this.crossed = metrics;
    this.#last = line;
    this.#ended = true;
  }

  /** True where no line shows how far it was, but k6 says what was crossed. */
  get isCrossedOnly(): boolean {
    return this.crossed !== undefined && this.#iterations === undefined && this.ranMs === undefined && !this.cut;
  }

  /** The last line that tells of it. */
  get lastLine(): { readonly line: number; readonly text: string } {
    return { line: this.#last?.number ?? 1, text: this.#last?.content ?? '' };
  }

  /** Why there is no report of it. */
  fault(file: string): BuhaError {
    return new BuhaError('no-summary-in-log', {
      file,
      crossed: this.crossed,
      iterations: this.#iterations,
      endedAfterMs: this.#ended ? undefined : (this.ranMs ?? 0),
    });
  }

  /** All that is known of it: what was crossed. Undefined where k6 said nothing of the kind. */
  output(file: string): Output | undefined {
    const { crossed, ranMs } = this;
    if (!crossed) return undefined;
    const measured = {
      metrics: [],
      total: {},
      scenarios: {},
      checks: [],
      thresholds: unseenCrossed([], crossed),
      runMs: ranMs,
    };
    return { file, line: this.lastLine.line, format: 'text', measured };
  }
}
