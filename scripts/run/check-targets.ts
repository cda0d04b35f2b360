import { BuhaError } from '../../reports/model/error.ts';
import type { CliWords } from '../../reports/words/cli.ts';
import type { Terminal } from '../terminal.ts';
import { proxyVariable } from './proxy.ts';
import { unreachableBecause } from './reach.ts';
import type { Tls } from './tls.ts';

/** Where one script goes. */
export interface ScriptTargets {
  /** Addresses to which requests will certainly go. */
  readonly addresses: readonly string[];
  /** As k6 understood them: they may map names to addresses and bring certificates. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What is to be looked at before any load, and with which eyes. */
export interface TargetCheck {
  readonly scripts: readonly ScriptTargets[];
  readonly tls: Tls;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const isSet = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** Whether k6's option `hosts` leads an address elsewhere: by name, by name and port, or by `*` and what a name ends in. */
function isMapped({ protocol, hostname, port }: URL, hosts: unknown): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  const own = [host, `${host}:${port || (protocol === 'https:' ? '443' : '80')}`];
  return Object.keys(hosts ?? {}).some((key) => {
    const name = key.toLowerCase();
    if (!name.startsWith('*')) return own.includes(name);
    return own.some((one) => one.length >= name.length && one.endsWith(name.slice(1)));
  });
}

/**
 * Tries name, connection and TLS of each target; no code of a script runs and no request is sent. What goes through a
 * proxy, or whose name a script maps to an address of its own, is left alone, which is said. Throws `target-unreachable`
 * for the first that fails.
 */
export async function checkTargets(
  { scripts, tls, env }: TargetCheck,
  terminal: Terminal,
  words: CliWords,
): Promise<void> {
  if (tls.insecure) terminal.line(words.insecure);
  if (tls.ca) terminal.line(words.trustedTogether(tls.ca.file, tls.ca.system));
  const done = new Set<string>();
  const isFirst = (what: string) => !done.has(what) && Boolean(done.add(what));
  for (const { addresses, options } of scripts) {
    const insecure = tls.insecure || options.insecureSkipTLSVerify === true;
    const shakesHands = !isSet(options.tlsAuth);
    for (const address of new Set(addresses.map((one) => new URL(one).origin))) {
      const url = new URL(address);
      const proxy = proxyVariable(url, env);
      const unchecked =
        proxy !== undefined
          ? words.throughProxy(proxy, url.host)
          : isMapped(url, options.hosts)
            ? words.mappedHost(url.host)
            : undefined;
      if (unchecked !== undefined) {
        if (isFirst(unchecked)) terminal.line(unchecked);
        continue;
      }
      if (!isFirst(`${address} ${insecure} ${shakesHands}`)) continue;
      const found = await unreachableBecause(url, { tls: { ...tls, insecure }, shakesHands });
      if (!found) continue;
      const { fault, code, detail } = found;
      throw new BuhaError('target-unreachable', { address, fault, code, detail, ca: tls.ca?.file });
    }
  }
}
