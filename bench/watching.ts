import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchArguments, watchEnvironment } from '../scripts/run/one-k6.ts';
import { median, runOnce, startInstantServer } from './k6-cost.ts';

const PAIRS = 5;

/** CPU time of k6 while buha watches (raw samples, lean tags, summary file), against a bare `k6 run`. */
export interface WatchingResult {
  readonly requestsPerSec: number;
  readonly cpu: number;
  readonly pairs: number;
}

/** 1 500 requests per second for 15 s, from the hand-written script, which leaves k6's defaults alone. */
export async function benchWatching(root: string, k6: string): Promise<WatchingResult> {
  const script = join(root, 'bench', 'handwritten', 'get-product.js');
  const folder = await mkdtemp(join(tmpdir(), 'buha-bench-'));
  const server = await startInstantServer(root);
  const env = { BASE_URL: server.baseUrl, SMALL: '1', ...watchEnvironment(join(folder, 'samples.csv.gz')) };
  const watched = watchArguments(join(folder, 'summary.json'));
  // The summary's own file is already written by the bench, and the flag may stand only once.
  const args = watched.filter((argument) => !argument.startsWith('--summary-export'));
  const ratios: number[] = [];
  try {
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const bare = () => runOnce({ k6, script, env });
      const watching = () => runOnce({ k6, script, env, args });
      const [first, second] = pair % 2 === 0 ? [bare, watching] : [watching, bare];
      const [one, two] = [await first(), await second()];
      ratios.push(pair % 2 === 0 ? two.cpuSec / one.cpuSec : one.cpuSec / two.cpuSec);
    }
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return { requestsPerSec: 1500, cpu: median(ratios), pairs: PAIRS };
}
