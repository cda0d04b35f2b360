/** What of a list is shown. */
export interface Shown<Item> {
  readonly items: readonly Item[];
  /** How many are not, and how many of those weigh something. */
  readonly left: number;
  readonly heavyLeft: number;
}

/**
 * At most so many items of a list, in their order: those that weigh most, and of the same weight the first ones. What
 * failed weighs something, so that it goes first and what of it is left out is counted.
 */
export function shownFirst<Item>(items: readonly Item[], weight: (item: Item) => number, most: number): Shown<Item> {
  if (items.length <= most) return { items, left: 0, heavyLeft: 0 };
  const weights = items.map(weight);
  const order = items.map((_, at) => at).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
  const isHeavy = (at: number) => (weights[at] ?? 0) > 0;
  return {
    items: order
      .slice(0, most)
      .sort((a, b) => a - b)
      .map((at) => items[at] as Item),
    left: items.length - most,
    heavyLeft: order.slice(most).filter(isHeavy).length,
  };
}

/** More rows than these are listed for machines only where they failed. */
const MOST_LISTED = 10_000;

/** What failed, all of it; what did not, up to the bound. */
export function listedFirst<Item>(items: readonly Item[], hasFailed: (item: Item) => boolean): Shown<Item> {
  const most = Math.max(MOST_LISTED, items.filter(hasFailed).length);
  return shownFirst(items, (item) => (hasFailed(item) ? 1 : 0), most);
}

/** How many a list leaves out, for a field that is absent where it is whole. */
export const leftOut = ({ left }: Shown<unknown>): number | undefined => (left > 0 ? left : undefined);
