import { BuhaError } from '../../model/error.ts';
import { isConsoleText } from '../console-text.ts';
import { isCsvHeader, isSeparatorLine } from '../detect.ts';
import { CsvRecords, csvFields } from './csv-records.ts';
import { type LineForm, LONGEST_NAME } from './line-reader.ts';
import type { LineTally } from './line-tally.ts';
import type { SampleSink } from './sample-store.ts';
import { sampleClock } from './sample-time.ts';
import { EXTRA_TAGS, READ_TAGS, type SampleTags } from './tag-sets.ts';
import { TornLine } from './torn-line.ts';

const REQUIRED = ['metric_name', 'timestamp', 'metric_value'] as const;

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What Go writes for a value that is no number. */
const INFINITE = /^(?:[+-]Inf|NaN)$/;

/** No row: what k6 writes in front of a comma, the name of a metric, hardly ever holds a blank. */
const IS_TEXT = /^[^,"]*\s/;
const isText = (line: string) => IS_TEXT.test(line) || isConsoleText(line);

const COMMA = 44;

/** k6 joins `k=v` by `&` and escapes nothing, so what follows a tag whose value holds a `&` is taken for another one. */
function extraTags(extra: string): SampleTags {
  const tags: Partial<Record<keyof SampleTags, string>> = { own: extra };
  for (const pair of extra.split('&')) {
    const name = EXTRA_TAGS.find((tag) => pair.startsWith(`${tag}=`));
    if (name) tags[name] = pair.slice(name.length + 1);
  }
  return tags;
}

/** Columns of k6's own words, in which no text of a script or a target stands. */
const OWN_COLUMNS = new Set<string>([
  ...REQUIRED,
  ...[
    'scenario',
    'method',
    'status',
    'expected_response',
    'error_code',
    'proto',
    'subproto',
    'tls_version',
    'ocsp_status',
  ],
]);

/** What of the text in a column may be kept. */
export type KeptTag = (text: string, column: string) => string;

/** Where texts of a script or a target may stand in a row of so many fields. */
export interface ForeignColumns {
  readonly count: number;
  readonly columns: readonly { readonly at: number; readonly column: string }[];
}

export const foreignColumns = (columns: readonly string[]): ForeignColumns => ({
  count: columns.length,
  columns: columns.map((column, at) => ({ at, column })).filter(({ column }) => !OWN_COLUMNS.has(column)),
});

/** Fields of a row with what may be kept of them; the same array where all may. */
export function keptFields(fields: readonly string[], foreign: ForeignColumns, kept: KeptTag): readonly string[] {
  let shown: string[] | undefined;
  const { count, columns } = foreign;
  // A damaged row may have more.
  const looked = columns.length + Math.max(0, fields.length - count);
  for (let next = 0; next < looked; next += 1) {
    const { at, column } = columns[next] ?? { at: count + next - columns.length, column: '' };
    const field = fields[at] ?? '';
    const told = field === '' ? field : kept(field, column);
    if (told === field) continue;
    shown ??= [...fields];
    shown[at] = told;
  }
  return shown ?? fields;
}

/** Columns by name: which system tags k6 writes depends on its options. */
function columnsOf(header: string, file: string): readonly string[] {
  const columns = csvFields(header)?.map((name) => name.trim()) ?? [];
  const missing = REQUIRED.find((name) => !columns.includes(name));
  if (missing) throw new BuhaError('bad-csv-header', { file, fault: 'missing', detail: missing });
  const repeated = columns.find((name, at) => columns.indexOf(name) !== at);
  if (repeated !== undefined) throw new BuhaError('bad-csv-header', { file, fault: 'repeated', detail: repeated });
  return columns;
}

/**
 * What `k6 run --out csv=FILE` writes. It tells no metric types, so k6's own metrics get theirs from a table and others
 * are taken as trends; values have six decimals, times by default whole seconds. Throws `bad-csv-header`.
 */
export class CsvLines implements LineForm {
  readonly between = new TextEncoder().encode(',');
  readonly #store: SampleSink;
  readonly #tally: LineTally;
  readonly #file: string;
  readonly #clock = sampleClock();
  readonly #torn: TornLine;
  readonly #kept: KeptTag | undefined;
  #columns: readonly string[] = [];
  #foreign = foreignColumns([]);
  #records: CsvRecords | undefined;
  // k6 writes a tag of these names into a column of its own or nowhere; those of a runner stand in `extra_tags`.
  #tagsAt: readonly (readonly [keyof SampleTags, number])[] = [];
  #extraAt = -1;
  /** False where the columns stand in another order than k6's: then every row is read slowly. */
  #isOrdered = false;

  /** `kept` says what of names and tags may be kept. */
  constructor(store: SampleSink, tally: LineTally, file: string, kept?: KeptTag) {
    this.#store = store;
    this.#kept = kept;
    this.#tally = tally;
    this.#torn = new TornLine(tally);
    this.#file = file;
  }

  /** True before the header, and within a text in quotes that runs over several lines. */
  get isOpen(): boolean {
    return !this.#isOrdered || this.#records?.isOpen !== false || this.#torn.isOpen;
  }

  headLength(bytes: Uint8Array, p: number): number {
    const length = bytes.indexOf(COMMA, p) + 1 - p;
    return length > LONGEST_NAME ? 0 : length;
  }

  metricOf(head: string): string | undefined {
    return head.match(/^([^",\r\n]+),$/)?.[1];
  }

  tagsOf(rest: string): SampleTags | undefined {
    if (rest.includes('"') || (rest !== '' && !rest.startsWith(','))) return undefined;
    const fields = ['', '', ...rest.split(',')];
    return fields.length === this.#columns.length ? this.#tags(this.#keptOf(fields)) : undefined;
  }

  #tags(fields: readonly string[]): SampleTags {
    const tags: Partial<Record<keyof SampleTags, string>> = {};
    for (const [tag, at] of this.#tagsAt) tags[tag] = fields[at];
    const extra = fields[this.#extraAt];
    return extra ? { ...extraTags(extra), ...tags } : tags;
  }

  #keptOf(fields: readonly string[]): readonly string[] {
    return this.#kept ? keptFields(fields, this.#foreign, this.#kept) : fields;
  }

  readSlowly(line: string, number: number): void {
    const isBlank = line.trim() === '';
    if (this.#records) {
      if (!isBlank) this.#tally.read();
      // A blank line may stand within quotes.
      if (isBlank || !this.#rejoined(line)) this.#records.add(line, number);
    } else if (isBlank || isSeparatorLine(line)) {
      return;
    } else if (!isCsvHeader(line) && isText(line)) {
      this.#tally.read();
      this.#tally.text(number, line);
    } else {
      this.#begin(line);
    }
  }

  #begin(header: string): void {
    const columns = columnsOf(header, this.#file);
    this.#columns = columns;
    this.#foreign = foreignColumns(columns);
    this.#tagsAt = READ_TAGS.map((tag) => [tag, columns.indexOf(tag)] as const).filter(([, at]) => at >= 0);
    this.#extraAt = columns.indexOf('extra_tags');
    this.#isOrdered = REQUIRED.every((name, at) => columns[at] === name);
    const [nameAt = -1, timeAt = -1, valueAt = -1] = REQUIRED.map((name) => columns.indexOf(name));
    this.#records = new CsvRecords(
      (fields) => {
        const [metric = '', value = ''] = [fields[nameAt], fields[valueAt]];
        const timeMs = this.#clock(fields[timeAt] ?? '');
        const isWhole = fields.length === columns.length && metric !== '' && timeMs !== undefined;
        if (isWhole && INFINITE.test(value)) {
          this.#keptOf(fields);
          return this.#store.infinite(metric);
        }
        // A number may be written that no double holds.
        if (!isWhole || !NUMBER.test(value) || !Number.isFinite(Number(value))) return false;
        return this.#store.add(metric, timeMs, Number(value), this.#tags(this.#keptOf(fields)));
      },
      (bad, text) => this.#bad(bad, text),
    );
  }

  #bad(number: number, text: string): void {
    // Nothing of it is kept, but who asks what may be kept should see it, too.
    this.#kept?.(text, '');
    if (isText(text)) {
      this.#torn.interrupt(text, number);
    } else if (this.#isOrdered && !text.includes('"') && text.split(',').length < this.#columns.length) {
      this.#torn.hold(text, number);
    } else {
      this.#tally.bad(number);
    }
  }

  /** True where a line was the rest of one that terminal text had cut in two. */
  #rejoined(line: string): boolean {
    if (!this.#torn.isOpen || isConsoleText(line)) return false;
    const isRest = this.#torn.rejoin(line, (whole, number) => {
      if (whole.split(',').length !== this.#columns.length) return false;
      this.#records?.add(whole, number);
      return true;
    });
    // The name of a request may hold a blank, as text does: only what is no rest can be text.
    if (!isRest && !IS_TEXT.test(line)) this.#torn.giveUp();
    return isRest;
  }

  /** The input has ended: a text in quotes that is still open was cut off, and so was a piece without its rest. */
  end(): void {
    this.#records?.end();
    this.#torn.end();
  }
}
