/** Bytes as numbers of eight at a time. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Bytes of their own: a Node.js buffer's `slice` would go on to share them. */
export const copyOf = (bytes: Uint8Array, from: number, to: number): Uint8Array =>
  new Uint8Array(bytes.subarray(from, to));

/**
 * True where `length` bytes at `p` of `a` are those at `q` of `b`; both must hold so many. Eight bytes are compared as
 * one double, which tells other bytes from the same, except 0 from −0 (bytes 0, which no text has) and one not-a-number
 * from itself (bytes that no UTF-8 has): then the answer is false, and the caller's slow way is right all the same.
 */
export function equalBytes(a: DataView, p: number, b: DataView, q: number, length: number): boolean {
  if (length < 8) {
    for (let at = 0; at < length; at += 1) if (a.getUint8(p + at) !== b.getUint8(q + at)) return false;
    return true;
  }
  const last = length - 8;
  for (let at = 0; at < last; at += 8) {
    if (a.getFloat64(p + at, true) !== b.getFloat64(q + at, true)) return false;
  }
  return a.getFloat64(p + last, true) === b.getFloat64(q + last, true);
}

function hashOf(view: DataView, p: number, length: number): number {
  let hash = length;
  const words = length - 3;
  let at = 0;
  for (; at < words; at += 4) hash = Math.imul(hash ^ view.getInt32(p + at, true), 0x9e3779b1) ^ (hash >>> 15);
  for (; at < length; at += 1) hash = Math.imul(hash ^ view.getUint8(p + at), 0x9e3779b1) ^ (hash >>> 15);
  return hash;
}

/** Some bytes that were seen before. */
export interface Known {
  readonly view: DataView;
  readonly length: number;
}

/** What is known of byte strings, by their bytes; forgotten when there are too many of them. */
export class ByteTable<Entry extends Known> {
  readonly #most: number;
  readonly #byHash = new Map<number, Entry[]>();
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  find(view: DataView, p: number, length: number): Entry | undefined {
    const found = this.#byHash.get(hashOf(view, p, length));
    if (found === undefined) return undefined;
    for (const entry of found) {
      if (entry.length === length && equalBytes(view, p, entry.view, 0, length)) return entry;
    }
    return undefined;
  }

  add(entry: Entry): void {
    if (this.#size >= this.#most) {
      this.#byHash.clear();
      this.#size = 0;
    }
    const hash = hashOf(entry.view, 0, entry.length);
    const same = this.#byHash.get(hash);
    if (same) same.push(entry);
    else this.#byHash.set(hash, [entry]);
    this.#size += 1;
  }
}
