import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
