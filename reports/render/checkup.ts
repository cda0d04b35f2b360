import type { Check } from '../model/checkup.ts';
import type { Line, Tone } from '../text/line.ts';
import { alignedRows } from '../text/terminal-text.ts';
import { checkupWords } from '../words/checkup.ts';
import type { Language } from '../words/language.ts';

const TONES: Readonly<Record<Check['state'], Tone>> = { good: 'good', limited: 'doubtful', bad: 'bad' };

/** The checks as a table, one row each, for a terminal of so many columns, and below it how to mend what is not good. */
export function checkupLines(checks: readonly Check[], language: Language, columns = Number.POSITIVE_INFINITY): Line[] {
  const words = checkupWords(language);
  const rows = checks.map(({ id, state, value, needed }): Line => {
    // What is not there and need not be is no fault.
    const found = value ?? (state === 'good' ? words.notNeeded : words.missing);
    const text = needed === undefined || state === 'good' ? found : `${found} · ${words.needed(needed)}`;
    return [{ text: words.states[state], tone: TONES[state] }, { text: words.names[id] }, { text }];
  });
  const mends = checks
    .filter(({ state }) => state !== 'good')
    .map(
      ({ id, state }): Line => [
        { text: words.names[id], tone: 'strong' },
        { text: `: ${id === 'k6' && state === 'bad' ? words.brokenK6 : words.mends[id]}` },
      ],
    );
  const limited = checks.filter(({ state }) => state === 'limited').length;
  const canRun = checks.every(({ state }) => state !== 'bad');
  const conclusion = [{ text: words.conclusion({ canRun, limited: String(limited) }) }];
  return [...alignedRows(rows, { columns, flexible: [2] }), [], conclusion, ...mends];
}
