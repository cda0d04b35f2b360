import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causeOf, readRefusal, tracedPlace } from './k6-refusal.ts';

const wrapped = (said: string) => `could not initialize 'a.js': could not load JS test 'file:///load/a.js': ${said}`;

describe('what k6 2.2 says of a script', () => {
  test.each([
    ["unknown executor type 'constant-rate'", 'executor', ['constant-rate']],
    ['strconv.ParseInt: parsing "ten": invalid syntax', 'no-number', ['ten']],
    ['time: unknown unit "x" in duration "10x"', 'no-duration', ['10x']],
    ['json: unknown field "vuss"', 'unknown-field', ['vuss']],
    [
      'parsing options from script got error while parsing "\\"stages\\": \\"x\\"": json: cannot unmarshal string into Go struct field Options.stages of type []lib.Stage',
      ...(['option-shape', ['stages']] as const),
    ],
    [
      'The moduleSpecifier "./lib/none.js" couldn\'t be found on local disk. Make sure',
      'absent-module',
      ['./lib/none.js'],
    ],
    ['The moduleSpecifier "fs" couldn\'t be recognised as something k6 supports.', 'unknown-module', ['fs']],
    ['no exported functions in script', 'no-functions', []],
  ] as const)('%s', (said, id, values) => {
    expect(readRefusal(wrapped(said), false)).toEqual({ place: undefined, causes: [{ id, values }] });
  });

  test('a syntax error with its place, and without how many more there are', () => {
    const said = wrapped('file:///load/lib/b c.js: Line 3:5 Unexpected token } (and 4 more errors)');
    expect(readRefusal(said, false)).toEqual({
      place: { path: '/load/lib/b c.js', line: 3 },
      causes: [{ id: 'syntax-found', values: ['}'] }],
    });
  });

  test('an exception with its first place of a file, whoever of k6 it went through', () => {
    const said =
      'GoError: stat /load/none.csv: no such file or directory\n\tat go.k6.io/k6/v2/internal/js.(*Bundle).setInitGlobals.func3 (native)\n\tat read (file:///load/a.js:7:15(12))\n\tat file:///load/a.js:9:15(12)\n';
    expect(readRefusal(said, true)).toEqual({
      place: { path: '/load/a.js', line: 7 },
      causes: [{ id: 'absent-file', values: ['/load/none.csv'] }],
    });
  });

  test('reasons of several scenarios, each by itself', () => {
    const said =
      "There were problems with the specified script configuration:\n\t- scenario a b has configuration errors: the number of VUs must be more than 0, the duration must be at least 1s, but is 10ms\n\t- executor c: function 'none' not found in exports";
    expect(readRefusal(said, false).causes).toEqual([
      { id: 'vus', values: [], scenario: 'a b' },
      { id: 'short-duration', values: ['1s', '10ms'], scenario: 'a b' },
      { id: 'no-function', values: ['none'], scenario: 'c' },
    ]);
  });

  test('all that k6 finds in the stages of one', () => {
    const said =
      "There were problems with the specified script configuration:\n\t- scenario a has configuration errors: the gracefulStop timeout can't be negative, the number of start VUs can't be negative, stage 1 doesn't have a duration, the duration for stage 2 can't be negative, stage 3 doesn't have a target";
    const ids = readRefusal(said, false).causes.map(({ id, values }) => [id, ...values]);
    expect(ids).toEqual([
      ['negative-stop'],
      ['negative-vus'],
      ...[
        ['stage-duration', '1'],
        ['stage-duration', '2'],
        ['stage-target', '3'],
      ],
    ]);
  });

  test('what is not known stays, without the marks of k6', () => {
    expect(causeOf('GoError: something new\n\tat x (native)', true)).toEqual({
      id: 'exception',
      values: ['something new'],
    });
    expect(causeOf('something new', false)).toEqual({ id: 'other', values: ['something new'] });
  });
});

test.each([
  ['unknown flag: --foo', 'unknown-flag', ['--foo']],
  ["unknown shorthand flag: 'z' in -z", 'unknown-flag', ['-z']],
  [
    'invalid argument "ten" for "-u, --vus" flag: strconv.ParseInt: parsing "ten": invalid syntax',
    'flag-value',
    ['ten', '--vus'],
  ],
  ['invalid argument "z" for "--max-redirects" flag: strconv', 'flag-value', ['z', '--max-redirects']],
  ['flag needs an argument: --vus', 'flag-without', ['--vus']],
  ["flag needs an argument: 'u' in -u", 'flag-without', ['-u']],
])('of a flag: %s', (said, id, values) => {
  expect(causeOf(said, false)).toEqual({ id, values });
});

test('a message without a trace has no place', () => {
  expect(tracedPlace('Error: at noon (file:///a.js)')).toBeUndefined();
});

test('any text is a cause, in time that follows its length', () => {
  const pieces = fc.constantFrom(
    'could not initialize ',
    "'a'",
    ': ',
    'file:///',
    ' at ',
    '(',
    '\n\t- scenario ',
    ', ',
    'GoError: stat ',
  );
  const text = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 200 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.boolean(), (said, isException) => {
      const { causes } = readRefusal(said, isException);
      expect(causes.length).toBeGreaterThan(0);
      for (const { values } of causes) expect(values.length).toBeLessThanOrEqual(2);
    }),
  );
  const began = performance.now();
  for (const piece of [
    "could not initialize 'a': ",
    ' at (',
    'file:///',
    '\n\t- scenario a has configuration errors: ',
  ]) {
    readRefusal(piece.repeat(20_000), true);
  }
  expect(performance.now() - began).toBeLessThan(3000);
});
