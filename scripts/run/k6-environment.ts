import type { LoadSettings } from '../../options/profiles.ts';
import { LOAD_VARIABLES } from './given-load.ts';
import type { Target } from './target.ts';
import { type Tls, tlsEnvironment } from './tls.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What buha sets for k6 itself, or what would take from it what it reads: as with the flags of the same names. */
const SET_BY_BUHA = new Set([
  ...['K6_OUT', 'K6_SYSTEM_TAGS', 'K6_CSV_FILENAME', 'K6_CSV_TIME_FORMAT', 'K6_PAUSED', 'K6_LINGER', 'K6_ADDRESS'],
  ...['K6_CONFIG', 'K6_LOG_FORMAT', 'K6_LOG_OUTPUT', 'K6_INCLUDE_SYSTEM_ENV_VARS'],
  ...['K6_SUMMARY_EXPORT', 'K6_SUMMARY_MODE', 'K6_NO_SUMMARY', 'K6_NEW_MACHINE_READABLE_SUMMARY'],
  ...['K6_EXECUTION_SEGMENT', 'K6_EXECUTION_SEGMENT_SEQUENCE'],
]);

/** Variables that the command reads itself. */
const OWN = new Set(['K6_BIN', 'K6_MIRROR', 'K6_INSECURE_SKIP_TLS_VERIFY']);

const isLoad = (name: string) => Object.hasOwn(LOAD_VARIABLES, name);

/** K6_ variables of the user's that are withheld: what buha sets itself, and a load where that is a profile's. */
export function withheldVariables(env: Variables, isWired: boolean): string[] {
  return Object.keys(env)
    .filter((name) => SET_BY_BUHA.has(name) || (isWired && isLoad(name)))
    .toSorted();
}

export interface ScriptEnvironment {
  /** Undefined where the script has addresses of its own: BASE_URL stays unset, as for plain k6. */
  readonly target: Target | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly usersFile: string | undefined;
  readonly productsFile: string | undefined;
  readonly load: LoadSettings;
  /** Undefined where no request is sent. */
  readonly tls?: Tls;
}

/**
 * The environment in which k6 runs, without a load. It holds secrets: headers travel here and not on the command line.
 */
export function k6Environment(env: Variables, script: ScriptEnvironment): Record<string, string | undefined> {
  const isKept = (name: string) =>
    !(SET_BY_BUHA.has(name) || OWN.has(name) || isLoad(name) || name.startsWith('BUHA_'));
  const kept = Object.entries(env).filter(([name]) => isKept(name));
  const headers = { ...script.target?.headers, ...script.headers };
  return {
    // k6 would otherwise replace its own binary when a script needs an extension; whoever wants that says so.
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    ...Object.fromEntries(kept),
    ...(script.tls && tlsEnvironment(script.tls)),
    BASE_URL: script.target?.baseUrl,
    BUHA_HEADERS: Object.keys(headers).length > 0 ? JSON.stringify(headers) : undefined,
    BUHA_USERS: script.usersFile,
    BUHA_PRODUCTS: script.productsFile,
    BUHA_PROFILE: script.load.profile,
    BUHA_SCALE: String(script.load.scale),
    BUHA_DURATION_SCALE: String(script.load.durationScale),
  };
}
