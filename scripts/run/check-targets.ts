import { BuhaError } from '../../reports/model/error.ts';
import type { CliWords } from '../../reports/words/cli.ts';
import type { Terminal } from '../terminal.ts';
import type { CalledAddresses } from './called-addresses.ts';
import { proxyVariable } from './proxy.ts';
import { type Unreachable, unreachableBecause } from './reach.ts';
import type { Tls } from './tls.ts';

/** Where one script goes. */
export interface ScriptTargets {
  /** Where its user sends it; undefined where the script alone says where it goes. */
  readonly baseUrl: string | undefined;
  /** Addresses in its own calls. */
  readonly called: CalledAddresses;
  /** As k6 understood them: they may map names to addresses and bring certificates. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly tls: Tls;
}

/** What is to be looked at before any load, and with which eyes. */
export interface TargetCheck {
  readonly scripts: readonly ScriptTargets[];
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

type Looked = Unreachable | 'reached' | 'unchecked';

/**
 * Tries name, connection and TLS of each target; no code of a script runs and no request is sent. What goes through a
 * proxy, or whose name a script maps to an address of its own, is left alone, which is said. Throws `target-unreachable`
 * where the user's own target fails, or all that a script calls. Where a script has others, an address that fails is
 * said and no more: a test may be about an address that does not answer, or call it only where something else went wrong.
 */
export async function checkTargets({ scripts, env }: TargetCheck, terminal: Terminal, words: CliWords): Promise<void> {
  const said = new Set<string>();
  const sayOnce = (text: string) => {
    if (!said.has(text)) terminal.line(text);
    said.add(text);
  };
  for (const { tls } of scripts) {
    if (tls.insecure) sayOnce(words.insecure);
    if (tls.ca) sayOnce(words.trustedTogether(tls.ca.file, tls.ca.system));
  }
  const looked = new Map<string, Looked>();
  for (const { baseUrl, called, options, tls } of scripts) {
    const insecure = tls.insecure || options.insecureSkipTLSVerify === true;
    const shakesHands = !isSet(options.tlsAuth);
    const look = async (address: string): Promise<Looked> => {
      const url = new URL(address);
      const proxy = proxyVariable(url, env);
      if (proxy !== undefined) sayOnce(words.throughProxy(proxy, url.host));
      else if (isMapped(url, options.hosts)) sayOnce(words.mappedHost(url.host));
      else {
        const key = `${url.origin} ${insecure} ${shakesHands} ${tls.ca?.file}`;
        const found = looked.get(key) ?? (await unreachableBecause(url, { tls: { ...tls, insecure }, shakesHands }));
        looked.set(key, found ?? 'reached');
        return found ?? 'reached';
      }
      return 'unchecked';
    };
    const refuse = (address: string, { fault, code, detail }: Unreachable) =>
      new BuhaError('target-unreachable', { address, fault, code, detail, ca: tls.ca?.file });
    if (baseUrl !== undefined) {
      const { origin } = new URL(baseUrl);
      const found = await look(origin);
      if (typeof found === 'object') throw refuse(origin, found);
    }
    const failing: (readonly [string, Unreachable])[] = [];
    for (const address of called.certain) {
      const found = await look(address);
      if (typeof found === 'object') failing.push([address, found]);
    }
    const [first] = failing;
    if (!first) continue;
    const isAll = baseUrl === undefined && !called.hasUnknown && failing.length === called.certain.length;
    const others = isAll ? await Promise.all(called.possible.map(look)) : [];
    if (isAll && others.every((found) => typeof found === 'object')) throw refuse(...first);
    for (const [address, { code }] of failing) sayOnce(words.calledUnreachable(address, code));
  }
}
