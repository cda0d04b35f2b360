import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The k6 that this project runs, as the folder `k6/` states it. */
export interface Pin {
  /** Without the leading v: `2.2.0`. */
  version: string;
  /** The Go package whose build is k6: `go.k6.io/k6/v2`. */
  goPackage: string;
  /** The oldest Go that builds it: `1.25.0`. */
  goVersion: string;
  /** sha256 in hexadecimal by name of release archive. */
  checksums: ReadonlyMap<string, string>;
}

/** sha256 by file name, from the format of `sha256sum` (a digest, blanks, perhaps an asterisk, the name). */
export function parseChecksums(text: string): Map<string, string> {
  const checksums = new Map<string, string>();
  for (const [, digest, name] of text.matchAll(/^([0-9a-f]{64})\s+\*?(\S+)\s*$/gim)) {
    if (digest !== undefined && name !== undefined) checksums.set(name, digest.toLowerCase());
  }
  return checksums;
}

function found(goMod: string, pattern: RegExp): string {
  const value = pattern.exec(goMod)?.[1];
  if (value === undefined) throw new Error(`k6/go.mod lacks ${pattern}`);
  return value;
}

/** Reads the pin; `go.mod` is the only place where the version stands. `moduleDir` is the folder `k6/`. */
export async function readPin(moduleDir: string): Promise<Pin> {
  const [goMod, checksums] = await Promise.all([
    readFile(join(moduleDir, 'go.mod'), 'utf8'),
    readFile(join(moduleDir, 'checksums.txt'), 'utf8'),
  ]);
  const goPackage = found(goMod, /^tool (\S+)/m);
  return {
    goPackage,
    version: found(goMod, new RegExp(`^(?:require)?\\s*${goPackage.replaceAll('.', '\\.')} v(\\S+)`, 'm')),
    goVersion: found(goMod, /^go (\S+)/m),
    checksums: parseChecksums(checksums),
  };
}
