import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { BuhaError } from '../../reports/model/error.ts';

export interface ShopProcess {
  readonly baseUrl: string;
  /** Settled when the process has ended, whoever ended it. */
  readonly gone: Promise<unknown>;
  /** Stops the shop and waits until it is gone. */
  readonly stop: () => Promise<void>;
  /** Ends it at once; for when nothing may be waited for. */
  readonly kill: () => void;
}

export interface ShopSettings {
  readonly script: string;
  readonly port: number;
  readonly lock: 'distributed' | 'none';
}

/** How long the shop may take to finish its open transactions before it is ended, in ms. */
const STOP_TIMEOUT_MS = 3000;

/** Throws `missing-package` where the shop's database is not installed: it is an optional part of the package. */
export function needDatabase(script: string): void {
  try {
    createRequire(script).resolve('libsql');
  } catch {
    throw new BuhaError('missing-package', { name: 'libsql', purpose: 'shop' });
  }
}

/** Starts the reference shop in a process of its own, so that it does not share a thread with anything. */
export async function startShop({ script, port, lock }: ShopSettings): Promise<ShopProcess> {
  needDatabase(script);
  const child = spawn(process.execPath, [script, '--port', String(port), '--lock', lock], {
    // The IPC channel tells the shop when its owner is gone. A group of its own, so that Ctrl-C does not stop the
    // shop under k6's last requests.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const gone = once(child, 'close').catch(() => {});
  let errors = '';
  child.stderr?.on('data', (data) => {
    errors += data;
  });
  const first = new Promise<string>((resolve) => {
    if (child.stdout) createInterface(child.stdout).once('line', resolve);
    gone.then(() => resolve(''));
  });
  const line = await first;
  const said = line.startsWith('{') ? (JSON.parse(line) as { listening?: string; error?: string }) : {};
  if (!said.listening) {
    child.kill('SIGKILL');
    const [reason = ''] = `${said.error ?? ''} ${errors}`.match(/\bE(?:RR_)?[A-Z\d_]{3,}\b/) ?? [];
    throw new BuhaError('shop-not-started', { port, reason });
  }
  return {
    baseUrl: said.listening,
    gone,
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await gone;
      clearTimeout(late);
    },
    kill: () => child.kill('SIGKILL'),
  };
}
