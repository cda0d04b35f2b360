import { ownValue } from '../model/own-value.ts';

/** JSON as scripts write it: bare names, single quotes, commas at the end, comments. */
export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [name: string]: Literal };

const TOKEN =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?<number>-?\d[\d_]*(?:\.\d+)?)|(?<name>[A-Za-z_$][\w$]*)|(?<mark>[{}[\],:])/gy;

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'mark';
  readonly text: string;
}

/** Tokens up to the end of the first bracket, or up to what no literal holds. */
function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const { text, number, name, mark } = match.groups ?? {};
    if (text !== undefined) tokens.push({ kind: 'text', text: text.slice(1, -1) });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number.replaceAll('_', '') });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (mark !== undefined) {
      tokens.push({ kind: 'mark', text: mark });
      depth += '{['.includes(mark) ? 1 : '}]'.includes(mark) ? -1 : 0;
      if (depth === 0) break;
    }
  }
  return tokens;
}

const WORDS: Readonly<Record<string, Literal>> = { true: true, false: false, null: null };

class LiteralReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  #mark(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'mark' || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  value(): Literal | undefined {
    if (this.#mark('{')) return this.#object();
    if (this.#mark('[')) return this.#list();
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.kind === 'text') return token.text;
    if (token?.kind === 'number') return Number(token.text);
    return token?.kind === 'name' ? ownValue(WORDS, token.text) : undefined;
  }

  #list(): Literal | undefined {
    const items: Literal[] = [];
    while (!this.#mark(']')) {
      const item = this.value();
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.#mark(',') && this.#tokens[this.#at]?.text !== ']') return undefined;
    }
    return items;
  }

  #object(): Literal | undefined {
    const entries: [string, Literal][] = [];
    while (!this.#mark('}')) {
      const name = this.#tokens[this.#at];
      this.#at += 1;
      if (!name || name.kind === 'mark' || !this.#mark(':')) return undefined;
      const value = this.value();
      if (value === undefined) return undefined;
      entries.push([name.text, value]);
      if (!this.#mark(',') && this.#tokens[this.#at]?.text !== '}') return undefined;
    }
    return Object.fromEntries(entries);
  }
}

/** Reads the literal with which a piece of JavaScript begins; undefined where it holds anything that must be run. */
export function literalAt(source: string): Literal | undefined {
  return new LiteralReader(tokensOf(source)).value();
}
