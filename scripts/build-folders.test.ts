import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KEPT_MS, newestBuild, placeBuild } from './build-folders.mjs';

let dist: string;
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'buha-dist-'));
});
afterEach(() => rmSync(dist, { recursive: true }));

let made = 0;

/** A build of a command whose only line says `text`. */
async function built(text: string): Promise<string> {
  made += 1;
  const folder = `making.${made}.tmp`;
  mkdirSync(join(dist, folder));
  writeFileSync(join(dist, folder, 'buha.js'), `process.stdout.write('${text}');`);
  writeFileSync(join(dist, folder, 'order.js'), text);
  writeFileSync(join(dist, folder, 'order.js.map'), '{"sources":["../../scenarios/order.ts"]}');
  await placeBuild(dist, folder, { builtFrom: text, scenarios: ['order.js'] });
  return (await newestBuild(dist))?.folder ?? '';
}

/** Everything there was written so long ago. */
function age(name: string, ms: number): void {
  const then = new Date(Date.now() - ms);
  utimesSync(join(dist, name), then, then);
}

const folders = () => readdirSync(dist).filter((name) => name.startsWith('build-'));
const OLD_MS = 2 * KEPT_MS;

describe('builds', () => {
  test('nothing is built yet', async () => expect(await newestBuild(dist)).toBeUndefined());

  test('the command loads the newest one', async () => {
    await built('first');
    const folder = await built('second');
    expect(await newestBuild(dist)).toStrictEqual({ folder, builtFrom: 'second' });
    writeFileSync(join(dist, 'package.json'), '{"type":"module"}');
    expect(execFileSync(process.execPath, [join(dist, 'buha.js')], { encoding: 'utf8' })).toBe('second');
  });

  test('one that was replaced stays whole', async () => {
    const first = await built('first');
    await built('second');
    expect(readFileSync(join(dist, first, 'buha.js'), 'utf8')).toContain('first');
  });

  test('the time of one that was replaced counts from then on, not from when it was built', async () => {
    const first = await built('first');
    age(first, OLD_MS);
    const second = await built('second');
    await built('third');
    expect(folders()).toEqual(expect.arrayContaining([first, second]));
  });

  test('goes a day after it was replaced, with what a build left that was killed', async () => {
    const first = await built('first');
    mkdirSync(join(dist, 'making.killed.tmp'));
    writeFileSync(join(dist, 'chunk-ABC.js'), '');
    const second = await built('second');
    for (const name of [first, 'making.killed.tmp', 'chunk-ABC.js']) age(name, OLD_MS);
    const third = await built('third');
    expect(readdirSync(dist).sort()).toStrictEqual(
      ['.npmignore', 'buha.js', 'index.js', 'k6.js', 'order.js', 'order.js.map', second, third].sort(),
    );
  });

  test('the newest one stays, however old', async () => {
    const first = await built('first');
    age(first, OLD_MS);
    expect(await built('first')).toBe(first);
    expect(folders()).toStrictEqual([first]);
  });

  test('one whose folder has gone is none', async () => {
    rmSync(join(dist, await built('first')), { recursive: true });
    expect(await newestBuild(dist)).toBeUndefined();
  });

  test('scenarios lie beside it, and their maps lead to the sources', async () => {
    await built('first');
    expect(readFileSync(join(dist, 'order.js'), 'utf8')).toBe('first');
    expect(JSON.parse(readFileSync(join(dist, 'order.js.map'), 'utf8'))).toStrictEqual({
      sources: ['../scenarios/order.ts'],
    });
  });

  test('two at once: both are whole and one is the newest, also where they are the same', async () => {
    await Promise.all(['first', 'second', 'second', 'third'].map(built));
    const newest = await newestBuild(dist);
    expect(folders().length).toBe(3);
    for (const name of folders()) expect(readdirSync(join(dist, name)).length).toBe(3);
    expect(readFileSync(join(dist, newest?.folder ?? '', 'order.js'), 'utf8')).toBe(newest?.builtFrom);
    expect(readdirSync(dist).filter((name) => name.endsWith('.tmp'))).toStrictEqual([]);
    expect(existsSync(join(dist, 'buha.js'))).toBe(true);
  });
});

test('every script of package.json begins where a checkout without its packages is noticed', () => {
  const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(readFileSync('package.json', 'utf8'));
  const begins = /^(?:node build\.mjs\b|npm run -s (?:buha|build)\b)/;
  expect(Object.entries(scripts).filter(([, text]) => !begins.test(text))).toStrictEqual([]);
});
