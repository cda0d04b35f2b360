import { STANDARD_INPUT } from '../../reports/model/output.ts';
import { bytes, duration, share } from '../../reports/text/format.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Language } from '../../reports/words/language.ts';
import { reportWords } from '../../reports/words/report.ts';
import type { Terminal } from '../terminal.ts';
import type { OnRead } from './input.ts';

/** Reading that takes no longer needs no bar. */
const QUIET_MS = 1000;
const EVERY_MS = 100;
const BAR_LENGTH = 20;

function bar(ratio: number): string {
  const full = Math.round(ratio * BAR_LENGTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_LENGTH - full)}`;
}

/** Without a terminal, reading that takes longer than this says so once. */
const SLOW_MS = 2000;

/**
 * Shows on a terminal how far an input was read, from the first second on; elsewhere one line says that reading takes
 * long. `now` gives ms.
 */
export function readProgress(terminal: Terminal, language: Language, now = () => performance.now()): OnRead {
  const words = cliWords(language);
  const { standardInput } = reportWords(language);
  let current = '';
  let startedMs = 0;
  let shownMs = 0;
  let beganMs: number | undefined;
  let isSaid = false;
  return (file, readBytes, totalBytes) => {
    const nowMs = now();
    const shown = file === STANDARD_INPUT ? standardInput : (file.split(/[\\/]/).at(-1) ?? file);
    beganMs ??= nowMs;
    if (!terminal.isTerminal) {
      if (isSaid || nowMs - beganMs < SLOW_MS) return;
      isSaid = true;
      terminal.line(words.readingLong(totalBytes === undefined ? shown : `${shown} (${bytes(totalBytes)})`));
      return;
    }
    if (file !== current) {
      current = file;
      startedMs = nowMs;
      shownMs = 0;
    }
    const elapsedMs = nowMs - startedMs;
    if (elapsedMs < QUIET_MS || nowMs - shownMs < EVERY_MS) return;
    shownMs = nowMs;
    const perSec = (readBytes / elapsedMs) * 1000;
    const ratio = totalBytes ? Math.min(1, readBytes / totalBytes) : undefined;
    terminal.status(
      words.reading({
        file: shown,
        read: bytes(readBytes),
        perSec: bytes(perSec),
        ...(ratio !== undefined &&
          totalBytes !== undefined && {
            bar: bar(ratio),
            share: share(ratio),
            total: bytes(totalBytes),
            left: duration(Math.round((totalBytes - readBytes) / perSec) * 1000),
          }),
      }),
    );
  };
}
