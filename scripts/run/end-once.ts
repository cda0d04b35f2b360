import type { EndedBy } from '../../reports/model/record.ts';
import type { K6Process } from './k6-process.ts';

/**
 * Ends k6 for the first reason that comes, if any comes before it has ended by itself: one signal, after which it still
 * writes its summary. `close` tells the reason, and lets none come after it.
 */
export function endOnce(k6: Pick<K6Process, 'interrupt'>, tell: (endedBy: EndedBy) => void) {
  let first: EndedBy | undefined;
  let isClosed = false;
  return {
    by(endedBy: EndedBy): void {
      if (isClosed || first) return;
      first = endedBy;
      tell(endedBy);
      k6.interrupt();
    },
    close(): EndedBy | undefined {
      isClosed = true;
      return first;
    },
  };
}
