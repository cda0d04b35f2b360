import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectOptions, median, runOnce, startInstantServer } from './k6-cost.ts';

/** Fewest pairs of which a median is worth quoting. */
const PAIRS = 9;

/** Up to 1 500 users for 54 s, some 16 iterations each: users who live shortly would weigh their start, not their work. */
const CPU_LOAD = { BUHA_PROFILE: 'load-only', BUHA_SCALE: '0.5', BUHA_DURATION_SCALE: '0.6' };
/** All 3 500 users of the reference, for as long as it takes to start them. */
const MEMORY_LOAD = { BUHA_PROFILE: 'seed', BUHA_SCALE: '1', BUHA_DURATION_SCALE: '0.12' };

export interface WiringResult {
  readonly scenario: string;
  /** Typed scenario against the hand-written script with the same options and tags; medians of the pairs' ratios. */
  readonly cpuPerIteration: number;
  readonly memory: number;
  /** The hand-written script with buha's options against the bare reference: what the options cost. */
  readonly optionsCpuPerIteration: number;
  readonly optionsMemory: number;
  readonly pairs: number;
}

interface Scripts {
  readonly typed: string;
  readonly byHand: string;
  readonly bare: string;
}

/** Writes the hand-written scripts with the options of the typed one (and, bare, with its scenarios alone). */
async function peers(
  root: string,
  folder: string,
  id: string,
  k6: string,
  load: Record<string, string>,
): Promise<Scripts> {
  const typed = join(root, 'dist', `${id}.js`);
  const options = await inspectOptions(k6, typed, load);
  const write = async (name: string, from: string, own: unknown) => {
    const target = join(folder, name);
    await cp(join(root, 'bench', 'handwritten', from), target, { recursive: true });
    const text = `export const BASE_URL = __ENV.BASE_URL;\nexport const options = ${JSON.stringify(own, null, 2)};\n`;
    await writeFile(join(target, 'test-options.js'), text);
    await writeFile(join(target, 'common', 'test-options.js'), text).catch(() => {});
    return join(target, `${id}.js`);
  };
  return {
    typed,
    byHand: await write(`same-${load.BUHA_PROFILE}`, 'same-options', options),
    bare: await write(`bare-${load.BUHA_PROFILE}`, '.', { scenarios: options.scenarios }),
  };
}

async function alternate(scripts: Scripts, k6: string, env: Record<string, string>, pairs: number) {
  const rows = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    // The order turns with every pair, so that neither side always runs on the warmer machine.
    const names = pair % 2 === 0 ? (['typed', 'byHand', 'bare'] as const) : (['bare', 'byHand', 'typed'] as const);
    const row: Partial<Record<keyof Scripts, { cpu: number; memory: number }>> = {};
    for (const name of names) {
      const cost = await runOnce({ k6, script: scripts[name], env });
      row[name] = { cpu: cost.cpuSec / cost.iterations, memory: cost.peakBytes };
    }
    rows.push(row as Record<keyof Scripts, { cpu: number; memory: number }>);
  }
  return rows;
}

/** Cost of the typed wiring for one scenario. */
export async function benchWiring(root: string, k6: string, id: string, pairs = PAIRS): Promise<WiringResult> {
  const folder = await mkdtemp(join(tmpdir(), 'buha-bench-'));
  const server = await startInstantServer(root);
  try {
    const measure = async (load: Record<string, string>) =>
      alternate(await peers(root, folder, id, k6, load), k6, { ...load, BASE_URL: server.baseUrl }, pairs);
    const cpu = await measure(CPU_LOAD);
    const memory = await measure(MEMORY_LOAD);
    return {
      scenario: id,
      cpuPerIteration: median(cpu.map(({ typed, byHand }) => typed.cpu / byHand.cpu)),
      memory: median(memory.map(({ typed, byHand }) => typed.memory / byHand.memory)),
      optionsCpuPerIteration: median(cpu.map(({ byHand, bare }) => byHand.cpu / bare.cpu)),
      optionsMemory: median(memory.map(({ byHand, bare }) => byHand.memory / bare.memory)),
      pairs,
    };
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
