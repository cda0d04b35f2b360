import { isCsvHeader } from '../detect.ts';
import { delimitedFields } from './csv-records.ts';

const [LINE_END, CARRIAGE, QUOTE, COMMA, DOT] = [10, 13, 34, 44, 46];

/** Bytes of the first block that are looked at. */
const LOOKED_AT = 64 * 1024;

/** Longest text in quotes, in lines: a quote that nothing closes must not hold the rest of a file. */
const MOST_LINES = 20;

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The sign that parts the columns of a header most often. */
const delimiterOf = (header: string) =>
  DELIMITERS.toSorted((a, b) => header.split(b).length - header.split(a).length)[0] ?? ',';

/** k6's CSV as another program saved it: parted by semicolons, tabs or bars, with decimal commas. Blocks become k6's own form. */
export class CsvDialect {
  /** True where values have a decimal comma. */
  readonly hasDecimalComma: boolean;
  readonly #delimiter: number;
  readonly #valueAt: number;
  #column = 0;
  #isQuoted = false;
  #lines = 0;

  constructor(delimiter: string, valueAt: number, hasDecimalComma: boolean) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#valueAt = valueAt;
    this.hasDecimalComma = hasDecimalComma;
  }

  /** A block of whole lines, each where it was. */
  canonical(block: Uint8Array): Uint8Array {
    // A field in new quotes grows by two bytes and has a comma; quotes within it double.
    const out = new Uint8Array(3 * block.length);
    let length = 0;
    const put = (byte: number) => {
      out[length] = byte;
      length += 1;
    };
    let from = 0;
    for (let at = 0; at < block.length; at += 1) {
      const byte = block[at] as number;
      if (byte === QUOTE) this.#isQuoted = !this.#isQuoted;
      const ends = byte === LINE_END;
      if (ends && this.#isQuoted) this.#lines += 1;
      if (this.#lines > MOST_LINES) this.#isQuoted = false;
      if (this.#isQuoted || (byte !== this.#delimiter && !ends)) continue;
      this.#lines = 0;
      const isLast = ends && block[at - 1] === CARRIAGE && at > from;
      this.#field(block.subarray(from, isLast ? at - 1 : at), put);
      if (isLast) put(CARRIAGE);
      put(ends ? LINE_END : COMMA);
      this.#column = ends ? 0 : this.#column + 1;
      from = at + 1;
    }
    // Text in quotes that goes on in the next block.
    for (const byte of block.subarray(from)) put(byte);
    return out.subarray(0, length);
  }

  #field(field: Uint8Array, put: (byte: number) => void): void {
    if (this.#column === this.#valueAt && this.hasDecimalComma) {
      for (const byte of field) if (byte !== QUOTE) put(byte === COMMA ? DOT : byte);
      return;
    }
    const isBare = field[0] !== QUOTE && field.includes(COMMA);
    if (isBare) put(QUOTE);
    for (const byte of field) {
      if (isBare && byte === QUOTE) put(QUOTE);
      put(byte);
    }
    if (isBare) put(QUOTE);
  }
}

/** How a file was saved that is not as k6 writes it, told by its first block; undefined where it is. */
export function dialectOf(block: Uint8Array): CsvDialect | undefined {
  const lines = new TextDecoder().decode(block.subarray(0, LOOKED_AT)).split(/\r?\n/);
  const at = lines.findIndex(isCsvHeader);
  const header = lines[at];
  if (header === undefined) return undefined;
  const delimiter = delimiterOf(header);
  const columns = delimitedFields(header, delimiter) ?? [];
  const valueAt = columns.findIndex((name) => name.trim() === 'metric_value');
  // The last line may be cut off.
  const rows = lines.slice(at + 1, -1).map((line) => delimitedFields(line, delimiter)?.[valueAt] ?? '');
  const hasDecimalComma = rows.some((value) => /^-?\d+,\d+$/.test(value)) && !rows.some((value) => value.includes('.'));
  if (delimiter === ',' && !hasDecimalComma) return undefined;
  return new CsvDialect(delimiter, valueAt, hasDecimalComma);
}
