import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceOf } from '../../../testing/reference-formats.ts';
import { BuhaError } from '../../model/error.ts';
import { lineBlocks } from './line-blocks.ts';

/** Lines of blocks that are overwritten when the next one is asked for. */
async function collect(chunks: AsyncIterable<Uint8Array>, lines: string[], longest?: number): Promise<string[]> {
  for await (const block of lineBlocks(chunks, 'samples.json', () => lines.length, longest)) {
    expect(block.at(-1)).toBe(10);
    lines.push(...new TextDecoder('utf-8', { ignoreBOM: true }).decode(block).slice(0, -1).split('\n'));
  }
  return lines;
}

async function* reused(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const buffer = new Uint8Array(chunk);
    yield buffer;
    buffer.fill(0x3f);
  }
}

const read = (bytes: Uint8Array, size: number, longest?: number) =>
  collect(reused(sourceOf(bytes, 'x', size).chunks), [], longest);

const utf8 = (text: string) => new TextEncoder().encode(text);

test.each<[string, string[]]>([
  ['', []],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\nb', ['a', 'b']],
  ['a\r\nb\r\n', ['a\r', 'b\r']],
  ['\n\r\n\na', ['', '\r', '', 'a']],
  ['a\rb\n', ['a\rb']],
  ['a\r', ['a\r']],
  ['\uFEFFa\n', ['a']],
])('%j is %j', async (text, lines) => {
  for (const size of [3, 4, 100]) expect(await read(utf8(text), size)).toStrictEqual(lines);
});

test('wherever chunks end, within a character and between the two bytes of a line’s end, too', async () => {
  const words = fc.array(fc.constantFrom('가', '🙂', 'é', 'x', '\n', '\r\n', '\r', '"'), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(words, fc.integer({ min: 1, max: 9 }), async (parts, size) => {
      const text = parts.join('');
      const expected = text.split('\n');
      if (expected.at(-1) === '') expected.pop();
      expect(await read(utf8(text), size)).toStrictEqual(expected);
    }),
  );
});

test('UTF-16 is known by its mark', async () => {
  const little = Buffer.from('\uFEFF가\r\nb\n', 'utf16le');
  for (const size of [2, 3, 5, 100]) {
    expect(await read(little, size)).toStrictEqual(['가\r', 'b']);
    expect(await read(Buffer.from(little).swap16(), size)).toStrictEqual(['가\r', 'b']);
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
  const reading = collect(endless(), lines, 1000);
  await expect(reading).rejects.toStrictEqual(new BuhaError('line-too-long', { file: 'samples.json', line: 3 }));
  expect(lines).toStrictEqual(['a', 'b']);
  expect(await read(utf8(`${'x'.repeat(1000)}\nb`), 50, 1000)).toHaveLength(2);
});
