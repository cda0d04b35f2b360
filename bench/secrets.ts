import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readOutputs } from '../reports/parse/read-outputs.ts';
import { openInput } from '../scripts/read/input.ts';
import { readWaiting } from '../scripts/run/redact-samples.ts';
import { keptTags } from '../scripts/run/secrets/kept-tags.ts';
import { redactor } from '../scripts/run/secrets/redactor.ts';
import { median } from './k6-cost.ts';

const PAIRS = 5;
const ROWS = 300_000;
const TOKENS = 10_000;

/** Raw samples with few different addresses, or with one of its own on every request (a tenth of the rows, as k6 writes them). */
const SHAPES = ['few addresses', 'each address different'] as const;

export interface SecretsResult {
  readonly shape: (typeof SHAPES)[number];
  readonly rows: number;
  readonly readMs: number;
  /** Times of reading and keeping over the time of reading alone, medians of the pairs' ratios: nothing secret in it, one token. */
  readonly clean: number;
  readonly withOne: number;
}

const token = (at: number) => `eyJhbGciOiJIUzI1NiJ9.user-${at}.${at * 7919}`;

const HEADER =
  'metric_name,timestamp,metric_value,check,error_code,expected_response,group,method,name,scenario,status,extra_tags';

const METRICS = [
  ...['http_reqs', 'http_req_duration', 'http_req_blocked', 'http_req_connecting', 'http_req_tls_handshaking'],
  ...['http_req_sending', 'http_req_waiting', 'http_req_receiving', 'http_req_failed', 'iterations'],
];

function samples(shape: SecretsResult['shape'], secret: string | undefined): Buffer {
  const rows = [HEADER];
  for (let at = 0; at < ROWS; at += 1) {
    const request = Math.floor(at / METRICS.length);
    const id = shape === 'few addresses' ? request % 50 : request;
    const query = secret !== undefined && request === 500 ? `?token=${secret}` : '';
    const name = `http://127.0.0.1:8080/api/products/${id}${query}`;
    const value = ((at * 7919) % 100_000) / 1000;
    rows.push(
      `${METRICS[at % METRICS.length]},${1_700_000_000_000 + request},${value.toFixed(6)},,,true,,GET,${name},peak,200,`,
    );
  }
  return gzipSync(`${rows.join('\n')}\n`, { level: 1 });
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** What looking for secrets of 10,000 users costs while raw samples are read, against reading alone. */
export async function benchSecrets(): Promise<SecretsResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'buha-bench-'));
  const tokens = new Set(Array.from({ length: TOKENS }, (_, at) => token(at)));
  const [raw, from, to] = ['raw.csv.gz', 'from.csv.gz', 'samples.csv.gz'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const plain = () => readOutputs(openInput(raw, {}), {});
  const keeping = async () => {
    await copyFile(raw, from);
    return timed(() =>
      readWaiting({ from, to, kept: keptTags(redactor([tokens])) }, async (kept) => ({
        read: await readOutputs(openInput(from, {}), { kept }),
        isWhole: true,
      })),
    );
  };
  const ratio = async () => {
    const pairs: { own: number; alone: number }[] = [];
    for (let pair = 0; pair <= PAIRS; pair += 1) {
      const first = pair % 2 === 0 ? await keeping() : await timed(plain);
      const second = pair % 2 === 0 ? await timed(plain) : await keeping();
      // The first one warms up.
      if (pair > 0) pairs.push(pair % 2 === 0 ? { own: first, alone: second } : { own: second, alone: first });
    }
    return {
      ratio: median(pairs.map(({ own, alone }) => own / alone)),
      readMs: median(pairs.map(({ alone }) => alone)),
    };
  };
  const results: SecretsResult[] = [];
  try {
    for (const shape of SHAPES) {
      await writeFile(raw, samples(shape, undefined));
      const clean = await ratio();
      await writeFile(raw, samples(shape, token(17)));
      const withOne = await ratio();
      results.push({ shape, rows: ROWS, readMs: clean.readMs, clean: clean.ratio, withOne: withOne.ratio });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return results;
}
