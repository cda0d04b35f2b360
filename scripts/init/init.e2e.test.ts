import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const write = (name: string, text: string) => {
  mkdirSync(dirname(place.file(name)), { recursive: true });
  writeFileSync(place.file(name), text);
};
const read = (name: string) => readFileSync(place.file(name), 'utf8');
const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: place.folder });
const init = (...words: readonly string[]) => place.run(['init', '--yes', '--no-install', ...words]);

test('the config speaks the language of whoever asked for it, and names this buha as it was installed', async () => {
  const ended = await place.run(['init', '--yes', '--no-install'], { env: { LANG: 'en_US.UTF-8' } });
  expect(ended.code).toBe(0);
  expect(read('buha.config.ts')).toContain("language: 'en',");
  expect(ended.stderr).toMatch(/npm install --save-dev buha@file:\S+ 'libsql@\^0\.5\.29' 'typescript@>=5\.4'/);
});

test('an address without a path gets that of the description', async () => {
  const paths = { '/orders': { get: {} } };
  write('api.json', JSON.stringify({ openapi: '3.0.0', servers: [{ url: 'https://api.test/v1' }], paths }));
  const ended = await init('--from', 'api.json', '--base-url', 'http://127.0.0.1:3000');
  expect(ended.stderr).toContain('/v1');
  expect(read('buha.config.ts')).toContain("own: { baseUrl: 'http://127.0.0.1:3000/v1' },");
  expect(read('buha.config.ts')).toContain("request: 'GET /orders',");
});

test('an address that customers may use, which nobody was asked about, gets no load unasked', async () => {
  const paths = { '/orders': { post: {} } };
  write('api.json', JSON.stringify({ openapi: '3.0.0', servers: [{ url: 'https://api.shop.com/v1' }], paths }));
  const ended = await init('--from', 'api.json');
  expect(ended.code).toBe(0);
  expect(ended.stderr).toMatch(/api\.shop\.com.*production: true.*--yes-production/);
  expect(read('buha.config.ts')).toContain("own: { baseUrl: 'https://api.shop.com/v1', production: true },");
});

test('in a folder below the root of a checkout the pipeline stands at the root and works there', async () => {
  git('init', '-q');
  git('remote', 'add', 'origin', 'https://github.com/team/shop.git');
  write('apps/api/package.json', '{}');
  const cwd = place.file('apps/api');
  expect((await place.run(['init', '--yes', '--no-install'], { cwd })).code).toBe(0);
  expect(existsSync(place.file('apps/api/.github'))).toBe(false);
  expect(read('.github/workflows/load-test-apps-api.yml')).toContain('working-directory: apps/api');
});

test('where one file cannot be written, those before it are removed', async () => {
  write('.gitignore', 'node_modules\n');
  git('init', '-q');
  // A file stands where a folder has to.
  write('.github', '');
  const before = readdirSync(place.folder);
  const ended = await init();
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain('.github/workflows/load-test.yml');
  expect(readdirSync(place.folder)).toStrictEqual(before);
  expect(read('.gitignore')).toBe('node_modules\n');
});
