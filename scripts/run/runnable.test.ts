import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../paths.ts';
import { isRunnable } from './runnable.ts';

test.each([
  ['export default function () {}'],
  ['export default async () => {}'],
  ['export default scenario.run;'],
  ['function run() {}\nexport { options, run as default };'],
  ["export { default } from './flow.js';"],
  ['exports.default = () => {};'],
  ['module.exports = { options: {}, default: run };'],
  ['module.exports = function () {};'],
  ["export const options = { scenarios: { a: { exec: 'cart' } } };\nexport function cart() {}"],
])('a script: %s', (code) => expect(isRunnable('a.js', code)).toBe(true));

test.each([
  ['a helper', 'lib.js', 'export function login() {}\nexport const data = [1];'],
  ['a helper of CommonJS', 'lib.js', 'module.exports = { conf: 1 };'],
  ['shared options', 'options.ts', 'export const options = { scenarios: {} };\nexport function setup() {}'],
  ['settings', 'settings.js', 'export default { vus: 1 };'],
  ['a list', 'users.js', "export default ['a'];"],
  ['settings of a tool', 'vitest.config.ts', 'export default defineConfig({});'],
  ['a unit test', 'cart.test.ts', 'export default () => {};'],
  ['types', 'k6.d.ts', 'export default function run(): void;'],
  ['a comment', 'a.js', '// export default function () {}\n/* export default () => {} */'],
  ['a string over lines', 'a.js', 'const text = `\nexport default () => {};`;'],
  ['another file', 'a.md', 'export default function () {}'],
])('not one: %s', (_, file, code) => expect(isRunnable(file, code)).toBe(false));

test('this repository’s scripts and their helpers', () => {
  const of = (...path: string[]) => isRunnable(path.at(-1) ?? '', readFileSync(join(ROOT, ...path), 'utf8'));
  expect(of('fixtures', 'scripts', 'require-cjs.js')).toBe(true);
  expect(of('fixtures', 'scripts', 'fs-open.js')).toBe(true);
  expect(of('scenarios', 'place-order.ts')).toBe(true);
  expect(of('fixtures', 'scripts', 'lib', 'data.js')).toBe(false);
});
