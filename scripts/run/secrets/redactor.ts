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

/** Pieces of a text in which secrets stand as they are written, in hexadecimal or within base64. */
function written(text: string, finder: SecretFinder): readonly Span[] {
  const spans = finder.find(text);
  return spans.length < 2 ? spans : merged(spans);
}

/** The same with those of what could be read in a text. */
function withReadings(text: string, places: readonly Span[], finder: SecretFinder): Span[] {
  const spans = [...places];
  for (const read of readings(text)) {
    for (const [start, end] of finder.find(read.text)) spans.push([placeIn(read, start), placeIn(read, end)]);
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

/** Blacks out secrets. `isAlike` tells of the last text whether it differed from the one before in digits alone. */
export interface Redactor {
  (text: string): string;
  readonly isAlike: () => boolean;
}

/**
 * Replaces secrets in what k6 says by `***`: those of `sets` in any spelling (as they are; with escapes of URLs in upper
 * and lower case, with `+` for a blank; of JSON, JavaScript, HTML and CSV, in up to five layers; within base64, whatever stands
 * before and behind them there), whatever is behind `Bearer` or `Basic`, and the user in a
 * URL, whose password k6 masks itself.
 */
export function redactor(sets: readonly ReadonlySet<string>[]): Redactor {
  const finder = new SecretFinder([...sets, inAddresses(sets)]);
  /** The text before had no escape, no scheme and no user, of which none depends on which digits stand in a text. */
  let isPlain = false;
  const redact = (text: string) => {
    const places = written(text, finder);
    if (isPlain && finder.isAlike) return withoutPlaces(text, places);
    isPlain = !hasEscapes(text);
    const clean = withoutPlaces(text, isPlain ? places : withReadings(text, places, finder));
    const [hasScheme, hasUser] = [HAS_SCHEME.test(clean), clean.includes('@')];
    isPlain &&= !hasScheme && !hasUser && clean === text;
    const withoutScheme = hasScheme ? clean.replaceAll(BEHIND_SCHEME, `$1 ${BLACKED_OUT}`) : clean;
    return hasUser ? withoutScheme.replaceAll(/\/\/[^@/\s"]+@/g, `//${BLACKED_OUT}@`) : withoutScheme;
  };
  return Object.assign(redact, { isAlike: () => finder.isAlike });
}
