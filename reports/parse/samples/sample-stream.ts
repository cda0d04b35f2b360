import type { Mending, Output } from '../../model/output.ts';
import { CsvLines, type KeptTag } from './csv.ts';
import { type CsvDialect, dialectOf } from './csv-dialect.ts';
import { firstTimes } from './first-times.ts';
import { lineBlocks } from './line-blocks.ts';
import { type LineBudget, type LineForm, LineReader } from './line-reader.ts';
import { LineTally } from './line-tally.ts';
import { NdjsonLines } from './ndjson.ts';
import type { SampleStore } from './sample-store.ts';

/** A stream of samples: its bytes, in which form they are, and the name to show in errors. */
export interface StreamSource {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly format: 'ndjson' | 'csv';
  readonly file: string;
  readonly kept?: KeptTag | undefined;
}

/** One stream on its way into a store, block by block. */
export class SampleStream {
  readonly file: string;
  readonly #format: StreamSource['format'];
  readonly #store: SampleStore;
  readonly #tally = new LineTally();
  readonly #form: LineForm & { end(): void };
  readonly #reader: LineReader;
  readonly #blocks: AsyncIterator<Uint8Array>;
  #isFirst = true;
  /** Undefined where the file is as k6 wrote it. */
  #dialect: CsvDialect | undefined;

  /** `number`: of the file, in the order of files. Streams into one store share `exactLines`. */
  constructor(
    { chunks, format, file, kept }: StreamSource,
    store: SampleStore,
    number: number,
    exactLines: LineBudget,
    longestLine?: number,
  ) {
    this.file = file;
    this.#format = format;
    this.#store = store;
    const sink = store.sinkOf(number);
    this.#form = format === 'csv' ? new CsvLines(sink, this.#tally, file, kept) : new NdjsonLines(sink, this.#tally);
    this.#reader = new LineReader(sink, this.#form, exactLines);
    this.#blocks = lineBlocks(chunks, file, () => this.#reader.lines, longestLine)[Symbol.asyncIterator]();
  }

  /** Reads on. False where there is nothing left. Throws `bad-csv-header`, `line-too-long`. */
  async readBlock(): Promise<boolean> {
    const next = await this.#blocks.next();
    if (next.done) return false;
    if (this.#isFirst && this.#format === 'csv') this.#dialect = dialectOf(next.value);
    const block = this.#dialect?.canonical(next.value) ?? next.value;
    if (this.#isFirst) this.#store.expect(firstTimes(block, this.#format, this.file));
    this.#isFirst = false;
    this.#reader.read(block);
    return true;
  }

  /** What was undone before it was read; asked at the end. */
  get mended(): Mending[] {
    const { codePage } = this.#reader;
    return [
      ...(codePage === undefined ? [] : [`in-${codePage}` as const]),
      ...(this.#dialect?.hasDecimalComma ? (['decimal-comma'] as const) : []),
    ];
  }

  /** True where the last line breaks off: k6 was killed, or a copy ended early. Asked at the end. */
  get isTorn(): boolean {
    return this.#tally.isTorn;
  }

  /** The stream has ended: the lines of it that could not be read. Throws `too-many-bad-lines`. */
  end(): Output['badLines'] {
    this.#form.end();
    this.#tally.read(this.#reader.fast);
    return this.#tally.badLines(this.file);
  }

  /** Nobody reads on. */
  async close(): Promise<void> {
    await this.#blocks.return?.();
  }
}
