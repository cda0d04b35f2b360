import type { Metric } from '../model/run.ts';
import { LineTally, type SampleReading } from './line-tally.ts';
import { sampleClock } from './sample-time.ts';
import { SAMPLE_TAGS, Samples, type SampleTags } from './samples.ts';

const KINDS: readonly Metric['kind'][] = ['trend', 'counter', 'rate', 'gauge'];
const CONTENTS: readonly NonNullable<Metric['contains']>[] = ['time', 'data', 'default'];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
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
  for (const tag of SAMPLE_TAGS) {
    const value = tags[tag];
    if (typeof value === 'string') found[tag] = value;
    else if (value !== undefined) return undefined;
  }
  return found;
}

function addType(samples: Samples, metric: string, data: Record<string, unknown>): boolean {
  const kind = KINDS.find((known) => known === data.type);
  const contains = CONTENTS.find((known) => known === data.contains);
  if (kind) samples.describe(metric, contains ? { kind, contains } : { kind });
  return kind !== undefined;
}

/** Takes one line in; false for a line that is neither a `Metric` nor a `Point` of k6. */
function lineReader(samples: Samples): (line: string) => boolean {
  const clock = sampleClock();
  return (line) => {
    const { type, metric, data } = parsed(line) ?? {};
    if (typeof metric !== 'string' || metric === '' || !isRecord(data)) return false;
    if (type === 'Metric') return addType(samples, metric, data);
    if (type !== 'Point') return false;
    const { time, value } = data;
    const timeMs = typeof time === 'string' ? clock(time) : undefined;
    const tags = tagsOf(data.tags);
    if (timeMs === undefined || typeof value !== 'number' || !Number.isFinite(value) || !tags) return false;
    samples.add(metric, timeMs, value, tags);
    return true;
  };
}

/**
 * Reads what `k6 run --out json=FILE` writes, line by line. Neither the order of lines nor that of keys matters. `file`
 * is the name to show in errors. A bad line, and a last one that is cut off, is counted; blank lines are not.
 * @throws BuhaError `too-many-bad-lines` above 1 %, `no-samples`
 */
export async function readNdjson(lines: AsyncIterable<string>, file: string): Promise<SampleReading> {
  const samples = new Samples();
  const tally = new LineTally();
  const read = lineReader(samples);
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    tally.read();
    if (!read(text)) tally.bad(number);
  }
  return tally.finish(samples, file);
}
