import type { Contradiction } from '../model/contradiction.ts';
import { STANDARD_INPUT } from '../model/output.ts';
import { bytes, duration, exact } from '../text/format.ts';

/** Both figures of a contradiction as text, in full where they would look the same. */
export function contradictingFigures({ contains, used, other }: Contradiction): readonly [string, string] {
  const text = contains === 'time' ? duration : contains === 'data' ? bytes : exact;
  const unit = contains === 'time' ? 'ms' : contains === 'data' ? ' B' : '';
  // The first way in which they look different.
  const ways = [text, (value: number) => exact(value) + unit, (value: number) => String(value) + unit];
  const shown = ways.find((way) => way(used.value) !== way(other.value)) ?? text;
  return [shown(used.value), shown(other.value)];
}

/** Names of two files without their folders, but for as many as it takes to tell them apart. */
export function shortNames(a: string, b: string, standardInput: string): readonly [string, string] {
  const [first, second] = [a, b].map((file) => file.split(/[\\/]/)) as [string[], string[]];
  const longest = Math.max(first.length, second.length);
  const tail = (parts: readonly string[], length: number) => parts.slice(-length).join('/');
  let length = 1;
  while (length < longest && tail(first, length) === tail(second, length)) length += 1;
  const name = (file: string, parts: readonly string[]) =>
    file === STANDARD_INPUT ? standardInput : tail(parts, length);
  return [name(a, first), name(b, second)];
}
