import Papa from 'papaparse';

/** Longest text in quotes, in lines: beyond it, a quote that nothing closes is a damaged line. */
const MOST_LINES = 20;

interface Line {
  readonly text: string;
  readonly number: number;
}

const quotes = (text: string) => text.split('"').length - 1;

/** The fields of one record; undefined if it is none. */
export function delimitedFields(record: string, delimiter: string): string[] | undefined {
  if (!record.includes('"')) return record.split(delimiter);
  const { data, errors } = Papa.parse<string[]>(record, { delimiter, newline: '\n' });
  return errors.length === 0 && data.length === 1 ? data[0] : undefined;
}

/** The same, parted by commas as k6 does. */
export const csvFields = (record: string): string[] | undefined => delimitedFields(record, ',');

/**
 * Puts lines together into records: a text in quotes (a check's name, an error message) may run over several lines.
 * Where that leads nowhere, only the line with the lone quote is given up, not those after it. `take` tells whether
 * fields make a good record; `bad` gets each line that is none. Blank lines between records are skipped.
 */
export class CsvRecords {
  readonly #take: (fields: readonly string[]) => boolean;
  readonly #bad: (line: number, text: string) => void;
  #open: Line[] = [];

  constructor(take: (fields: readonly string[]) => boolean, bad: (line: number, text: string) => void) {
    this.#take = take;
    this.#bad = bad;
  }

  /** True within a text in quotes. */
  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  add(text: string, number: number): void {
    if (this.#open.length === 0 && !text.includes('"')) {
      if (text.trim() !== '' && !this.#take(text.split(','))) this.#bad(number, text);
      return;
    }
    this.#open.push({ text, number });
    const record = this.#open.map((line) => line.text).join('\n');
    if (quotes(record) % 2 === 0) {
      const fields = csvFields(record);
      if (fields && this.#take(fields)) this.#open = [];
      else this.#giveUp();
    } else if (this.#open.length >= MOST_LINES) {
      this.#giveUp();
    }
  }

  /** The input has ended: what is still open was cut off. */
  end(): void {
    while (this.#open.length > 0) this.#giveUp();
  }

  #giveUp(): void {
    const [first, ...rest] = this.#open;
    this.#open = [];
    if (first) this.#bad(first.number, first.text);
    for (const { text, number } of rest) this.add(text, number);
  }
}
