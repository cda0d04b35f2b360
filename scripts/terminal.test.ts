import { describe, expect, test } from 'vitest';
import { width } from '../reports/text/width.ts';
import { Terminal } from './terminal.ts';

/** A standard error that is a terminal so many columns wide; `written` is what it got, piece by piece. */
function screen(columns: number | undefined, isTTY = true) {
  const written: string[] = [];
  return {
    written,
    terminal: new Terminal({ isTTY, ...(columns !== undefined && { columns }), write: (text) => written.push(text) }),
  };
}

const STATUS = '1:03/1:31 · VU 3,500 · TPS 2,134.1 · 시작하지 못한 반복 152,304';
const ERASE = '\r\u001b[2K';

describe('the status line', () => {
  test.each([10, 21, 22, 40, 80, 200])('never exceeds %d columns, wide letters counted', (columns) => {
    const { written, terminal } = screen(columns);
    terminal.status(STATUS);
    expect(width(written[0] ?? '')).toBeLessThan(columns);
    expect(STATUS.startsWith(written[0] ?? '')).toBe(true);
    if (columns > width(STATUS)) expect(written[0]).toBe(STATUS);
  });

  // Terminals inside other programs often say 0.
  test.each([0, undefined])('is shown where the width is unknown (%s)', (columns) => {
    const { written, terminal } = screen(columns);
    terminal.status(STATUS);
    expect(written).toEqual([STATUS]);
  });

  test('is written over, stays below lines, and is taken away at the end', () => {
    const { written, terminal } = screen(80);
    terminal.status('one');
    terminal.status('two');
    terminal.line('a line');
    terminal.endStatus();
    terminal.endStatus();
    expect(written).toEqual(['one', ERASE, 'two', ERASE, 'a line\n', 'two', ERASE]);
  });

  test.each([true, false])('holds no name that moves the cursor or turns text round (terminal: %s)', (isTTY) => {
    const { written, terminal } = screen(80, isTTY);
    const hostile = 'a\u001b[2J\u001b]0;owned\u0007b\u202ec\nnext';
    terminal.status(hostile);
    terminal.line(hostile);
    terminal.lines([[{ text: hostile }]]);
    terminal.endStatus();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested.
    expect(written.join('').replaceAll(ERASE, '')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
    expect(written.join('')).toContain('next');
  });

  test('is nothing where standard error is no terminal', () => {
    const { written, terminal } = screen(80, false);
    terminal.status('one');
    terminal.line('a line');
    terminal.endStatus();
    expect(written).toEqual(['a line\n']);
  });
});
