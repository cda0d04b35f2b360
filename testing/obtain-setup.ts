/** What the tests of this folder share: a fake k6 and Go, a module folder with a pin, a server of release archives. */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { createTar } from 'nanotar';
import { onTestFinished } from 'vitest';
import type { K6Event } from '../reports/model/k6.ts';
import { type ObtainOptions, obtainK6 } from '../scripts/k6/obtain.ts';

/** A program that answers `version` as k6 does. */
export function k6Script(version: string): string {
  return `#!/bin/sh\necho 'k6 v${version} (go1.26.8, linux/amd64)'\n`;
}

/** A `.tar.gz` as k6 releases it for Linux, with `script` as its binary. */
export function tarGz(script: string, folder = 'k6-v2.2.0-linux-amd64'): Buffer {
  return gzipSync(createTar([{ name: `${folder}/` }, { name: `${folder}/k6`, data: script, attrs: { mode: '755' } }]));
}

/** A `.zip` as k6 releases it for macOS. */
export function zip(script: string, folder = 'k6-v2.2.0-macos-arm64'): Buffer {
  return Buffer.from(zipSync({ [`${folder}/k6`]: Buffer.from(script) }));
}

export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'buha-k6-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes an executable script and gives its path. */
export function program(path: string, script: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  return path;
}

/** A loopback server; gives its address. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An empty machine: no k6, no Go, an empty cache; `pins` are archives whose checksums the module folder states. */
export function machine(pins: Record<string, Buffer> = {}) {
  const home = temporaryFolder();
  const moduleDir = join(home, 'module');
  mkdirSync(moduleDir);
  writeFileSync(
    join(moduleDir, 'go.mod'),
    'module fake\n\ngo 1.25.0\n\ntool go.k6.io/k6/v2\n\nrequire go.k6.io/k6/v2 v2.2.0 // indirect\n',
  );
  writeFileSync(join(moduleDir, 'go.sum'), '');
  const sums = Object.entries(pins).map(
    ([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}`,
  );
  writeFileSync(join(moduleDir, 'checksums.txt'), `${sums.join('\n')}\n`);
  const events: K6Event[] = [];
  const bin = join(home, 'bin');
  const options: ObtainOptions = {
    env: { HOME: home, PATH: bin },
    platform: 'linux',
    arch: 'x64',
    moduleDir,
    log: (event) => events.push(event),
  };
  return {
    home,
    bin,
    events,
    cache: join(home, '.cache', 'buha'),
    obtain: (changes: Partial<ObtainOptions> = {}) =>
      obtainK6({ ...options, ...changes, env: { ...options.env, ...changes.env } }),
  };
}
