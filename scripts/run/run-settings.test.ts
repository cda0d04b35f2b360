import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('nor the place of the rows that an experiment varies', async () => {
  const file = join(folder, 'users.csv');
  const rows = `id\n${Array.from({ length: 40 }, (_, at) => at).join('\n')}\n`;
  writeFileSync(file, rows);
  const results = join(folder, 'results');
  const args = ['experiment', 'recharge-balance', '--vary', 'users=4,40', '--users', file, '--results', results];
  const { code, stderr } = await callCommand([...args, '--out', `csv=${file}`]);
  expect(code).toBe(2);
  expect(stderr).toContain('덮어쓰지 않았습니다');
  expect(readFileSync(file, 'utf8')).toBe(rows);
});

test.each([
  ['--users', 'id\n1\n'],
  ['--products', 'id\n1\n'],
  ['--target-info', 'CPU: 4\n'],
  ['--notes', 'mine'],
  ['--slo', 'p95: 1s\n'],
  ['--server-metrics', 'time,name,value\n2020-01-01T00:00:00Z,cpu_percent,20\n'],
])('what k6 writes does not take the place of %s', async (option, text) => {
  const file = join(folder, 'input');
  writeFileSync(file, text);
  const args = ['run', 'get-balance', option, file, '--out', `json=${file}`, '--results', join(folder, 'results')];
  const { code, stderr } = await callCommand(args);
  expect(code).toBe(2);
  expect(stderr).toContain('덮어쓰지 않았습니다');
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test.each([
  ['the script', 'script.js'],
  ['what it imports', 'lib.js'],
])('what k6 writes does not take the place of %s', async (_, name) => {
  const script = join(folder, 'script.js');
  writeFileSync(script, "import { one } from './lib.js';\nexport default () => one;\n");
  writeFileSync(join(folder, 'lib.js'), 'export const one = 1;\n');
  const before = readFileSync(join(folder, name), 'utf8');
  const args = ['run', script, '--out', `json=${join(folder, name)}`, '--results', join(folder, 'results')];
  const { code, stderr } = await callCommand(args);
  expect(code).toBe(2);
  expect(stderr).toContain('덮어쓰지 않았습니다');
  expect(readFileSync(join(folder, name), 'utf8')).toBe(before);
});

test('metrics that are a folder are refused before any load', async () => {
  const results = join(folder, 'results');
  const { code, stderr } = await callCommand(['run', 'get-balance', '--server-metrics', folder, '--results', results]);
  expect(code).toBe(2);
  expect(stderr).toContain(folder);
  expect(existsSync(results)).toBe(false);
});
