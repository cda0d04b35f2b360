import { BuhaError } from '../model/error.ts';
import { tellsStream } from './console-text.ts';

/**
 * What a file looks like from its beginning. JSON summaries are told apart once they are read, and so are logs and texts
 * that begin like JSON.
 */
export type Look = 'json' | 'ndjson' | 'csv' | 'text';

/** Bytes from the beginning that are looked at. */
export const HEAD_BYTES = 64 * 1024;

/** The first line of k6's CSV, which begins with this column; also as a spreadsheet may have saved it anew. */
export const isCsvHeader = (line: string) => /^"?metric_name"?\s*[,;\t|]/.test(line) || isShuffledHeader(line);

/** The columns that are always there, in any order. */
const isShuffledHeader = (line: string) => {
  const columns = new Set(line.split(/[,;\t]/).map((name) => name.trim().replaceAll('"', '')));
  return columns.has('metric_name') && columns.has('timestamp') && columns.has('metric_value');
};

/** By this line a spreadsheet says how columns are parted; it holds nothing of k6. */
export const isSeparatorLine = (line: string): boolean => /^"?sep=.?"?\r?$/i.test(line);

/** A line of k6's NDJSON; the end of what is looked at may have cut off its `metric`, which stands last. */
const isSampleLine = (line: string) =>
  !/^\{\s*"[^"]*"\s*:\s*\[/.test(line) &&
  /^\{.*"type"\s*:\s*"(?:Metric|Point)"/.test(line) &&
  /"data"\s*:\s*\{/.test(line);

/** Control characters that no text has. A recorded terminal holds bells, backspaces and ESC (colours), too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const BINARY = /[\x00-\x06\x0e-\x1a\x1c-\x1f]/;

/** So much of a beginning tells UTF-16 by its zeros: every other byte of what is mostly ASCII. */
const ZEROS_IN = 4096;

/** UTF-16 without a mark. No text holds a zero otherwise. */
function byZeros(head: Uint8Array): ReturnType<typeof encodingOf> {
  const bytes = head.subarray(0, ZEROS_IN);
  const zeros = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const isMost = Math.max(even, odd) * 4 > bytes.length;
  if (!isMost || Math.min(even, odd) > 0) return 'utf-8';
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** How the text of a file is encoded: PowerShell's `>` writes UTF-16, as a rule with a byte order mark. */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return byZeros(head);
}

/** Fewest lines of samples that make a stream of what does not begin with one. */
const FEW = 3;

/** Raw samples, also where damaged lines or what k6 shows in a terminal stand before them. */
function streamOf(lines: readonly string[]): Look | undefined {
  const [line = '', second = ''] = lines;
  if (isCsvHeader(isSeparatorLine(line) ? second : line)) return 'csv';
  // The first line may have been cut off at its beginning: that is one bad line of a stream.
  if (isSampleLine(line) || isSampleLine(second)) return 'ndjson';
  const isConsole = lines.some(tellsStream);
  if (isConsole && lines.some(isCsvHeader)) return 'csv';
  const samples = lines.filter(isSampleLine).length;
  // A document may quote some lines of samples: it is no stream.
  return samples >= FEW && (isConsole || samples * 2 > lines.length) ? 'ndjson' : undefined;
}

/** First bytes of zip (also spreadsheets), bzip2, xz, Zstandard, 7z, LZ4 and RAR. */
const ARCHIVES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x04, 0x22, 0x4d, 0x18],
  [0x52, 0x61, 0x72, 0x21],
] as const;

/** What is no text: an archive, or text of four bytes a character. */
function packedKind(head: Uint8Array): 'binary' | 'archive' | 'utf-32' {
  if (ARCHIVES.some((first) => first.every((byte, at) => head[at] === byte))) return 'archive';
  const zeros = head.subarray(0, ZEROS_IN).reduce((sum, byte) => (byte === 0 ? sum + 1 : sum), 0);
  return zeros * 10 > Math.min(head.length, ZEROS_IN) * 6 && head.length % 4 === 0 ? 'utf-32' : 'binary';
}

/** Bytes as `xxd`, `hexdump` and `od` show them: a place, then groups of digits. */
const DUMP =
  /^(?:[0-7]{7}(?: {1,3}(?:\\.|[!-~]|[0-7]{3}| )){8,}|(?:0x)?[\da-f]{4,8}:? +(?:[\da-f]{2,8}[ |]+){4,}|[\da-f]{40,}\s*$)/i;

/** A text that another encoding made of letters, digits and few signs; undefined for any other. */
export function encodedKind(head: string): 'base64' | 'url-encoded' | 'hex-dump' | undefined {
  const text = head.trim();
  if (text.length < 80) return undefined;
  const start = text.slice(0, 2000);
  // What is looked at may end within a line.
  if (
    start
      .split('\n')
      .slice(0, -1)
      .concat(start.split('\n', 1))
      .every((line) => DUMP.test(line))
  )
    return 'hex-dump';
  const [first = '', ...lines] = start.split(/\s+/);
  const isBase64 = first.length >= 40 && [first, ...lines].every((line) => /^[A-Za-z\d+/_-]*={0,2}$/.test(line));
  if (isBase64) return 'base64';
  return /^[\w.~!*'()+%-]+$/.test(text) && (text.match(/%[\dA-F]{2}/gi)?.length ?? 0) * 20 > text.length
    ? 'url-encoded'
    : undefined;
}

/** How k6's JSON begins; not a link, a badge, a tag, a log's `[pod/k6]` or a template's `{% raw %}`. */
const isJsonStart = (text: string) => /^(?:\{\s*(?:["}]|$)|\[\s*(?:[{"\]]|-?\d+(?:\.\d+)?\s*[,\]]|$))/.test(text);

/**
 * Tells from the first bytes of a file what it is, by content and never by its name. Throws `empty-file` and
 * `not-k6-output` for what cannot be k6's. `file` is the name to show.
 */
export function lookOf(head: Uint8Array, file: string): Look {
  const text = new TextDecoder(encodingOf(head)).decode(head);
  if (text.trim() === '') throw new BuhaError('empty-file', { file });
  if (BINARY.test(text)) throw new BuhaError('not-k6-output', { file, looksLike: packedKind(head) });
  const first = text.trimStart();
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const stream = streamOf(lines);
  if (stream) return stream;
  if (/^<(?:!doctype|html|\?xml)/i.test(first)) throw new BuhaError('not-k6-output', { file, looksLike: 'html' });
  return isJsonStart(first) ? 'json' : 'text';
}
