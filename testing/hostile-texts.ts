import { textOf } from './growth.ts';

/** Texts that make a reader look at the same letters over and over, unless it is careful: for tests of its work. */

/** What lines of logs, documents and terminals are made of, in numbers that nobody writes. */
export const PIECES: readonly string[] = [
  ...['1%', ' ', '\t', '\r', '{', '[', '`', '|', '=', '.', '1', '\x1b[', '\x1b[1m', 'a', '✓', "'", '<', '> ', '- '],
  ...[
    '![',
    '[a](',
    '**',
    '#',
    '# ',
    '`` ',
    '<summary',
    '<summary>',
    '...: ',
    'a...: ',
    '{a}...: ',
    '"metrics" ',
    '&lt;',
  ],
  ...['avg ', 'âœ', '가', 'a, ', '* a: ', '}', '{"metrics":', 'http_reqs....: ', 'x ✓ [', '1.', '\u00a0', '_a'],
];

/** Where in a document they may stand, around a summary that can be read. */
export const PLACES: Readonly<Record<string, (piece: string, length: number, summary: string) => string>> = {
  'one line': (piece, length, summary) => `${summary}\n${textOf(length, () => piece)}`,
  'a heading': (piece, length, summary) => `# a${textOf(length, () => piece)}b\n\n${summary}`,
  'marked lines': (piece, length, summary) => summary + lines('✗ ', piece, 'x', length),
  'boxed lines': (piece, length, summary) => summary + lines('| a', piece, 'b', length),
  'lines like metrics': (piece, length, summary) => summary + lines('a', piece, 'x...: 1', length),
  'lines like filters': (piece, length, summary) => summary + lines('{', piece, 'x...: 1', length),
  'a block of JSON': (piece, length, summary) =>
    `\`\`\`json\n{\n"metrics": {"http_reqs":\n${textOf(length, () => piece)}\n}\n\`\`\`\n${summary}`,
  'a file of JSON': (piece, length) => `{"metrics": {"http_reqs": ${textOf(length, () => piece)}`,
};

/** As long as lines may be that are looked at. */
const LINE = 1800;

function lines(before: string, piece: string, after: string, length: number): string {
  const line = `${before}${textOf(LINE, () => piece)}${after}\n`;
  return textOf(length, () => line);
}
