import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { join as joined } from 'node:path/posix';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k6Path } from '../testing/run-buha.ts';
import { ROOT } from './paths.ts';

const exec = promisify(execFile);
const command = (name: string) => (process.platform === 'win32' ? `${name}.cmd` : name);
/** npm's own settings would leak into the package's installation, as they do under `npm test`; Vite has a BASE_URL. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?!config_)|^BASE_URL$/i.test(name))),
  BUHA_LANG: 'ko',
};

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const INSTALL = {
  npm: ['npm', 'install', '--save-dev', '--no-audit', '--no-fund'],
  pnpm: ['npx', '-y', 'pnpm@9', 'add', '--save-dev'],
} as const;

let place: string;
let tarball: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'buha-package-'));
  await exec(process.execPath, ['build.mjs', '--types'], { cwd: ROOT });
  await exec(command('npm'), ['pack', '--ignore-scripts', '--pack-destination', place], { cwd: ROOT, env });
  tarball = join(place, readdirSync(place).find((name) => name.endsWith('.tgz')) ?? '');
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The library's guide: its example is what is tried. */
const EXAMPLE = readFileSync(join(ROOT, 'docs', 'library.md'), 'utf8').match(/```ts\n([\s\S]*?)```/)?.[1] ?? '';

/** Other places of a package, by its names and paths; images apart. */
const linksOf = (text: string) =>
  [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);

describe.each(['npm', 'pnpm'] as const)('the package, installed by %s in an empty folder', (manager) => {
  let app: string;
  const own = (...path: string[]) => join(app, 'node_modules', 'buha', ...path);

  beforeAll(async () => {
    app = join(place, manager);
    mkdirSync(app);
    cpSync(join(ROOT, 'fixtures', 'runs', 'seed-all', 'place-order', 'summary.json'), join(app, 'summary.json'));
    writeFileSync(join(app, 'package.json'), '{"name":"app","private":true,"type":"module"}');
    const [name, ...args] = INSTALL[manager];
    await exec(command(name), [...args, tarball, 'libsql@^0.5.29', 'typescript@5', '@types/k6@~2.2'], {
      cwd: app,
      env,
    });
  });

  const run = (program: string, args: readonly string[], more = {}): Promise<Ended> =>
    exec(program, [...args], {
      cwd: app,
      env: { ...env, K6_BIN: k6Path(), ...more },
      maxBuffer: 64 * 1024 * 1024,
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (fault: Ended) => fault,
    );
  const buha = (...args: string[]) => run(process.execPath, [own('bin', 'buha.js'), ...args]);

  test('is at most 3 MB, runs nothing at install, and holds neither k6 nor a scenario', () => {
    expect(statSync(tarball).size).toBeLessThan(3_000_000);
    const manifest = JSON.parse(readFileSync(own('package.json'), 'utf8'));
    expect(Object.keys(manifest.dependencies)).toStrictEqual(['esbuild']);
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(manifest.scripts).not.toHaveProperty(script);
    expect(readdirSync(own('k6')).sort()).toEqual(['README.md', 'checksums.txt', 'go.mod', 'go.sum']);
    const files = readdirSync(own('dist'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /get-balance|place-order/.test(file))).toStrictEqual([]);
  });

  test('links in its documents to what it holds', () => {
    const documents = readdirSync(own(), { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.md') && !file.includes('node_modules/'));
    expect(documents.length).toBeGreaterThan(30);
    const broken = documents.flatMap((file) =>
      linksOf(readFileSync(own(file), 'utf8'))
        .filter((link) => !/^https?:/.test(link) && !existsSync(own(joined(dirname(file), link))))
        .map((link) => `${file}: ${link}`),
    );
    expect(broken).toStrictEqual([]);
  });

  test('has a project from nothing: init, type check, run, gate, compare, a report through the library', async () => {
    const init = await buha('init', '--yes', '--no-install');
    expect(init).toMatchObject({ code: 0, stdout: '' });
    for (const file of ['buha.config.ts', 'loadtest/first.ts', 'loadtest/tsconfig.json', 'slo.yaml', '.gitignore']) {
      expect(init.stderr).toContain(file);
    }
    expect(
      await run(process.execPath, [join(app, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'loadtest']),
    ).toMatchObject({
      code: 0,
      stdout: '',
    });
    const first = await buha('run', 'first', '--gate');
    expect(first.code, first.stderr).toBe(0);
    expect((await buha('gate', '--newest')).code).toBe(0);
    const second = await buha('run', 'loadtest/first.ts');
    expect(second.code, second.stderr).toBe(0);
    const runs = readdirSync(join(app, 'results')).filter((name) => /^\d{8}-/.test(name));
    expect(runs).toHaveLength(2);
    const compared = await buha('compare', ...runs.map((name) => join('results', name)));
    expect(compared.code, compared.stderr).toBe(0);
    // No project but this one has the APIs of buha's own.
    expect(await buha('run', 'get-balance')).toMatchObject({ code: 2, stderr: expect.stringContaining('first') });

    const [newest = ''] = runs.toReversed();
    const [file] = ['summary.json', 'samples.csv.gz'].map((name) => join('results', newest, name));
    writeFileSync(join(app, 'own.ts'), EXAMPLE.replace("['summary.json', 'samples.csv']", JSON.stringify([file])));
    await exec(join(ROOT, 'node_modules', 'esbuild', 'bin', 'esbuild'), ['own.ts', '--outfile=own.js'], { cwd: app });
    const ended = await run(process.execPath, ['own.js']);
    expect(ended, ended.stderr).toMatchObject({ code: 0, stdout: expect.stringMatching(/^pass \d/) });
    expect(readFileSync(join(app, 'report.md'), 'utf8')).toMatch(/^# /);
    // Types of the library, as a program of one's own uses them.
    writeFileSync(
      join(app, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          module: 'nodenext',
          target: 'es2022',
          strict: true,
          noEmit: true,
          types: ['node'],
          typeRoots: [join(ROOT, 'node_modules', '@types')],
        },
        files: ['own.ts'],
      }),
    );
    const types = await run(process.execPath, [join(app, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.']);
    expect(types, types.stdout).toMatchObject({ code: 0 });
  });

  test('writes a report of what knows no project', async () => {
    const ended = await buha('report', 'summary.json');
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toMatch(/^# 부하 테스트 결과 보고서/);
    expect((await buha('report', 'summary.json', '--format', 'json')).stdout).toMatch(/"schemaVersion": 2/);
  });

  test('needs nothing for a script that k6 takes as it is', async () => {
    writeFileSync(
      join(app, 'plain.ts'),
      "import { Config } from './types';\nexport const options: Config = { vus: 2, duration: '1m' };\nexport default function (): void {}",
    );
    const { code, stderr } = await buha('plan', 'plain.ts', '--iteration-time', '1s');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('what publishes it', () => {
  test('publint and arethetypeswrong have nothing to say', async () => {
    const publint = await exec(command('npx'), ['-y', 'publint@0.3', tarball, '--strict'], { cwd: place, env });
    expect(publint.stdout).toMatch(/All good/);
    const types = await exec(
      command('npx'),
      ['-y', '@arethetypeswrong/cli@0.18', tarball, '--profile', 'esm-only', '--format', 'ascii'],
      {
        cwd: place,
        env,
      },
    );
    // It ends with another code than 0 for a problem.
    for (const entry of ['buha', 'buha/k6'])
      expect(types.stdout).toContain(`"${entry}"\n\nnode16 (from ESM): 🟢 (ESM)\nbundler: 🟢`);
  });
});
