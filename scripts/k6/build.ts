import { spawn } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { K6Event } from '../../reports/model/k6.ts';
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
  signal: AbortSignal | undefined;
}

/** -1, 0 or 1 as version `a` is older than, equal to or newer than `b`; what follows the numbers (`rc1`) is ignored. */
function compareVersions(a: string, b: string): number {
  const numbers = (version: string) => version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
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

/** Settings of the user's own Go that would build something else than this module's k6 are overruled. */
function buildEnvironment({ env, platform, arch }: BuildOptions, workDir: string): Environment {
  const { goos, goarch } = goTarget(platform, arch);
  return {
    ...env,
    GOOS: goos,
    GOARCH: goarch,
    // As in the official builds; and a C compiler is not needed.
    CGO_ENABLED: '0',
    GO111MODULE: 'on',
    GOWORK: 'off',
    // Inside our own temporary folder, so that an interrupted build leaves nothing elsewhere.
    GOTMPDIR: workDir,
  };
}

/**
 * Builds k6 from the committed module, whose go.sum has a checksum for every source, and gives the binary's path.
 * Takes about half a minute to two minutes. Throws WayFailed.
 */
export async function buildK6(options: BuildOptions): Promise<string> {
  const { platform, moduleDir, pin, temporary, log, signal } = options;
  const go = await findGo(options);
  log({ kind: 'build-start', version: pin.version, go });
  const workDir = join(temporary, 'work');
  const binary = join(temporary, executableName('k6', platform));
  // A copy, because an installed package may lie in a folder that is not writable.
  await copyFile(join(moduleDir, 'go.mod'), join(temporary, 'go.mod'));
  await copyFile(join(moduleDir, 'go.sum'), join(temporary, 'go.sum'));
  await mkdir(workDir);

  const args = ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-v', '-o', binary];
  const child = spawn(go, [...args, pin.goPackage], {
    cwd: temporary,
    env: buildEnvironment(options, workDir),
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
      log({ kind: 'build-progress', step, name, count: counts[step] });
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
