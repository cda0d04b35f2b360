import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { newestBuild } from '../scripts/build-folders.mjs';
import { k6Environment } from '../scripts/run/k6-environment.ts';
import { startShop } from '../scripts/run/shop-process.ts';
import { parseTarget } from '../scripts/run/target.ts';
import { median } from './k6-cost.ts';
import { type Measured, measuredProcess } from './measured-process.ts';

const PAIRS = 7;

/** The whole command, from its start to its report as JSON, against the same whole job in DuckDB on all cores. */
export interface FormResult {
  readonly form: string;
  readonly bytes: number;
  readonly buhaMs: number;
  readonly duckdbMs: number;
  /** Medians of the pairs' ratios. */
  readonly wall: number;
  readonly memory: number;
}

export interface ReadingResult {
  readonly samples: number;
  readonly pairs: number;
  readonly forms: readonly FormResult[];
  /** One metric alone, by hand: so many times as long as the whole report takes. */
  readonly readline: number;
  readonly papaparse: number;
  /** Largest relative difference between DuckDB's figures and the report's. */
  readonly largestDifference: number;
}

/** Raw samples of a run with the reference's options on the embedded shop, in every form that k6 writes. */
async function record(root: string, k6: string, folder: string): Promise<string[]> {
  const { folder: build = '' } = (await newestBuild(join(root, 'dist'))) ?? {};
  const shop = await startShop({ script: join(root, 'dist', build, 'shop.js'), port: 0, lock: 'distributed' });
  const [ndjson, csv] = [join(folder, 'samples.ndjson'), join(folder, 'samples.csv')];
  try {
    const load = { profile: 'seed', scale: 1, durationScale: 1 } as const;
    const child = spawn(
      k6,
      [
        'run',
        '--quiet',
        '--no-usage-report',
        `--out=json=${ndjson}`,
        `--out=csv=${csv}`,
        join(root, 'dist', 'get-balance.js'),
      ],
      {
        stdio: 'ignore',
        env: {
          ...k6Environment(process.env, {
            target: parseTarget(shop.baseUrl),
            headers: {},
            usersFile: undefined,
            productsFile: undefined,
            load,
          }),
        },
      },
    );
    await once(child, 'close');
  } finally {
    await shop.stop();
  }
  const compressed = [ndjson, csv].map(async (file) => {
    await pipeline(createReadStream(file), createGzip(), createWriteStream(`${file}.gz`));
    return `${file}.gz`;
  });
  return [ndjson, csv, ...(await Promise.all(compressed))];
}

interface Scope {
  readonly [field: string]: { readonly count?: number; readonly avg?: number } | undefined;
}

const FIELDS: Readonly<Record<string, string>> = {
  http_req_duration: 'durationMs',
  iteration_duration: 'iterationDurationMs',
  http_req_blocked: 'blockedMs',
  http_req_connecting: 'connectingMs',
};

/** Largest relative difference between DuckDB's groups and the report's figures for the run and each scenario. */
function difference(report: string, groups: string): number {
  const [api] = JSON.parse(report).apis as [{ total: Scope; scenarios: Record<string, Scope> }];
  const rows = JSON.parse(groups) as (string | number | null)[][];
  let largest = 0;
  let compared = 0;
  for (const [metric, scenario, name, status, count, sum, min, max, quantiles] of rows) {
    const field = FIELDS[String(metric)];
    if (!field || name !== null || status !== null) continue;
    const scope = scenario === null ? api.total : api.scenarios[String(scenario)];
    const trend = scope?.[field] as Record<string, number> | undefined;
    if (!trend) continue;
    const [med, p90, p95, p99, p999] = quantiles as unknown as number[];
    const theirs = { count, avg: Number(sum) / Number(count), min, max, med, p90, p95, p99, p999 };
    for (const [statistic, value] of Object.entries(theirs)) {
      const own = trend[statistic] ?? Number.NaN;
      largest = Math.max(largest, Math.abs(own - Number(value)) / Math.max(1e-6, Math.abs(own)));
      compared += 1;
    }
  }
  if (compared === 0) throw new Error('DuckDB and the report have no figure in common');
  return largest;
}

/** Reads the raw output of a reference run in every form, by turns with DuckDB. */
export async function benchReading(root: string, k6: string): Promise<ReadingResult> {
  const peers = join(root, 'bench', 'peers');
  if (!existsSync(join(peers, 'node_modules'))) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: peers, stdio: 'inherit' });
  }
  const folder = await mkdtemp(join(tmpdir(), 'buha-bench-'));
  const buha = (file: string) =>
    measuredProcess([join(root, 'dist', 'buha.js'), 'report', file, '--profile', 'seed', '--format', 'json']);
  const peer = (name: string, file: string) => measuredProcess([join(peers, `${name}.mjs`), file]);
  try {
    const files = await record(root, k6, folder);
    const forms: FormResult[] = [];
    let largestDifference = 0;
    for (const file of files) {
      const pairs: { own: Measured; duckdb: Measured }[] = [];
      for (let pair = 0; pair < PAIRS; pair += 1) {
        // The order turns with every pair, so that neither side always runs on the warmer machine.
        const first = pair % 2 === 0 ? await buha(file) : await peer('duckdb', file);
        const second = pair % 2 === 0 ? await peer('duckdb', file) : await buha(file);
        pairs.push(pair % 2 === 0 ? { own: first, duckdb: second } : { own: second, duckdb: first });
      }
      const [one] = pairs;
      if (one) largestDifference = Math.max(largestDifference, difference(one.own.output, one.duckdb.output));
      forms.push({
        form: file.slice(file.indexOf('samples.') + 'samples.'.length),
        bytes: (await stat(file)).size,
        buhaMs: median(pairs.map(({ own }) => own.wallMs)),
        duckdbMs: median(pairs.map(({ duckdb }) => duckdb.wallMs)),
        wall: median(pairs.map(({ own, duckdb }) => own.wallMs / duckdb.wallMs)),
        memory: median(pairs.map(({ own, duckdb }) => own.peakBytes / duckdb.peakBytes)),
      });
    }
    const [ndjson = '', csv = ''] = files;
    const alone = async (name: string, file: string) => {
      const ratios: number[] = [];
      for (let pair = 0; pair < 3; pair += 1) ratios.push((await peer(name, file)).wallMs / (await buha(file)).wallMs);
      return median(ratios);
    };
    const lines = (await readFile(csv)).reduce((count, byte) => (byte === 10 ? count + 1 : count), 0);
    return {
      samples: lines - 1,
      pairs: PAIRS,
      forms,
      readline: await alone('readline', ndjson),
      papaparse: await alone('papaparse', csv),
      largestDifference,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
