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

test.each([
  ['{{title', 'report.hbs:1 cannot be read'],
  ['a\n{{#each apis}}x{{/if}}', "report.hbs:2 has a block that another one's end closes: {{#each}} … {{/if}}"],
  ['a\n\n{{> summry}}', 'report.hbs:3 names a template that there is not: summry'],
  ['a\n{{titel}}', 'report.hbs:2 names a field that there is not: titel'],
  ['{{shout title}}', 'report.hbs:1 calls shout; only if, unless, each and with can be called'],
])('what is wrong with a template, and where: %j', async (source, told) => {
  writeFileSync(join(folder, 'own', 'report.hbs'), source);
  const { code, stderr } = await callCommand([
    ...['report', run('get-balance'), '--template', join(folder, 'own'), '-o', '-', '--lang', 'en'],
  ]);
  expect(code).toBe(2);
  expect(stderr).toContain(`error: ${told}`);
  expect(stderr).not.toMatch(/Parse error|Expecting|\[object|could not be found|not defined/);
});

test('a fault of a part is told of that part', async () => {
  writeFileSync(join(folder, 'own', 'steps.hbs'), 'a\n{{titel}}');
  writeFileSync(join(folder, 'own', 'report.hbs'), '{{> steps}}');
  const call = ['report', run('get-balance'), '--template', join(folder, 'own'), '-o', '-', '--lang', 'en'];
  expect((await callCommand(call)).stderr).toContain('error: steps.hbs:2 names a field that there is not: titel');
});
