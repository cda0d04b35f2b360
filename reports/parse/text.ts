import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import { crossedMetrics, unseenCrossed } from './crossed-log.ts';
import { durationMs } from './duration.ts';
import { SummaryDraft } from './text-draft.ts';
import { type PlainLine, plainLines } from './text-lines.ts';
import { measurementOf } from './text-measurement.ts';
import { metricLine } from './text-metric.ts';

const FENCE = /^(?:`{3,}|~{3,})/;
const EXECUTION = /^execution: \S+$/;
const SCRIPT = /^script: (\S.*)$/;
const VERSION = /^k6(?:\.exe)? v(\d+\.\d+\.\d+[\w.-]*) \(/;
const RUNNING = /^running \(([\dhms.]+)\), /;

/** Lines of no known kind after which a summary is over, and what follows is something else. */
const STRANGE_LINES = 5;

interface Header {
  script?: string;
  k6Version?: string;
}

/** `./load/get-balance.js` as `get-balance`; a script from standard input has no name. */
function scriptName(path: string): string | undefined {
  const name = path
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\.[^.]+$/, '');
  return name === '' || name === '-' ? undefined : name;
}

/** Collects the summaries of a document, line by line. */
class Summaries {
  readonly found: Output[] = [];
  readonly #file: string;
  #draft: SummaryDraft | undefined;
  #header: Header = {};
  #ranMs: number | undefined;
  #strange = 0;
  #torn = false;
  #last: { readonly draft: SummaryDraft; readonly ranMs: number | undefined } | undefined;
  /** What k6 said of crossed thresholds since the last summary ended; standard error may come before or after it. */
  #crossed: readonly string[] | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  read(line: PlainLine, fenced: boolean): void {
    const { content, number } = line;
    const crossed = crossedMetrics(content);
    if (crossed) {
      this.#markCrossed(crossed);
      return;
    }
    const ran = durationMs(content.match(RUNNING)?.[1] ?? '');
    if (ran !== undefined) this.#ranMs = ran;
    const draft = this.#draft ?? new SummaryDraft(number, fenced, this.#torn);
    const answer = draft.read(line);
    this.#torn = number === 1 && answer === 'lost';
    if (answer === 'next') {
      this.finish();
      this.read(line, fenced);
      return;
    }
    this.#strange = answer === 'strange' ? this.#strange + 1 : content === '' ? this.#strange : 0;
    // A summary begins where something was read, not at the blank and log lines before it.
    this.#draft = answer === 'lost' || !draft.begun ? undefined : draft;
    if (this.#strange > STRANGE_LINES) this.finish();
  }

  /** Notes what k6 prints before it runs; answers whether the line was that. */
  header(line: PlainLine, before: string, after: string): boolean {
    const { content } = line;
    const version = content.match(VERSION)?.[1];
    const script = EXECUTION.test(before) || /^output: /.test(after) ? content.match(SCRIPT)?.[1] : undefined;
    if (!EXECUTION.test(content) && version === undefined && script === undefined) return false;
    if (this.#draft?.isSummary || EXECUTION.test(content)) this.finish();
    if (version !== undefined) this.#header.k6Version = version;
    const name = script === undefined ? undefined : scriptName(script);
    if (name !== undefined) this.#header.script = name;
    return true;
  }

  /** k6 says so after its summary, which may have ended by then. */
  #markCrossed(metrics: readonly string[]): void {
    const last = this.#last;
    if (this.#draft?.isSummary || !last) {
      this.#crossed = metrics;
      return;
    }
    last.draft.thresholds.push(...unseenCrossed(last.draft.thresholds, metrics));
    const output = this.found.pop();
    if (output) this.found.push({ ...output, measured: measurementOf(last.draft, last.ranMs) });
  }

  /** Ends the summary that is being read; one that is too little is forgotten. */
  finish(): void {
    const draft = this.#draft;
    draft?.close();
    this.#draft = undefined;
    this.#strange = 0;
    this.#torn = false;
    if (!draft?.isSummary) return;
    if (this.#crossed) draft.thresholds.push(...unseenCrossed(draft.thresholds, this.#crossed));
    this.#crossed = undefined;
    this.found.push({
      file: this.#file,
      line: draft.line,
      format: 'text',
      measured: measurementOf(draft, this.#ranMs),
      ...(draft.unread.length > 0 && { unread: draft.unread }),
      ...this.#header,
    });
    this.#last = { draft, ranMs: this.#ranMs };
    this.#header = {};
    this.#ranMs = undefined;
  }
}

/**
 * A last line without its end may have been cut off within a number (`35` of `3500`), or within a check's name: the
 * number, or the line, is left out. k6's own last line, `vus_max`, repeats its number and so is known to be whole.
 */
function withoutTornEnd(text: string): string {
  const at = text.lastIndexOf('\n') + 1;
  const [line] = plainLines(text.slice(at));
  if (!line || line.content === '') return text;
  const { content } = line;
  if (!metricLine(content)) return /^[✓✔√✗✘×↳]/.test(content) ? text.slice(0, at) : text;
  const [, value] = content.match(/: *(\d+) +min=\d+ +max=\1$/) ?? [];
  return value !== undefined || !/[\d.]$/.test(content) ? text : text.slice(0, at) + content.replace(/\S+$/, '');
}

/**
 * Reads the end-of-test summaries that k6 prints (0.40 to 2.2), as they are pasted: indented, quoted, coloured, in
 * fenced blocks, with other lines in between. Figures are in base units and keep the precision with which they are
 * printed. `file` is the name to show. Throws `no-k6-text` where there is none: two metric lines next to each other, one
 * of them k6's own, are the least.
 */
export function parseText(text: string, file: string): Output[] {
  const lines = plainLines(withoutTornEnd(text));
  const summaries = new Summaries(file);
  let fenced = false;
  for (const [at, line] of lines.entries()) {
    if (FENCE.test(line.content)) {
      summaries.finish();
      fenced = !fenced;
      continue;
    }
    if (!summaries.header(line, lines[at - 1]?.content ?? '', lines[at + 1]?.content ?? ''))
      summaries.read(line, fenced);
  }
  summaries.finish();
  if (summaries.found.length === 0) throw new BuhaError('no-k6-text', { file });
  return summaries.found;
}
