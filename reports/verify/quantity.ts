import type { Counted, Measure, Statistic } from './vocabulary.ts';

/** What a figure of a report states. */
export type Quantity =
  | { readonly kind: 'time'; readonly measure: Exclude<Measure, 'other-time'>; readonly statistic: Statistic }
  | { readonly kind: 'share'; readonly of: 'success-rate' | 'error-rate' | 'delivered' }
  /** `delivered`: planned iterations that were started. */
  | { readonly kind: 'count'; readonly of: Counted | 'delivered' }
  /** `named` is false where only the place suggests that it is the measured throughput. */
  | { readonly kind: 'rate'; readonly of: 'requests' | 'iterations' | 'dropped'; readonly named: boolean }
  | { readonly kind: 'data'; readonly direction: 'received' | 'sent'; readonly per?: 'second' | 'request' };

/** One word for a quantity, to group by and to name it. */
export function quantityKey(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'time':
      return `${quantity.measure} ${quantity.statistic}`;
    case 'data':
      return quantity.per ? `${quantity.direction} per ${quantity.per}` : quantity.direction;
    case 'rate':
      return `${quantity.of} per second`;
    case 'count':
      return quantity.of;
    case 'share':
      return `${quantity.of} share`;
  }
}
