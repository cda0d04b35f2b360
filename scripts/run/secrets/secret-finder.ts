import { HashSet, MIX } from './hash-set.ts';

/** Secrets from this length on are found wherever they stand, in UTF-16 units. */
export const FOUND_ANYWHERE = 8;

/** Shorter ones are found as words of their own; what is shorter still would black out ordinary words. */
export const SHORTEST_SECRET = 4;

/** A piece of a text, from `start` to before `end`. */
export type Span = readonly [start: number, end: number];

/** A prime, as FNV-1a has it. */
const BASE = 0x01_00_01_93;

const [PLAIN, URL_SAFE] = ['+/', '-_'].map((last) =>
  Uint8Array.from(Buffer.from(`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${last}`)),
) as [Uint8Array, Uint8Array];

/** Digits of hexadecimal, in lower and upper case. */
const HEXADECIMAL = ['0123456789abcdef', '0123456789ABCDEF'].map((digits) => Uint8Array.from(Buffer.from(digits)));

/** Bits of a secret that share a digit of base64 with what stands before it: none, one or two bytes. */
const SHARED_BITS = [0, 4, 2] as const;

/** Bytes of a UTF-16 unit in UTF-8, at most. */
const MOST_BYTES_EACH = 3;

/** A file within a log is no place for a token; so far a piece of base64 is looked at, in characters. */
const MOST_BASE64 = 65_536;

/** So many units more in common are worth keeping as the beginning of the next text. */
const WORTH_A_PREFIX = 16;

/** Room for a text of so many UTF-16 units is kept for the next one. */
const MOST_KEPT_UNITS = 65_536;

const WORD = /[\p{L}\p{N}_]/u;

const isWordAt = (text: string, at: number) => at >= 0 && at < text.length && WORD.test(text.charAt(at));

const isBase64 = (code: number) =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 43 ||
  code === 45 ||
  code === 47 ||
  code === 95;

const isDigit = (code: number) => code >= 48 && code <= 57;

/**
 * What a text's units are read from: a piece of a longer text gives each of them slowly, and they are asked for thrice.
 * Names of requests follow each other that begin alike and differ in a number: what is known of one holds for most of the
 * next, so it is told how they are alike.
 */
class Units {
  #kept = new Uint16Array(1024);
  /** Units that are held of the text before. */
  #held = 0;
  /** What that text and the one before it begin with: whether the next begins so, too, is known without its units. */
  #prefix = '';
  /** Units at the beginning that the text before has, too. */
  same = 0;
  /** The text before is as long and differs in digits alone, each of them where the other has one. */
  isAlike = false;

  of(text: string): Uint16Array {
    const { length } = text;
    const held = this.#held;
    this.#held = length > MOST_KEPT_UNITS ? 0 : length;
    this.same = 0;
    this.isAlike = false;
    if (length > this.#kept.length) {
      this.#prefix = '';
      if (length > MOST_KEPT_UNITS) return fill(new Uint16Array(length), text);
      this.#kept = new Uint16Array(2 * length);
      return fill(this.#kept, text);
    }
    const kept = this.#kept;
    const most = Math.min(length, held);
    const beginsAlike = this.#prefix.length <= most && text.slice(0, this.#prefix.length) === this.#prefix;
    let at = beginsAlike ? this.#prefix.length : 0;
    while (at < most && kept[at] === text.charCodeAt(at)) at += 1;
    if (!beginsAlike || at - this.#prefix.length > WORTH_A_PREFIX) this.#prefix = text.slice(0, at);
    this.same = at;
    let isAlike = length === held;
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at);
      const before = kept[at] as number;
      isAlike &&= code === before || (isDigit(code) && isDigit(before));
      kept[at] = code;
    }
    this.isAlike = isAlike;
    return kept;
  }
}

function fill(units: Uint16Array, text: string): Uint16Array {
  for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at);
  return units;
}

/** The piece of base64 around a place. */
function base64Around(text: string, at: number): Span {
  let [start, end] = [at, at];
  while (start > 0 && at - start < MOST_BASE64 && isBase64(text.charCodeAt(start - 1))) start -= 1;
  while (end < text.length && end - at < MOST_BASE64 && isBase64(text.charCodeAt(end))) end += 1;
  while (end < text.length && text[end] === '=') end += 1;
  return [start, end];
}

const ASCII = /^[\0-\x7f]*$/;

/**
 * Secrets by their first characters: a window slides over a text, its hash is looked up, and only where that is known the
 * text is compared (Karp & Rabin 1987). The windows that base64 makes of a secret, wherever it begins there, and those of
 * hexadecimal are known too. The cost is that of the text, whatever the number of secrets.
 */
class WindowFinder {
  readonly #sets: readonly ReadonlySet<string>[];
  readonly #window: number;
  /** Lengths that there are, longest first. */
  readonly #lengths: readonly number[];
  readonly #known: HashSet;
  /** `BASE` to the power of what leaves the window. */
  readonly #outgoing: number;
  readonly #isWord: boolean;
  /** The first window of the last text that was known. */
  #firstKnown = Number.POSITIVE_INFINITY;

  /** Of `sets` those secrets count that are at least `window` and less than `below` long. */
  constructor(sets: readonly ReadonlySet<string>[], window: number, below: number, isWord: boolean) {
    this.#sets = sets;
    this.#window = window;
    this.#isWord = isWord;
    let count = 0;
    const lengths = new Set<number>();
    const each = (take: (secret: string) => void) => {
      for (const set of sets) {
        for (const secret of set) if (secret.length >= window && secret.length < below) take(secret);
      }
    };
    each(({ length }) => {
      count += 1;
      lengths.add(length);
    });
    this.#lengths = [...lengths].sort((a, b) => b - a);
    let outgoing = 1;
    for (let at = 1; at < window; at += 1) outgoing = Math.imul(outgoing, BASE);
    this.#outgoing = outgoing;
    this.#known = new HashSet(count * (1 + 2 * SHARED_BITS.length + HEXADECIMAL.length));
    each((secret) => this.#learn(secret));
  }

  #learn(secret: string): void {
    let hash = 0;
    for (let at = 0; at < this.#window; at += 1) hash = (Math.imul(hash, BASE) + secret.charCodeAt(at)) | 0;
    this.#known.add(hash);
    // As many bytes as a window of base64 may need.
    const first = secret.slice(0, this.#window);
    const isAscii = ASCII.test(first);
    const bytes = isAscii ? undefined : Buffer.from(secret, 'utf8');
    for (const shared of SHARED_BITS) {
      let [plain, urlSafe] = [0, 0];
      for (let digit = 0; digit < this.#window; digit += 1) {
        const bit = shared + 6 * digit;
        const at = bit >>> 3;
        const high = bytes ? (bytes[at] ?? 0) : secret.charCodeAt(at);
        const low = bytes ? (bytes[at + 1] ?? 0) : secret.charCodeAt(at + 1);
        const value = (((high << 8) | low) >>> (10 - (bit & 7))) & 63;
        plain = (Math.imul(plain, BASE) + (PLAIN[value] ?? 0)) | 0;
        urlSafe = (Math.imul(urlSafe, BASE) + (URL_SAFE[value] ?? 0)) | 0;
      }
      this.#known.add(plain);
      if (urlSafe !== plain) this.#known.add(urlSafe);
    }
    for (const digits of HEXADECIMAL) {
      let inHex = 0;
      for (let at = 0; at < this.#window; at += 1) {
        const byte = bytes ? (bytes[at >> 1] ?? 0) : secret.charCodeAt(at >> 1);
        inHex = (Math.imul(inHex, BASE) + (digits[at % 2 === 0 ? byte >> 4 : byte & 15] ?? 0)) | 0;
      }
      this.#known.add(inHex);
    }
  }

  /**
   * Calls `take` with each place of a secret in `text`, the longest at each place, also in hexadecimal, and of base64 that
   * holds one. The first `same` of its units are those of the text that was looked through before.
   */
  find(text: string, units: Uint16Array, same: number, take: (start: number, end: number) => void): void {
    // A window that was not known is not known now; what began with one that was may end otherwise.
    const from = Math.max(0, Math.min(same - this.#window + 1, this.#firstKnown));
    this.#firstKnown = Number.POSITIVE_INFINITY;
    this.#look(text, units, from, false, take);
  }

  #look(
    text: string,
    units: Uint16Array,
    from: number,
    isPlainOnly: boolean,
    take: (start: number, end: number) => void,
  ): void {
    const window = this.#window;
    const last = text.length - window;
    if (this.#lengths.length === 0 || from > last) return;
    const outgoing = this.#outgoing;
    const known = this.#known;
    const { filter, shift } = known;
    let hash = 0;
    for (let at = from; at < from + window; at += 1) hash = (Math.imul(hash, BASE) + (units[at] as number)) | 0;
    let undoneTo = 0;
    for (let at = from; ; at += 1) {
      // Asked for every character, so without a call.
      const bit = Math.imul(hash, MIX) >>> shift;
      if ((((filter[bit >>> 3] as number) >>> (bit & 7)) & 1) === 1 && known.has(hash)) {
        if (!isPlainOnly && at < this.#firstKnown) this.#firstKnown = at;
        const end = this.#endAt(text, at);
        if (end !== undefined) take(at, end);
        const hexEnd = end === undefined && !isPlainOnly ? this.#hexEndAt(text, at) : undefined;
        if (hexEnd !== undefined) take(at, hexEnd);
        if (!isPlainOnly && at >= undoneTo) {
          const [start, stop] = base64Around(text, at);
          undoneTo = stop;
          if (this.#isIn(text.slice(start, stop))) take(start, stop);
        }
      }
      if (at === last) return;
      const without = (hash - Math.imul(units[at] as number, outgoing)) | 0;
      hash = (Math.imul(without, BASE) + (units[at + window] as number)) | 0;
    }
  }

  /** Whether a piece of base64 holds a secret. A word may stand right before it, so that it begins anywhere. */
  #isIn(base64: string): boolean {
    let found = false;
    for (let from = 0; from < 4 && !found; from += 1) {
      const text = Buffer.from(base64.slice(from), 'base64').toString('utf8');
      this.#look(text, fill(new Uint16Array(text.length), text), 0, true, () => {
        found = true;
      });
    }
    return found;
  }

  /** Where a secret in hexadecimal ends that begins here. */
  #hexEndAt(text: string, at: number): number | undefined {
    if (this.#isWord && isWordAt(text, at - 1)) return undefined;
    const most = MOST_BYTES_EACH * (this.#lengths[0] ?? 0) + 1;
    const [digits = ''] = text.slice(at, at + 2 * most).match(/^(?:[\da-f]{2})+/i) ?? [];
    const plain = Buffer.from(digits, 'hex').toString('utf8');
    const end = this.#endAt(plain, 0);
    return end === undefined ? undefined : at + 2 * Buffer.byteLength(plain.slice(0, end));
  }

  #endAt(text: string, at: number): number | undefined {
    for (const length of this.#lengths) {
      const end = at + length;
      if (end > text.length || (this.#isWord && (isWordAt(text, at - 1) || isWordAt(text, end)))) continue;
      const piece = text.slice(at, end);
      if (this.#sets.some((set) => set.has(piece))) return end;
    }
    return undefined;
  }
}

const NOTHING: readonly Span[] = [];

/** Finds secrets as they are written, in hexadecimal and within base64: long ones anywhere, short ones as words of their own. */
export class SecretFinder {
  readonly #finders: readonly WindowFinder[];
  readonly #units = new Units();
  #found: Span[] | undefined;

  /** How the last text was like the one before it. */
  get isAlike(): boolean {
    return this.#units.isAlike;
  }

  /** The sets are kept, not copied: there may be a million tokens. */
  constructor(sets: readonly ReadonlySet<string>[]) {
    this.#finders = [
      new WindowFinder(sets, FOUND_ANYWHERE, Number.POSITIVE_INFINITY, false),
      new WindowFinder(sets, SHORTEST_SECRET, FOUND_ANYWHERE, true),
    ];
  }

  /** Each place of a secret; they may overlap. */
  find(text: string): readonly Span[] {
    this.#found = undefined;
    const units = this.#units.of(text);
    for (const finder of this.#finders) finder.find(text, units, this.#units.same, this.#take);
    return this.#found ?? NOTHING;
  }

  // Made once: hardly any text of a run holds a secret.
  readonly #take = (start: number, end: number) => {
    this.#found ??= [];
    this.#found.push([start, end]);
  };
}
