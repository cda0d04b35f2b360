import type { RowUnit } from '../model/gate.ts';
import * as format from '../text/format.ts';

/** A figure of a row of the gate, in the row's unit; ratios as k6 prints them. */
export function rowFigure(unit: RowUnit, value: number): string {
  switch (unit) {
    case 'ms':
      return format.duration(value);
    case 'bytes':
      return format.bytes(value);
    case 'ratio':
      return format.cutShare(value);
    case 'per-sec':
      return format.rate(value);
    case 'count':
      return format.count(value);
    case 'code':
      return String(value);
    case 'plain':
      return format.exact(value);
  }
}
