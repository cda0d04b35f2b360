import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { BuhaError } from '../../reports/model/error.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { readText } from '../read/text-file.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** How certificates of the target are judged, by k6 and by buha's own look at the target. */
export interface Tls {
  /** Nobody checks them. */
  readonly insecure: boolean;
  /** The user's own authority: its file as they named it, and where it lies together with the system's. */
  readonly ca: { readonly file: string; readonly bundle: string; readonly system: string | undefined } | undefined;
  /** All that is trusted, as PEM. */
  readonly roots: readonly string[];
  /**
   * True where k6 trusts what buha cannot see: macOS and Windows keep their authorities in a store of their own, which
   * Go asks and Node does not.
   */
  readonly hasHiddenRoots: boolean;
}

/** Where systems keep their authorities: the files that Go's crypto/x509 looks for, in its order. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

async function systemBundle({ SSL_CERT_FILE: own }: Variables): Promise<{ file: string; pem: string } | undefined> {
  for (const file of own ? [own] : SYSTEM_BUNDLES) {
    const pem = await readFile(file, 'utf8').catch(() => undefined);
    if (pem !== undefined) return { file, pem };
  }
  return undefined;
}

/** The certificates of a file. Throws `bad-ca` where it holds none, or one that is damaged. */
async function readCa(file: string): Promise<string> {
  const found = (await readText(file)).match(PEM) ?? [];
  try {
    for (const pem of found) new X509Certificate(pem);
  } catch {
    throw new BuhaError('bad-ca', { file, fault: 'damaged' });
  }
  if (found.length === 0) throw new BuhaError('bad-ca', { file, fault: 'none' });
  return found.join('\n');
}

export interface TlsOptions {
  readonly insecure: boolean;
  readonly ca: string | undefined;
}

/**
 * What `--insecure` and `--ca` ask for; `folder` receives the user's authority together with the system's, since the
 * variable by which Go is told of it (SSL_CERT_FILE) takes the place of the system's own. Throws `bad-ca`.
 */
export async function readTls(
  { insecure, ca }: TlsOptions,
  env: Variables,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): Promise<Tls> {
  const hasHiddenRoots = platform === 'darwin' || platform === 'win32';
  // There Go asks the system's store alone.
  if (ca !== undefined && hasHiddenRoots) throw new BuhaError('bad-ca', { file: ca, fault: 'platform' });
  const system = await systemBundle(env);
  const roots = [...rootCertificates, ...(system ? [system.pem] : [])];
  const isInsecure = insecure || /^(1|t|true)$/i.test(env.K6_INSECURE_SKIP_TLS_VERIFY ?? '');
  if (ca === undefined) return { insecure: isInsecure, ca: undefined, roots, hasHiddenRoots };
  const own = await readCa(ca);
  const bundle = join(folder, 'ca.pem');
  await writeFile(bundle, `${[...(system ? [system.pem.trimEnd()] : []), own].join('\n')}\n`, { mode: 0o600 });
  return {
    insecure: isInsecure,
    ca: { file: ca, bundle, system: system?.file },
    roots: [...roots, own],
    hasHiddenRoots,
  };
}

/** How k6 is told. */
export function tlsEnvironment({ insecure, ca }: Tls): Record<string, string> {
  return {
    ...(insecure && { K6_INSECURE_SKIP_TLS_VERIFY: 'true' }),
    ...(ca && { SSL_CERT_FILE: ca.bundle }),
  };
}

/** What the record says of it; a script's own options may do without the check, too. */
export function tlsFacts({ insecure, ca }: Tls, options: Readonly<Record<string, unknown>>): Pick<RunRecord, 'tls'> {
  const isUnchecked = insecure || options.insecureSkipTLSVerify === true;
  if (!isUnchecked && !ca) return {};
  return { tls: { ...(isUnchecked && { insecure: true }), ...(ca && { ca: ca.file }) } };
}
