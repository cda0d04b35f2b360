import { EXTRA_TAGS, type SampleTags } from '../reports/parse/samples/tag-sets.ts';

/** A sample as k6 puts it out: `atMs` from the start of the run. */
export interface ReferenceSample {
  readonly metric: string;
  readonly atMs: number;
  readonly value: number;
  readonly tags: SampleTags;
}

export const RUN_START_MS = Date.UTC(2026, 10, 23, 12);

const HTTP_TIMES = ['http_req_duration', 'http_req_blocked', 'http_req_connecting', 'http_req_tls_handshaking'];

/** The samples of one request that ends at `atMs`. */
export function request(atMs: number, durationMs: number, tags: SampleTags): ReferenceSample[] {
  const failed = tags.expected_response === 'false' ? 1 : 0;
  return [
    { metric: 'http_reqs', atMs, value: 1, tags },
    ...HTTP_TIMES.map((metric, at) => ({ metric, atMs, value: at === 0 ? durationMs : 0, tags })),
    { metric: 'http_req_failed', atMs, value: failed, tags },
  ];
}

/** A made run of 40 iterations in two scenarios, with setup, checks and every tenth request refused by the server. */
export function referenceSamples(): ReferenceSample[] {
  const setup = { group: '::setup', name: 'GET /token', status: '200', expected_response: 'true' };
  const iterations = Array.from({ length: 40 }, (_, number) => {
    const atMs = 100 + number * 25;
    const good = number % 10 !== 3;
    const own = { group: '', scenario: number % 4 === 0 ? 'peak_test' : 'load_test' };
    const answer = good ? { status: '200' } : { status: '503', error_code: '1503' };
    return [
      ...request(atMs, 10 + number, { ...own, ...answer, name: 'POST /orders', expected_response: String(good) }),
      { metric: 'checks', atMs: atMs + 1, value: good ? 1 : 0, tags: { ...own, check: '상태 코드는 "200", 맞음' } },
      { metric: 'iterations', atMs: atMs + 2, value: 1, tags: own },
      { metric: 'iteration_duration', atMs: atMs + 2, value: 15 + number, tags: own },
      { metric: 'data_received', atMs: atMs + 2, value: 300 + number, tags: own },
      { metric: 'vus', atMs: atMs + 3, value: 1 + (number % 5), tags: {} },
    ];
  });
  return [...request(40, 30, setup), ...iterations.flat()];
}

export const ndjsonTypes = (samples: readonly ReferenceSample[], types: Readonly<Record<string, string>>): string[] =>
  [...new Set(samples.map(({ metric }) => metric))].flatMap((metric) => {
    const type = types[metric];
    return type ? [JSON.stringify({ type: 'Metric', metric, data: { name: metric, type, contains: 'default' } })] : [];
  });

/** Tags of the script's own, the same on every sample. */
const OWN_TAGS = { team: '결제', note: 'a=b' };

export const ndjsonLine = ({ metric, atMs, value, tags }: ReferenceSample): string =>
  JSON.stringify({
    metric,
    type: 'Point',
    data: { time: new Date(RUN_START_MS + atMs).toISOString(), value, tags: { ...tags, ...OWN_TAGS } },
  });

const COLUMNS = ['check', 'error_code', 'expected_response', 'group', 'name', 'scenario', 'status'] as const;

export const CSV_HEADER = `metric_name,timestamp,metric_value,${COLUMNS.join(',')},extra_tags,metadata`;

const field = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const runnerTags = (tags: SampleTags) =>
  EXTRA_TAGS.flatMap((name) => (tags[name] === undefined ? [] : [`${name}=${tags[name]}`]));

export const csvLine = ({ metric, atMs, value, tags }: ReferenceSample): string =>
  [
    metric,
    String(RUN_START_MS + atMs),
    value.toFixed(6),
    ...COLUMNS.map((column) => tags[column] ?? ''),
    [...Object.entries(OWN_TAGS).map((pair) => pair.join('=')), ...runnerTags(tags)].join('&'),
    '',
  ]
    .map(field)
    .join(',');

/** Lines as they come from a file, in pieces of so many bytes. */
export async function* chunksOf(lines: readonly string[], size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(lines.join('\n'));
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
