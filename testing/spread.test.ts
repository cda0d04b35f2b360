import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../scripts/paths.ts';

/**
 * A call that gets each item of a list as an argument: past some 100,000 of them, as outputs of others may hold, it throws
 * a RangeError. Lists are appended one by one; extremes come from `reports/numbers/extremes.ts`.
 */
const SPREAD =
  /\b(?:push|unshift|splice|Math\.max|Math\.min|fromCharCode|fromCodePoint)\((?:[^()[\]{}]|\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\})*?\.\.\.|\.apply\(/;

/** Where the length is bounded, and by what. */
const BOUNDED: Readonly<Record<string, string>> = {
  'reports/parse/samples/time-field.ts': 'the longest time that is one',
  'reports/render/page.ts': 'the bytes of a digest',
};

const FOLDERS = ['options', 'page', 'reports', 'scenarios', 'scripts', 'shop'];

test('no list of unknown length becomes the arguments of a call', () => {
  const spreading = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter((path) => SPREAD.test(readFileSync(join(ROOT, path), 'utf8')));
  expect(spreading.toSorted()).toStrictEqual(Object.keys(BOUNDED));
});

test.each([
  'all.push(...others);',
  'all.push(first, ...others);',
  'all.push(...(await read(file)).map((one) => one.name));',
  'Math.max(0, ...all.map(({ ms }) => ms))',
  'Math.min(...all)',
  'String.fromCharCode(...bytes)',
  'rows.splice(0, rows.length, ...others);',
  'all.push.apply(all, others);',
])('%s is told', (line) => expect(SPREAD.test(line)).toBe(true));

test.each(['all.push({ ...one, name });', 'all.push([...others]);', 'Math.max(a, b); f(...c)', 'add(...pair)'])(
  '%s is none',
  (line) => expect(SPREAD.test(line)).toBe(false),
);
