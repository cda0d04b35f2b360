import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../scripts/paths.ts';

const BIOME = join(dirname(createRequire(import.meta.url).resolve('@biomejs/biome/package.json')), 'bin', 'biome');
/** Whoever adds a room names it here, or it is not compiled. */
const { include } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as { include: string[] };
const TYPED = [...include.filter((room) => !room.includes('*')), 'page', 'scenarios'];
const UNTIDY = '{"a":1,\n"b" :2}';

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'buha-lint-'));
  cpSync(join(ROOT, 'biome.json'), join(project, 'biome.json'));
});
afterAll(() => rmSync(project, { recursive: true }));

const put = (folder: string, name: string, text: string) => {
  mkdirSync(join(project, folder), { recursive: true });
  writeFileSync(join(project, folder, name), text);
};
const lint = () =>
  spawnSync(process.execPath, [BIOME, 'check', '--vcs-enabled=false', '.'], { cwd: project, encoding: 'utf8' });

test('runs that somebody keeps under a name of their own are not linted; the sources are', () => {
  put('scripts', 'main.ts', 'export const main = 1;\n');
  put('before', 'run.json', UNTIDY);
  put('baselines', 'place-order.json', UNTIDY);
  put('before/report-charts', 'index.ts', 'var x = 1');
  expect(lint()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Checked 2 files/m) });
  for (const room of TYPED) put(room, 'untidy.json', UNTIDY);
  const { stderr } = lint();
  for (const room of TYPED) expect(stderr).toContain(join(room, 'untidy.json'));
});
