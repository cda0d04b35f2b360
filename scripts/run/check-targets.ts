import { BuhaError } from '../../reports/model/error.ts';
import type { CliWords } from '../../reports/words/cli.ts';
import type { Terminal } from '../terminal.ts';
import { proxyVariable } from './proxy.ts';
import { unreachableBecause } from './reach.ts';
import type { Tls } from './tls.ts';

/** What is to be looked at before any load, and with which eyes. */
export interface TargetCheck {
  /** Addresses to which requests will certainly go. */
  readonly addresses: readonly string[];
  readonly tls: Tls;
  /** The options of the scripts as k6 understood them: they may map names to addresses and bring certificates. */
  readonly options: readonly Readonly<Record<string, unknown>>[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

const isSet = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/**
 * Tries name, connection and TLS of each target; no code of a script runs and no request is sent. What goes through a
 * proxy, or whose names a script maps to addresses of its own, is left alone. Throws `target-unreachable` for the first
 * that fails.
 */
export async function checkTargets(
  { addresses, tls, options, env }: TargetCheck,
  terminal: Terminal,
  words: CliWords,
): Promise<void> {
  if (tls.insecure) terminal.line(words.insecure);
  if (tls.ca) terminal.line(words.trustedTogether(tls.ca.file, tls.ca.system));
  if (options.some(({ hosts }) => isSet(hosts))) return;
  const insecure = tls.insecure || options.some(({ insecureSkipTLSVerify }) => insecureSkipTLSVerify === true);
  const shakesHands = !options.some(({ tlsAuth }) => isSet(tlsAuth));
  for (const address of new Set(addresses.map((one) => new URL(one).origin))) {
    const url = new URL(address);
    const proxy = proxyVariable(url, env);
    if (proxy !== undefined) {
      terminal.line(words.throughProxy(proxy, url.host));
      continue;
    }
    const found = await unreachableBecause(url, { tls: { ...tls, insecure }, shakesHands });
    if (!found) continue;
    const { fault, code, detail } = found;
    throw new BuhaError('target-unreachable', { address, fault, code, detail, ca: tls.ca?.file });
  }
}
