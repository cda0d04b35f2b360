import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gate } from '../../reports/analyse/gate/judge.ts';
import type { GateResult } from '../../reports/model/gate-result.ts';
import { parseSlo } from '../../reports/parse/slo.ts';
import { LANGUAGES, type Language } from '../../reports/words/language.ts';
import { ownSource } from '../../testing/own-source.ts';
import { EXIT } from '../exit-codes.ts';
import { ROOT } from '../paths.ts';
import { GATE_FORMATS, type GateFormat } from './gate-formats.ts';
import { gateExit } from './gate-output.ts';

/** As seen from the project, so that no path of a machine gets into a golden file. */
const fixture = (path: string) => relative(process.cwd(), join(ROOT, 'fixtures', path)) || '.';
const golden = (name: string) => join(ROOT, 'fixtures', 'golden', `gate-${name}`);

/** A recorded run of each kind, and service levels that one misses, one meets and one does not hold. */
const SLO = `
get-balance: { p95: 10ms, p99: 1s, p75: 1s, tps: 100, delivered: 5%, scenarios: { peak_test: { p95: 50ms } } }
place-order: { failed: 0.1% }
`;

const mixed = async () => {
  const { runs } = await ownSource([fixture('runs/seed-all'), fixture('runs/reference/get-product.txt')]);
  return gate(runs, parseSlo(SLO, 'slo.yaml'));
};

const textOf = (result: GateResult, format: GateFormat, language: Language) =>
  GATE_FORMATS[format](result, language, gateExit(result, false));

// `npx vitest -u` rewrites the golden files; read the difference before committing it.
describe.each(LANGUAGES)('the gate on recorded runs (%s)', (language) => {
  test('as a table', async () => {
    const { runs } = await ownSource([fixture('runs/seed-all')]);
    await expect(await textOf(gate(runs), 'table', language)).toMatchFileSnapshot(golden(`seed-all.${language}.txt`));
  });

  test.each([
    ['table', 'txt'],
    ['json', 'json'],
    ['junit', 'xml'],
    ['github', 'md'],
  ] as const)('with service levels of its own, as %s', async (format, extension) => {
    const text = (await textOf(await mixed(), format, language)).replaceAll('\\\\', '/');
    await expect(text).toMatchFileSnapshot(golden(`mixed.${language}.${extension}`));
  });
});

test('the same input gives the same bytes, in every form', async () => {
  for (const render of Object.values(GATE_FORMATS)) {
    const first = await render(await mixed(), 'ko', EXIT.missedGoals);
    expect(await render(await mixed(), 'ko', EXIT.missedGoals)).toBe(first);
  }
});

/** Every recorded k6 output, one by one. */
const OUTPUTS = [
  'formats/0.49.0',
  'formats/0.56.0',
  'formats/1.8.1',
  'formats/2.2.0',
  'samples',
  'summary-text',
  'reference',
]
  .flatMap((folder) => readdirSync(join(ROOT, 'fixtures', 'runs', folder)).map((name) => `runs/${folder}/${name}`))
  .filter((name) => /\.(?:json|txt|gz)$/.test(name));

const FOLDERS = ['runs/seed-all', 'runs/stress'];

describe('on every recorded output', () => {
  test('there are many', () => {
    expect(OUTPUTS.length).toBeGreaterThan(90);
    for (const folder of FOLDERS) expect(existsSync(join(ROOT, 'fixtures', folder))).toBe(true);
  });

  test.each([...OUTPUTS, ...FOLDERS])('report and gate agree: %s', async (name) => {
    const { runs } = await ownSource([fixture(name)]);
    const { runs: judged } = gate(runs);
    expect(judged.length).toBe(runs.length);
    for (const [at, { verdict }] of judged.entries()) {
      const { kind } = runs[at]?.verdict ?? {};
      expect(verdict).toBe(kind === 'pass' || kind === 'slo-fail' ? kind : 'invalid');
    }
  });
});
