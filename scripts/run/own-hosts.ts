import { readFile } from 'node:fs/promises';
import { hostOf } from '../../reports/text/host.ts';
import { withoutComments } from './own-modules.ts';
import { isLoopback } from './target.ts';

/** Modules that k6 itself fetches are no target. */
const MODULE = /\b(?:from|import|require\()\s*["'`]https?:[^"'`]*["'`]/g;
const ADDRESS = /\bhttps?:\/\/(?:[^\s"'`/@]+@)?(\[[\da-f:]+\]|[\w.-]+)(:\d+)?/gi;

const ANY_ADDRESS = /\b(?:https?|wss?):\/\/(?:[^\s"'`/@]+@)?(?:\[[\da-f:]+\]|[\w.-]+)(?::\d+)?/gi;
/** gRPC takes a bare `host:port`. */
const CONNECT = /\.connect\s*\(\s*["'`]((?:\[[\da-f:]+\]|[\w.-]+):\d+)["'`]/gi;

/** What a script takes where BASE_URL is unset. */
const FALLBACK = /\bBASE_URL\b["'`\])\s]*(?:\|\||\?\?)\s*["'`]([^"'`\s/$]+)/g;

/** BASE_URL with something else to take where it is unset: `||`, `??`, `? :`, or a default in a pattern. */
const HAS_FALLBACK = /\bBASE_URL\b["'`\])\s]*(?:\|\||\?(?!\.))|[{,]\s*BASE_URL\s*=(?!=)/;

/** Where a script sends its load, as far as its text tells. */
export interface OwnTarget {
  /** Hosts of all addresses in its code, those of this machine too. */
  readonly hosts: readonly string[];
  /** Whether it asks where to go. */
  readonly readsBaseUrl: boolean;
  /** Whether it has an answer of its own where nobody says. */
  readonly hasFallback: boolean;
}

/** The same of the code of a script, without its comments. */
export function targetIn(script: string): OwnTarget {
  const code = withoutComments(script).replaceAll(MODULE, '');
  const urls = [...code.matchAll(ANY_ADDRESS)].flatMap(([url]) => hostOf(url) ?? []);
  const bare = [CONNECT, FALLBACK].flatMap((form) => [...code.matchAll(form)].flatMap(([, host = '']) => host));
  return {
    hosts: [...new Set([...urls, ...bare.filter((host) => !/^(?:https?|wss?):$/i.test(host))])],
    readsBaseUrl: /\bBASE_URL\b/.test(code),
    hasFallback: HAS_FALLBACK.test(code),
  };
}

/** The same of all the files of a script that are the user's own. */
export async function targetOf(modules: readonly string[]): Promise<OwnTarget> {
  const own = modules.filter((file) => !/[\\/]node_modules[\\/]/.test(file) && !file.endsWith('.json'));
  return targetIn((await Promise.all(own.map((file) => readFile(file, 'utf8')))).join('\n'));
}

/** Hosts of other machines whose addresses stand in a script: it may send its load there, whatever BASE_URL says. */
export function hostsIn(script: string): string[] {
  const found = [...script.replaceAll(MODULE, '').matchAll(ADDRESS)].map(([, host = '', port = '']) => ({
    host,
    port,
  }));
  return [...new Set(found.filter(({ host }) => !isLoopback(host)).map(({ host, port }) => `${host}${port}`))];
}

/** The same of all the files of a script. */
export async function hostsOf(modules: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(modules.map((file) => readFile(file, 'utf8')));
  return hostsIn(texts.join('\n'));
}
