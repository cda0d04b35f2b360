import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workplace } from '../testing/run-buha.ts';
import { ROOT } from './paths.ts';

const COPIED = [
  ...['options', 'scenarios', 'reports', 'scripts', 'shop', 'templates', 'k6', 'page', 'schema'],
  ...[
    'build.mjs',
    'buha.config.ts',
    'package.json',
    'package-lock.json',
    'README.ko.md',
    'THIRD-PARTY-NOTICES',
    'CHANGELOG.md',
  ],
];
const SUMMARY = readFileSync(join(ROOT, 'fixtures', 'runs', 'seed-all', 'place-order', 'summary.json'), 'utf8');

const place = new Workplace();
const project = place.file('project');
const dist = join(project, 'dist');
const buha = join(dist, 'buha.js');
/** Wherever it is called from. */
const build = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(project, 'build.mjs'), ...args], { cwd: place.folder });
const builds = () => readdirSync(dist).filter((name) => name.startsWith('build-'));

/** Code that a report of one page loads at its very end, and what the page carries. */
function edit(to: string): void {
  for (const name of ['reports/render/html.ts', 'page/client.ts', 'scenarios/get-product.ts']) {
    const file = join(project, name);
    const text = readFileSync(file, 'utf8').replace(/\n\/\/ edited[\s\S]*$/, '');
    writeFileSync(file, `${text}\n// edited\nObject.assign(globalThis, { edited: '${to}' });\n`);
  }
}

beforeAll(async () => {
  for (const name of COPIED) cpSync(join(ROOT, name), join(project, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'), 'junction');
  edit('before');
  await build();
});
afterAll(() => place.remove());

test('a command that runs during a build ends with the code it started with', async () => {
  const page = place.file('report.html');
  const running = place.start(['report', '-', '--format', 'html', '-o', page], { buha, hasInput: true });
  // It has started once it reads: a pipe takes this much only from a reader.
  await new Promise((resolve) =>
    running.child.stdin?.write(`${SUMMARY.trimEnd().slice(0, -1)}${' '.repeat(256 * 1024)}`, resolve),
  );
  edit('after');
  await build();
  expect(builds().length).toBe(2);
  running.child.stdin?.end('}');
  const ended = await running.ended;
  expect({ code: ended.code, stderr: ended.stderr }).toStrictEqual({ code: 0, stderr: expect.stringContaining(page) });
  expect(readFileSync(page, 'utf8').match(/edited:"\w+"/g)).toStrictEqual(['edited:"before"']);

  writeFileSync(place.file('summary.json'), SUMMARY);
  await place.run(['report', place.file('summary.json'), '--format', 'html', '-o', page], { buha });
  expect(readFileSync(page, 'utf8').match(/edited:"\w+"/g)).toStrictEqual(['edited:"after"']);
});

test('two builds at once leave a command that works, and nothing else is built from the same sources', async () => {
  edit('two at once');
  await Promise.all([build(), build()]);
  const made = builds();
  expect(readFileSync(join(dist, 'get-product.js'), 'utf8')).toContain('two at once');
  expect(await place.run(['--version'], { buha })).toMatchObject({ code: 0, stderr: '' });
  await build('--if-stale');
  expect(builds()).toStrictEqual(made);
  edit('once more');
  await build('--if-stale');
  expect(builds().length).toBe(made.length + 1);
});

test('a checkout that cannot be built says why, with its place, and runs nothing', async () => {
  cpSync(join(ROOT, 'bin'), join(project, 'bin'), { recursive: true });
  const file = join(project, 'scripts', 'address.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `const x = ;\n${text}`);
  const ended = await place.run(['--version'], { buha: join(project, 'bin', 'buha.js') });
  writeFileSync(file, text);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toMatch(
    /^error: buha could not be built.*\n {2}scripts\/address\.ts:1 Unexpected ";"\n {2}Mend/m,
  );
  expect(ended.stderr).not.toMatch(/^ {4}at /m);
});

test('a package holds the newest build only, and no scenario of this project', async () => {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: project,
    shell: process.platform === 'win32',
  });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const packed = new Set(
    files.map(({ path }) => path.split('/').slice(0, 2).join('/')).filter((path) => path.startsWith('dist/')),
  );
  const [, newest = ''] = readFileSync(buha, 'utf8').match(/(build-\w+)/) ?? [];
  expect([...packed].sort()).toStrictEqual(
    ['buha.js', 'index.js', 'k6.js', newest].map((name) => `dist/${name}`).sort(),
  );
});

test('without its packages a checkout says how to get them', async () => {
  rmSync(join(project, 'node_modules'));
  const ended = await build().catch((fault: { code: number; stderr: string }) => fault);
  expect(ended).toMatchObject({ code: 2, stderr: expect.stringMatching(/^error: .*: {2}npm ci\n$/) });
});
