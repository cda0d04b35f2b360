import type { Statistic } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import type { KnownRun } from './known-run.ts';
import type { Found } from './names.ts';
import type { Part } from './part.ts';
import type { Mention } from './runs-at.ts';
import type { Term } from './vocabulary.ts';
import { isStatistic } from './words.ts';

/** Whose figure one of a list is, which names the same number of things before it. */
export interface Respective {
  readonly statistic?: Statistic;
  readonly runs?: readonly KnownRun[];
  readonly part?: Found<Part>;
  /** True where the list does not tell. */
  readonly isOpen?: true;
}

const SAYS_SO = /각각|각기|respectively/i;
const JOINS_VALUES = /^\s?(?:건|회|개|명|번)?\s?(?:[,/·]|와|과|및|그리고|and|, ?and|,? 그리고)\s?(?:약 ?)?$/i;
const JOINS_NAMES = /^[`*"')）]{0,3}(?: ?API)?\s?(?:[,/·]|와|과|및|그리고|and|, ?and)\s?[`*"'(（]{0,3}$/i;
/** Longer lists are tables. */
const MOST = 8;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Runs of items of which each is joined to the next. */
function chains<Item extends Span>(
  items: readonly Item[],
  text: string,
  joins: RegExp,
  isLike: (a: Item, b: Item) => boolean = () => true,
): Item[][] {
  const found: Item[][] = [];
  for (const item of items) {
    const chain = found.at(-1);
    const last = chain?.at(-1);
    if (chain && last && isLike(last, item) && joins.test(text.slice(last.end, item.start))) chain.push(item);
    else found.push([item]);
  }
  return found.filter(({ length }) => length > 1 && length <= MOST);
}

/**
 * Figures of lists such as "평균과 p95는 각각 271ms와 549ms", "browse, order의 p95는 61ms, 220ms": each is that of the name in the
 * same place. A list behind "각각" of which no names say whose it is stays open.
 */
export function respective(
  text: string,
  figures: readonly Figure[],
  mentions: readonly Mention[],
  parts: readonly Found<Part>[],
  terms: readonly Term[],
): ReadonlyMap<Figure, Respective> {
  const found = new Map<Figure, Respective>();
  if (figures.length < 2) return found;
  const lists = chains(figures, text, JOINS_VALUES, (a, b) => a.unit === b.unit);
  if (lists.length === 0) return found;
  const saysSo = SAYS_SO.test(text);
  const names = [
    ...chains(
      terms.filter(({ name }) => isStatistic(name)),
      text,
      JOINS_NAMES,
    ).map((chain) => ({
      end: chain.at(-1)?.end ?? 0,
      of: chain.map(({ name }): Respective => (isStatistic(name) ? { statistic: name } : {})),
    })),
    ...chains(
      mentions.filter(({ runs }) => runs.length === 1),
      text,
      JOINS_NAMES,
    ).map((chain) => ({
      end: chain.at(-1)?.end ?? 0,
      of: chain.map(({ runs }): Respective => ({ runs })),
    })),
    ...chains(parts, text, JOINS_NAMES).map((chain) => ({
      end: chain.at(-1)?.end ?? 0,
      of: chain.map((part): Respective => ({ part })),
    })),
  ].toSorted((a, b) => a.end - b.end);
  for (const list of lists) {
    const first = list[0]?.start ?? 0;
    const own = names.findLast(({ end, of }) => end <= first && of.length === list.length);
    for (const [at, figure] of list.entries()) {
      const one = own?.of[at] ?? (saysSo ? { isOpen: true as const } : undefined);
      if (one) found.set(figure, one);
    }
  }
  return found;
}
