import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BuhaError } from '../model/error.ts';
import { sourceOf } from '../reference-formats.ts';
import { linesOf } from './lines.ts';

async function read(bytes: Uint8Array, size: number, longest?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(sourceOf(bytes, 'x', size).chunks, 'samples.json', longest)) lines.push(line);
  return lines;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

test.each<[string, string[]]>([
  ['', []],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\nb', ['a', 'b']],
  ['a\r\nb\r\n', ['a', 'b']],
  ['\n\r\n\na', ['', '', '', 'a']],
  ['a\rb\n', ['a\rb']],
  ['a\r', ['a']],
  ['\uFEFFa\n', ['a']],
])('%j is %j', async (text, lines) => {
  for (const size of [1, 2, 100]) expect(await read(utf8(text), size)).toStrictEqual(lines);
});

test('wherever chunks end, within a character and between the two bytes of a line’s end, too', async () => {
  const words = fc.array(fc.constantFrom('가', '🙂', 'é', 'x', '\n', '\r\n', '\r', '"'), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(words, fc.integer({ min: 1, max: 9 }), async (parts, size) => {
      const text = parts.join('');
      const expected = text.split('\n').map((line) => line.replace(/\r$/, ''));
      if (expected.at(-1) === '' && !text.endsWith('\r')) expected.pop();
      expect(await read(utf8(text), size)).toStrictEqual(expected);
    }),
  );
});

test('UTF-16 is known by its mark', async () => {
  const little = Buffer.from('\uFEFF가\r\nb\n', 'utf16le');
  for (const size of [2, 3, 5, 100]) {
    expect(await read(little, size)).toStrictEqual(['가', 'b']);
    expect(await read(Buffer.from(little).swap16(), size)).toStrictEqual(['가', 'b']);
  }
});

test('bytes that are no UTF-8 spoil their own line only', async () => {
  const [before, spoilt, after] = await read(Uint8Array.of(0x61, 0x0a, 0xff, 0xe2, 0x0a, 0x62), 2);
  expect([before, after]).toStrictEqual(['a', 'b']);
  expect(spoilt).toContain('\uFFFD');
});

test('a line that is too long is named before all of it is read', async () => {
  async function* endless() {
    yield utf8('a\nb\n');
    for (;;) yield utf8('x'.repeat(50));
  }
  const lines: string[] = [];
  const reading = (async () => {
    for await (const line of linesOf(endless(), 'samples.json', 1000)) lines.push(line);
  })();
  await expect(reading).rejects.toStrictEqual(new BuhaError('line-too-long', { file: 'samples.json', line: 3 }));
  expect(lines).toStrictEqual(['a', 'b']);
  expect(await read(utf8(`${'x'.repeat(1000)}\nb`), 50, 1000)).toHaveLength(2);
});
