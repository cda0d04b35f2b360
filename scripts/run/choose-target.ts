import { SHOP, type TargetConfig } from '../../options/config.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { OwnConfig } from '../config/load.ts';
import type { ReadVariables } from './env-file.ts';
import { parseTarget, type Target } from './target.ts';

/** What a user says of where the load goes. */
export interface TargetOptions {
  readonly baseUrl: string | undefined;
  /** Name of a target of the config. */
  readonly target: string | undefined;
}

/** Who says where a call sends its load, the nearest first; `nobody`: no config, or one without targets. */
export type SaidBy = 'option' | 'environment' | 'config' | 'file' | 'nobody';

/** Where a call sends its load. */
export interface ChosenTarget {
  /** Undefined: the embedded shop, or where the script itself goes. */
  readonly target: Target | undefined;
  /** Its name in the config; undefined for an address that none of its targets has, or nobody's. */
  readonly name: string | undefined;
  /** What the config says of it. */
  readonly said: TargetConfig | undefined;
  readonly by: SaidBy;
  /** A file of variables whose BASE_URL gave way to the target of the config. */
  readonly passedOver?: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

type Named = Omit<ChosenTarget, 'by'>;

const NOWHERE: Named = { target: undefined, name: undefined, said: undefined };

/** A target that an address names: what the config says of the same address holds for it. */
function addressed(address: string, { targets }: OwnConfig): Named {
  const target = parseTarget(address);
  for (const [name, said] of Object.entries(targets)) {
    if (said !== SHOP && parseTarget(said.baseUrl).baseUrl === target.baseUrl) return { target, name, said };
  }
  return { ...NOWHERE, target };
}

function named(name: string, field: string, { targets }: OwnConfig): Named {
  const said = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (said === undefined && name !== SHOP) {
    throw new BuhaError('setting', {
      field,
      value: name,
      allowed: [...new Set([...Object.keys(targets), SHOP])].join(', '),
    });
  }
  // The shop may have another name, and needs none.
  if (said === undefined || said === SHOP) return { ...NOWHERE, name };
  return { target: parseTarget(said.baseUrl), name, said };
}

/**
 * The target of a call: `--base-url`, else `--target`, else BASE_URL of the environment or of a file that was named, else
 * that of the config, else BASE_URL of a file that nobody named: that may be the application's own. An empty address is
 * none. Throws `setting` for a name that the config lacks and an address that is none, `options-conflict` for both at once,
 * and `no-target` where a config has several and nobody says which.
 */
export function chooseTarget(
  { baseUrl, target }: TargetOptions,
  env: Variables,
  config: OwnConfig,
  read?: ReadVariables,
): ChosenTarget {
  if (baseUrl && target !== undefined) {
    throw new BuhaError('options-conflict', { option: '--target', other: '--base-url', fault: 'not-together' });
  }
  if (baseUrl) return { ...addressed(baseUrl, config), by: 'option' };
  if (target !== undefined) return { ...named(target, '--target', config), by: 'option' };
  const file = env.BASE_URL && read?.names.has('BASE_URL') ? read : undefined;
  const isFound = file !== undefined && !file.isNamed;
  if (env.BASE_URL && !isFound) return { ...addressed(env.BASE_URL, config), by: file ? 'file' : 'environment' };
  const names = Object.keys(config.targets);
  // The only one is that of the config without being named.
  const byDefault = config.target ?? (names.length === 1 ? names[0] : undefined);
  if (byDefault !== undefined) {
    const passedOver = isFound ? { passedOver: file.file } : {};
    return { ...named(byDefault, 'target', config), by: 'config', ...passedOver };
  }
  if (env.BASE_URL) return { ...addressed(env.BASE_URL, config), by: 'file' };
  if (names.length === 0) return { ...NOWHERE, by: 'nobody' };
  throw new BuhaError('no-target', { known: names });
}

/** The facts that a config states of a target, as the report shows them. */
export const factsOf = ({ said }: ChosenTarget): Record<string, string> | undefined =>
  said?.facts && Object.fromEntries(Object.entries(said.facts).map(([name, value]) => [name, String(value)]));

/** True where somebody names the built-in shop. */
export const isNamedShop = ({ target, name }: ChosenTarget): boolean => target === undefined && name !== undefined;
