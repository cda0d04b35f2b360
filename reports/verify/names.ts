/** Signs that stand between the parts of a name and may be written otherwise: `stock-list`, `stock_list`, `stock list`. */
const SEPARATOR = /[\s\-_./:]/;
const LATIN = /[\p{Script=Latin}\d_]/u;
/** Longer names are no names that a text would repeat. */
const LONGEST_NAME = 100;

interface Node<Value> {
  readonly next: Map<string, Node<Value>>;
  readonly values: Set<Value>;
}

const node = <Value>(): Node<Value> => ({ next: new Map(), values: new Set() });

export interface Found<Value> {
  readonly values: readonly Value[];
  readonly start: number;
  readonly end: number;
}

/** Names with what they stand for, found in a text in one pass whatever their number. */
export class Names<Value> {
  readonly #root = node<Value>();
  readonly #lists = new Map<Set<Value>, readonly Value[]>();

  add(name: string, value: Value): void {
    const letters = [...name.toLowerCase()].filter((letter) => !SEPARATOR.test(letter));
    if (letters.length < 2 || letters.length > LONGEST_NAME) return;
    let at = this.#root;
    for (const letter of letters) {
      const known = at.next.get(letter) ?? node<Value>();
      at.next.set(letter, known);
      at = known;
    }
    at.values.add(value);
  }

  #list(values: Set<Value>): readonly Value[] {
    const known = this.#lists.get(values) ?? [...values];
    this.#lists.set(values, known);
    return known;
  }

  /** The longest name that begins at a place. */
  #from(lower: string, start: number): Found<Value> | undefined {
    let at: Node<Value> | undefined = this.#root;
    let found: Found<Value> | undefined;
    let separators = 0;
    for (let position = start; position < lower.length; position += 1) {
      const letter = lower[position] ?? '';
      const next: Node<Value> | undefined = at.next.get(letter);
      if (next) {
        at = next;
        separators = 0;
        if (at.values.size > 0 && endsWord(lower, position)) {
          found = { values: this.#list(at.values), start, end: position + 1 };
        }
      } else if (position > start && SEPARATOR.test(letter) && separators < 2) separators += 1;
      else break;
    }
    return found;
  }

  /** Names from left to right; where one holds another, the longer. */
  in(text: string): Found<Value>[] {
    const lower = text.toLowerCase();
    const found: Found<Value>[] = [];
    for (let start = 0; start < lower.length; start += 1) {
      if (!this.#root.next.has(lower[start] ?? '') || !beginsWord(lower, start)) continue;
      const one = this.#from(lower, start);
      if (!one) continue;
      found.push(one);
      start = one.end - 1;
    }
    return found;
  }
}

/** A Korean name may follow anything, since compounds are written with and without blanks; a Latin one is a word. */
function beginsWord(text: string, at: number): boolean {
  const letter = text[at] ?? '';
  if (!LATIN.test(letter)) return !SEPARATOR.test(letter);
  return !/[\p{Script=Latin}\d_-]/u.test(text[at - 1] ?? ' ') && !text.startsWith('in ', at - 3);
}

const endsWord = (text: string, at: number) =>
  !LATIN.test(text[at] ?? '') || !/[\p{Script=Latin}\d_-]/u.test(text[at + 1] ?? ' ');
