import { type LoadSettings, readLoadSettings } from './profiles.ts';

/** What a script takes from outside; the record is `__ENV` inside k6 and `process.env` in the command. */
export interface Environment {
  /** Origin of the tested system, without a slash at the end. */
  readonly baseUrl: string;
  /** Headers for every request, in `BUHA_HEADERS` as a JSON object. They may hold secrets: never print them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absolute paths of JSON arrays with test data. */
  readonly usersFile: string | undefined;
  readonly productsFile: string | undefined;
  readonly load: LoadSettings;
}

export type EnvironmentRecord = Readonly<Record<string, string | undefined>>;

/** Where the embedded shop listens when it is started alone. */
export const DEFAULT_BASE_URL = 'http://127.0.0.1:8080';

export function readEnvironment(env: EnvironmentRecord): Environment {
  return {
    baseUrl: (env.BASE_URL || DEFAULT_BASE_URL).replace(/\/+$/, ''),
    headers: env.BUHA_HEADERS ? JSON.parse(env.BUHA_HEADERS) : {},
    usersFile: env.BUHA_USERS,
    productsFile: env.BUHA_PRODUCTS,
    load: readLoadSettings(env.BUHA_PROFILE, env.BUHA_SCALE, env.BUHA_DURATION_SCALE),
  };
}
