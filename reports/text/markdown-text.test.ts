import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchor, block, code, oneLine, plain, shownText } from './markdown-text.ts';

const hostile = fc.string({
  unit: fc.constantFrom(
    ...['|', '\\', '`', '<', '>', '/', '\n', '\r', '\u2028', '\u2029', '\u0085', '\t', '\0', '\u202e', '\u2066'],
    ...['*', '_', '[', ']', '(', ')', '~', '#', '+', '-', '!', '&', ' ', 'a', '1', '가', '😀'],
  ),
  maxLength: 60,
});

/** Characters of a text that no backslash takes the meaning from: those after an even number of backslashes. */
function unescaped(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else found.push(text[at] as string);
  }
  return found;
}

// Line breaks of markdown, of Unicode and of terminals, and marks that turn the direction of what follows.
const BREAKING = /[\n\r\u2028\u2029\u0085\t\0\u202e\u2066]/;

describe('foreign text in a table', () => {
  test('never ends its cell or its row', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(plain, code), (text, safe) => {
        const row = `| ${safe(text)} | next |`;
        expect(unescaped(row).filter((character) => character === '|')).toHaveLength(3);
        expect(row).not.toMatch(BREAKING);
      }),
      {
        numRuns: 2000,
        examples: [
          ['a\\|b', code],
          ['a\\\\|b', code],
          ['\\', plain],
          ['|\\|', code],
        ],
      },
    );
  });

  test('as plain text opens no tag, link, code, emphasis or strike-through', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const left = unescaped(plain(text)).join('');
        expect(left).not.toMatch(/[<>[\]`*~]/);
        // An underscore means emphasis only at the edge of a word.
        expect(left).not.toMatch(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}_])/u);
        expect(plain(text)).not.toMatch(/^[#+-]/);
      }),
      { numRuns: 2000 },
    );
  });

  test('as code is one code span: nothing in it closes the span, so no tag in it is one', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const span = code(text);
        const [fence = ''] = span.match(/^`+/) ?? [];
        expect(fence).not.toBe('');
        expect(span.endsWith(fence)).toBe(true);
        const inside = span.slice(fence.length, -fence.length);
        expect(inside).not.toMatch(/^`|`$/);
        expect(inside.match(/`+/g) ?? []).not.toContain(fence);
        expect(inside.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  test('is cut off where it is endless', () => {
    expect([...plain('가'.repeat(10_000))]).toHaveLength(201);
    expect(code('가'.repeat(10_000))).toBe(`\`${'가'.repeat(200)}…\``);
    // A character outside the basic plane is not cut in two.
    expect(plain('😀'.repeat(201))).toBe(`${'😀'.repeat(200)}…`);
  });
});

describe('text stays readable', () => {
  test.each([
    ['load_test', 'load_test'],
    ['_x_', '\\_x\\_'],
    ['a*b', 'a\\*b'],
    ['잔액 조회 (v2)', '잔액 조회 (v2)'],
    ['1 < 2', '1 \\< 2'],
    ['- item', '\\- item'],
    ['a - b', 'a - b'],
    ['C:\\k6', 'C:\\\\k6'],
    ['two\r\nlines', 'two lines'],
    ['  padded  ', 'padded'],
  ])('plain %j is %j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  test.each([
    ['load_test', '`load_test`'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['a``b`c', '```a``b`c```'],
    ['a|b', '`a\\|b`'],
    ['', '` `'],
    ['\n', '` `'],
  ])('code %j is %j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });
});

describe('a fenced block', () => {
  test('has the text in it unchanged', () => {
    expect(block('a\n  b | <c>', 'text')).toBe('```text\na\n  b | <c>\n```');
  });

  test('is closed by nothing that its text holds', () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom('`', ' ', 'a', '~', '\t'), maxLength: 8 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n', '\r'), (text, separator) => {
        const whole = block(text.join(separator), 'text');
        const [fence = ''] = whole.match(/^`+/) ?? [];
        const closing = whole
          .split(/\r\n|\n|\r/)
          .filter((line) => new RegExp(`^\\s*\`{${fence.length},}\\s*$`).test(line));
        expect(closing).toStrictEqual([fence]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an anchor is what GitHub makes of the heading', () => {
  test.each([
    ['3.1 잔액 조회 API', '31-잔액-조회-api'],
    ['3.2 Balance inquiry API', '32-balance-inquiry-api'],
    ['3.1 login-and-order', '31-login-and-order'],
    ['3.1 my\\_script (v2)', '31-my_script-v2'],
    ["It's a/b & c", 'its-ab--c'],
  ])('%j is #%s', (heading, expected) => {
    expect(anchor(heading)).toBe(expected);
  });
});

test.each([
  ['`token *** works`', 'token *** works'],
  ['**bold** and `a**b`, `` x`y ``', 'bold and a**b, x`y'],
  ['\\*\\*\\* `a\\|b` `', '*** a|b '],
  ['`` ` ``', '`'],
])('%s reads %s', (markdown, text) => {
  expect(shownText(markdown)).toBe(text);
});

test('any text in code or escaped reads as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab*`\\|_ []'.split('')), maxLength: 12 }), (text) => {
      expect(shownText(plain(text))).toBe(oneLine(text));
      fc.pre(!/\\/.test(text) && oneLine(text) !== '');
      expect(shownText(code(text))).toBe(oneLine(text));
    }),
  );
});
