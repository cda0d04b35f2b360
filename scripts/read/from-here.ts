import { isAbsolute, relative, sep } from 'node:path';

/**
 * A path as one would type it where one stands: relative where it lies below, as it is elsewhere and for standard input.
 * A report shows it in the command that makes the report again.
 */
export function fromHere(path: string): string {
  if (!isAbsolute(path)) return path;
  const own = relative('.', path);
  return own === '' ? '.' : own === '..' || own.startsWith(`..${sep}`) || isAbsolute(own) ? path : own;
}
