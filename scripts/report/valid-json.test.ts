import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { change, changed } from '../../testing/mutations.ts';
import { tries } from '../../testing/tries.ts';
import { ROOT } from '../paths.ts';

const RUNS = join(ROOT, 'fixtures/runs');
const read = (path: string) => readFileSync(join(RUNS, path), 'utf8');
const INPUTS = ['get-balance', 'place-order'].map((api) => read(`seed-all/${api}/summary.json`));

/** Outputs that are read line by line: texts of several versions, and the first lines of samples. */
const TEXTS = [
  'reference/place-order.txt',
  'summary-text/full.txt',
  'formats/0.49.0/plain.text.txt',
  'samples/lean-tags.csv.gz',
  'samples/lean-tags.ndjson.gz',
].map((path) => {
  const bytes = readFileSync(join(RUNS, path));
  const text = String(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
  return text.split('\n').slice(0, 300).join('\n');
});

const spoilOf = fc.record({
  line: fc.nat(),
  by: fc.constantFrom('-1', '1e999', '{', '"', 'hasOwnProperty', '__proto__', '✗ ', '\u0000', ',', ''),
  kind: fc.constantFrom('remove', 'double', 'figure', 'word', 'cut', 'swap'),
});
type Spoil = typeof spoilOf extends fc.Arbitrary<infer One> ? One : never;

function spoilt(text: string, spoils: readonly Spoil[]): string {
  const lines = text.split('\n');
  for (const { line: place, by, kind } of spoils) {
    const at = place % lines.length;
    const line = lines[at] ?? '';
    if (kind === 'remove') lines.splice(at, 1);
    else if (kind === 'double') lines.splice(at, 0, line);
    else if (kind === 'cut') lines[at] = line.slice(0, place % (line.length + 1));
    else if (kind === 'swap') [lines[at], lines[0]] = [lines[0] ?? '', line];
    else lines[at] = line.replace(kind === 'figure' ? /\d+(?:\.\d+)?/ : /[a-z_]{3,}/i, by);
  }
  return lines.join('\n');
}

/** What the command writes, held against the schema that it publishes: by another's reading of it. */
const COMMANDS = [
  { command: 'report', validate: schemaOf('report-2'), codes: [0] },
  { command: 'gate', validate: schemaOf('gate-2'), codes: [0, 10, 20, 30] },
] as const;

function schemaOf(name: string) {
  // Formats are notes there, and time is what its pattern says.
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile(JSON.parse(readFileSync(join(ROOT, `schema/${name}.json`), 'utf8')) as object);
}

/** What no output may hold: figures that are none, and traces. */
const SPOILT = /\bNaN\b(?!')|\bInfinity\b|\bundefined\b|\[object Object\]|\n\s+at .*:\d+:\d+/;

/** Calls the command; its answer is by its schema, or it has none and says why. Answers the exit code. */
async function answer({ command, validate, codes }: (typeof COMMANDS)[number], path: string, input?: string) {
  const call = [command, path, '--format', 'json', '--lang', 'en'];
  const { code, stdout, stderr } = await callCommand(call, input === undefined ? {} : { input });
  expect(stdout + stderr).not.toMatch(SPOILT);
  if (code === 2) {
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: /m);
    return code;
  }
  expect(codes).toContain(code);
  validate(JSON.parse(stdout));
  expect(validate.errors ?? []).toStrictEqual([]);
  return code;
}

describe.each(COMMANDS)('$command', (one) => {
  test('has a schema that refuses what it does not know, and what is missing', async () => {
    const call = await callCommand([one.command, '-', '--format', 'json'], { input: INPUTS[0] ?? '' });
    const written = JSON.parse(call.stdout) as Record<string, unknown>;
    const { schemaVersion: _, ...lacking } = written;
    expect([written, { ...written, own: 1 }, lacking].map((all) => one.validate(all))).toEqual([true, false, false]);
  });

  test('answers by its schema, or with an error, whatever a summary holds', async () => {
    const changes = fc.array(change, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.nat(INPUTS.length - 1), changes, async (at, own) => {
        await answer(one, '-', changed(INPUTS[at] ?? '', own));
      }),
      { numRuns: tries(250) },
    );
  });

  test('answers by its schema, or with an error, whatever became of a text or of samples', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(TEXTS.length - 1), fc.array(spoilOf, { minLength: 1, maxLength: 5 }), async (at, own) => {
        await answer(one, '-', spoilt(TEXTS[at] ?? '', own));
      }),
      { numRuns: tries(250) },
    );
  });
});

/** Files and folders of recorded output below a folder. */
const outputsIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:\.(?:txt|json|csv|ndjson)(?:\.gz)?|\.md)$/.test(path))
    .flatMap((path) => (path.endsWith('run.json') ? [path, dirname(path)] : [path]))
    .map((path) => join(folder, path));

/** Small inputs of the kinds that others brought, where they stand beside the project. */
const CASES = join(ROOT, '../shared/cases');

describe.each(COMMANDS)('$command answers by its schema, or with an error,', (one) => {
  test('to all that was recorded', async () => {
    let answered = 0;
    for (const path of outputsIn(RUNS)) if ((await answer(one, path)) !== 2) answered += 1;
    expect(answered).toBeGreaterThan(80);
  }, 120_000);

  test.runIf(existsSync(CASES))(
    'to the cases',
    async () => {
      let answered = 0;
      for (const path of outputsIn(CASES)) if ((await answer(one, path)) !== 2) answered += 1;
      expect(answered).toBeGreaterThan(20);
    },
    120_000,
  );
});
