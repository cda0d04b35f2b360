import { describe, expect, test } from 'vitest';
import { parseText } from './text.ts';

const checksOf = (lines: readonly string[]) => parseText(`${lines.join('\n')}\n`, 'x.txt')[0]?.measured.checks;

/** `checks_total` and its shares, as k6 prints them. */
const shares = (passed: number, failed: number) => [
  `checks_total.......: ${passed + failed}     17.04/s`,
  `checks_succeeded...: ${((100 * passed) / (passed + failed)).toFixed(2)}% ${passed} out of ${passed + failed}`,
  `checks_failed......: ${((100 * failed) / (passed + failed)).toFixed(2)}% ${failed} out of ${passed + failed}`,
  '',
];
const counted = (name: string, passed: number, failed: number) => [`✗ ${name}`, `  ↳  59% — ✓ ${passed} / ✗ ${failed}`];
const execution = [
  '',
  'EXECUTION',
  'iteration_duration...: avg=252.51µs min=15.01µs med=93.7µs   max=1.95ms p(90)=258.25µs p(95)=1.03ms  ',
  'iterations...........: 12  3223.763002/s',
];
const indented = (by: number, lines: readonly string[]) => lines.map((line) => `${' '.repeat(by)}${line}`);

const whole = [
  '  █ TOTAL RESULTS',
  '',
  ...indented(4, [...shares(51, 13), ...counted('status', 29, 13), '✓ body', '✓ top', ...execution]),
  '',
  '',
];
const cart = [
  '    ↳ GROUP: cart ',
  '',
  ...indented(6, [...shares(10, 0), '✓ status', '']),
  '      ↳ GROUP: add ',
  '',
  ...indented(8, [...shares(19, 1), ...counted('status', 9, 1), '✓ body']),
  '',
];
const pay = (failed: number) => [
  '    ↳ GROUP: pay ',
  '',
  ...indented(6, [...shares(0, failed), ...counted('status', 0, failed)]),
];
const scenario = (name: string, checks: readonly string[]) => [
  `  █ SCENARIO: ${name} `,
  '',
  ...indented(4, [...checks, ...execution]),
  '',
];
const a = scenario('a', [...shares(49, 11), ...counted('status', 29, 11), '✓ body', '✓ top']);
const b = scenario('b', [...shares(0, 2), ...counted('status', 0, 2)]);
const end = ['', '', '', 'running (00m00.0s), 0/2 VUs, 12 complete and 0 interrupted iterations'];

describe('the full mode of k6 since 1.0', () => {
  test('a check of several groups and scenarios is told by group; what is left was in none', () => {
    expect(checksOf([...whole, ...a, ...cart, ...pay(10), ...b, ...pay(2), ...end])).toStrictEqual([
      { name: 'status', passed: 10, failed: 0 },
      { name: 'status', group: '::cart', passed: 10, failed: 0 },
      { name: 'status', group: '::cart::add', passed: 9, failed: 1 },
      { name: 'status', group: '::pay', passed: 0, failed: 12 },
      { name: 'body', group: '::cart::add', passed: 10, failed: 0 },
      { name: 'top', passed: undefined, failed: 0 },
    ]);
  });

  test('a paste that ends too early does not tell which part of a check was in which group', () => {
    const merged = { name: 'status', passed: 29, failed: 13 };
    expect(checksOf([...whole, ...a, ...cart, ...pay(10)])).toContainEqual(merged);
    expect(checksOf([...whole, ...a, ...cart])).toContainEqual(merged);
    expect(checksOf(whole)).toContainEqual(merged);
  });
});

test('before 1.0 a group stands above its checks, further in the deeper it lies', () => {
  const lines = [
    '     ✓ status',
    '',
    '     █ cart',
    '',
    '       ✓ status',
    '',
    '       █ add',
    '',
    '         ✗ status',
    '          ↳  90% — ✓ 9 / ✗ 1',
    '',
    '     █ pay',
    '',
    '       ✗ status',
    '        ↳  0% — ✓ 0 / ✗ 12',
    '',
    '     checks.........................: 59.37%  ✓ 19       ✗ 13',
    '     http_reqs......................: 1500   31.790349/s',
    '     iterations.....................: 1500   31.790349/s',
  ];
  expect(checksOf(lines)).toStrictEqual([
    { name: 'status', passed: undefined, failed: 0 },
    { name: 'status', group: '::cart', passed: undefined, failed: 0 },
    { name: 'status', group: '::cart::add', passed: 9, failed: 1 },
    { name: 'status', group: '::pay', passed: 0, failed: 12 },
  ]);
});

test('a paste that begins within a group does not tell the path of those that lie deeper', () => {
  const lines = [
    '       █ add',
    '',
    '         ✓ status',
    '',
    '     █ pay',
    '',
    '       ✗ status',
    '        ↳  0% — ✓ 0 / ✗ 12',
    '',
    '   ✗ checks.........................: 59.37%  ✓ 19       ✗ 13',
    '     http_reqs......................: 1500   31.790349/s',
  ];
  expect(checksOf(lines)).toMatchObject([{ name: 'status' }, { name: 'status', group: '::pay', failed: 12 }]);
  expect(checksOf(lines)?.[0]).not.toHaveProperty('group');
});
