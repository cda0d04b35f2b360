import { describe, expect, test } from 'vitest';
import { fixture } from '../../testing/k6-text.ts';
import { unwrapped } from './json-log.ts';
import { parseText } from './text.ts';

/** How other tools write a line of a log in quotes. */
const FORMS: Readonly<Record<string, (line: string, at: number) => string>> = {
  logfmt: (line) => `ts=2026-11-29T11:03:07Z level=info component=k6 msg=${JSON.stringify(line)}`,
  'CSV, as a search tool exports it': (line, at) =>
    `"Nov 29, 2026 @ 11:03:${at}","k6-0","${line.replaceAll('"', '""')}"`,
  'a list of lines': (line) => `        ${JSON.stringify(line)},`,
};

describe('a log whose lines hold those of k6 in quotes', () => {
  test.each(Object.entries(FORMS))('%s says what k6 said', async (_, form) => {
    const text = await fixture('formats/2.2.0/plain.full.txt');
    const quoted = text.split('\n').map(form).join('\n');
    expect(parseText(unwrapped(quoted), 'x')).toStrictEqual(parseText(text, 'x'));
  });

  test.each([
    ['a document that quotes', 'He said "✓ all is well"\n\nhttp_reqs....: 1 2/s\n'],
    ['CSV of something else', '"a","b"\n"c","d"\n'],
    ['nothing in quotes', 'http_reqs....: 1 2/s\n'],
  ])('%s stays as it is', (_, text) => {
    expect(unwrapped(text)).toBe(text);
  });
});
