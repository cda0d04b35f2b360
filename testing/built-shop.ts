import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const CACHE = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));

/** The shop, bundled for tests that need it as a process of its own: Node 20 cannot run TypeScript. */
export class BuiltShop {
  readonly #dir: string;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /** Builds into a directory below node_modules, from where `libsql` resolves. */
  static async build(): Promise<BuiltShop> {
    mkdirSync(CACHE, { recursive: true });
    const shop = new BuiltShop(mkdtempSync(join(CACHE, 'shop-')));
    await build({
      entryPoints: [fileURLToPath(new URL('../shop/main.ts', import.meta.url))],
      outfile: shop.#file,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      external: ['libsql'],
      logLevel: 'error',
    });
    return shop;
  }

  get #file(): string {
    return join(this.#dir, 'shop.mjs');
  }

  /** A new directory for data, removed with the build. */
  dataDir(): string {
    return mkdtempSync(join(this.#dir, 'data-'));
  }

  /** Starts it, with an empty directory of its own for temporary files, and waits for its one line. */
  async start(args: readonly string[], { ipc = false } = {}): Promise<ShopChild> {
    const temporaryDir = mkdtempSync(join(this.#dir, 'tmp-'));
    const child = spawn(process.execPath, [this.#file, ...args], {
      stdio: ['ignore', 'pipe', 'inherit', ...(ipc ? (['ipc'] as const) : [])],
      env: { ...process.env, TMPDIR: temporaryDir, TEMP: temporaryDir, TMP: temporaryDir },
    });
    const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
    const lines = createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> });
    const [line] = await once(lines, 'line');
    return { child, line: JSON.parse(line), temporaryDir, ended };
  }

  remove(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

export interface ShopChild {
  readonly child: ChildProcess;
  /** What it printed: `listening` and `pid`, or `error`. */
  readonly line: Readonly<Record<string, string | number>> & { readonly listening: string };
  readonly temporaryDir: string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}
