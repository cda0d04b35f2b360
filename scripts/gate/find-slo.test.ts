import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NO_PROJECT } from '../../options/project.ts';
import type { NamedRun } from '../../reports/analyse/gate/slo-names.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { Terminal } from '../terminal.ts';
import { checkSlo, sloOf } from './find-slo.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'buha-slo-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const said: string[] = [];
const call = {
  terminal: new Terminal({ write: (text: string) => said.push(text) > 0 } as never),
  language: 'en',
} as const;

function file(path: string, text = ''): string {
  const full = join(place, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

const run = (name: string, scenarios: readonly string[] = ['default']): NamedRun => ({
  ...{ api: undefined, project: NO_PROJECT, name, planned: [] },
  measured: { scenarios: Object.fromEntries(scenarios.map((scenario) => [scenario, {}])) },
});

describe('service levels that nobody named', () => {
  test('are of each script those beside it, and all are said', async () => {
    const [a, b, c] = [file('a/x.js'), file('b/y.js'), file('c/z.js')];
    const files = [file('a/slo.yaml', 'p95: 1s'), file('b/slo.yaml', 'p95: 2s')];
    said.length = 0;
    const slo = await sloOf(undefined, [a, b, c], call);
    expect([a, b, c].map((script) => slo?.ofScript(script)?.file)).toStrictEqual([...files, undefined]);
    for (const one of files) expect(said.join('')).toContain(one);
  });

  test('of one folder hold for all runs of the call', async () => {
    const slo = await sloOf(undefined, [file('a/x.js'), file('a/y.js')], call);
    expect(slo).toBeUndefined();
    const one = file('a/slo.yaml', 'p95: 1s');
    const found = await sloOf(undefined, [file('a/x.js'), file('a/y.js')], call);
    expect([found?.ofScript(file('a/y.js'))?.file, found?.ofScript(undefined)?.file]).toStrictEqual([one, one]);
  });
});

describe('names in a file of service levels', () => {
  const checked = async (slo: string, runs: readonly (readonly [script: string, run: NamedRun])[]) => {
    const choice = await sloOf(slo, [], call);
    if (choice)
      checkSlo(
        choice,
        runs.map(([script, named]) => ({ script, run: named })),
      );
  };

  test('may be of scripts below it and beside those that run', async () => {
    const slo = file('slo.yaml', 'checkout: { p95: 1s }\nbrowse: { p95: 1s }\n');
    const script = file('load/deep/checkout.js');
    file('load/browse.ts');
    await checked(slo, [[script, run('checkout')]]);
    const apart = file('goals/slo.yaml', 'checkout: { p95: 1s }\nother: { p95: 1s }\n');
    file('load/deep/other.js');
    await checked(apart, [[script, run('checkout')]]);
    await expect(checked(file('slo2.yaml', 'chekout: { p95: 1s }'), [[script, run('checkout')]])).rejects.toThrow(
      BuhaError,
    );
  });

  test('are looked for nowhere that cannot be listed', async () => {
    const slo = file('slo.yaml', 'none: { p95: 1s }');
    const gone = join(place, 'gone', 'script.js');
    await expect(checked(slo, [[gone, run('script')]])).rejects.toMatchObject({ code: 'bad-slo' });
  });

  test('of scenarios are those of any of the runs', async () => {
    const slo = file('slo.yaml', 'scenarios: { buy: { p95: 1s } }');
    const [buyer, reader] = [file('a.js'), file('b.js')];
    await checked(slo, [
      [buyer, run('a', ['buy'])],
      [reader, run('b', ['read'])],
    ] as const);
    await expect(checked(slo, [[reader, run('b', ['read'])]])).rejects.toMatchObject({ code: 'bad-slo' });
  });

  test('of scenarios are checked against the runs that tell them, whatever another tells', async () => {
    const slo = file('slo.yaml', 'scenarios: { peek_test: { p95: 1s } }');
    const [plain, told] = [file('a.js'), file('b.js')];
    const slip = [
      [plain, run('a', [])],
      [told, run('b', ['peak_test'])],
    ] as const;
    await expect(checked(slo, slip)).rejects.toMatchObject({ code: 'bad-slo' });
    // Where none tells them there is nothing to check against.
    await checked(slo, [[plain, run('a', [])]]);
  });
});
