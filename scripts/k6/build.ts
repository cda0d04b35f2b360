import { spawn } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { K6Event, K6Step } from '../../reports/model/k6.ts';
import { compareVersions } from '../../reports/model/k6-version.ts';
import { ask, type Environment, findOnPath } from './executables.ts';
import type { Pin } from './pin.ts';
import { executableName, goTarget } from './release.ts';
import { causeOf, WayFailed } from './way-failed.ts';

/** Lines of a failed build that are kept for the error. */
const KEPT_LINES = 6;

export interface BuildOptions {
  env: Environment;
  platform: string;
  arch: string;
  moduleDir: string;
  pin: Pin;
  /** An existing folder for this build alone; the caller removes it. */
  temporary: string;
  log: (event: K6Event) => void;
  progress: (step: K6Step) => void;
  signal: AbortSignal | undefined;
}

/** The first Go on PATH, when it can build k6: new enough, or able to fetch a newer self. Throws `WayFailed`. */
export async function findGo({ env, platform, pin }: Pick<BuildOptions, 'env' | 'platform' | 'pin'>): Promise<string> {
  const [go] = await findOnPath('go', env, platform);
  if (go === undefined) throw new WayFailed({ fault: 'go-absent' });
  const answer = await ask(go, ['version'], { ...env, GOTOOLCHAIN: 'local' }).catch(causeOf);
  const version = /go(\d+\.\d+\S*)/.exec(answer)?.[1];
  if (version === undefined) throw new WayFailed({ fault: 'build-failed', lastLines: [answer.trim()] });
  if (compareVersions(version, pin.goVersion) >= 0) return go;
  // Since 1.21 Go downloads the toolchain that a go.mod asks for, unless this is switched off.
  const toolchain = await ask(go, ['env', 'GOTOOLCHAIN'], env).catch(() => '');
  if (/\bauto\b/.test(toolchain)) return go;
  throw new WayFailed({ fault: 'go-too-old', found: version, needed: pin.goVersion });
}

/** Where modules come from: those that the user's own Go has already are only read, and the rest as they have it set. */
async function moduleSources(go: string, env: Environment): Promise<string | undefined> {
  const answer = await ask(go, ['env', 'GOMODCACHE', 'GOPROXY'], env).catch(() => '');
  const [cache = '', proxy = ''] = answer.split('\n').map((line) => line.trim());
  if (!isAbsolute(cache) || proxy === '') return env.GOPROXY;
  // A module cache is laid out as a proxy is. A comma would end the address.
  return `${pathToFileURL(join(cache, 'cache', 'download')).href.replaceAll(',', '%2C')},${proxy}`;
}

/**
 * Settings of the user's own Go that would build something else than this module's k6 are overruled, and all of the
 * 870 MB of sources and intermediate results go into our own temporary folder.
 */
function buildEnvironment(
  { env, platform, arch, temporary }: BuildOptions,
  workDir: string,
  sources: string | undefined,
): Environment {
  const { goos, goarch } = goTarget(platform, arch);
  return {
    ...env,
    GOOS: goos,
    GOARCH: goarch,
    // As in the official builds; and a C compiler is not needed.
    CGO_ENABLED: '0',
    GO111MODULE: 'on',
    GOWORK: 'off',
    GOTMPDIR: workDir,
    GOMODCACHE: join(temporary, 'modules'),
    GOCACHE: join(temporary, 'compiled'),
    GOPROXY: sources,
  };
}

/**
 * Builds k6 from the committed module, whose go.sum has a checksum for every source, and gives the binary's path.
 * Takes about two minutes on two cores. Throws WayFailed.
 */
export async function buildK6(options: BuildOptions): Promise<string> {
  const { env, platform, moduleDir, pin, temporary, log, progress, signal } = options;
  const go = await findGo(options);
  log({ kind: 'build-start', version: pin.version, go });
  const workDir = join(temporary, 'work');
  const binary = join(temporary, executableName('k6', platform));
  // A copy, because an installed package may lie in a folder that is not writable.
  await copyFile(join(moduleDir, 'go.mod'), join(temporary, 'go.mod'));
  await copyFile(join(moduleDir, 'go.sum'), join(temporary, 'go.sum'));
  await mkdir(workDir);

  const args = [
    'build',
    '-mod=readonly',
    '-modcacherw',
    '-trimpath',
    '-buildvcs=false',
    '-ldflags=-s -w',
    '-v',
    '-o',
    binary,
  ];
  const child = spawn(go, [...args, pin.goPackage], {
    cwd: temporary,
    env: buildEnvironment(options, workDir, await moduleSources(go, env)),
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    signal,
    // Go ends the compilers that it started on SIGINT only.
    killSignal: 'SIGINT',
  });
  const lastLines: string[] = [];
  const counts = { download: 0, compile: 0 };
  createInterface(child.stderr).on('line', (line) => {
    const [, module, compiled] = /^go: downloading (\S+)|^([^\s:#]+)$/.exec(line) ?? [];
    const [step, name] = module ? (['download', module] as const) : (['compile', compiled] as const);
    if (name !== undefined) {
      counts[step] += 1;
      progress({ kind: 'build-progress', step, name, count: counts[step] });
    } else if (line.trim() !== '') {
      lastLines.push(line);
      if (lastLines.length > KEPT_LINES) lastLines.shift();
    }
  });
  child.on('error', (error) => lastLines.push(causeOf(error)));
  // Not before it is closed, also when it is aborted: the caller then removes the folder under its feet.
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (exitCode !== 0) throw new WayFailed({ fault: 'build-failed', lastLines });
  return binary;
}
