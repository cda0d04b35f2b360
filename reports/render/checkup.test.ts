import { expect, test } from 'vitest';
import { lineText } from '../text/line.ts';
import { width } from '../text/width.ts';
import { checkupLines } from './checkup.ts';

test('a long value goes on below itself, and stays whole where there is room', () => {
  const value = '2.2.0 (캐시: /home/somebody-else/.cache/buha/k6-v2.2.0-linux-amd64/k6)';
  const checks = [
    { id: 'node', state: 'good', value: '22.0.0', needed: undefined },
    { id: 'k6', state: 'good', value, needed: undefined },
  ] as const;
  const narrow = checkupLines(checks, 'ko', 80).map(lineText);
  expect(Math.max(...narrow.slice(0, 3).map(width))).toBeLessThanOrEqual(80);
  expect(narrow[2]).toMatch(/^ {10,}\S/);
  expect(checkupLines(checks, 'ko').map(lineText)[1]).toContain(value);
});
