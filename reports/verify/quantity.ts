import type { Quantity } from '../model/verify.ts';

/** One word for a quantity, to group by and to name it. */
export function quantityKey(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'time':
      return `${quantity.measure} ${quantity.statistic}`;
    case 'custom':
      return `${quantity.metric} ${quantity.of}`;
    case 'data':
      return quantity.per ? `${quantity.direction} per ${quantity.per}` : quantity.direction;
    case 'rate':
      return `${quantity.of} per ${quantity.per ?? 'second'}`;
    case 'count':
      return quantity.of;
    case 'share':
      return `${quantity.of} share`;
  }
}
