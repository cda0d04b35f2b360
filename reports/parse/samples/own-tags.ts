import { isOwnTag } from '../../model/part.ts';
import { unnumbered } from '../../text/random.ts';

/** More tags than these would make of every sample a kind of its own. */
const MOST_TAGS = 10;
/** A tag with more values says which one it was, and not of what kind. */
const MOST_VALUES = 50;
/** Texts that are remembered: each line of a run may have another one. */
const MOST_TEXTS = 10_000;

const NOTHING: ReadonlyMap<string, string> = new Map();

/** Pairs of a text as k6 writes it: it escapes nothing, so a piece without `=` is the rest of the value before it. */
function pairsOf(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const piece of text.split('&')) {
    const at = piece.indexOf('=');
    const last = pairs.at(-1);
    if (at > 0) pairs.push([piece.slice(0, at), piece.slice(at + 1)]);
    else if (last) last[1] += `&${piece}`;
  }
  // A secret of which each session has its own makes no tag of many values.
  return pairs.map(([tag, value]): [string, string] => [tag, unnumbered(value)]);
}

/** The text of tags that are known by name, as k6 writes it into CSV. */
export const ownTagsText = (tags: Readonly<Record<string, unknown>>): string =>
  Object.entries(tags)
    .flatMap(([tag, value]) => (typeof value === 'string' && isOwnTag(tag) ? [`${tag}=${value}`] : []))
    .join('&');

/** The tags of a script's own by which its samples are told apart: those of few values. */
export class OwnTags {
  /** Values by tag; undefined for a tag that has too many. */
  readonly #values = new Map<string, Set<string> | undefined>();
  readonly #known = new Map<string, ReadonlyMap<string, string>>();
  readonly #leftOut: ReadonlySet<string>;

  /** `leftOut`: tags that are no part of any run, but name it. */
  constructor(leftOut: Iterable<string> = []) {
    this.#leftOut = new Set(leftOut);
  }

  /** Those that have few enough values, and more than none. */
  get told(): string[] {
    return [...this.#values].flatMap(([tag, values]) => (values ? [tag] : []));
  }

  #isTold(tag: string, value: string): boolean {
    if (this.#leftOut.has(tag) || !isOwnTag(tag)) return false;
    if (!this.#values.has(tag)) {
      if (this.#values.size >= MOST_TAGS) return false;
      this.#values.set(tag, new Set());
    }
    const values = this.#values.get(tag);
    if (!values) return false;
    values.add(value);
    if (values.size <= MOST_VALUES) return true;
    this.#values.set(tag, undefined);
    // What was remembered tells it apart.
    this.#known.clear();
    return false;
  }

  /** The tags of a text with their values, by name; the same text gives the same map as long as it is remembered. */
  of(text: string | undefined): ReadonlyMap<string, string> {
    if (text === undefined || text === '') return NOTHING;
    const known = this.#known.get(text);
    if (known) return known;
    const told = pairsOf(text).filter(([tag, value]) => this.#isTold(tag, value));
    const made = told.length === 0 ? NOTHING : new Map(told.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    if (this.#known.size < MOST_TEXTS) this.#known.set(text, made);
    return made;
  }
}
