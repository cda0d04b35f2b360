import { expect, test } from 'vitest';
import { fixture, ofText } from '../../testing/k6-text.ts';

test('a crossed threshold is not lost where the text begins below the title, or below the name of its metric', async () => {
  const [, section = ''] = (await fixture('summary-text/compact.txt')).split('█ THRESHOLDS');
  expect(ofText(section).thresholds.some(({ passed }) => !passed)).toBe(true);
  expect(ofText(section.slice(section.indexOf('✗'))).thresholds[0]).toMatchObject({ metric: '?', passed: false });
});

test('a check with the name of a threshold among the results stays a check', () => {
  const sound = ['vus....: 20 min=20 max=20', 'vus_max....: 20 min=20 max=20'];
  const { checks, thresholds } = ofText(
    ['█ TOTAL RESULTS', "✗ 'p(95)<200'", '↳  50% — ✓ 1 / ✗ 1', ...sound, ''].join('\n'),
  );
  expect(thresholds).toStrictEqual([]);
  expect(checks.map(({ name }) => name)).toStrictEqual(["'p(95)<200'"]);
});
