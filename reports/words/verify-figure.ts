import type { VerifyFinding } from '../model/verify.ts';
import * as format from '../text/format.ts';

type K6Value = Extract<VerifyFinding, { id: 'figure' }>['k6'];

/** A figure of k6 as a report writes it. */
export function k6Text({ value, unit }: K6Value): string {
  switch (unit) {
    case 'time':
      return format.duration(value);
    case 'ratio':
      return format.share(value);
    case 'count':
      return format.exact(value);
    case 'rate':
      return format.rate(value);
    case 'number':
      return format.exact(value);
    case 'size':
      return format.bytes(value);
    case 'size-rate':
      return `${format.bytes(value)}/s`;
  }
}
