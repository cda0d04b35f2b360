import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './k6-cost.ts';
import { type Measured, measuredProcess } from './measured-process.ts';

const PAIRS = 5;
const REQUESTS = 166_667;
const [FEW, MANY] = [4, 4000];

/** Metrics of one request, with what stands for their value. */
const METRICS: readonly (readonly [name: string, value: (ms: number) => number])[] = [
  ['http_reqs', () => 1],
  ['http_req_duration', (ms) => ms],
  ['http_req_blocked', () => 0.002],
  ['http_req_connecting', () => 0],
  ['http_req_tls_handshaking', () => 0],
  ['http_req_sending', (ms) => ms / 100],
  ['http_req_waiting', (ms) => ms * 0.98],
  ['http_req_receiving', (ms) => ms / 100],
  ['http_req_failed', () => 0],
];

export interface NamesResult {
  readonly samples: number;
  readonly few: number;
  readonly many: number;
  readonly pairs: number;
  /** Medians of the pairs' ratios: so many times the time and the memory of few names. */
  readonly wall: number;
  readonly memory: number;
  readonly fewMs: number;
  readonly manyMs: number;
  /** Size of the report of many names as markdown, in lines, and as JSON and page, in bytes. */
  readonly lines: number;
  readonly jsonBytes: number;
  readonly pageBytes: number;
}

/** Samples of a run of so many names that the script gave, in turn; times in ms are the same whatever the names. */
async function written(file: string, names: number): Promise<string> {
  const out = createWriteStream(file);
  out.write(
    'metric_name,timestamp,metric_value,check,error_code,expected_response,group,name,scenario,status,extra_tags,metadata\n',
  );
  for (let at = 0; at < REQUESTS; at += 1) {
    const ms = 5 + ((at * 7919) % 1000) / 100;
    const timeMs = 1_780_000_000_000 + Math.floor((at * 120_000) / REQUESTS);
    const name = `op ${String.fromCharCode(97 + ((at % names) % 26))}${(at % names).toString(36)}x`;
    const rest = `,,,true,,${name},default,200,,\n`;
    const lines = METRICS.map(([metric, value]) => `${metric},${timeMs},${value(ms).toFixed(6)}${rest}`).join('');
    if (!out.write(lines)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return file;
}

/** What it costs to read the same samples with many names instead of few, by turns. */
export async function benchNames(root: string): Promise<NamesResult> {
  const folder = await mkdtemp(join(tmpdir(), 'buha-bench-'));
  const report = (file: string, format: string): Promise<Measured> =>
    measuredProcess([join(root, 'dist', 'buha.js'), 'report', file, '--format', format, '-o', '-']);
  try {
    const [few, many] = [await written(join(folder, 'few.csv'), FEW), await written(join(folder, 'many.csv'), MANY)];
    const pairs: { few: Measured; many: Measured }[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      // The order turns with every pair, so that neither side always runs on the warmer machine.
      const first = await report(pair % 2 === 0 ? few : many, 'json');
      const second = await report(pair % 2 === 0 ? many : few, 'json');
      pairs.push(pair % 2 === 0 ? { few: first, many: second } : { few: second, many: first });
    }
    const [markdown, page] = [await report(many, 'md'), await report(many, 'html')];
    return {
      ...{ samples: REQUESTS * METRICS.length, few: FEW, many: MANY, pairs: PAIRS },
      wall: median(pairs.map((pair) => pair.many.wallMs / pair.few.wallMs)),
      memory: median(pairs.map((pair) => pair.many.peakBytes / pair.few.peakBytes)),
      fewMs: median(pairs.map((pair) => pair.few.wallMs)),
      manyMs: median(pairs.map((pair) => pair.many.wallMs)),
      lines: markdown.output.split('\n').length,
      jsonBytes: Buffer.byteLength(pairs[0]?.many.output ?? ''),
      pageBytes: Buffer.byteLength(page.output),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
