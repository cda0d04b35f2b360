import fc from 'fast-check';
import { PIECES } from './hostile-texts.ts';
import { TRAPS } from './reference-hostile.ts';

/** For tests of input that nobody wrote so: what may happen to bytes, and to JSON that stays JSON. */

/** Texts that mean something to a reader, and numbers at the ends. None is the name of a value that is no number. */
const PUT_IN: readonly string[] = [
  ...TRAPS.map(([, name]) => name).filter((name) => name.length < 200),
  ...PIECES,
  ...['0', '-1', '1e308', '-1e308', '5e-324', '9'.repeat(25), '0x10', '1.5.2', '1,5', '%', '100%', '٣', '1µs', '-0'],
  ...['""', '"', "'", ',', ';', '\t', '\r', '\n', '\r\n', '\n\n', '\ufeff', '\u0000', '\u2028', ':', '&a', '*a', '!!'],
  ...['{{', '}}', '{{{', '{{#each', '{{title}}', '{{#if}}', '{{> api}}', 'null', 'true', '[]', '{}', '---', '```'],
];

/** One damage: where it begins (a share of the bytes), how long it is, and what is put there. */
export interface Damage {
  readonly how: 'remove' | 'double' | 'overwrite' | 'swap' | 'digit' | 'insert' | 'line' | 'cut';
  readonly at: number;
  readonly length: number;
  readonly noise: Uint8Array;
}

export const damage: fc.Arbitrary<Damage> = fc.record({
  how: fc.constantFrom('remove', 'double', 'overwrite', 'swap', 'digit', 'insert', 'line', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  // Mostly little: what is damaged a lot is refused before it is read.
  length: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.integer({ min: 1, max: 200 })),
  noise: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
    fc.constantFrom(...PUT_IN).map((text) => new TextEncoder().encode(text)),
  ),
});

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
const LINE_END = 0x0a;

export function damaged(bytes: Uint8Array, { how, at, length, noise }: Damage): Uint8Array {
  const start = Math.floor(at * bytes.length);
  const [before, part, after] = [
    bytes.slice(0, start),
    bytes.slice(start, start + length),
    bytes.slice(start + length),
  ];
  // Digits in place of digits make a file that reads well and lies.
  const lying = part.map((byte) => (isDigit(byte) ? 0x30 + ((byte + length) % 10) : byte));
  const line = bytes.slice(bytes.lastIndexOf(LINE_END, start - 1) + 1, bytes.indexOf(LINE_END, start) + 1);
  const parts = {
    remove: [before, after],
    double: [before, part, part, after],
    overwrite: [before, noise, after],
    swap: [before, after, part],
    digit: [before, lying, after],
    insert: [before, noise, part, after],
    // A line stands somewhere else once more.
    line: [line, bytes],
    cut: [before],
  };
  return Buffer.concat(parts[how]);
}

const NUMBERS = [0, -1, 1, 0.1, 100, 1e6, 1e21, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 31];
const NAMES = TRAPS.map(([, name]) => name);

/** Names that objects have by themselves, numbers at the ends, and what k6 writes in no such place. */
const value = fc.constantFrom<unknown>(...NUMBERS, null, 'x', '', true, [], {}, { values: {} }, [null], ...NAMES);
const name = fc.constantFrom(
  ...['hasOwnProperty', 'constructor', 'toString', '__proto__', '', 'http_reqs', 'a{b:c}', ...NAMES],
);

/** One change: which of the places of a document, and what becomes of it. `like`: another value of the same type. */
export const change = fc.record({
  place: fc.nat(),
  value,
  number: fc.constantFrom(...NUMBERS),
  name,
  kind: fc.constantFrom('like', 'set', 'remove', 'rename', 'add'),
});
export type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

/** One that leaves a document its shape: it is read further than others. */
export const gentleChange: fc.Arbitrary<Change> = change.map((one) => ({ ...one, kind: 'like' }));

function alike(before: unknown, { number, name, value }: Change): unknown {
  if (typeof before === 'number') return number;
  if (typeof before === 'string') return name;
  if (typeof before === 'boolean') return !before;
  if (Array.isArray(before)) return before.toReversed();
  return before === null || before === undefined ? value : Object.fromEntries(Object.entries(before).toReversed());
}

/** Every object within a document, with the names of what it holds. */
function placesOf(document: unknown): [Record<string, unknown>, string][] {
  if (typeof document !== 'object' || document === null) return [];
  const own = document as Record<string, unknown>;
  return Object.keys(own).flatMap((key) => [[own, key] as [typeof own, string], ...placesOf(own[key])]);
}

/** A JSON document as text, changed; still JSON. */
export function changed(text: string, changes: readonly Change[]): string {
  const document: unknown = JSON.parse(text);
  for (const one of changes) {
    const places = placesOf(document);
    const [holder, key] = places[one.place % Math.max(1, places.length)] ?? [];
    if (!holder || key === undefined) continue;
    const put = (under: string, what: unknown) =>
      Object.defineProperty(holder, under, { value: what, enumerable: true, configurable: true, writable: true });
    const before = holder[key];
    if (one.kind === 'remove' || one.kind === 'rename') delete holder[key];
    if (one.kind === 'rename') put(one.name, before);
    else if (one.kind === 'add') put(one.name, structuredClone(before));
    else if (one.kind === 'set') put(key, one.value);
    else if (one.kind === 'like') put(key, alike(before, one));
  }
  return JSON.stringify(document);
}
