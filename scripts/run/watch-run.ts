import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { BuhaError } from '../../reports/model/error.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { Exceptions } from '../../reports/parse/exceptions.ts';
import { inert } from '../../reports/text/inert.ts';
import { systemCode } from '../system-code.ts';
import { parseLogLine, RepeatedMessages, WRITTEN_OUT } from './k6-log.ts';
import { isProgressLine, type Progress, parseProgress } from './k6-progress.ts';

export interface RunWatch {
  readonly onOutput: (line: string) => void;
  readonly onLog: (line: string) => void;
  /** Writes what is left; call it once k6 has ended. */
  readonly close: () => Promise<Watched>;
}

export interface Watched {
  readonly exceptions: RunRecord['exceptions'];
  /** Messages that came more than once. */
  readonly repeated: readonly { readonly sample: string; readonly count: number }[];
  /** Messages that were too many and too different to be told apart. */
  readonly leftOut: number;
  /** Lines that are no messages (a crash of k6 prints thousands): they stand in the console file alone. */
  readonly untold: number;
  /** Why the console file is not whole. */
  readonly fault: BuhaError | undefined;
}

export interface WatchOptions {
  /** File that receives what k6 says, without the progress and with repeated messages counted. */
  readonly consoleFile: string;
  /** Blacks out secrets. */
  readonly redact: (text: string) => string;
  readonly onProgress: (progress: Progress) => void;
  /** A warning or error of k6 that is new. */
  readonly onMessage: (level: string, message: string) => void;
  /** How a message that came `count` times is written. */
  readonly repeatedText: (sample: string, count: number) => string;
  /** How it is said that `count` messages were left out. */
  readonly leftOutText: (count: number) => string;
}

/** What k6 writes of its own: the figures of a metric behind its name and dots, and of a check below it. */
const FIGURES = /^(\s*\S.*?\.{2,}:)(.*)$/s;
const CHECK_FIGURES = /^\s*↳\s+\d/;

/** A line of k6's summary with `redact` over what is not a figure. */
function redactedLine(line: string, redact: (text: string) => string): string {
  if (CHECK_FIGURES.test(line)) return line;
  const [, name, figures] = line.match(FIGURES) ?? [];
  return name === undefined || figures === undefined ? redact(line) : redact(name) + figures;
}

/** How Go's own report of a crash begins, of which every line counts. */
const CRASH = /^(?:panic: |fatal error: |runtime: |SIG[A-Z]+: |goroutine \d+ )/;

/** So many lines of a crash are written, and so many lines that are no messages are shown. */
const [MOST_CRASH_LINES, SHOWN_LINES] = [5000, 5];

/** Sorts what k6 prints into progress, messages and the console file. No secret gets past it. */
export function watchRun(options: WatchOptions): RunWatch {
  const { redact } = options;
  // It is written as k6 speaks, so it gets its name when it is whole.
  const partial = join(dirname(options.consoleFile), `partial-${basename(options.consoleFile)}`);
  const file = createWriteStream(partial);
  // A full disk must not end the run: the fault is told when the file is closed.
  let fault: NodeJS.ErrnoException | undefined;
  file.on('error', (error) => {
    fault = error;
  });
  const write = (line: string) => {
    if (!fault) file.write(`${inert(line)}\n`);
  };
  const messages = new RepeatedMessages();
  const exceptions = new Exceptions();
  let crashLines = 0;
  let cutLines = 0;
  let shownLines = 0;
  let untold = 0;
  /** A line that is no message: the program itself speaks, or a library of it. */
  const onPlainLine = (line: string) => {
    if (crashLines > 0 || CRASH.test(line)) {
      crashLines += 1;
      if (crashLines <= MOST_CRASH_LINES) write(line);
      else cutLines += 1;
    } else {
      const times = messages.add(line);
      if (times > 0 && times <= WRITTEN_OUT) write(line);
      if (times !== 1) return;
    }
    if (line.trim() === '') return;
    shownLines += 1;
    if (shownLines <= SHOWN_LINES) options.onMessage('error', line);
    else untold += 1;
  };
  return {
    onOutput(line) {
      const progress = parseProgress(line);
      if (progress) options.onProgress(progress);
      else if (!isProgressLine(line)) write(redactedLine(line, redact));
    },
    onLog(line) {
      const entry = parseLogLine(line);
      const message = redact(entry?.message ?? line);
      if (!entry) {
        onPlainLine(message);
        return;
      }
      if (entry.exception) exceptions.add(message);
      const times = messages.add(message);
      if (times === 0) return;
      if (times <= WRITTEN_OUT) write(`${entry.level}: ${message}`);
      if (times === 1 && entry.level !== 'info') options.onMessage(entry.level, message);
    },
    async close() {
      for (const { sample, count } of messages.repeated(WRITTEN_OUT)) write(options.repeatedText(sample, count));
      const { leftOut } = messages;
      if (leftOut + cutLines > 0) write(options.leftOutText(leftOut + cutLines));
      file.end();
      await finished(file).catch(() => {});
      if (!fault) {
        await rename(partial, options.consoleFile).catch((failure: NodeJS.ErrnoException) => {
          fault = failure;
        });
      }
      const reason = fault && systemCode(fault);
      return {
        exceptions: exceptions.told,
        repeated: messages.repeated(1),
        leftOut,
        untold,
        fault: reason === undefined ? undefined : new BuhaError('cannot-write', { file: options.consoleFile, reason }),
      };
    },
  };
}
