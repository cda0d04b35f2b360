import { describe, expect, test } from 'vitest';
import { saySlow } from './say-slow.ts';
import { Terminal } from './terminal.ts';

/** What a terminal shows of work that takes until something is shown. */
async function shown(isTTY: boolean): Promise<string> {
  let text = '';
  let say = () => {};
  const said = new Promise<void>((resolve) => {
    say = resolve;
  });
  const terminal = new Terminal({
    isTTY,
    write: (more) => {
      text += more;
      say();
    },
  });
  await saySlow(terminal, 'Writing.', () => said, 0);
  return text;
}

describe('work that takes long', () => {
  test('says so in a line', async () => expect(await shown(false)).toBe('Writing.\n'));
  test('on a terminal in the status line, which goes when it is done', async () =>
    expect(await shown(true)).toBe('Writing.\r\u001b[2K'));
});

test.each([true, false])('work that is done soon says nothing, also where it fails', async (isTTY) => {
  let text = '';
  const terminal = new Terminal({ isTTY, write: (more) => (text += more) });
  expect(await saySlow(terminal, 'Writing.', async () => 7)).toBe(7);
  await expect(saySlow(terminal, 'Writing.', () => Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(text).toBe('');
});
