import type { Metric } from '../../model/measurement.ts';
import { type LineForm, LONGEST_NAME } from './line-reader.ts';
import type { LineTally } from './line-tally.ts';
import { ownTagsText } from './own-tags.ts';
import type { SampleSink } from './sample-store.ts';
import { sampleClock } from './sample-time.ts';
import { READ_TAGS, type SampleTags } from './tag-sets.ts';
import { TornLine } from './torn-line.ts';

const KINDS: readonly Metric['kind'][] = ['trend', 'counter', 'rate', 'gauge'];
const CONTENTS: readonly NonNullable<Metric['contains']>[] = ['time', 'data', 'default'];

/** How k6 begins the line of a sample, around the metric's name. */
const NAME_AT = '{"metric":"'.length;
const BEHIND_NAME = '","type":"Point","data":{"time":"';
// A line feed would be the end of a line that was cut off, and the rest another one.
const HEAD = /^\{"metric":"([^"\\\r\n]+)","type":"Point","data":\{"time":"$/;
const QUOTE = 34;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where tags are no object of texts; k6 writes `null` or leaves them out where there are none. */
function tagsOf(tags: unknown): SampleTags | undefined {
  if (tags === null || tags === undefined) return {};
  if (!isRecord(tags)) return undefined;
  const found: Partial<Record<keyof SampleTags, string>> = {};
  for (const tag of READ_TAGS) {
    const value = tags[tag];
    if (typeof value === 'string') found[tag] = value;
    else if (value !== undefined) return undefined;
  }
  const own = ownTagsText(tags);
  return own === '' ? found : { ...found, own };
}

/** A line, or a piece of one, that can be of JSON; k6's summary also holds braces, as in `{ expected_response:true }`. */
const IS_JSON = /^\s*\{?"|":|^\{$|\}\}?\s*$/;

/** What may stand behind the value without saying anything that `tagsOf` does not know; the first is a value's stand-in. */
const BEHIND_VALUE = new Set(['', 'tags', 'metadata']);

/** What `k6 run --out json=FILE` writes. Neither the order of lines nor that of keys matters. */
export class NdjsonLines implements LineForm {
  readonly between = new TextEncoder().encode('","value":');
  readonly #store: SampleSink;
  readonly #tally: LineTally;
  readonly #clock = sampleClock();
  readonly #torn: TornLine;

  constructor(store: SampleSink, tally: LineTally) {
    this.#store = store;
    this.#tally = tally;
    this.#torn = new TornLine(tally);
  }

  get isOpen(): boolean {
    return this.#torn.isOpen;
  }

  headLength(bytes: Uint8Array, p: number): number {
    const quote = bytes.indexOf(QUOTE, p + NAME_AT);
    return quote < 0 || quote - p > LONGEST_NAME ? 0 : quote - p + BEHIND_NAME.length;
  }

  metricOf(head: string): string | undefined {
    return head.match(HEAD)?.[1];
  }

  tagsOf(rest: string): SampleTags | undefined {
    if (!rest.endsWith('}}')) return undefined;
    // As it would stand behind a value: what ends the line ends this object and the one around it.
    const data = parsed(`{"":0${rest.slice(0, -1)}`);
    return data && Object.keys(data).every((key) => BEHIND_VALUE.has(key)) ? tagsOf(data.tags) : undefined;
  }

  readSlowly(line: string, number: number): void {
    if (line.trim() === '') return;
    this.#tally.read();
    if (!IS_JSON.test(line)) {
      this.#torn.interrupt(line, number);
      return;
    }
    if (this.#torn.rejoin(line, (whole) => this.#take(whole))) return;
    this.#torn.giveUp();
    if (this.#take(line)) return;
    if (line.startsWith('{')) this.#torn.hold(line, number);
    else this.#tally.bad(number);
  }

  /** The input has ended. */
  end(): void {
    this.#torn.end();
  }

  /** False for a line that is neither a `Metric` nor a `Point` of k6. */
  #take(line: string): boolean {
    const { type, metric, data } = parsed(line) ?? {};
    if (typeof metric !== 'string' || metric === '' || !isRecord(data)) return false;
    if (type === 'Metric') return this.#describe(metric, data);
    if (type !== 'Point') return false;
    const { time, value } = data;
    const timeMs = typeof time === 'string' ? this.#clock(time) : undefined;
    const tags = tagsOf(data.tags);
    // k6 itself leaves out a sample of which it cannot make JSON; others that write its format put null.
    if (value === null && timeMs !== undefined && tags) return this.#store.infinite(metric);
    if (timeMs === undefined || typeof value !== 'number' || !Number.isFinite(value) || !tags) return false;
    return this.#store.add(metric, timeMs, value, tags);
  }

  #describe(metric: string, data: Record<string, unknown>): boolean {
    const kind = KINDS.find((known) => known === data.type);
    const contains = CONTENTS.find((known) => known === data.contains);
    if (kind) this.#store.describe(metric, contains ? { kind, contains } : { kind });
    const { thresholds, submetrics } = data;
    for (const one of listOf(thresholds)) if (typeof one === 'string') this.#store.demand(metric, one);
    for (const one of listOf(submetrics)) {
      if (isRecord(one) && typeof one.name === 'string') this.#store.demand(one.name, undefined);
    }
    return kind !== undefined;
  }
}
