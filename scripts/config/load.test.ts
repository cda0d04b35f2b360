import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NO_PROJECT } from '../../options/project.ts';
import { ROOT } from '../paths.ts';
import { findConfig, loadConfig } from './load.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

const TYPED = `import { defineConfig } from 'buha';
import { LIMIT } from './limits';
const title: string = 'Orders';
export default defineConfig({
  apis: { orders: { title, request: 'POST /orders', expect: [201] }, list: { request: 'GET /orders' } },
  serviceLevels: { write: { p95Ms: LIMIT, failedRatio: 0 } },
  profiles: { evening: { scenarios: { a: { executor: 'ramping-vus', startVUs: 0, stages: [{ duration: '1m30s', target: 5 }] } } } },
  targets: { staging: { baseUrl: 'https://staging.example.com' } },
  results: 'out',
});
`;

describe('a config', () => {
  test('in TypeScript, with a module of its own, is read with its defaults filled in', async () => {
    write('limits.ts', 'export const LIMIT: number = 800;');
    write('buha.config.ts', TYPED);
    const { project, results, scenarios, isBuilt } = await loadConfig(folder);
    expect(project.apis).toStrictEqual({
      orders: {
        title: { ko: 'Orders', en: 'Orders' },
        request: 'POST /orders',
        expect: [201],
        kind: 'write',
        check: 'orders status is 201',
        thinkBeforeMs: 0,
        thinkAfterMs: 1000,
        keys: [],
        rejections: [],
      },
      list: expect.objectContaining({ kind: 'read', check: 'list status is 200', title: { ko: 'list', en: 'list' } }),
    });
    expect(project.serviceLevels).toStrictEqual({ write: { p95Ms: 800, failedRatio: 0 } });
    // Profiles are scaled in seconds.
    expect(project.profiles.evening?.scenarios.a?.stages).toStrictEqual([{ duration: '90s', target: 5 }]);
    expect([project.profile, results, scenarios, isBuilt]).toStrictEqual(['smoke', 'out', 'loadtest', false]);
  });

  test.each([
    ['buha.config.js', "export default { apis: { one: { request: 'GET /one' } } };"],
    ['buha.config.json', '{ "apis": { "one": { "request": "GET /one" } } }'],
  ])('may be %s', async (name, text) => {
    write(name, text);
    expect(Object.keys((await loadConfig(folder)).project.apis)).toStrictEqual(['one']);
  });

  test('of a folder above holds below it, with paths from where it is', async () => {
    write('buha.config.json', '{ "results": "out" }');
    const below = join(folder, 'a', 'b');
    mkdirSync(below, { recursive: true });
    const { file, results, scenarios } = await loadConfig(below);
    expect([file, results, scenarios]).toStrictEqual([
      join(folder, 'buha.config.json'),
      join('..', '..', 'out'),
      join('..', '..', 'loadtest'),
    ]);
  });

  test('is looked for no further than the repository, else the package', () => {
    write('buha.config.json', '{}');
    const below = join(folder, 'a', 'b', 'c');
    mkdirSync(below, { recursive: true });
    const checkout = join(ROOT, 'buha.config.ts');
    expect(findConfig(below)).toBe(join(folder, 'buha.config.json'));
    write('a/b/package.json', '{}');
    expect(findConfig(below)).toBe(checkout);
    // A repository of several packages has one config.
    mkdirSync(join(folder, '.git'));
    expect(findConfig(below)).toBe(join(folder, 'buha.config.json'));
    mkdirSync(join(folder, 'a', '.git'));
    expect(findConfig(below)).toBe(checkout);
  });

  test('may import CommonJS, which may ask Node for modules, and knows where each of its modules lies', async () => {
    mkdirSync(join(folder, 'lib'));
    write(
      'lib/places.cjs',
      "exports.text = require('node:fs').readFileSync(require('path').join(__dirname, 'a.txt'), 'utf8').trim();",
    );
    write('lib/here.ts', 'export const here: string = import.meta.dirname;');
    write('lib/a.txt', 'GET /a');
    write(
      'buha.config.ts',
      "import { text } from './lib/places.cjs';\nimport { here } from './lib/here';\nexport default { apis: { a: { request: text, body: here, check: import.meta.filename } } };",
    );
    expect((await loadConfig(folder)).project.apis.a).toMatchObject({
      request: 'GET /a',
      body: join(folder, 'lib'),
      check: join(folder, 'buha.config.ts'),
    });
  });

  test.each([
    ["module.exports = { apis: { a: { request: 'GET /a' } } };"],
    [
      "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = { apis: { a: { request: 'GET /a' } } };",
    ],
  ])('may be CommonJS: %s', async (text) => {
    write('buha.config.js', text);
    expect(Object.keys((await loadConfig(folder)).project.apis)).toStrictEqual(['a']);
  });

  test('names files of a target from where it is', async () => {
    const serverMetrics = { source: 'cpu.csv', queries: 'queries.txt' };
    const remote = { source: 'http://prometheus:9090', presets: ['spring'], labels: { app: 'shop' } };
    const targets = {
      a: { baseUrl: 'http://a.test', ca: 'ca.pem', serverMetrics },
      b: { baseUrl: 'http://b.test', serverMetrics: remote },
      shop: 'shop',
    };
    write('buha.config.json', JSON.stringify({ targets }));
    mkdirSync(join(folder, 'a'));
    expect((await loadConfig(join(folder, 'a'))).targets).toStrictEqual({
      ...targets,
      a: {
        baseUrl: 'http://a.test',
        ca: join('..', 'ca.pem'),
        serverMetrics: { source: join('..', 'cpu.csv'), queries: join('..', 'queries.txt') },
      },
    });
  });

  test('of the checkout holds where there is no other', () =>
    expect(findConfig(folder)).toBe(join(ROOT, 'buha.config.ts')));

  test('that says nothing is a project with nothing in it', async () => {
    write('buha.config.json', '{}');
    expect((await loadConfig(folder)).project).toStrictEqual(NO_PROJECT);
  });
});

describe('what cannot be used is named', () => {
  const faultOf = (name: string, text: string) => {
    write(name, text);
    return loadConfig(folder).then(
      () => undefined,
      ({ code, facts }) => ({ code, ...facts, file: undefined }),
    );
  };
  const bad = (fault: string, text: string) => ({ code: 'bad-config', file: undefined, fault, text });

  test.each([
    ['{ "profils": {} }', bad('unknown-field', 'profils')],
    ['{ "apis": { "a": { "request": "GET /a", "expects": [201] } } }', bad('unknown-field', 'apis.a.expects')],
    ['{ "apis": { "a": { "request": "orders" } } }', bad('value', 'apis.a.request: "orders"')],
    ['{ "apis": { "a": { "request": "GET /a", "expect": [20] } } }', bad('value', 'apis.a.expect.0: 20')],
    [
      JSON.stringify({
        profiles: {
          p: {
            scenarios: Object.fromEntries(
              ['b', 'a', 'a'].map((after, at) => [
                'abc'[at],
                { executor: 'ramping-vus', stages: [{ duration: '1s', target: 1 }], after },
              ]),
            ),
          },
        },
      }),
      bad('value', 'profiles.p.scenarios.a.after: "b"'),
    ],
    ['{ "target": "prod", "targets": {} }', bad('value', 'target: "prod"')],
    ['[1]', bad('no-object', '[…]')],
  ])('%s', async (text, fault) => expect(await faultOf('buha.config.json', text)).toStrictEqual(fault));

  test.each(['http://[', 'ftp://a.test/health', 'localhost:3000/health', 'a b'])('a health of %s', async (health) => {
    const text = JSON.stringify({ targets: { a: { baseUrl: 'http://a.test', health } } });
    expect(await faultOf('buha.config.json', text)).toStrictEqual(bad('value', `targets.a.health: "${health}"`));
  });

  test('a slip in TypeScript, with its line', async () =>
    expect(await faultOf('buha.config.ts', 'export default {\n  apis: {,\n};')).toMatchObject({
      code: 'bad-config',
      fault: 'evaluation',
      line: 2,
    }));

  test('code that throws', async () =>
    expect(await faultOf('buha.config.ts', "throw new Error('no secret');\nexport default {};")).toMatchObject({
      fault: 'evaluation',
      text: 'no secret',
    }));

  test.each([
    ['export const config = {};', 'no-export', ''],
    ['module.exports = undefined;', 'no-export', ''],
    ['export default () => ({});', 'no-object', 'function'],
    ['export default null;', 'no-object', 'null'],
    ['throw null;', 'evaluation', 'null'],
    ["throw 'a word';", 'evaluation', 'a word'],
    ['export default { apis: 5n };', 'value', 'apis'],
    ['const apis = {}; apis.apis = apis; export default { apis };', 'value', 'apis.apis.request'],
  ])('%s', async (code, fault, text) => expect(await faultOf('buha.config.js', code)).toMatchObject({ fault, text }));
});
