import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

/** Raw samples of an hour, as k6 writes them with `--out csv`: made up, and the same each time; for tests and `bench/`. */

export const HOUR_SECONDS = 3600;
export const HOUR_ENDPOINTS = 50;
export const HOUR_SCENARIOS = ['browse', 'buy', 'search'] as const;

const START_MS = Date.UTC(2026, 10, 23, 12);

const HEADER =
  'metric_name,timestamp,metric_value,check,error_code,expected_response,group,method,name,scenario,status,extra_tags,metadata\n';

/** Numbers between 0 and 1 that look random (Numerical Recipes' linear congruential generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One in so many requests is answered with something else; the rest with 200. */
const FAILURES = [
  { status: 500, errorCode: 1500, oneIn: 400 },
  { status: 503, errorCode: 1503, oneIn: 600 },
  { status: 0, errorCode: 1211, oneIn: 900 },
] as const;

/** The seconds in which `peakSecond` asks for most, and when it is slowest: what a thinned chart must still show. */
export const HOUR_PEAK_SECOND = 2345;
export const HOUR_PEAK_MS = 8765.25;

/** The lines of one second after another: every endpoint once, by one of the scenarios in turn. */
function* hourOfSamples(): Generator<string> {
  yield HEADER;
  const random = numbers(1);
  for (let second = 0; second < HOUR_SECONDS; second += 1) {
    const lines: string[] = [];
    for (let endpoint = 0; endpoint < HOUR_ENDPOINTS; endpoint += 1) {
      const at = START_MS + second * 1000 + endpoint * 15;
      const scenario = HOUR_SCENARIOS[(second + endpoint) % HOUR_SCENARIOS.length];
      const failure = FAILURES.find(({ oneIn }) => random() < 1 / oneIn);
      const isPeak = second === HOUR_PEAK_SECOND && endpoint === 7;
      const waiting = isPeak ? HOUR_PEAK_MS - 0.25 : 5 + endpoint + 40 * random() ** 8 * (1 + second / 600);
      const tags = `,${failure?.errorCode ?? ''},${failure === undefined || isPeak},,GET,GET /v1/part-${endpoint}/{id},${scenario},${isPeak ? 200 : (failure?.status ?? 200)},,`;
      const add = (metric: string, value: number) => lines.push(`${metric},${at},${value.toFixed(6)},${tags}`);
      add('http_reqs', 1);
      add('http_req_duration', waiting + 0.25);
      add('http_req_blocked', second === 0 ? 1.5 : 0.01);
      add('http_req_connecting', second === 0 ? 1 : 0);
      add('http_req_tls_handshaking', 0);
      add('http_req_sending', 0.05);
      add('http_req_waiting', waiting);
      add('http_req_receiving', 0.2);
      add('http_req_failed', failure === undefined || isPeak ? 0 : 1);
      const own = `,,,,,,,${scenario},,,`;
      lines.push(`iterations,${at},1.000000${own}`, `iteration_duration,${at},${(waiting + 0.5).toFixed(6)}${own}`);
    }
    yield `${lines.join('\n')}\n`;
  }
}

/** Writes the samples into a folder, and with the command that is built in `root` the page of their report: its path. */
export async function writeHourReport(root: string, folder: string): Promise<string> {
  const [samples, page] = [join(folder, 'hour.csv'), join(folder, 'hour.html')];
  await pipeline(Readable.from(hourOfSamples()), createWriteStream(samples));
  await promisify(execFile)(process.execPath, [
    ...[join(root, 'dist', 'buha.js'), 'report', samples, '--format', 'html', '-o', page],
  ]);
  return page;
}
