import type { LoadSettings } from '../../options/profiles.ts';
import type { Target } from './target.ts';
import { type Tls, tlsEnvironment } from './tls.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** k6's own variables that carry addresses and credentials of outputs; all others could change the load or the files. */
const PASSED_ON = /^K6_(PROMETHEUS_RW|OTEL|CLOUD|INFLUXDB|STATSD|DATADOG|ELASTICSEARCH|TIMESCALEDB|KAFKA|TLS|CA)_/;

/** Variables that the command reads itself. */
const OWN = /^K6_(BIN|MIRROR|INSECURE_SKIP_TLS_VERIFY)$/;

const changesK6 = (name: string) => name.startsWith('K6_') && !PASSED_ON.test(name);

/** K6_ variables of the user's that are withheld, because they would overrule the script's load (K6_VUS …). */
export function withheldVariables(env: Variables): string[] {
  return Object.keys(env)
    .filter((name) => changesK6(name) && !OWN.test(name))
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

/** The environment in which k6 runs. It holds secrets: headers travel here and not on the command line. */
export function k6Environment(env: Variables, script: ScriptEnvironment): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => !changesK6(name) && !name.startsWith('BUHA_'));
  const headers = { ...script.target?.headers, ...script.headers };
  return {
    ...Object.fromEntries(kept),
    // k6 would otherwise replace its own binary when a script needs an extension.
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
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
