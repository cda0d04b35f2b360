import type { Check } from './measurement.ts';

/** Between the names of groups in k6's own paths. */
const K6_SEPARATOR = '::';
/** And where people read them. */
const SHOWN_SEPARATOR = ' › ';

type NamedCheck = Pick<Check, 'name' | 'group'>;

/** A check's name behind those of its groups, from the outermost to its own: `cart › add › status is 200`. */
export const checkPath = ({ name, group = '' }: NamedCheck): string =>
  [...group.split(K6_SEPARATOR).filter((part) => part !== ''), name].join(SHOWN_SEPARATOR);

const inK6Form = (path: string) => path.split(SHOWN_SEPARATOR).join(K6_SEPARATOR).replace(/^::/, '');

/**
 * The checks that a text names: by its path, with k6's separator or the one that reports show, or by its name alone,
 * which may be that of checks in several groups.
 */
export function checksCalled<Named extends NamedCheck>(checks: readonly Named[], text: string): Named[] {
  const named = checks.filter(({ name }) => name === text);
  if (named.length > 0) return named;
  return checks.filter((check) => inK6Form(checkPath(check)) === inK6Form(text));
}
