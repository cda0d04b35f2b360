import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BuhaError } from '../model/error.ts';
import { parseJson } from './json.ts';

function faultOf(text: string): unknown {
  try {
    parseJson(text, 'results/summary.json');
  } catch (fault) {
    return fault instanceof BuhaError ? { code: fault.code, facts: fault.facts } : fault;
  }
  return undefined;
}

const notJson = (line: number) => ({ code: 'not-json', facts: { file: 'results/summary.json', line } });

test.each([
  ['an empty file', '', 1],
  ['a file that was cut off', '{\n  "metrics": {\n    "http_reqs": ', 3],
  ['a string that was cut off', '{\n  "metr', 2],
  ['a comma too many', '{\n  "a": 1,\n}\n', 3],
  ['a word that is no value', '{\n  "a": x\n}\n\n\n', 2],
  ['a word on a line that looks like others', '{\n"a": 1,\n"b": 1,\n"a": x,\n"c": 1,\n"d": 1\n}\n', 4],
  ['a comma that is missing', '[\n1\n2\n]', 3],
  ['a wrong escape', '{\n\n"a": "\\q"\n}', 3],
  ['something behind the end', '{}\n{}', 2],
  ['a page of HTML', '<html>\n</html>', 1],
  ['NaN, which other tools write', '{\n"a": NaN,\n"b": 1\n}', 2],
])('%s: the error names the line', (_what, text, line) => {
  expect(faultOf(text)).toStrictEqual(notJson(line));
});

test('the line named is that of the first broken token, wherever it stands', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.constantFrom('x', '?', 'undefined', '}', "'"), (before, after, bad) => {
      const lines = [
        '[',
        ...Array.from({ length: before }, (_, at) => `${at},`),
        bad,
        ...Array.from({ length: after }, (_, at) => `,${at}`),
        ']',
      ];
      expect(faultOf(lines.join('\n'))).toStrictEqual(notJson(before + 2));
    }),
  );
});

test('a file that was cut off names its last line, wherever the cut was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.double({ min: 0, max: 1, noNaN: true }), (value, where) => {
      const whole = JSON.stringify({ metrics: [value, 'a\n"\u0001\\'] }, null, 1);
      const cut = whole.slice(0, Math.floor(where * whole.length));
      if (cut.length < whole.length) expect(faultOf(cut)).toStrictEqual(notJson(cut.split('\n').length));
    }),
    { numRuns: 500 },
  );
});

test('what is JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value, null, 2);
      expect(parseJson(text, 'x')).toStrictEqual(JSON.parse(text));
    }),
  );
});

test('what is nested without end is refused with its line, wherever it stands', () => {
  const deep = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);
  for (const text of [deep(100_000, '[', ']'), `{"a":${deep(501, '{"a":[', ']}').replace('[]', '[1]')}}`]) {
    expect(faultOf(`{\n"b": ${text}\n}`)).toStrictEqual({
      code: 'json-too-deep',
      facts: { file: 'results/summary.json', line: 2, deepest: 500 },
    });
  }
  expect(faultOf(deep(500, '[', ']'))).toBeUndefined();
  expect(faultOf(JSON.stringify(['['.repeat(1000), '\\"['.repeat(1000)]))).toBeUndefined();
});

test('a key that stands twice in an object is told with its line, since one of its values would be lost', () => {
  const failing =
    '{"http_reqs": {"thresholds": {"count>1": {"ok": false}},\n  "thresholds": {"count>0": {"ok": true}}}}';
  expect(() => parseJson(failing, 'summary.json')).toThrow(
    expect.objectContaining({ code: 'json-key-twice', facts: { file: 'summary.json', line: 2, key: 'thresholds' } }),
  );
  expect(
    parseJson('{"a": {"b": "a"}, "b": [{"a": 1}, {"a": 2}], "c": ["a", "a"], "d\\"": 1, "d": 2}', 'x'),
  ).toBeTruthy();
});
