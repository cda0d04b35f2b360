import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, type Recording } from '../../testing/reference-formats.ts';
import { reportOf } from '../../testing/reference-report.ts';
import { tries } from '../../testing/tries.ts';
import { read, recordedAs, small, summaries } from '../../testing/wrong-input.ts';
import { analyse } from '../analyse/analyse.ts';
import { assembleRuns } from '../assemble/assemble.ts';
import { BuhaError } from '../model/error.ts';
import type { Output } from '../model/output.ts';
import { jsonReport } from '../render/json.ts';

/** A report of what was read can be written, and holds no figure that is none. */
function expectReport(outputs: readonly Output[]): void {
  for (const { metrics } of outputs.map(({ measured }) => measured)) {
    for (const { values } of metrics) expect(Object.values(values).every(Number.isFinite)).toBe(true);
  }
  const runs = assembleRuns(outputs, {});
  const analysed = runs.map((run) => analyse(run, runs));
  for (const language of ['ko', 'en'] as const) {
    expect(reportOf(analysed, language)).not.toMatch(/\bNaN\b|\bundefined\b|\bInfinity\b|\[object/);
    expect(() => JSON.stringify(jsonReport(analysed, language))).not.toThrow();
  }
}

interface Damage {
  readonly how: 'remove' | 'double' | 'overwrite' | 'swap' | 'digit';
  readonly at: number;
  readonly length: number;
  readonly noise: Uint8Array;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  how: fc.constantFrom('remove', 'double', 'overwrite', 'swap', 'digit'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 200 }),
  noise: fc.uint8Array({ minLength: 1, maxLength: 40 }),
});

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;

function damaged(bytes: Uint8Array, { how, at, length, noise }: Damage): Uint8Array {
  const start = Math.floor(at * bytes.length);
  const [before, part, after] = [
    bytes.slice(0, start),
    bytes.slice(start, start + length),
    bytes.slice(start + length),
  ];
  // Digits in place of digits make a file that reads well and lies.
  const lying = part.map((byte) => (isDigit(byte) ? 0x30 + ((byte + length) % 10) : byte));
  const parts = {
    remove: [before, after],
    double: [before, part, part, after],
    overwrite: [before, noise, after],
    swap: [before, after, part],
    digit: [before, lying, after],
  };
  return Buffer.concat(parts[how]);
}

const anyOf = (among: readonly Recording[]) => fc.constantFrom(...among);

describe('damaged anywhere', () => {
  test('a summary is refused with a reason, or a report of it can be written', async () => {
    const texts = recordedAs(/(?:text|full|compact)\.txt$/);
    const seen = { refused: new Set<string>(), read: 0 };
    await fc.assert(
      fc.asyncProperty(
        anyOf([...summaries, ...texts]),
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        async (one, all) => {
          const answer = await read(all.reduce(damaged, bytesOf(one)), one.path);
          if (answer instanceof BuhaError) seen.refused.add(answer.code);
          else {
            seen.read += 1;
            expectReport(answer);
          }
        },
      ),
      { numRuns: tries(200) },
    );
    expect(seen.read).toBeGreaterThan(tries(200) / 10);
    expect(seen.refused.size).toBeGreaterThan(1);
  });

  test('so are raw samples', async () => {
    await fc.assert(
      fc.asyncProperty(anyOf(small), fc.array(damage, { minLength: 1, maxLength: 2 }), async (one, all) => {
        const answer = await read(all.reduce(damaged, bytesOf(one)), one.path);
        if (!(answer instanceof BuhaError)) expectReport(answer);
      }),
      { numRuns: tries(40) },
    );
  });

  test('no bytes at all are read as a run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await read(bytes, 'noise')).toBeInstanceOf(BuhaError);
      }),
      { numRuns: tries(500) },
    );
  });

  test('nor is any JSON that k6 did not write', async () => {
    const fields = ['metrics', 'root_group', 'results', 'config', 'values', 'checks', 'groups', 'thresholds', 'count'];
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.dictionary(fc.constantFrom(...fields), tie('value'), { maxKeys: 5 }),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (json) => {
        const answer = await read(
          Buffer.from(JSON.stringify({ metrics: json, root_group: json, results: json })),
          'x.json',
        );
        expect(answer).toBeInstanceOf(BuhaError);
      }),
      { numRuns: tries(500) },
    );
  });
});
