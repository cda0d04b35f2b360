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
/** As many as the reference run has. */
const ROWS = 1_500_000;
const TOKENS = 10_000;

/** Raw samples with few different addresses, or with one of its own on every request (a tenth of the rows, as k6 writes them). */
const SHAPES = ['few addresses', 'each address different'] as const;

export interface SecretsResult {
  readonly shape: (typeof SHAPES)[number];
  readonly rows: number;
  readonly readMs: number;
  /**
   * Processor time (of all threads) and time of reading and keeping over those of reading alone, medians of the pairs'
   * ratios: nothing secret in it, one token.
   */
  readonly clean: Ratios;
  readonly withOne: Ratios;
}

interface Ratios {
  readonly processor: number;
  readonly wall: number;
}

/** What looking for secrets takes before the load: what is to be found is learnt once. */
export interface SecretsBench {
  readonly tokens: number;
  readonly learnMs: number;
  readonly shapes: readonly SecretsResult[];
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

interface Cost {
  readonly wallMs: number;
  readonly processorMs: number;
}

async function timed(act: () => Promise<unknown>): Promise<Cost> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await act();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - started, processorMs: (user + system) / 1000 };
}

/** What looking for secrets of 10,000 users costs while raw samples are read, against reading alone. */
export async function benchSecrets(): Promise<SecretsBench> {
  const folder = await mkdtemp(join(tmpdir(), 'buha-bench-'));
  const tokens = new Set(Array.from({ length: TOKENS }, (_, at) => token(at)));
  const [raw, from, to] = ['raw.csv.gz', 'from.csv.gz', 'samples.csv.gz'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const learning: number[] = [];
  for (let time = 0; time <= PAIRS; time += 1) {
    const started = performance.now();
    redactor([tokens])('warm');
    learning.push(performance.now() - started);
  }
  const redact = redactor([tokens]);
  const plain = () => timed(() => readOutputs(openInput(raw, {}), {}));
  const keeping = async () => {
    await copyFile(raw, from);
    return timed(() =>
      readWaiting({ from, to, kept: keptTags(redact) }, async (kept) => ({
        read: await readOutputs(openInput(from, {}), { kept }),
        isWhole: true,
      })),
    );
  };
  const ratios = async () => {
    const pairs: { own: Cost; alone: Cost }[] = [];
    for (let pair = 0; pair <= PAIRS; pair += 1) {
      const isOwnFirst = pair % 2 === 0;
      const first = await (isOwnFirst ? keeping() : plain());
      const second = await (isOwnFirst ? plain() : keeping());
      // The first one warms up.
      if (pair > 0) pairs.push(isOwnFirst ? { own: first, alone: second } : { own: second, alone: first });
    }
    const ratio = (of: (cost: Cost) => number) => median(pairs.map(({ own, alone }) => of(own) / of(alone)));
    return {
      ratios: { processor: ratio(({ processorMs }) => processorMs), wall: ratio(({ wallMs }) => wallMs) },
      readMs: median(pairs.map(({ alone }) => alone.wallMs)),
    };
  };
  const shapes: SecretsResult[] = [];
  try {
    for (const shape of SHAPES) {
      await writeFile(raw, samples(shape, undefined));
      const clean = await ratios();
      await writeFile(raw, samples(shape, token(17)));
      const withOne = await ratios();
      shapes.push({ shape, rows: ROWS, readMs: clean.readMs, clean: clean.ratios, withOne: withOne.ratios });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { tokens: TOKENS, learnMs: median(learning), shapes };
}
