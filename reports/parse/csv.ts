import { BuhaError } from '../model/error.ts';
import { CsvRecords, csvFields } from './csv-records.ts';
import { LineTally, type SampleReading } from './line-tally.ts';
import { sampleClock } from './sample-time.ts';
import { SAMPLE_TAGS, Samples, type SampleTags } from './samples.ts';

const REQUIRED = ['metric_name', 'timestamp', 'metric_value'] as const;

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Columns by name: which system tags k6 writes depends on its options. */
function columnsOf(header: string, file: string): readonly string[] {
  const columns = csvFields(header)?.map((name) => name.trim()) ?? [];
  const missing = REQUIRED.find((name) => !columns.includes(name));
  if (missing) throw new BuhaError('bad-csv-header', { file, fault: 'missing', detail: missing });
  const repeated = columns.find((name, at) => columns.indexOf(name) !== at);
  if (repeated !== undefined) throw new BuhaError('bad-csv-header', { file, fault: 'repeated', detail: repeated });
  return columns;
}

/** Takes the fields of one row in; false for a row that is no sample. */
function rowReader(samples: Samples, columns: readonly string[]): (fields: readonly string[]) => boolean {
  const clock = sampleClock();
  const [nameAt, timeAt, valueAt] = REQUIRED.map((name) => columns.indexOf(name));
  // k6 writes a tag of these names into a column of its own or nowhere: `extra_tags`, whose values are not escaped,
  // need not be taken apart.
  const tagsAt = SAMPLE_TAGS.map((tag) => [tag, columns.indexOf(tag)] as const).filter(([, at]) => at >= 0);
  return (fields) => {
    const metric = fields[nameAt ?? -1] ?? '';
    const value = fields[valueAt ?? -1] ?? '';
    const timeMs = clock(fields[timeAt ?? -1] ?? '');
    if (fields.length !== columns.length || metric === '' || timeMs === undefined || !NUMBER.test(value)) return false;
    const tags: Partial<Record<keyof SampleTags, string>> = {};
    for (const [tag, at] of tagsAt) tags[tag] = fields[at];
    samples.add(metric, timeMs, Number(value), tags);
    return true;
  };
}

/**
 * Reads what `k6 run --out csv=FILE` writes, line by line. It tells no metric types, so k6's own metrics get theirs from
 * a table and others are taken as trends; values have six decimals, times by default whole seconds. `file` is the name
 * to show in errors. A bad line, and a last one that is cut off, is counted; blank lines and the header are not.
 * @throws BuhaError `bad-csv-header`, `too-many-bad-lines` above 1 %, `no-samples`
 */
export async function readCsv(lines: AsyncIterable<string>, file: string): Promise<SampleReading> {
  const samples = new Samples();
  const tally = new LineTally();
  let records: CsvRecords | undefined;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const text = line.replace(/\r$/, '');
    const isBlank = text.trim() === '';
    if (records) {
      if (!isBlank) tally.read();
      // A blank line may stand within quotes.
      records.add(text, number);
    } else if (!isBlank) {
      const columns = columnsOf(text.replace(/^\uFEFF/, ''), file);
      records = new CsvRecords(rowReader(samples, columns), (bad) => tally.bad(bad));
    }
  }
  records?.end();
  return tally.finish(samples, file);
}
