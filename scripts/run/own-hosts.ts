import { readFile } from 'node:fs/promises';
import { hostOf, isLoopback } from '../../reports/text/host.ts';
import { importsOf, isK6s, isPath, withoutComments } from './own-modules.ts';
import { sendableCode } from './sendable-code.ts';

/** Modules that k6 itself fetches are no target. */
const MODULE = /\b(?:from|import|require\()\s*["'`]https?:[^"'`]*["'`]/g;
/** An address at the beginning of a text; one within a text says something. */
const ADDRESS = /["'`]\s*(?:https?|wss?):\/\/(?:[^\s"'`/@]+@)?(\[[\da-f:]+\]|[\w.-]+)(:\d+)?/gi;

const ANY_ADDRESS = /\b(?:https?|wss?):\/\/(?:[^\s"'`/@]+@)?(?:\[[\da-f:]+\]|[\w.-]+)(?::\d+)?/gi;
/** gRPC takes a bare `host:port`. */
const CONNECT = /\.connect\s*\(\s*["'`]((?:\[[\da-f:]+\]|[\w.-]+):\d+)["'`]/gi;

/** What a script takes where BASE_URL is unset. */
const FALLBACK = /\bBASE_URL\b["'`\])\s]*(?:\|\||\?\?)\s*["'`]([^"'`\s/$]+)/g;

/** BASE_URL with something else to take where it is unset: `||`, `??`, `? :`, or a default in a pattern. */
const HAS_FALLBACK = /\bBASE_URL\b["'`\])\s]*(?:\|\||\?(?!\.))|[{,]\s*BASE_URL\s*=(?!=)/;

/** `__ENV` itself, where nothing of it is named: `__ENV[name]`, `{ ...__ENV }`, `read(__ENV)`. */
const WHOLE_ENV = /\b__ENV\b(?!\s*(?:\??\.\s*\w|\[\s*["'][^"']*["']\s*\]))/;
const NAMED_OF_ENV = /\{(?![^{}]*\.\.\.)[^{}]*\}\s*=\s*__ENV\b(?!\s*[.[])/g;

const mayReadAny = (code: string): boolean =>
  WHOLE_ENV.test(code.replaceAll(NAMED_OF_ENV, '')) ||
  importsOf(code, false).some(({ specifier }) => !isK6s(specifier) && !isPath(specifier));

const HIDES_HOSTS = /["'`]k6\/(?:net\/grpc|browser|experimental\/(?:grpc|browser))["'`]/;

/** Where a script sends its load, as far as its text tells. */
export interface OwnTarget {
  /** Hosts of all addresses in its code, those of this machine too. */
  readonly hosts: readonly string[];
  /** Whether it asks where to go. */
  readonly readsBaseUrl: boolean;
  /** Variables of buha that it asks for: `BUHA_USERS` and the like. */
  readonly readsOfBuha: readonly string[];
  /** Whether it may read variables that its text does not name: by computed names, or in a package. */
  readonly mayReadAny: boolean;
  /** Whether it has an answer of its own where nobody says. */
  readonly hasFallback: boolean;
  /** Whether it calls gRPC or a browser, of which no name in the samples holds the address. */
  readonly hidesHosts: boolean;
}

/** The same of the code of a script, without its comments. */
export function targetIn(script: string): OwnTarget {
  const code = withoutComments(script).replaceAll(MODULE, '');
  const urls = [...code.matchAll(ANY_ADDRESS)].flatMap(([url]) => hostOf(url) ?? []);
  const bare = [CONNECT, FALLBACK].flatMap((form) => [...code.matchAll(form)].flatMap(([, host = '']) => host));
  return {
    hosts: [...new Set([...urls, ...bare.filter((host) => !/^(?:https?|wss?):$/i.test(host))])],
    readsBaseUrl: /\bBASE_URL\b/.test(code),
    readsOfBuha: [...new Set(code.match(/\bBUHA_[A-Z_]+\b/g))],
    mayReadAny: mayReadAny(code),
    hasFallback: HAS_FALLBACK.test(code),
    hidesHosts: HIDES_HOSTS.test(code),
  };
}

/** The same of all the files of a script that are the user's own. */
export async function targetOf(modules: readonly string[]): Promise<OwnTarget> {
  const own = modules.filter((file) => !/[\\/]node_modules[\\/]/.test(file) && !file.endsWith('.json'));
  return targetIn((await Promise.all(own.map((file) => readFile(file, 'utf8')))).join('\n'));
}

/** Hosts of other machines to which a script may send its load, whatever BASE_URL says. */
export function hostsIn(script: string): string[] {
  const code = sendableCode(withoutComments(script).replaceAll(MODULE, ''));
  const found = [...code.matchAll(ADDRESS)].map(([, host = '', port = '']) => ({ host, port }));
  return [...new Set(found.filter(({ host }) => !isLoopback(host)).map(({ host, port }) => `${host}${port}`))];
}

/** The same of all the files of a script. */
export async function hostsOf(modules: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(modules.map((file) => readFile(file, 'utf8')));
  return hostsIn(texts.join('\n'));
}
