import { isIP } from 'node:net';
import { SHOP } from '../../options/config.ts';
import { isLoopback } from '../../reports/text/host.ts';
import type { OwnConfig } from '../config/load.ts';

/** Words in the name of a host that say that no customer uses it. */
const OTHER =
  /(?:^|[.-])(?:dev|develop(?:ment)?|test(?:ing)?|tst|stag(?:e|ing)|stg|qa|uat|sit|sandbox|sbx|perf|load(?:test)?|(?:pre|non)-?prod|preview|beta|alpha|demo|ci|lab|local|internal|intra(?:net)?|corp|lan|svc|cluster)\d*(?=[.-]|$)/;

/** Endings that no public name has. */
const PRIVATE = /\.(?:local|localhost|internal|intranet|corp|home|lan|test|example|invalid|arpa|svc)$/;

/** Addresses that are not routed in the internet: RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291. */
const PRIVATE_ADDRESS =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd]|fe80:)/i;

/**
 * Whether a host (with or without a port) may serve customers: a public name without a word that says otherwise
 * (`staging`, `dev`, `qa` …), or one that says `prod` or `live`. Neither an address of a private network nor a name
 * without a dot is one.
 */
export function looksLikeProduction(host: string): boolean {
  const name = host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  if (isLoopback(name)) return false;
  if (isIP(name) !== 0) return !PRIVATE_ADDRESS.test(name);
  if (/(?:^|[.-])(?:prod(?:uction)?|prd|live)\d*(?=[.-]|$)/.test(name) && !/(?:^|[.-])(?:non|pre)-?prod/.test(name))
    return true;
  return name.includes('.') && !PRIVATE.test(name) && !OTHER.test(name);
}

/** A host without the ports that its scheme implies. */
const place = (host: string) => host.toLowerCase().replace(/:(?:80|443)$/, '');

/** The machine behind a host; on this one every port is a system of its own, which a tunnel may lead anywhere. */
function machine(host: string): string {
  const [name, port = ''] = place(host).split(/(:\d+)$/);
  return isLoopback(name ?? '') ? `loopback${port}` : (name ?? '');
}

/** Why load on a host is asked for twice: `marked` by the config, before any; `likely` by its name, before much. */
export type Guarded = 'marked' | 'likely';

/**
 * Whether a host serves customers, by what the config says of its targets, else by its name. `production: true` holds for
 * every port of its machine, `false` for its own alone.
 */
export function guarded(host: string, targets: OwnConfig['targets']): Guarded | undefined {
  const said = Object.values(targets).flatMap((target) =>
    target === SHOP ? [] : [{ host: new URL(target.baseUrl).host, production: target.production }],
  );
  if (said.some((one) => one.production === true && machine(one.host) === machine(host))) return 'marked';
  if (said.some((one) => one.production === false && place(one.host) === place(host))) return undefined;
  return looksLikeProduction(host) ? 'likely' : undefined;
}
