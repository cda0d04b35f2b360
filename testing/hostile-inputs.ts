import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Kind, lay } from './hostile-kinds.ts';
import { change, changed, damage, damaged, gentleChange } from './mutations.ts';
import { expectSound } from './sound-output.ts';

/** What was tried of a kind of input, and what came of it. */
export interface Tally {
  tried: number;
  readonly codes: Map<number, number>;
  /** The most that one try took, in ms of processor time or of the clock, whichever is less. */
  mostMs: number;
  /** By how much the memory of the process grew in one try, at most, in bytes. */
  mostBytes: number;
}

export const emptyTally = (): Tally => ({ tried: 0, codes: new Map(), mostMs: 0, mostBytes: 0 });

/** A place among the examples of a kind, and what happens to that example. */
const mutation = fc.record({
  example: fc.nat(),
  // What one harm refuses, others could not show: mostly there is one alone.
  damages: fc.oneof({ weight: 3, arbitrary: fc.tuple(damage) }, fc.array(damage, { minLength: 1, maxLength: 3 })),
  changes: fc.oneof(
    { weight: 3, arbitrary: fc.array(gentleChange, { minLength: 1, maxLength: 4 }) },
    fc.array(change, { minLength: 1, maxLength: 6 }),
  ),
  /** Of JSON: it is changed, not damaged. */
  staysJson: fc.constantFrom(true, true, true, false),
  ask: fc.nat(),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer One> ? One : never;

const mutated = (bytes: Uint8Array, isJson: boolean, { damages, changes, staysJson }: Mutation): Uint8Array =>
  isJson && staysJson ? Buffer.from(changed(Buffer.from(bytes).toString(), changes)) : damages.reduce(damaged, bytes);

/** Bytes that the process had at its greatest. */
const greatest = () => process.resourceUsage().maxRSS * 1024;

async function measured<Value>(tally: Tally, work: () => Promise<Value>): Promise<Value> {
  const [clock, processor] = [performance.now(), process.cpuUsage()];
  const [now, most] = [process.memoryUsage.rss(), greatest()];
  const value = await work();
  const { user, system } = process.cpuUsage(processor);
  tally.mostMs = Math.max(tally.mostMs, Math.min(performance.now() - clock, (user + system) / 1000));
  tally.mostBytes = Math.max(tally.mostBytes, process.memoryUsage.rss() - now, greatest() - most);
  return value;
}

/** Tries a kind so many times. Throws for the first answer that is not sound; `page` is shown each page that was written. */
export async function tryKind(kind: Kind, times: number, tally: Tally, page: (html: string) => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(mutation, async (one) => {
      const example = kind.examples[one.example % kind.examples.length];
      if (!example) throw new Error(`${kind.name}: no example`);
      const folder = mkdtempSync(join(tmpdir(), 'buha-hostile-'));
      try {
        const out = join(folder, 'out');
        mkdirSync(out);
        const bytes = mutated(example.bytes, kind.isJson, one);
        const path = lay(folder, example, kind.pack?.(bytes) ?? bytes);
        const asks = kind.asks(path, out);
        const ask = asks[one.ask % asks.length] ?? [];
        const { code, pages } = await measured(tally, () => expectSound(ask, folder, Buffer.from(bytes).toString()));
        tally.tried += 1;
        tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1);
        for (const html of pages) page(html);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: times },
  );
}

/** A line for each kind. */
export const tallyText = (tallies: ReadonlyMap<string, Tally>): string =>
  [...tallies]
    .map(([name, { tried, codes, mostMs, mostBytes }]) => {
      const counts = [...codes].toSorted(([a], [b]) => a - b).map(([code, count]) => `${code}: ${count}`);
      const most = `at most ${(mostMs / 1000).toFixed(2)} s, ${Math.round(mostBytes / 1e6)} MB`;
      return `${name}: ${tried} tried, exit ${counts.join(', ')}; ${most} more`;
    })
    .join('\n');
