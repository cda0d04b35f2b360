import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonGateSchema } from '../../reports/render/gate-json-schema.ts';
import { JsonReportSchema } from '../../reports/render/json-schema.ts';
import { callCommand } from '../../testing/call-command.ts';
import { tries } from '../../testing/tries.ts';

const read = (path: string) => readFileSync(new URL(`../../fixtures/runs/${path}`, import.meta.url), 'utf8');
const INPUTS = ['get-balance', 'place-order'].map((api) => read(`seed-all/${api}/summary.json`));

/** Names that objects have by themselves, numbers at the ends, and what k6 writes in no such place. */
const value = fc.constantFrom<unknown>(
  ...[null, -1, 0, 1e308, -1e308, 5e-324, 0.1, 2 ** 53, 'x', '', 'NaN', true, [], {}, { values: {} }, [null]],
);
const name = fc.constantFrom(...['hasOwnProperty', 'constructor', 'toString', '__proto__', '', 'http_reqs', 'a{b:c}']);

const changeOf = fc.record({ place: fc.nat(), value, name, kind: fc.constantFrom('set', 'remove', 'rename', 'add') });
type Change = typeof changeOf extends fc.Arbitrary<infer One> ? One : never;

/** Every object within a document, with the names of what it holds. */
function placesOf(document: unknown): [Record<string, unknown>, string][] {
  if (typeof document !== 'object' || document === null) return [];
  const own = document as Record<string, unknown>;
  return Object.keys(own).flatMap((key) => [[own, key] as [typeof own, string], ...placesOf(own[key])]);
}

function changed(text: string, changes: readonly Change[]): string {
  const document: unknown = JSON.parse(text);
  for (const change of changes) {
    const places = placesOf(document);
    const [holder, key] = places[change.place % Math.max(1, places.length)] ?? [];
    if (!holder || key === undefined) continue;
    const put = (under: string, what: unknown) =>
      Object.defineProperty(holder, under, { value: what, enumerable: true, configurable: true, writable: true });
    const before = holder[key];
    if (change.kind === 'remove' || change.kind === 'rename') delete holder[key];
    if (change.kind === 'rename') put(change.name, before);
    else if (change.kind === 'add') put(change.name, structuredClone(before));
    else if (change.kind === 'set') put(key, change.value);
  }
  return JSON.stringify(document);
}

test.each([
  ['report', JsonReportSchema, [0]],
  ['gate', JsonGateSchema, [0, 10, 20, 30]],
] as const)('whatever a summary holds, %s answers by its schema or with an error', async (command, schema, codes) => {
  const changes = fc.array(changeOf, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.nat(INPUTS.length - 1), changes, async (at, own) => {
      const input = changed(INPUTS[at] ?? '', own);
      const { code, stdout, stderr } = await callCommand([command, '-', '--format', 'json', '--lang', 'en'], { input });
      expect(stdout + stderr).not.toMatch(
        /\bNaN\b(?!')|\bInfinity\b|\bundefined\b|\[object Object\]|\n\s+at .*:\d+:\d+/,
      );
      if (code === 2) {
        expect(stdout).toBe('');
        return;
      }
      expect(codes).toContain(code);
      const written: unknown = JSON.parse(stdout);
      expect(schema.parse(written)).toStrictEqual(written);
    }),
    { numRuns: tries(250), seed: 15 },
  );
});
