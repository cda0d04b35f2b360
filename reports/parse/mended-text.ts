import type { Mending } from '../model/output.ts';
import { characterOf1252, fromCp949 } from './encoding.ts';
import { Lines } from './lines.ts';

/** Signs outside ASCII by which k6's summary is read. */
const SIGNS = '█✓✗↳—–µ·✔✘×';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', nbsp: ' ' };

/** A threshold or a figure with its quotes or signs as HTML: only there is it certain that nobody meant the entity. */
const ESCAPED = /[✓✗] *&(?:amp;)*(?:#x27|#39|apos|quot);|(?:avg|rate|count|p\(\d+\)|med|max|min) *&(?:amp;)*[lg]t;/i;
/** Pages quote what others have escaped already. */
const MOST_ESCAPES = 3;

const ENTITY = /&(?:amp;)*(?:lt|gt|#\d+|#x[\da-f]+);/i;

function isEscaped(line: string): boolean {
  if (!line.includes('&')) return false;
  const dots = line.indexOf('...: ');
  return ESCAPED.test(line) || (dots >= 0 && ENTITY.test(line.slice(dots)));
}

function hasEscaped(text: string): boolean {
  for (const line of new Lines(text)) if (isEscaped(line)) return true;
  return false;
}

/** A break of a line where a metric's line or a title of k6 ends or begins. */
const BREAK = /<br *\/?>(?=(?: |&nbsp;)*(?:█|[\w{][\w:{},-]*\.{3,}: ))/i;

/** The lines that a page made of a text, with no line of their own left. */
const withoutBreaks = (text: string): string =>
  text.replaceAll(/<br *\/?>\n?/gi, '\n').replaceAll(/<\/?(?:p|pre|div|code)>/gi, '');

function withoutEntities(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,6})|#x([\da-f]{1,6})|(lt|gt|quot|apos|amp|nbsp));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
    },
  );
}

const bytesOf = (sign: string): number[] => [...new TextEncoder().encode(sign)];

/** How a sign looks where its UTF-8 was read as windows-1252: `✗` is `âœ—`. */
const as1252 = (sign: string): string[] => [bytesOf(sign).map(characterOf1252).join('')];

/**
 * How a sign looks where its UTF-8 was read as CP949 (PowerShell on a Korean Windows): its last two bytes are a syllable;
 * of three the first is no pair there and was replaced (`✗` is `�쐵`).
 */
function asCp949(sign: string): string[] {
  const bytes = bytesOf(sign);
  const syllable = fromCp949(Uint8Array.from(bytes.slice(-2)));
  if (syllable === undefined || bytes.length < 2) return [];
  return bytes.length === 3 ? [`\ufffd${syllable}`, `?${syllable}`] : [syllable];
}

/** Each sign of k6 under the forms that it takes. */
function formsBy(misread: (sign: string) => readonly string[]): Map<string, string> {
  return new Map([...SIGNS].flatMap((sign) => misread(sign).map((form) => [form, sign] as const)));
}

/** Runs of characters that are bytes of windows-1252 and read as UTF-8 are what they were: names and signs alike. */
function undone1252(text: string): string {
  const bytes = new Map(Array.from({ length: 128 }, (_, at) => [characterOf1252(at + 128), at + 128] as const));
  const strict = new TextDecoder('utf-8', { fatal: true });
  return text.replaceAll(/[\u0080-\u{10ffff}]{2,}/gu, (run) => {
    const own = [...run].flatMap((character) => bytes.get(character) ?? []);
    if (own.length < [...run].length) return run;
    try {
      return strict.decode(Uint8Array.from(own));
    } catch {
      return run;
    }
  });
}

const replaced = (text: string, forms: ReadonlyMap<string, string>) =>
  // The longest first: a form may begin as another does.
  [...forms]
    .toSorted(([a], [b]) => b.length - a.length)
    .reduce((all, [form, sign]) => all.replaceAll(form, sign), text);

/** Metrics, and one of the signs that every summary of k6 has in another form. */
const isSpoilt = (text: string, forms: ReadonlyMap<string, string>): boolean =>
  text.includes('...: ') && [...forms].some(([form, sign]) => '✓✗█µ'.includes(sign) && text.includes(form));

/**
 * A text as k6 printed it, where it is certain how it was spoilt since: HTML entities, and UTF-8 that was read as
 * windows-1252 or as CP949 (PowerShell on a Korean Windows). Of CP949 only k6's own signs come back; letters of names are
 * lost. Everything else stays as it is.
 */
export function mendedText(text: string): { readonly text: string; readonly mended: readonly Mending[] } {
  let now = text;
  const mended: Mending[] = [];
  const latin = formsBy(as1252);
  if (isSpoilt(now, latin)) {
    now = replaced(undone1252(now), latin);
    mended.push('windows-1252');
  }
  const korean = formsBy(asCp949);
  if (isSpoilt(now, korean)) {
    now = replaced(now, korean);
    mended.push('cp949');
  }
  const before = now;
  if (BREAK.test(now)) now = withoutEntities(withoutBreaks(now));
  for (let pass = 0; pass < MOST_ESCAPES && now.includes('&') && hasEscaped(now); pass += 1) {
    now = withoutEntities(now);
  }
  if (now !== before) mended.push('html');
  return { text: now, mended };
}
