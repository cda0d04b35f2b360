import { BuhaError } from '../../../reports/model/error.ts';
import { isSecretName } from '../../../reports/text/secret-names.ts';
import { shownPart } from '../headers.ts';
import type { NamedSecrets, RunSettings } from '../run-settings.ts';
import type { Target } from '../target.ts';
import { FOUND_ANYWHERE, SHORTEST_SECRET } from './secret-finder.ts';
import { secretLines, secretParts } from './secret-parts.ts';
import { passwordsIn, secretFields, variableSecrets } from './variable-secrets.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Settings that may hold a secret. */
type GivenSettings = Pick<RunSettings, 'headers' | 'users' | 'outputs' | 'secrets' | 'namedSecrets'>;

/** Variables of desktops and shells whose names only sound like secrets. */
const OF_DESKTOP = /^(?:(?:XDG|GNOME|KDE|DBUS|SSH|GPG|DESKTOP|SESSION|XAUTHORITY)|PWD$)/;

/** A secret that would black out ordinary words cannot be kept. */
function checkLength(name: string, value: string): string {
  if (value.length < SHORTEST_SECRET) throw new BuhaError('short-secret', { name, shortest: SHORTEST_SECRET });
  return value;
}

function headerSecrets(headers: Readonly<Record<string, string>>, named: readonly string[]): string[] {
  const wanted = new Set(named.map((name) => name.toLowerCase()));
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!wanted.delete(name.toLowerCase()) && !isSecretName(name)) return [];
    return value === '' ? [] : secretParts(checkLength(name, value));
  });
}

/** Who gives `Name: value` where a name is asked for has given a secret. */
const shownName = (given: string): string => (/[:=\s]/.test(given) ? shownPart(given) : given);

/** Throws where a name of `--secret-header` or `--secret` names nothing. */
function checkNames(
  { headers: named, variables }: NamedSecrets,
  headers: Readonly<Record<string, string>>,
  env: Variables,
) {
  const given = Object.keys(headers);
  const header = named.find((name) => !given.some((one) => one.toLowerCase() === name.toLowerCase()));
  if (header !== undefined) {
    throw new BuhaError('setting', {
      field: '--secret-header',
      value: shownName(header),
      allowed: given.join(', ') || '--header',
    });
  }
  const variable = variables.find((name) => env[name] === undefined);
  if (variable !== undefined) throw new BuhaError('no-variable', { name: shownName(variable) });
}

/** Who runs a test did not choose what else stands in the environment: what is short there is left alone. */
const environmentSecrets = (env: Variables): string[] =>
  Object.entries(env).flatMap(([name, value = '']) =>
    OF_DESKTOP.test(name) ? [] : variableSecrets(name, value).filter(({ length }) => length >= FOUND_ANYWHERE),
  );

/**
 * Secrets of a script that is only looked at: of the environment, and `secrets` of `.env` and `-e`. Nothing is sent for it,
 * so it is given no other.
 */
export const readersSecrets = (env: Variables, secrets: readonly string[]): readonly ReadonlySet<string>[] => [
  new Set([...environmentSecrets(env), ...secrets.flatMap(secretParts)]),
];

/**
 * What a run is given and nobody may read: headers and variables whose names say so or that the user names, users' tokens
 * and credentials of addresses. `env` is k6's. Throws `short-secret`, `no-variable`, a setting's problem.
 */
export function givenSecrets(
  { headers, users, outputs, secrets, namedSecrets }: GivenSettings,
  target: Target | undefined,
  env: Variables,
): readonly ReadonlySet<string>[] {
  const all = { ...target?.headers, ...headers };
  checkNames(namedSecrets, all, env);
  const own = namedSecrets.variables.map((name) => checkLength(name, env[name] ?? ''));
  const ofOutputs = outputs.out.flatMap((value) => [...passwordsIn(value), ...secretFields(value)]);
  const credentials = [...(target?.secrets ?? []), ...outputs.secrets];
  return [
    new Set([
      ...headerSecrets(all, namedSecrets.headers),
      ...[...own, ...secrets].flatMap(secretParts),
      ...environmentSecrets(env),
      ...credentials.map((value) => checkLength('BASE_URL, --prometheus-rw', value)),
      ...ofOutputs.filter(({ length }) => length >= SHORTEST_SECRET),
    ]),
    users.tokens,
    new Set([...users.tokens].flatMap(secretLines)),
  ];
}
