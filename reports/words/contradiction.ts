import type { Contradiction } from '../model/run.ts';
import { bytes, duration, exact } from '../render/format.ts';

/** Both figures of a contradiction as text, in full where they would look the same. */
export function contradictingFigures({ contains, used, other }: Contradiction): readonly [string, string] {
  const text = contains === 'time' ? duration : contains === 'data' ? bytes : exact;
  const unit = contains === 'time' ? 'ms' : contains === 'data' ? ' B' : '';
  return text(used.value) === text(other.value)
    ? [exact(used.value) + unit, exact(other.value) + unit]
    : [text(used.value), text(other.value)];
}
