import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileMeant, importsOf, ownModules } from './own-modules.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function files(texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const specifiers = (code: string, isTypeScript = false) =>
  importsOf(code, isTypeScript).map(({ specifier }) => specifier);

describe('imports of a module', () => {
  test.each([
    ["import http from 'k6/http';", ['k6/http']],
    ['import a from"a";import{b}from"b"', ['a', 'b']],
    ["import './side.js'", ['./side.js']],
    ["import {\n  one,\n  two as three,\n} from './many.js';", ['./many.js']],
    [
      "import * as all from './all.js';\nexport * from './more.js';\nexport { x } from './x.js'",
      ['./all.js', './more.js', './x.js'],
    ],
    ["const { a } = require( './lib.cjs' );", ['./lib.cjs']],
    ["// import a from 'a';\n/* import b from 'b'; */", []],
    ["const text = `\nimport a from 'a';\n`; const other = \"\\\nimport b from 'b'\";", []],
    ["export default {\n  'a': 1 };\nexport class A {\n  'quoted' = 1;\n}", []],
    ["export const from = 'a';\nexport function f() { return 'b'; }", []],
    ["const url = 'https://x';\nimport a from 'a';", ['a']],
  ])('%j', (code, expected) => {
    expect(specifiers(code)).toEqual(expected);
  });

  test('types of TypeScript are none', () => {
    const code =
      "import type { A } from 'a';\nimport { type B } from 'b';\nexport type { C } from 'c';\nimport type D from 'd';";
    expect(specifiers(code, true)).toEqual([]);
    expect(specifiers("import {} from 'a';\nimport type from 'b';\nimport { type C, d } from 'c';", true)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});

describe('what a script consists of', () => {
  const modulesOf = async (script: string) => {
    const { files: found, unreadable } = await ownModules(join(folder, script));
    return { files: found.map((file) => relative(folder, file).replaceAll('\\', '/')), unreadable };
  };

  test('files by path, each once, also in a circle; k6 and addresses are none', async () => {
    files({
      'load/main.js':
        "import './a b.js';\nimport '../lib/%ED%95%9C.ts';\nimport 'k6/http';\nimport 'https://example.com/x.js';",
      'load/a b.js': "require('./main.js')",
      'lib/한.ts': "import type { X } from 'x';\nimport '../load/a b.js'",
    });
    expect(await modulesOf('load/main.js')).toEqual({
      files: ['load/main.js', 'load/a b.js', 'lib/한.ts'],
      unreadable: 'none',
    });
  });

  test.each([
    ['a package', { 'main.js': "import dayjs from 'dayjs';" }],
    ['a path without its extension', { 'main.ts': "import { a } from './a';", 'a.ts': '' }],
    ['JSON', { 'main.js': "import a from './a.json';", 'a.json': '{}' }],
    ['types in a file that is not .ts', { 'main.js': "import './a.mts';", 'a.mts': '' }],
    ['a decorator', { 'main.ts': 'class A {\n  @once\n  b() {}\n}' }],
    ['a package deeper down', { 'main.js': "import './a.js';", 'a.js': "const x = require('x');" }],
  ])('k6 cannot take %s', async (_, texts) => {
    files(texts);
    expect((await modulesOf(Object.keys(texts)[0] ?? '')).unreadable).toBe('some');
  });

  test('what may be types only is left to k6', async () => {
    files({ 'main.ts': "import { Config, Other } from './types';", 'types.ts': '' });
    expect((await modulesOf('main.ts')).unreadable).toBe('perhaps');
    files({ 'main.ts': "import { Config, other } from './types';" });
    expect((await modulesOf('main.ts')).unreadable).toBe('some');
  });
});

test('a path that leads nowhere is left to k6', async () => {
  writeFileSync(join(folder, 'main.js'), "import './absent.js';");
  expect((await ownModules(join(folder, 'main.js'))).unreadable).toBe('none');
});

test('a path means the file that TypeScript would find', async () => {
  files({ 'a.ts': '', 'b/index.js': '', 'c.mts': '', 'd.js': '', 'd.ts': '', '100%.js': '' });
  const importer = join(folder, 'main.ts');
  const found = await Promise.all(
    ['./a', './a.js', './b', './c.mjs', './d.js', './100%.js', './nothing'].map((specifier) =>
      fileMeant(specifier, importer),
    ),
  );
  const names = found.map((file) => file && relative(folder, file).replaceAll('\\', '/'));
  expect(names).toEqual(['a.ts', 'a.ts', 'b/index.js', 'c.mts', 'd.js', '100%.js', undefined]);
});
