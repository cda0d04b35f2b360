import { ByteTable, copyOf, equalBytes, type Known, viewOf } from '../../reports/parse/samples/bytes.ts';
import { type ForeignColumns, foreignColumns, type KeptTag, keptFields } from '../../reports/parse/samples/csv.ts';
import { csvFields } from '../../reports/parse/samples/csv-records.ts';

/** Different tails of lines (tags) that are remembered; a script whose every URL differs would fill memory. */
const MOST_TAILS = 20_000;

/** A text in quotes runs over so many characters at most; beyond, its quote is taken for a damaged line. */
const LONGEST_RECORD = 100_000;

const [LINE_END, QUOTE, COMMA] = [10, 34, 44];

const characters = (pattern: RegExp) =>
  Uint8Array.from({ length: 256 }, (_, code) => Number(code < 128 && pattern.test(String.fromCharCode(code))));

/** What the fields before the tags are written with, in which no text of the script's stands: metric, time, value. */
const BEFORE_TAGS = [/\w/, /[\d.:TZ+-]/, /[\d.eInfNa+-]/].map(characters);

/** Where the tags of a line begin; where the line does, if it is no row. */
function tagsAt(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (const known of BEFORE_TAGS) {
    while (at < end && known[bytes[at] as number] === 1) at += 1;
    if (at >= end || bytes[at] !== COMMA) return start;
    at += 1;
  }
  return at;
}

const csvField = (text: string) => (/[",\r\n]|^\s/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const NO_COLUMNS = foreignColumns([]);

const hasOpenQuote = (text: string) => text.includes('"') && text.split('"').length % 2 === 0;

/** The tags of lines, and what stands in their place; undefined where they stay. */
interface Tail extends Known {
  readonly shown: Uint8Array | undefined;
}

/**
 * Lines of samples with `kept` over their tags. Tags that were seen before are known by their bytes; lines with quotes,
 * whose text may run over several, are read as text.
 */
export class KeptLines {
  readonly #kept: KeptTag;
  readonly #tails = new ByteTable<Tail>(MOST_TAILS);
  #tail: Tail | undefined;
  /** Of the tags. */
  #columns: ForeignColumns | undefined;
  #open = '';
  /** True once something was not kept. */
  isChanged = false;

  constructor(kept: KeptTag) {
    this.#kept = kept;
  }

  /** What is kept of whole lines, each with its line feed, in pieces: a text in quotes is held until it ends. */
  of(lines: Buffer): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    const view = viewOf(lines);
    let done = 0;
    let quote = lines.indexOf(QUOTE);
    for (let start = 0; start < lines.length; ) {
      const end = lines.indexOf(LINE_END, start);
      if (quote >= 0 && quote < start) quote = lines.indexOf(QUOTE, start);
      if (this.#columns === undefined || this.#open !== '' || (quote >= 0 && quote < end)) {
        const line = lines.toString('utf8', start, end);
        const told = this.#line(line);
        if (told !== line) {
          pieces.push(lines.subarray(done, start));
          if (told !== undefined) pieces.push(Buffer.from(`${told}\n`));
          done = end + 1;
        }
      } else {
        const at = tagsAt(lines, start, end);
        const shown = at === start ? this.#untagged(lines, start, end) : this.#tailOf(lines, view, at, end - at).shown;
        if (shown) {
          pieces.push(lines.subarray(done, at), shown);
          done = end;
        }
      }
      start = end + 1;
    }
    pieces.push(lines.subarray(done));
    return pieces;
  }

  /** What is kept of a last line that nothing ends, and of a text in quotes that was left open. */
  end(last: string): string {
    const told = last === '' ? undefined : this.#line(last);
    const open = this.#open;
    return (told ?? '') + (open === '' ? '' : this.#shown(open, this.#kept(open, '')));
  }

  #shown(record: string, shown: string): string {
    if (shown !== record) this.isChanged = true;
    return shown;
  }

  /** A line as text; undefined where its record goes on. */
  #line(line: string): string | undefined {
    const record = this.#open === '' ? line : `${this.#open}\n${line}`;
    this.#open = '';
    if (hasOpenQuote(record) && record.length < LONGEST_RECORD) {
      this.#open = record;
      return undefined;
    }
    if (this.#columns === undefined) {
      this.#columns = foreignColumns(csvFields(record)?.slice(BEFORE_TAGS.length) ?? []);
      return record;
    }
    // Before the tags nothing is in quotes.
    const bytes = Buffer.from(record);
    const at = bytes.toString('utf8', 0, tagsAt(bytes, 0, bytes.length)).length;
    return this.#shown(record, record.slice(0, at) + (at > 0 ? this.#tags(record.slice(at)) : this.#kept(record, '')));
  }

  #untagged(lines: Buffer, start: number, end: number): Uint8Array | undefined {
    const line = lines.toString('utf8', start, end);
    const shown = this.#shown(line, this.#kept(line, ''));
    return shown === line ? undefined : Buffer.from(shown);
  }

  #tailOf(lines: Buffer, view: DataView, at: number, length: number): Tail {
    const last = this.#tail;
    if (last?.length === length && equalBytes(view, at, last.view, 0, length)) return last;
    this.#tail = this.#tails.find(view, at, length) ?? this.#newTail(lines, at, length);
    return this.#tail;
  }

  #newTail(lines: Buffer, at: number, length: number): Tail {
    const tags = lines.toString('utf8', at, at + length);
    const shown = this.#shown(tags, this.#tags(tags));
    const view = viewOf(copyOf(lines, at, at + length));
    const tail = { view, length, shown: shown === tags ? undefined : Buffer.from(shown) };
    this.#tails.add(tail);
    return tail;
  }

  /** Tags that stay are as they were, however they are quoted. */
  #tags(tags: string): string {
    const fields = csvFields(tags);
    if (!fields) return this.#kept(tags, '');
    const shown = keptFields(fields, this.#columns ?? NO_COLUMNS, this.#kept);
    return shown === fields ? tags : shown.map(csvField).join(',');
  }
}
