import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { peakBytes } from './k6-cost.ts';

/** A process is asked so often how much memory it took, in ms; the system keeps the peak. */
const ASK_EVERY_MS = 10;

export interface Measured {
  readonly wallMs: number;
  readonly peakBytes: number;
  readonly output: string;
}

/** Runs Node with these arguments. Throws where it does not end with 0. */
export async function measuredProcess(args: readonly string[]): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (data) => {
    output += data;
  });
  let peak = 0;
  const asking = setInterval(async () => {
    peak = Math.max(peak, await peakBytes(child.pid ?? 0));
  }, ASK_EVERY_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(asking);
  if (code !== 0) throw new Error(`ended with ${code}: ${args.join(' ')}`);
  return { wallMs: performance.now() - started, peakBytes: peak, output };
}
