import type { Mending } from '../model/output.ts';
import { Lines } from './lines.ts';
import { withMicro } from './lost-micro.ts';
import { withoutEscapes } from './markdown-escapes.ts';
import { turnedBack } from './misread.ts';
import { withoutWrittenBytes } from './written-bytes.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', nbsp: ' ' };

/** A threshold or a figure with its quotes or signs as HTML: only there is it certain that nobody meant the entity. */
const ESCAPED = /[✓✗] *&(?:amp;)*(?:#x27|#39|apos|quot);|(?:avg|rate|count|p\(\d+\)|med|max|min) *&(?:amp;)*[lg]t;/i;
/** A summary in JSON whose quotes are HTML. */
const ESCAPED_JSON = /&(?:amp;)*(?:quot|#34|#x22);(?:metrics|results|root_group)&(?:amp;)*(?:quot|#34|#x22);/i;
/** Pages quote what others have escaped already. */
const MOST_ESCAPES = 3;

const ENTITY = /&(?:amp;)*(?:lt|gt|#\d+|#x[\da-f]+);/i;

function isEscaped(line: string): boolean {
  if (!line.includes('&')) return false;
  const dots = line.indexOf('...: ');
  return ESCAPED.test(line) || ESCAPED_JSON.test(line) || (dots >= 0 && ENTITY.test(line.slice(dots)));
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

/** What a page puts around each line of a log. */
const TAG = /<\/?(?:div|span|p|li|ol|ul|td|tr|pre|code|b|i|a)(?: [^<>\n]{0,300})?>/gi;
/** A metric's line within one. */
const WITHIN_TAGS =
  /^[ \t]*<(?:div|span|p|li|td|tr|code)\b[^\n]{0,400}>[^<>\n]{1,120}\.{3,}: [^<>\n]{1,300}<\/(?:div|span|p|li|td|code)>/im;

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

/**
 * A text as k6 printed it, where it is certain how it was spoilt since: HTML entities, and UTF-8 that was read as another
 * encoding. Everything else stays as it is.
 */
export function mendedText(text: string): { readonly text: string; readonly mended: readonly Mending[] } {
  const letters = withoutWrittenBytes(text);
  const back = turnedBack(letters?.text ?? text);
  let now = back.text;
  const mended: Mending[] = [...(letters ? [letters.mending] : []), ...back.mended];
  const plain = withoutEscapes(now);
  if (plain !== now) mended.push('markdown');
  now = plain;
  const before = now;
  if (WITHIN_TAGS.test(now)) now = withoutEntities(now.replaceAll(TAG, ''));
  if (BREAK.test(now)) now = withoutEntities(withoutBreaks(now));
  for (let pass = 0; pass < MOST_ESCAPES && now.includes('&') && hasEscaped(now); pass += 1) {
    now = withoutEntities(now);
  }
  if (now !== before) mended.push('html');
  const micro = withMicro(now);
  if (micro !== undefined) {
    now = micro;
    mended.push('lost-micro');
  }
  return { text: now, mended };
}
