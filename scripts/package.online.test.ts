import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from './paths.ts';

const exec = promisify(execFile);
const command = (name: string) => (process.platform === 'win32' ? `${name}.cmd` : name);
/** npm's own settings would leak into the package's installation, as they do under `npm test`; Vite has a BASE_URL. */
const env = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(?!config_cache|config_userconfig)|^BASE_URL$/i.test(name)),
  ),
  BUHA_LANG: 'ko',
};

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing may be fetched, from where there is nothing: the package needs no other. */
const INSTALL = {
  npm: ['npm', 'install', '--offline', '--no-audit', '--no-fund'],
  pnpm: ['npx', '-y', 'pnpm@9', 'add', '--offline'],
} as const;

let place: string;
let tarball: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'buha-package-'));
  await exec(command('npm'), ['pack', '--ignore-scripts', '--pack-destination', place], { cwd: ROOT, env });
  tarball = join(place, readdirSync(place).find((name) => name.endsWith('.tgz')) ?? '');
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe.each(['npm', 'pnpm'] as const)('the package, installed by %s in an empty folder', (manager) => {
  let app: string;

  beforeAll(async () => {
    app = join(place, manager);
    cpSync(join(ROOT, 'fixtures', 'runs', 'seed-all', 'place-order', 'summary.json'), join(app, 'summary.json'));
    writeFileSync(join(app, 'package.json'), '{"name":"app","private":true}');
    const [name, ...args] = INSTALL[manager];
    await exec(command(name), [...args, tarball], { cwd: app, env });
  });

  const buha = (...args: string[]): Promise<Ended> =>
    exec(process.execPath, [join(app, 'node_modules', 'buha', 'dist', 'buha.js'), ...args], { cwd: app, env }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (fault: { code: number; stdout: string; stderr: string }) => fault,
    );

  test('is at most 3 MB, runs nothing at install, needs no other package, and holds no k6', () => {
    expect(statSync(tarball).size).toBeLessThan(3_000_000);
    const manifest = JSON.parse(readFileSync(join(app, 'node_modules', 'buha', 'package.json'), 'utf8'));
    expect(manifest.dependencies).toBeUndefined();
    for (const script of ['preinstall', 'install', 'postinstall']) expect(manifest.scripts).not.toHaveProperty(script);
    expect(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['buha']);
    expect(readdirSync(join(app, 'node_modules', 'buha', 'k6')).sort()).toEqual([
      'README.md',
      'checksums.txt',
      'go.mod',
      'go.sum',
    ]);
  });

  test('writes a report', async () => {
    const ended = await buha('report', 'summary.json');
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining('상품 주문 API') });
    expect(ended.stdout).toMatch(/^# 부하 테스트 결과 보고서: 상품 주문 API\n/);
    expect((await buha('report', 'summary.json', '--format', 'json')).stdout).toMatch(/"schemaVersion": 2/);
  });

  test('names what a run needs and is not there', async () => {
    const k6 = process.env.K6_BIN ?? '';
    const shop = await exec(process.execPath, [join(app, 'node_modules', 'buha', 'dist', 'buha.js'), 'shop'], {
      cwd: app,
      env: { ...env, K6_BIN: k6 },
    }).catch((fault: Ended) => fault);
    expect(shop).toMatchObject({ code: 2 });
    expect(shop.stderr).toContain('npm install libsql');
    writeFileSync(join(app, 'own.ts'), "import dayjs from 'dayjs';\nexport default function (): void { dayjs(); }");
    const own = await buha('run', 'own.ts');
    expect(own).toMatchObject({ code: 2 });
    expect(own.stderr).toContain('npm install esbuild');
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
