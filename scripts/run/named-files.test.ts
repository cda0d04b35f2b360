import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { namedFiles } from './named-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'buha-named-'));
afterAll(() => rmSync(folder, { recursive: true }));

for (const name of [
  'order.js',
  'cart.ts',
  'readme.md',
  '.buha-12-x-1.js',
  'lib/data.js',
  'lib/deep/more.js',
  'node_modules/pkg/index.js',
  '.git/hook.js',
  'odd[1].js',
]) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), '');
}

async function found(name: string) {
  const named = await namedFiles(join(folder, name));
  return named?.files.map((file) => relative(folder, file).replaceAll('\\', '/'));
}

test.each([
  ['', ['cart.ts', 'odd[1].js', 'order.js', 'readme.md']],
  ['lib', ['lib/data.js']],
  ['*.js', ['odd[1].js', 'order.js']],
  ['*.{js,ts}', ['cart.ts', 'odd[1].js', 'order.js']],
  ['{lib,.}/*.js', ['lib/data.js', 'odd[1].js', 'order.js']],
  ['??der.js', ['order.js']],
  ['[a-c]*.ts', ['cart.ts']],
  ['[!a-c]*.[jt]s', ['odd[1].js', 'order.js']],
  ['**/*.js', ['lib/data.js', 'lib/deep/more.js', 'odd[1].js', 'order.js']],
  ['*/data.js', ['lib/data.js']],
  ['lib/**/more.js', ['lib/deep/more.js']],
  ['.buha-*.js', ['.buha-12-x-1.js']],
  ['node_modules/pkg/*.js', ['node_modules/pkg/index.js']],
  ['no*.js', []],
])('%s', async (name, files) => expect(await found(name)).toStrictEqual(files));

test('a file is itself, also where its name could be a pattern; nothing is nothing', async () => {
  expect(await namedFiles(join(folder, 'odd[1].js'))).toStrictEqual({
    files: [join(folder, 'odd[1].js')],
    isOne: true,
  });
  expect(await namedFiles(join(folder, 'absent.js'))).toBeUndefined();
});
