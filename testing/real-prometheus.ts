/** For the end-to-end tests: a real Prometheus that scrapes one target every second. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../scripts/run/live-status.ts';

const run = promisify(execFile);
const CACHE = join(homedir(), '.cache', 'buha', 'prometheus');
const CACHED = join(CACHE, 'usr', 'bin', 'prometheus');

const isOnPath = (name: string) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** True where a Prometheus is there, or Debian's package can be fetched. */
export const canHavePrometheus = (): boolean =>
  process.env.PROMETHEUS_BIN !== undefined || isOnPath('prometheus') || existsSync(CACHED) || isOnPath('apt-get');

/** Debian's package, unpacked into a folder of the user's own: no root, nothing is installed. */
async function fetchPackage(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'fetch-'));
  try {
    const download = (...options: string[]) => run('apt-get', [...options, 'download', 'prometheus'], { cwd: folder });
    await download().catch(async () => {
      // A bare image has no lists of packages yet.
      const lists = join(folder, 'lists');
      mkdirSync(join(lists, 'partial'), { recursive: true });
      const own = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${folder}`, '-o', 'Debug::NoLocking=1'];
      await run('apt-get', [...own, 'update']);
      await download(...own);
    });
    const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
    if (!archive) throw new Error('apt-get left no package');
    await run('dpkg-deb', ['-x', join(folder, archive), join(folder, 'unpacked')]);
    // Another test process may have been faster.
    if (!existsSync(CACHED)) renameSync(join(folder, 'unpacked', 'usr'), join(CACHE, 'usr'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prometheusPath(): Promise<string> {
  if (process.env.PROMETHEUS_BIN) return process.env.PROMETHEUS_BIN;
  if (isOnPath('prometheus')) return 'prometheus';
  if (!existsSync(CACHED)) await fetchPackage();
  return CACHED;
}

export interface RealPrometheus {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts it and waits until it answers; `target` is host and port of what it scrapes. Throws when it does not come up. */
export async function startPrometheus(target: string): Promise<RealPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'buha-prometheus-'));
  const config = join(folder, 'prometheus.yml');
  writeFileSync(
    config,
    `global: { scrape_interval: 1s }\nscrape_configs: [{ job_name: shop, static_configs: [{ targets: ["${target}"] }] }]\n`,
  );
  const port = await freePort();
  const child: ChildProcess = spawn(
    await prometheusPath(),
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  );
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + 30_000;
  while (!(await fetch(`${address}/-/ready`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error('Prometheus did not come up');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { address, stop };
}
