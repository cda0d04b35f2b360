import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { damage, damaged } from '../../testing/mutations.ts';
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
