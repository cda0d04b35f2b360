import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../scripts/paths.ts';

/**
 * What outlives a test file whose worker goes on to the next: mocks, a working directory, an environment, globals. Behind
 * a quote begins the text of a script that the test writes.
 */
const SHARED = [
  /\bvi\.(?:mock|doMock|hoisted|spyOn|stubEnv|stubGlobal|useFakeTimers|setSystemTime)\b/,
  /(?<!['"`])\bprocess\.(?:chdir|umask|sete?[ug]id)(?:\?\.)?\(/,
  /(?<!['"`])\bprocess\.(?:on|once|addListener)\(/,
  /(?<!['"`])\b(?:process|console|globalThis|Date|Math)(?:\.\w+|\[[^\]]+\])+\s*(?:[?|&]{2})?=(?![=>])/,
  /\bdelete (?:process|globalThis)\b/,
  /\bObject\.(?:assign|defineProperty)\((?:process|console|globalThis|Date|Math)\b/,
  // Processor time of a process that others share is theirs, too.
  /(?<!['"`])\bgrowthOf\(/,
];

const changesShared = (source: string): boolean => SHARED.some((pattern) => pattern.test(source));

const FOLDERS = ['options', 'page', 'reports', 'scenarios', 'scripts', 'shop', 'testing'];
const UNIT_TESTS = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
).filter((path) => path.endsWith('.test.ts') && !/\.(?:e2e|hostile|online)\.test\.ts$/.test(path));

test('a unit test that changes or measures what its process shares is called *.isolated.test.ts, and no other is', () => {
  const isolated = (path: string) => path.endsWith('.isolated.test.ts');
  // This file names what it looks for.
  const others = UNIT_TESTS.filter((path) => path !== join('testing', 'isolation.test.ts'));
  expect(others.length).toBeGreaterThan(100);
  const changing = others.filter((path) => changesShared(readFileSync(join(ROOT, path), 'utf8')));
  expect(changing).toStrictEqual(others.filter(isolated));
});

test.each([
  "vi.stubEnv('HOME', folder);",
  "vi.mock('node:fs');",
  'vi.useFakeTimers();',
  'process.chdir(folder);',
  'process.seteuid?.(1);',
  "process.env.BASE_URL = 'http://x';",
  "process.env['BASE_URL'] ??= 'http://x';",
  'delete process.env.BASE_URL;',
  'Object.assign(process.env, changes);',
  'process.exitCode = 1;',
  "process.on('exit', remove);",
  'globalThis.fetch = fake;',
  'Date.now = () => 0;',
  'await growthOf(make, 1000, read);',
])('%s is told', (line) => expect(changesShared(line)).toBe(true));

test.each([
  "expect(process.env.HOME === 'x').toBe(true);",
  'const { env } = process;',
  "write('script.js', 'globalThis.plain = 1;');",
  'const call = vi.fn();',
  'expect(Date.now() >= before).toBe(true);',
])('%s is none', (line) => expect(changesShared(line)).toBe(false));
