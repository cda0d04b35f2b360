import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tries } from '../../testing/tries.ts';
import { KeptLines } from './kept-lines.ts';

const COLUMNS = ['metric_name', 'timestamp', 'metric_value', 'check', 'method', 'name', 'extra_tags'] as const;
const kept = (text: string, column: string) => text.replaceAll('s3cret', `<${column}>`);

const quoted = (field: string) => (/[",\r\n]|^\s/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** What a row says, and what may be kept of it. */
const row = fc
  .record({
    metric: fc.constantFrom('http_reqs', 'http_req_duration', 'checks'),
    check: fc.constantFrom('', 'is 200', 's3cret', 'a "quoted" one', 'of two\nlines', 's3cret\n"and, more"'),
    method: fc.constantFrom('GET', 's3cret'),
    name: fc.oneof(
      fc.constantFrom('/a', '/상품/열쇠', '/😀?v=s3cret', 's3cret,s3cret'),
      fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\r', '')),
    ),
    extra: fc.constantFrom('', 'a=b&c=d', 't=s3cret', 'a=" b"'),
    value: fc.nat(),
  })
  .map(({ metric, check, method, name, extra, value }) => {
    const line = (...tags: readonly string[]) => [metric, value, `${value}.000000`, ...tags.map(quoted)].join(',');
    return {
      given: line(check, method, name, extra),
      shown: line(kept(check, 'check'), method, kept(name, 'name'), kept(extra, 'extra_tags')),
    };
  });

test('lines in blocks of any size keep all but what is not to be kept', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (rows, sizes) => {
      const lines = new KeptLines(kept);
      const told: Uint8Array[] = [];
      // A text in quotes may end in another block than that in which it began.
      const given = [COLUMNS.join(','), ...rows.map((one) => one.given)].join('\n').split('\n');
      for (let at = 0; at < given.length; ) {
        const size = sizes.next().value;
        const block = given.slice(at, at + size).map((line) => `${line}\n`);
        told.push(...lines.of(Buffer.from(block.join(''))));
        at += size;
      }
      const text = Buffer.concat(told).toString() + lines.end('');
      expect(text).toBe([COLUMNS.join(','), ...rows.map((one) => one.shown), ''].join('\n'));
      expect(lines.isChanged).toBe(rows.some((one) => one.given !== one.shown));
    }),
    { numRuns: tries(500) },
  );
});

test('what is cut off, and what is no row, is looked through as it stands', () => {
  const of = (last: string) => {
    const lines = new KeptLines(kept);
    const block = `${COLUMNS.join(',')}\nno row with s3cret\n`;
    return Buffer.concat(lines.of(Buffer.from(block))).toString() + lines.end(last);
  };
  expect(of('checks,1,1.0,s3cret')).toBe(`${COLUMNS.join(',')}\nno row with <>\nchecks,1,1.0,<check>`);
  expect(of('of a text, s3cret,1,GET,')).toBe(`${COLUMNS.join(',')}\nno row with <>\nof a text, <>,1,GET,`);
  expect(of('checks,1,1.0,"a s3cret')).toBe(`${COLUMNS.join(',')}\nno row with <>\nchecks,1,1.0,"a <>`);
});

test('bytes that are no UTF-8 stay', () => {
  const lines = new KeptLines(kept);
  const block = Buffer.concat([
    Buffer.from(`${COLUMNS.join(',')}\nchecks,1,1.0,`),
    Buffer.of(0xff, 0xc0),
    Buffer.from(',GET,/a,\n'),
  ]);
  expect(Buffer.concat(lines.of(block)).equals(block)).toBe(true);
});
