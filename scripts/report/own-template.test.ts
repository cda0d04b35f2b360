import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { ROOT } from '../paths.ts';

const run = (name: string) => join(ROOT, 'fixtures', 'runs', 'seed-all', name);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-template-'));
  mkdirSync(join(folder, 'own'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['report', 'report.hbs', [run('get-balance')]],
  ['compare', 'rounds.hbs', [run('get-balance'), run('place-order'), '--force-compare']],
])('what a template refuses leaves no picture behind: %s', async (command, template, runs) => {
  writeFileSync(join(folder, 'own', template), '{{no such field}}');
  const output = ['--template', join(folder, 'own'), '-o', join(folder, 'x.md'), '--lang', 'en'];
  expect(await callCommand([command, ...runs, ...output])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(template.replace('.hbs', '')),
  });
  expect(readdirSync(folder)).toStrictEqual(['own']);
});
