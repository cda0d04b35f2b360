import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'buha-before-k6-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A k6 that cannot be used is the first thing that is said once one is looked for. */
const NO_K6 = { K6_BIN: '/nowhere/k6', BUHA_LANG: 'en' };
// Nothing of the catalogue needs to be built for it.
const SCRIPT = 'export default () => {};\n';

test('results that cannot be written are said before k6 is looked for', async () => {
  const cwd = folder();
  const [script, results] = [join(cwd, 'own.js'), join(cwd, 'file', 'results')];
  writeFileSync(script, SCRIPT);
  writeFileSync(join(cwd, 'file'), '');
  const { code, stderr } = await callCommand(['run', script, '--results', results], { env: NO_K6 });
  expect(code).toBe(2);
  expect(stderr).toContain(results);
  expect(stderr).not.toContain('/nowhere/k6');
});

test('otherwise k6 comes next, and nothing is made for a run that did not begin', async () => {
  const cwd = folder();
  const script = join(cwd, 'own.js');
  writeFileSync(script, SCRIPT);
  const target = ['--base-url', 'http://127.0.0.1:9'];
  const { code, stderr } = await callCommand(['run', script, ...target, '--results', join(cwd, 'results')], {
    env: NO_K6,
  });
  expect(code).toBe(2);
  expect(stderr).toContain('/nowhere/k6');
  expect(readdirSync(cwd)).toEqual(['own.js']);
});
