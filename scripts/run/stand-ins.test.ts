import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NO_PROJECT } from '../../options/project.ts';
import { type HandOver, openHandOver } from './hand-over.ts';
import { withStandIns } from './stand-ins.ts';

let folder: string;
let handOver: HandOver;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'buha-test-'));
  handOver = await openHandOver(folder);
});
afterEach(async () => {
  await handOver.remove();
  rmSync(folder, { recursive: true });
});

function files(texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const PACKAGE = {
  'node_modules/pkg/package.json': '{"name":"pkg","main":"index.js"}',
  'node_modules/pkg/index.js': 'exports.seven = 7;',
};

/** Stand-ins by folder, with their code. */
const standInsIn = (name: string) =>
  readdirSync(join(folder, name))
    .filter((file) => file.startsWith('.buha-'))
    .map((file) => readFileSync(join(folder, name, file), 'utf8'));

describe('stand-ins', () => {
  test('name no map that maps nothing, of which k6 would warn', async () => {
    files({
      ...PACKAGE,
      'node_modules/other/package.json': '{"name":"other","main":"index.js"}',
      'node_modules/other/index.js': 'exports.eight = 8;',
      'main.js': "import { seven } from 'pkg';\nimport './a.js';\nexport default () => seven;",
      'a.js': "import { eight } from 'other';\nexport const a = eight;",
    });
    await withStandIns(join(folder, 'main.js'), handOver, NO_PROJECT);
    // What esbuild needs for CommonJS is shared and comes from no file.
    const shared = readdirSync(handOver.folder).filter((file) => file.endsWith('.js'));
    expect(shared).toHaveLength(1);
    for (const code of [
      ...shared.map((file) => readFileSync(join(handOver.folder, file), 'utf8')),
      ...standInsIn('.'),
    ]) {
      const map = code.match(/sourceMappingURL=(\S+)/)?.[1];
      if (map !== undefined) expect(JSON.parse(readFileSync(new URL(map), 'utf8')).mappings).not.toBe('');
    }
    expect(standInsIn('.').every((code) => code.includes('sourceMappingURL='))).toBe(true);
  });

  test('stand beside the modules that need one, and those that import them; all else stays outside', async () => {
    files({
      ...PACKAGE,
      'load/main.js':
        "import { seven } from '../lib/a.js';\nimport './plain.js';\nimport 'k6/http';\nexport default () => seven;",
      'load/plain.js': 'globalThis.plain = 1;',
      'lib/a.js': "import { seven } from 'pkg';\nexport const conf = open('./conf.json');\nexport { seven };",
    });
    const { file, modules } = await withStandIns(join(folder, 'load/main.js'), handOver, NO_PROJECT);
    expect(dirname(file)).toBe(join(folder, 'load'));
    expect(basename(file)).toMatch(new RegExp(`^\\.buha-${process.pid}-`));
    expect(modules).toEqual(['load/main.js', 'lib/a.js', 'load/plain.js'].map((name) => join(folder, name)));
    const [main, ...more] = standInsIn('load');
    expect(more).toEqual([]);
    expect(main).toMatch(/from"\.\.\/lib\/\.buha-/);
    expect(main).toContain('"./plain.js"');
    expect(main).toContain('"k6/http"');
    expect(standInsIn('lib')).toEqual([expect.stringMatching(/seven=7[\s\S]*open\("\.\/conf\.json"\)/)]);
    await handOver.remove();
    expect([...standInsIn('load'), ...standInsIn('lib')]).toEqual([]);
    expect(existsSync(handOver.folder)).toBe(false);
  });

  test('are none where only types cannot be resolved', async () => {
    files({ 'main.ts': "import { Config } from './types';\nexport const options: Config = {};" });
    const script = join(folder, 'main.ts');
    expect(await withStandIns(script, handOver, NO_PROJECT)).toMatchObject({ file: script, modules: [script] });
    expect(standInsIn('.')).toEqual([]);
  });

  test('of one package in two modules share its state', async () => {
    files({
      ...PACKAGE,
      'main.js': "import { seven } from 'pkg';\nimport './b.js';\nconsole.log(seven);",
      'b.js': "import { seven } from 'pkg';\nconsole.log(seven);",
    });
    await withStandIns(join(folder, 'main.js'), handOver, NO_PROJECT);
    const [one = '', two = ''] = standInsIn('.');
    for (const code of [one, two]) {
      expect(code).not.toContain('seven=7');
      expect(code).toMatch(/from"file:\/\/\/.*chunk-\w+\.js"/);
    }
  });

  test('of packages that ask for modules of Node only there', async () => {
    files({
      'node_modules/both/package.json': '{"name":"both","main":"index.js"}',
      'node_modules/both/index.js': "exports.read = () => require('stream').Readable;",
      'main.js': "import { read } from 'both';\nexport default read;",
    });
    await withStandIns(join(folder, 'main.js'), handOver, NO_PROJECT);
    expect(standInsIn('.')).toEqual([expect.stringContaining('("stream")')]);
  });

  test('a folder that cannot be written is told with the module', async () => {
    files({ ...PACKAGE, 'main.js': "import 'pkg';" });
    const readOnly = {
      ...handOver,
      writeStandIn: () => Promise.reject(Object.assign(new Error('no'), { code: 'EROFS' })),
    };
    await expect(withStandIns(join(folder, 'main.js'), readOnly, NO_PROJECT)).rejects.toMatchObject({
      code: 'cannot-stand-beside',
      facts: { module: expect.stringMatching(/main\.js$/), reason: 'EROFS' },
    });
  });

  test('a package that is not there is told with its line', async () => {
    files({ 'main.js': "import http from 'k6/http';\nimport x from 'absent';\nx();" });
    await expect(withStandIns(join(folder, 'main.js'), handOver, NO_PROJECT)).rejects.toMatchObject({
      code: 'script-refused',
      facts: { place: expect.stringMatching(/main\.js:2$/), causes: [{ id: 'unknown-module', values: ['absent'] }] },
    });
  });
});
