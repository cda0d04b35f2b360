import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BuhaError, type ErrorFacts } from '../model/error.ts';
import { parseSlo } from './slo.ts';

const goals = (text: string) =>
  parseSlo(text, 'slo.yaml').everywhere.goals.map(({ measure, comparison, limit, scenario }) => [
    measure.kind === 'quantile' ? measure.q : measure.kind,
    comparison,
    limit,
    ...(scenario === undefined ? [] : [scenario]),
  ]);

function fault(text: string): ErrorFacts['bad-slo'] {
  try {
    parseSlo(text, 'slo.yaml');
  } catch (thrown) {
    if (thrown instanceof BuhaError && thrown.code === 'bad-slo') return thrown.facts as ErrorFacts['bad-slo'];
    throw thrown;
  }
  throw new Error(`nothing is wrong with ${text}`);
}

describe('service levels in YAML', () => {
  test('by API, for every run, and by scenario, each with the line on which it stands', () => {
    const read = parseSlo(
      [
        '# service levels',
        'default: { p95: 1s, failed: 1% }',
        'get-balance:',
        '  p99: 800ms',
        '  scenarios:',
        '    peak_test:',
        '      p95: 50ms',
      ].join('\n'),
      'slo.yaml',
    );
    expect(read.file).toBe('slo.yaml');
    expect(read.everywhere.goals).toMatchObject([
      { measure: { kind: 'quantile', q: 0.95 }, comparison: '<=', limit: 1000, scenario: undefined, line: 2 },
      { measure: { kind: 'failed' }, comparison: '<=', limit: 0.01, line: 2 },
    ]);
    expect([...read.byName.keys()]).toStrictEqual(['get-balance']);
    expect(read.byName.get('get-balance')).toMatchObject({
      line: 3,
      goals: [
        { measure: { q: 0.99 }, limit: 800, scenario: undefined, line: 4 },
        { measure: { q: 0.95 }, limit: 50, scenario: 'peak_test', line: 7 },
      ],
    });
  });

  test('at the top, for a script of one’s own', () =>
    expect(goals('p95: 300ms\nfailed: 0.1%\nscenarios: { a: { tps: 5 } }')).toStrictEqual([
      [0.95, '<=', 300],
      ['failed', '<=', 0.001],
      ['tps', '>=', 5, 'a'],
    ]));

  test.each([
    ['p95: 300ms', [0.95, '<=', 300]],
    ['p99.9: 1m30s', [0.999, '<=', 90_000]],
    ['p50: 1.5 s', [0.5, '<=', 1500]],
    ['avg: < 21.9µs', ['avg', '<', 0.0219]],
    ['med: 1s', ['med', '<=', 1000]],
    ['max: "<= 2s"', ['max', '<=', 2000]],
    ['failed: 0', ['failed', '<=', 0]],
    ['failed: 0.1 %', ['failed', '<=', 0.001]],
    ['tps: 100', ['tps', '>=', 100]],
    ['tps: "> 99.5"', ['tps', '>', 99.5]],
    ['delivered: "≥ 95%"', ['delivered', '>=', 0.95]],
    ['p90: &x 1s\np95: *x', [0.9, '<=', 1000], [0.95, '<=', 1000]],
  ])('%j', (text, ...expected) => expect(goals(text)).toStrictEqual(expected));
});

describe('what cannot be used is an error with its line', () => {
  test.each([
    ['p95: 1s\np59x: 1s', { fault: 'unknown-measure', line: 2, text: 'p59x', known: expect.arrayContaining(['p50']) }],
    ['faild: 1%', { fault: 'unknown-measure', known: expect.arrayContaining(['failed']) }],
    ['p100: 1s', { fault: 'unknown-measure' }],
    ['p0: 1s', { fault: 'unknown-measure' }],
    ['p999: 1s', { fault: 'unknown-measure', known: expect.arrayContaining(['p99.9']) }],
    // A number alone may be meant in ms or in s, as a ratio or in per cent.
    ['p95: 300', { fault: 'value', kind: 'duration', text: 'p95: 300' }],
    ['failed: 1', { fault: 'value', kind: 'share' }],
    ['failed: 101%', { fault: 'value', kind: 'share' }],
    ['p95: ">= 1s"', { fault: 'value', kind: 'duration' }],
    ['delivered: "<= 5%"', { fault: 'value', kind: 'least-share' }],
    ['tps: many', { fault: 'value', kind: 'rate' }],
    ['tps: -1', { fault: 'value', kind: 'rate' }],
    ['p95:', { fault: 'value', text: 'p95:' }],
    ['p95: { a: 1 }', { fault: 'unknown-measure', text: 'a' }],
    ['tps: >= 100', { fault: 'unquoted', line: 1, text: 'tps: >= 100' }],
    ['p95: 1s\np95: 2s', { fault: 'repeated', line: 2, text: 'p95' }],
    ['get-balance: { p95: 1s', { fault: 'syntax', line: 1, text: 'get-balance: { p95: 1s' }],
    // What stands there, in no words of what reads it.
    [
      'p95: 1s\nget-balance: "x\ntps: 3',
      { fault: 'syntax', text: expect.stringMatching(/^(?:get-balance: "x|tps: 3)$/) },
    ],
    ['p95: 1s\nx: { p95: 1s\n', { fault: 'syntax', line: 2, text: 'x: { p95: 1s' }],
    ['p95: 1s\n\tp99: 2s\n', { fault: 'syntax', line: 2, text: 'p99: 2s' }],
    ['a: 1s\n---\nb: 2s', { fault: 'syntax', line: 2, text: '---' }],
    ['[1, 2]', { fault: 'shape', text: '' }],
    ['just words', { fault: 'shape' }],
    ['scenarios: { a: 5 }', { fault: 'shape', text: 'a', line: 1 }],
    ['get-balance:\n  scenarios: 5', { fault: 'shape', text: 'scenarios', line: 2 }],
    ['scenarios: { a: { scenarios: { b: { p95: 1s } } } }', { fault: 'unknown-measure', text: 'scenarios' }],
    ['', { fault: 'empty', line: 1 }],
    ['# nothing', { fault: 'empty' }],
    ['{}', { fault: 'empty' }],
  ])('%j', (text, expected) => expect(fault(text)).toMatchObject({ file: 'slo.yaml', ...expected }));

  test('whatever the file holds, it is read or refused with a line that it has', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(
              fc.constantFrom(
                'p95',
                'tps',
                ': ',
                '1s',
                '%',
                '{',
                '}',
                '\n',
                '  ',
                'default',
                'scenarios',
                '&a',
                '*a',
                '- ',
                '"',
                '>=',
                '<<',
                '__proto__',
              ),
            )
            .map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            for (const goal of parseSlo(text, 'slo.yaml').everywhere.goals)
              expect(goal.limit).toBeGreaterThanOrEqual(0);
          } catch (thrown) {
            if (!(thrown instanceof BuhaError)) throw thrown;
            const { line } = thrown.facts as ErrorFacts['bad-slo'];
            expect(thrown.code).toBe('bad-slo');
            expect(line).toBeGreaterThan(0);
            expect(line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
          }
        },
      ),
      { numRuns: 2000 },
    ));
});

describe('no text takes long or falls', () => {
  const faultOf = (text: string) => {
    try {
      parseSlo(text, 'slo.yaml');
    } catch (thrown) {
      if (thrown instanceof BuhaError) return thrown.facts as ErrorFacts['bad-slo'];
      throw thrown;
    }
    return undefined;
  };

  test.each([
    ['lists', `default: ${'['.repeat(20_000)}`],
    ['maps', `default: ${'{a: '.repeat(15_000)}`],
    ['maps below each other', Array.from({ length: 350 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['lists below each other', '- '.repeat(30_000)],
    ['keys that are maps', `${'? '.repeat(200)}a`],
    ['lists on lines of their own', '[\n'.repeat(30_000)],
  ])('%s within each other are refused', (_what, text) => {
    expect(faultOf(text)).toMatchObject({ fault: 'too-deep' });
  });

  test('more than any file of service levels is refused at once', () => {
    expect(faultOf(`default: { p95: ${'a'.repeat(70_000)} }`)).toMatchObject({ fault: 'too-large', line: 1 });
  });

  test('brackets in quotes and comments are no nesting', () => {
    const names = Array.from({ length: 100 }, (_, at) => `  "[{${at}": 1% # [[`).join('\n');
    expect(parseSlo(`checks:\n${names}\n`, 'slo.yaml').everywhere.goals).toHaveLength(100);
  });

  test('aliases mean what stood last under their name, however many there are', () => {
    const many = Array.from({ length: 3000 }, (_, at) => `run-${at}: *a`).join('\n');
    const { byName } = parseSlo(`x: &a {p95: 300ms}\ny: *a\nz: &a {p95: 400ms}\n${many}\n`, 'slo.yaml');
    const limitOf = (name: string) => byName.get(name)?.goals[0]?.limit;
    expect([limitOf('y'), limitOf('run-0'), limitOf('run-2999')]).toStrictEqual([300, 400, 400]);
  });

  test('a key that is no name is refused', () => {
    expect(faultOf('? [a, b]\n: 1\n')).toMatchObject({ fault: 'shape' });
  });
});
