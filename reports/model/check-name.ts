import { groupNames, inK6Form, SHOWN_SEPARATOR } from './group-name.ts';
import type { Check } from './measurement.ts';

type NamedCheck = Pick<Check, 'name' | 'group'>;

/** A check's name behind those of its groups, from the outermost to its own: `cart › add › status is 200`. */
export const checkPath = ({ name, group = '' }: NamedCheck): string =>
  [...groupNames(group), name].join(SHOWN_SEPARATOR);

/**
 * The checks that a text names: by its path, with k6's separator or the one that reports show, or by its name alone,
 * which may be that of checks in several groups.
 */
export function checksCalled<Named extends NamedCheck>(checks: readonly Named[], text: string): Named[] {
  const named = checks.filter(({ name }) => name === text);
  if (named.length > 0) return named;
  return checks.filter((check) => inK6Form(checkPath(check)) === inK6Form(text));
}
