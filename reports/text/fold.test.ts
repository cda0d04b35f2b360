import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { screen } from '../../testing/screen.ts';
import { folded, foldedLine } from './fold.ts';
import { lineText } from './line.ts';
import { alignedRows } from './terminal-text.ts';
import { width } from './width.ts';

const letter = fc.constantFrom('a', 'b', '가', '나', '다', ' ', ' ', ',', '.');
const text = fc.string({ unit: letter, maxLength: 120 });

describe('a text for so many columns', () => {
  test('has no line that is longer, and loses nothing but blanks', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 6, max: 60 }), (given, columns) => {
        const lines = folded(given, columns).split('\n');
        if (given.trim() !== '') expect(lines.filter((line) => width(line.trimEnd()) > columns)).toStrictEqual([]);
        const bare = (one: string) => one.replaceAll(/\s/g, '');
        expect(bare(lines.join(''))).toBe(bare(given));
      }),
    );
  });

  test('is the same text where there is room', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(folded(given, 300)).toBe(given);
      }),
    );
  });

  test('is not broken by a terminal', async () => {
    for (const given of fc.sample(text, 20)) {
      expect((await screen(folded(given.trim(), 30), 30)).broken).toStrictEqual([]);
    }
  });

  test.each([
    ['  1. one two three four', 14, '  1. one two\n     three\n     four'],
    ['- 하나 둘 셋 넷', 10, '- 하나 둘\n  셋 넷'],
    ['[1/4] one two three', 13, '[1/4] one two\n      three'],
    ['one two three', 7, 'one two\nthree'],
    // Nobody can copy half a path.
    ['see /a/very/long/path/of/a/file.json there', 16, 'see\n/a/very/long/path/of/a/file.json\nthere'],
    ['Example:  buha run a.js --yes', 24, 'Example:\nbuha run a.js --yes'],
    ['  buha run a.js --base-url http://localhost:1', 28, '  buha run a.js --base-url \\\n  http://localhost:1'],
    ['가나다라마바사', 6, '가나다\n라마바\n사'],
  ])('%j in %i columns', (given, columns, expected) => {
    expect(folded(given, columns)).toBe(expected);
  });

  test('keeps colours and links with their words', () => {
    const line = [{ text: 'one ', tone: 'bad' as const }, { text: 'two', link: 'file:///two' }, { text: ', three' }];
    expect(foldedLine(line, 8)).toStrictEqual([
      [{ text: 'one', tone: 'bad' }, { text: ' ' }, { text: 'two', link: 'file:///two' }, { text: ',' }],
      [{ text: 'three' }],
    ]);
  });
});

test('a cell that is too wide goes on below itself, and the rows stay aligned', () => {
  const rows = [
    ['name', 'figure', 'end'],
    ['one two three four five', '1', 'x'],
    ['six', '22', 'y'],
  ];
  const table = alignedRows(
    rows.map((row) => row.map((cell) => ({ text: cell }))),
    { right: new Set([1]), columns: 27, flexible: [0] },
  );
  expect(table.map((line) => lineText(line).trimEnd())).toStrictEqual([
    'name            figure  end',
    'one two three        1  x',
    'four five',
    'six                 22  y',
  ]);
});

test('a sentence that begins with k6 is no command, and has no sign of one that goes on', () => {
  const prose =
    '  k6가 테스트를 마치고 출력한 요약(checks....: 로 시작하는 부분부터 vus_max 또는 NETWORK까지)을 그대로 붙여 넣으십시오.';
  expect(folded(prose, 60)).not.toContain('\\');
  expect(folded(`  k6 run ${'--tag a=b '.repeat(10)}script.js`, 60)).toContain(' \\\n');
});

test('a path that would not fit behind the indent begins further left, and stays whole', () => {
  const path = `/home/user/${'p'.repeat(36)}`;
  const lines = foldedLine([{ text: `  k6    found, built from source some time ago (${path})` }], 50, 8).map(lineText);
  expect(lines.at(-1)).toBe(` (${path})`);
  expect(lines.every((line) => line.length <= 50)).toBe(true);
});

test('a path in a cell that goes on below its row begins further left, too', () => {
  const path = `/home/user/${'p'.repeat(30)}`;
  const rows = [['name of a row', `found (${path})`].map((cell) => ({ text: cell }))];
  const table = alignedRows(rows, { columns: 50, flexible: [1] }).map((line) => lineText(line).trimEnd());
  expect(table).toStrictEqual(['name of a row  found', `${' '.repeat(50 - path.length - 2)}(${path})`]);
});
