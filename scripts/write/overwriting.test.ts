import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { mustNotOverwrite } from './overwriting.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-overwriting-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const refused = expect.objectContaining({ code: 'would-overwrite' });

test('an input is kept, however it is written', () => {
  const [input, link] = [join(folder, 'summary.txt'), join(folder, 'link.txt')];
  writeFileSync(input, '');
  symlinkSync(input, link);
  for (const output of [input, relative('.', input), `${folder}/./summary.txt`]) {
    expect(() => mustNotOverwrite([output], [input])).toThrow(refused);
    expect(() => mustNotOverwrite([output], [link])).toThrow(refused);
  }
  expect(() => mustNotOverwrite([join(folder, 'report.md'), undefined, '-'], [input, undefined, '-'])).not.toThrow();
});

test('what a run measured is kept although only its folder was named; its reports may be written again', () => {
  for (const name of ['summary.json', 'samples.csv.gz', 'run.json', 'notes.md']) {
    expect(() => mustNotOverwrite([join(folder, name)], [folder])).not.toThrow();
  }
  writeFileSync(join(folder, 'run.json'), '{}');
  for (const name of [
    'summary.json',
    'samples.csv.gz',
    'partial-samples.csv.gz',
    'run.json',
    'console.txt',
    'notes.md',
  ]) {
    expect(() => mustNotOverwrite([join(folder, name)], [folder])).toThrow(refused);
  }
  expect(() =>
    mustNotOverwrite(
      ['report.md', 'report.html', 'gate.json'].map((name) => join(folder, name)),
      [],
    ),
  ).not.toThrow();
});

test('the report of a run never takes the place of what it was written from', async () => {
  const run = join(folder, 'run');
  cpSync(fileURLToPath(new URL('../../fixtures/runs/seed-all/get-balance', import.meta.url)), run, { recursive: true });
  const notes = join(folder, 'opinion.md');
  writeFileSync(notes, 'mine');
  for (const output of [join(run, 'summary.json'), join(run, 'run.json'), notes]) {
    const before = readFileSync(output, 'utf8');
    const { code, stderr } = await callCommand(['report', run, '--notes', notes, '-o', output]);
    expect(code).toBe(2);
    expect(stderr).toContain(output);
    expect(readFileSync(output, 'utf8')).toBe(before);
  }
});
