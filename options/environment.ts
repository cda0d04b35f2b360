/** What a script takes from outside; the record is `__ENV` inside k6 and `process.env` in the command. */
export interface Environment {
  /** Origin of the tested system, without a slash at the end. */
  readonly baseUrl: string;
  /** Headers for every request, in `BUHA_HEADERS` as a JSON object. They may hold secrets: never print them. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** Absolute paths of JSON arrays with test data. */
  readonly usersFile: string | undefined;
  readonly productsFile: string | undefined;
}

export type EnvironmentRecord = Readonly<Record<string, string | undefined>>;

/** Where the embedded shop listens when it is started alone. */
export const DEFAULT_BASE_URL = 'http://127.0.0.1:8080';

/** An arrow, as everything that each virtual user makes: a function declaration carries a prototype object as well. */
export const readEnvironment = (env: EnvironmentRecord): Environment => {
  const url = env.BASE_URL || DEFAULT_BASE_URL;
  return {
    // Looks before it replaces: a regular expression costs each virtual user 25 KB.
    baseUrl: url[url.length - 1] === '/' ? url.replace(/\/+$/, '') : url,
    headers: env.BUHA_HEADERS ? JSON.parse(env.BUHA_HEADERS) : undefined,
    usersFile: env.BUHA_USERS,
    productsFile: env.BUHA_PRODUCTS,
  };
};
