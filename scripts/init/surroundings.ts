import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BuhaError } from '../../reports/model/error.ts';
import { configIn } from '../config/load.ts';

export type Manager = 'npm' | 'pnpm' | 'yarn';

/** What is there before a project of buha is. */
export interface Surroundings {
  /** Undefined where there is no package.json. */
  readonly manifest: Manifest | undefined;
  readonly manager: Manager;
  /** Undefined where no remote tells. */
  readonly gitHost: 'github' | 'gitlab' | undefined;
  /** Where the folder lies in its git checkout: `apps/api`; empty at its root. */
  readonly within: string;
  /** The way from the folder to the root of its checkout: `../../`; empty at the root. */
  readonly up: string;
  /** A config that stands here already. */
  readonly config: string | undefined;
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of all that it depends on. */
  readonly packages: readonly string[];
}

const LOCK_FILES: readonly (readonly [string, Manager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
];

const namesIn = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);

async function manifestIn(
  folder: string,
): Promise<{ readonly manifest: Manifest; readonly manager: string } | undefined> {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  try {
    const read = JSON.parse(await readFile(file, 'utf8')) as Readonly<Record<string, unknown>>;
    const scripts = Object.entries((read.scripts ?? {}) as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    const packages = [...namesIn(read.dependencies), ...namesIn(read.devDependencies)];
    return { manifest: { scripts: Object.fromEntries(scripts), packages }, manager: String(read.packageManager ?? '') };
  } catch {
    throw new BuhaError('not-json', { file: 'package.json', line: 1, kind: 'config' });
  }
}

/** The package manager whose lock file is nearest, here or in a folder above that holds several packages. */
function managerOf(folder: string, named: string): Manager {
  const [, stated] = named.match(/^(npm|pnpm|yarn)@/) ?? [];
  if (stated) return stated as Manager;
  for (let at = resolve(folder); ; at = dirname(at)) {
    const [, found] = LOCK_FILES.find(([name]) => existsSync(join(at, name))) ?? [];
    if (found) return found;
    if (dirname(at) === at) return 'npm';
  }
}

const git = (folder: string, ...words: readonly string[]): Promise<string> =>
  promisify(execFile)('git', words, { cwd: folder, timeout: 5000 }).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );

/** Where a folder lies in its checkout; a root of its own where there is none. */
async function placeOf(folder: string): Promise<Pick<Surroundings, 'within' | 'up'>> {
  const within = (await git(folder, 'rev-parse', '--show-prefix')).replace(/\/$/, '');
  return { within, up: within === '' ? '' : '../'.repeat(within.split('/').length) };
}

async function gitHostOf(folder: string, up: string): Promise<Surroundings['gitHost']> {
  const remote = await git(folder, 'remote', 'get-url', 'origin');
  const isThere = (name: string) => existsSync(join(folder, up, name));
  if (/gitlab/i.test(remote) || isThere('.gitlab-ci.yml')) return 'gitlab';
  return /github/i.test(remote) || isThere('.github') ? 'github' : undefined;
}

/** Looks at the folder of a project. Throws `not-json` for a package.json that is none. */
export async function surroundingsOf(folder: string): Promise<Surroundings> {
  const [found, { within, up }] = await Promise.all([manifestIn(folder), placeOf(folder)]);
  return {
    manifest: found?.manifest,
    manager: managerOf(folder, found?.manager ?? ''),
    gitHost: await gitHostOf(folder, up),
    within,
    up,
    config: configIn(folder),
  };
}

/** How the team's own service is started, as its scripts say; undefined where none does. */
export function startCommand({ manifest, manager }: Surroundings): string | undefined {
  const name = ['start:ci', 'start', 'serve', 'dev'].find((one) => manifest?.scripts[one] !== undefined);
  return name === undefined ? undefined : `${manager} run ${name}`;
}
