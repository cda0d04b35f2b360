import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../../reports/text/host.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const bare = (host: string) => host.replace(/^\[|\]$/g, '');

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether one entry of NO_PROXY means a host: `*`, a name with all below it, `.name` for those below, an address, a network. */
function excepts(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [network = '', bits] = entry.split('/');
  if (bits !== undefined) {
    if (isIP(network) === 0 || isIP(host) !== isIP(network)) return false;
    const list = new BlockList();
    list.addSubnet(network, Number(bits), family(network));
    return list.check(host, family(host));
  }
  const [, name = entry, only] = entry.match(/^(.*?)(?::(\d+))?$/) ?? [];
  if (isIP(entry) !== 6 && only !== undefined && only !== port) return false;
  const wanted = bare(isIP(entry) === 6 ? entry : name).replace(/^\*\./, '.');
  return wanted.startsWith('.') ? host.endsWith(wanted) : host === wanted || host.endsWith(`.${wanted}`);
}

/** The variable that sends requests to this address through a proxy, by Go's rules; undefined where none does. */
export function proxyVariable({ protocol, hostname, port }: URL, env: Variables): string | undefined {
  if (isLoopback(hostname)) return undefined;
  const name = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const found = [name, name.toLowerCase()].find((variable) => env[variable]);
  if (found === undefined) return undefined;
  const except = (env.NO_PROXY || env.no_proxy || '').toLowerCase().split(',');
  const ownPort = port || (protocol === 'https:' ? '443' : '80');
  const host = bare(hostname.toLowerCase());
  return except.some((entry) => entry.trim() !== '' && excepts(entry.trim(), host, ownPort)) ? undefined : found;
}
