import { BLACKED_OUT } from '../../../reports/text/credentials.ts';
import { type Decoded, decoded, ESCAPES, type Escapes, hasEscapes, placeIn, withBlanks } from './decoded.ts';
import { FOUND_ANYWHERE, SecretFinder, type Span } from './secret-finder.ts';

/** Layers of escapes: a URL in JSON in JSON in JSON in a URL. */
const MOST_LAYERS = 5;

/** Pieces that overlap made one, in their order. */
function merged(spans: readonly Span[]): Span[] {
  const made: [number, number][] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = made.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else made.push([start, end]);
  }
  return made;
}

/**
 * So many ways to read a text are tried: enough for any five layers of a secret that itself looks like escapes. Of a text
 * of more than `MOST_UNITS / MOST_READINGS` UTF-16 units fewer are, so that no line takes long, but some always.
 */
const MOST_READINGS = 200;
const LEAST_READINGS = 40;
const MOST_UNITS = 1_000_000;

/** Every text that somebody could read in `text`, by undoing escapes. */
function readings(text: string): Decoded[] {
  const known = new Set([text]);
  const most = Math.max(LEAST_READINGS, Math.min(MOST_READINGS, MOST_UNITS / text.length));
  let layer: Decoded[] = [{ text }];
  const all: Decoded[] = [];
  const keep = (into: Decoded[], reading: Decoded | undefined) => {
    if (!reading || known.has(reading.text) || known.size > most) return;
    known.add(reading.text);
    into.push(reading);
  };
  for (let layers = 0; layers < MOST_LAYERS; layers += 1) {
    const next: Decoded[] = [];
    for (const source of layer) {
      for (const escapes of Object.keys(ESCAPES) as Escapes[]) keep(next, decoded(source, escapes));
      if (source.text.includes('+')) {
        keep(next, decoded(withBlanks(source), 'percent') ?? withBlanks(source));
      }
    }
    for (const reading of next) all.push(reading);
    layer = next;
  }
  return all;
}

/** Pieces to be blacked out, in their order. */
function placesOf(text: string, finder: SecretFinder): Span[] {
  const spans: Span[] = [];
  const take = (start: number, end: number) => {
    spans.push([start, end]);
  };
  finder.find(text, take);
  if (hasEscapes(text)) {
    for (const read of readings(text)) {
      finder.find(read.text, (start, end) => spans.push([placeIn(read, start), placeIn(read, end)]));
    }
  }
  return spans.length < 2 ? spans : merged(spans);
}

function withoutPlaces(text: string, places: readonly Span[]): string {
  if (places.length === 0) return text;
  const pieces: string[] = [];
  let end = 0;
  for (const [from, to] of places) {
    pieces.push(text.slice(end, from), BLACKED_OUT);
    end = to;
  }
  return pieces.join('') + text.slice(end);
}

/** What becomes of secrets that hold `%41` where k6 writes an address anew: it undoes escapes that need not be. */
function inAddresses(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const set of sets) {
    for (const secret of set) {
      const read = secret.includes('%') ? decoded({ text: secret }, 'percent')?.text : undefined;
      if (read !== undefined && read.length >= FOUND_ANYWHERE) all.add(read);
    }
  }
  return all;
}

/** Asked for each name of a run's samples, of which hardly any has one. */
const HAS_SCHEME = /(?:Bearer|Basic)\s/i;
const BEHIND_SCHEME = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;

/**
 * Replaces secrets in what k6 says by `***`: those of `sets` in any spelling (as they are; with escapes of URLs in upper
 * and lower case, with `+` for a blank; of JSON, JavaScript, HTML and CSV, in up to five layers; within base64, whatever stands
 * before and behind them there), whatever is behind `Bearer` or `Basic`, and the user in a
 * URL, whose password k6 masks itself.
 */
export function redactor(sets: readonly ReadonlySet<string>[]): (text: string) => string {
  const finder = new SecretFinder([...sets, inAddresses(sets)]);
  return (text) => {
    const clean = withoutPlaces(text, placesOf(text, finder));
    const withoutScheme = HAS_SCHEME.test(clean) ? clean.replaceAll(BEHIND_SCHEME, `$1 ${BLACKED_OUT}`) : clean;
    return withoutScheme.includes('@')
      ? withoutScheme.replaceAll(/\/\/[^@/\s"]+@/g, `//${BLACKED_OUT}@`)
      : withoutScheme;
  };
}
