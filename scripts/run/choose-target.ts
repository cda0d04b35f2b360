import { SHOP, type TargetConfig } from '../../options/config.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { OwnConfig } from '../config/load.ts';
import { parseTarget, type Target } from './target.ts';

/** What a user says of where the load goes. */
export interface TargetOptions {
  readonly baseUrl: string | undefined;
  /** Name of a target of the config. */
  readonly target: string | undefined;
}

/** Where a call sends its load. */
export interface ChosenTarget {
  /** Undefined: the embedded shop, or where the script itself goes. */
  readonly target: Target | undefined;
  /** Its name in the config; undefined for one that an address names, or nobody. */
  readonly name: string | undefined;
  /** What the config says of it. */
  readonly said: TargetConfig | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

const NOWHERE: ChosenTarget = { target: undefined, name: undefined, said: undefined };

function named(name: string, field: string, { targets }: OwnConfig): ChosenTarget {
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
 * The target of a call: `--base-url`, else `--target`, else BASE_URL, else that of the config; an empty address is none.
 * Throws `setting` for a name that the config lacks and an address that is none, `options-conflict` for both at once,
 * and `no-target` where a config has several and nobody says which.
 */
export function chooseTarget({ baseUrl, target }: TargetOptions, env: Variables, config: OwnConfig): ChosenTarget {
  if (baseUrl && target !== undefined) {
    throw new BuhaError('options-conflict', { option: '--target', other: '--base-url', fault: 'not-together' });
  }
  if (baseUrl) return { ...NOWHERE, target: parseTarget(baseUrl) };
  if (target !== undefined) return named(target, '--target', config);
  if (env.BASE_URL) return { ...NOWHERE, target: parseTarget(env.BASE_URL) };
  if (config.target !== undefined) return named(config.target, 'target', config);
  const names = Object.keys(config.targets);
  if (names.length === 0) return NOWHERE;
  throw new BuhaError('no-target', { known: names });
}

/** The facts that a config states of a target, as the report shows them. */
export const factsOf = ({ said }: ChosenTarget): Record<string, string> | undefined =>
  said?.facts && Object.fromEntries(Object.entries(said.facts).map(([name, value]) => [name, String(value)]));
