import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Output } from '../reports/model/output.ts';
import { type OutputSource, readOutputs } from '../reports/parse/read-outputs.ts';

/** The recordings of `fixtures/runs/formats`, for tests. */

const FOLDER = new URL('../fixtures/runs/formats/', import.meta.url);

export interface Recording {
  /** Path below the folder of all recordings, as tests name it. */
  readonly path: string;
  readonly version: string;
  /** The script: `plain`, `refused`, `no-http`, `quiet`. */
  readonly script: string;
  /** What k6 wrote: `summary-export.json`, `full.txt` … */
  readonly what: string;
}

const recordingOf = (path: string): Recording[] => {
  const [, version, script, what] = path.match(/^([\d.]+)\/([a-z-]+)\.([a-z.-]+)$/) ?? [];
  return version && script && what ? [{ path, version, script, what }] : [];
};

export const recordings: readonly Recording[] = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted()
  .flatMap(recordingOf);

export const versions = [...new Set(recordings.map(({ version }) => version))];

/** What of one script stands in a version's folder. */
export const recorded = (version: string, script: string, ...what: string[]): Recording[] =>
  recordings.filter((one) => one.version === version && one.script === script && what.includes(one.what));

/** The bytes of a recording, decompressed. */
export function bytesOf({ path }: Recording): Uint8Array {
  const bytes = readFileSync(new URL(path, FOLDER));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** Bytes as they come from a file that is shown as `file`, in chunks of `size`. */
export function sourceOf(bytes: Uint8Array, file: string, size = 64 * 1024): OutputSource {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return { file, chunks: chunks() };
}

/** The one output that a recording is. */
export async function outputOf(recording: Recording): Promise<Output> {
  const [output, ...others] = await readOutputs(sourceOf(bytesOf(recording), recording.path));
  if (!output || others.length > 0) throw new Error(`${recording.path}: ${others.length + 1} outputs`);
  return output;
}
