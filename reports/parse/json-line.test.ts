import { expect, test } from 'vitest';
import { lineOfFigure } from './json-line.ts';

const metrics = {
  checks: { passes: 3 },
  root: { checks: { 'is "200"': { name: 'is "200"', passes: -4 } } },
  later: { passes: -7, name: 'later named' },
  http_reqs: { count: 5, rate: 0.5 },
  'http_reqs{scenario:a}': { count: -5, rate: 1e-7 },
};

const text = JSON.stringify(metrics, null, 2);

test.each([
  ['http_reqs', 'count', 5, '"count": 5'],
  ['http_reqs{scenario:a}', 'count', -5, '"count": -5'],
  ['http_reqs{scenario:a}', 'rate', 1e-7, '"rate": 1e-7'],
  ['is "200"', 'passes', -4, '"passes": -4'],
  ['later named', 'passes', -7, '"passes": -7'],
])('%s %s %d', (name, statistic, value, line) => {
  expect(text.split('\n')[lineOfFigure(text, name, statistic, value) - 1]).toContain(line);
});

test('what is nowhere, and what stands in one line, is at the first', () => {
  expect(lineOfFigure(text, 'http_reqs', 'count', 6)).toBe(1);
  expect(lineOfFigure(text, 'absent', 'count', 5)).toBe(1);
  expect(lineOfFigure(JSON.stringify(metrics), 'http_reqs{scenario:a}', 'count', -5)).toBe(1);
});
