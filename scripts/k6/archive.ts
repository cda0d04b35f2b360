import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { unzipSync } from 'fflate';
import { parseTar } from 'nanotar';
import type { K6Event, K6Step } from '../../reports/model/k6.ts';
import { download, publicUrl } from './download.ts';
import type { Environment } from './executables.ts';
import type { Pin } from './pin.ts';
import { archiveName, executableName, releaseBase, releaseName } from './release.ts';
import { causeOf, WayFailed } from './way-failed.ts';

/** No archive of k6 is longer: unpacked it is about as long as this, and packed less than half. */
const MOST_ARCHIVE_BYTES = 64 * 1024 * 1024;

export interface ArchiveOptions {
  env: Environment;
  platform: string;
  arch: string;
  pin: Pin;
  /** An existing folder for this download alone; the caller removes it. */
  temporary: string;
  log: (event: K6Event) => void;
  progress: (step: K6Step) => void;
  signal: AbortSignal | undefined;
  /** Give up when no byte came for so long, in milliseconds. */
  idleMs: number;
}

/** One file out of a `.tar.gz` or a `.zip`; nothing else of the archive is written anywhere. */
async function unpack(archive: Buffer, name: string, member: string): Promise<Uint8Array> {
  const wanted = (file: { name: string }) => file.name.replace(/^\.\//, '') === member;
  let data: Uint8Array | undefined;
  if (name.endsWith('.zip')) {
    data = unzipSync(archive, { filter: wanted })[member];
  } else {
    const tar = await promisify(gunzip)(archive);
    // A copy: nanotar reads from the start of the memory behind a Buffer, and that may be a pool shared by many.
    data = parseTar(new Uint8Array(tar), { filter: wanted })[0]?.data;
  }
  if (data === undefined) throw new Error(`no ${member}`);
  return data;
}

/** Downloads the official release archive, checks it against the pinned sha256, and gives the binary's path. Throws WayFailed. */
export async function downloadK6(options: ArchiveOptions): Promise<string> {
  const { env, platform, arch, pin, temporary, log, progress, signal, idleMs } = options;
  const name = archiveName(pin.version, platform, arch);
  const expected = pin.checksums.get(name);
  if (expected === undefined) throw new WayFailed({ fault: 'archive-absent', platform, arch });
  const base = releaseBase(pin.version, env.K6_MIRROR);
  if (base === undefined) throw new WayFailed({ fault: 'mirror-not-a-url' });
  const source = new URL(base);
  // Not `new URL(name, base)`: that would lose the query, where some stores keep their access token.
  source.pathname += name;
  const url = publicUrl(source);

  log({ kind: 'download-start', version: pin.version, url });
  const archive = await download(source, {
    idleMs,
    signal,
    mostBytes: MOST_ARCHIVE_BYTES,
    progress: (receivedBytes, totalBytes) => progress({ kind: 'download-progress', receivedBytes, totalBytes }),
  });
  const actual = createHash('sha256').update(archive).digest('hex');
  if (actual !== expected) throw new WayFailed({ fault: 'checksum-wrong', url, expected, actual });

  const executable = executableName('k6', platform);
  const member = `${releaseName(pin.version, platform, arch)}/${executable}`;
  const content = await unpack(archive, name, member).catch((error: unknown) => {
    throw new WayFailed({ fault: 'archive-unusable', url, cause: causeOf(error) });
  });
  const binary = join(temporary, executable);
  // Synchronous on purpose: a child started while the file is open for writing would make it impossible to start
  // (ETXTBSY). Flushed, because a rename can reach the disk before the content does.
  writeFileSync(binary, content, { mode: 0o755, flush: true });
  return binary;
}
