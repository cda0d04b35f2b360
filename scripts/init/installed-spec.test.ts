import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageVersion } from '../paths.ts';
import { installedSpec } from './installed-spec.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-spec-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
/** As npx, or a workspace above the project, has it. */
const holder = (spec: string) => write('cache/package.json', JSON.stringify({ dependencies: { buha: spec } }));
const seen = (root = 'cache/node_modules/buha') => installedSpec(join(folder, 'app'), join(folder, root));

test('a tarball is named from where the project is', async () => {
  write('buha-0.1.0.tgz', '');
  for (const spec of ['file:../buha-0.1.0.tgz', '../buha-0.1.0.tgz', `file:${join(folder, 'buha-0.1.0.tgz')}`]) {
    holder(spec);
    expect(await seen()).toBe('file:../buha-0.1.0.tgz');
  }
  // As pnpm nests it.
  expect(await seen('cache/node_modules/.pnpm/buha@x/node_modules/buha')).toBe('file:../buha-0.1.0.tgz');
});

test('a version or an address stays what it is; a file that has gone, or nobody who says it, is the version', async () => {
  const version = `^${await packageVersion()}`;
  for (const [spec, shown] of [
    ['^0.9.1', '^0.9.1'],
    ['https://shop.test/buha-0.1.0.tgz', 'https://shop.test/buha-0.1.0.tgz'],
    ['file:../gone.tgz', version],
  ] as const) {
    holder(spec);
    expect(await seen()).toBe(shown);
  }
  expect(await seen('lib/node_modules/buha')).toBe(version);
});

test('a checkout is named as a folder', async () =>
  expect(await seen('checkouts/buha')).toBe('file:../checkouts/buha'));
