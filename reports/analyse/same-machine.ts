import type { Run } from '../model/run.ts';
import { isLoopback } from '../text/host.ts';

const isLocal = (address: string): boolean => URL.canParse(address) && isLoopback(new URL(address).hostname);

/**
 * True where load generator and tested system shared a machine: the embedded shop, and every address of that machine, as
 * the record has it or else as every request that tells its host went there.
 */
export function isOnGenerator({ record, measured: { hosts = [] } }: Pick<Run, 'record' | 'measured'>): boolean {
  const { baseUrl, shop } = record?.target ?? {};
  if (shop) return true;
  if (baseUrl !== undefined) return isLocal(baseUrl);
  // Samples whose requests were named by the script tell no host; the record knows where its calls go.
  const seen = hosts.flatMap(({ host }) => host ?? []);
  const known = seen.length > 0 ? seen : (record?.target.hosts ?? []).map(({ host }) => host);
  return known.length > 0 && known.every((host) => isLocal(`http://${host}`));
}
