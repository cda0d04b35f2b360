import { expect, test } from 'vitest';
import { gateWords, reasonText } from './gate.ts';

test('what failures leave undecidable says how many samples a quantile needs, and never that failures alone took them', () => {
  const few = { outcome: 'undecidable', reason: { kind: 'few-samples', samples: 468, needed: 100_000 } } as const;
  expect(reasonText(gateWords('en'), few)).toBe(
    'Many requests failed, and 468 samples are fewer than the 100,000 that this quantile needs.',
  );
  expect(reasonText(gateWords('ko'), few)).toContain('표본 468개');
  const none = { outcome: 'undecidable', reason: { kind: 'no-samples' } } as const;
  expect(reasonText(gateWords('ko'), none)).toBe(gateWords('ko').undecidable);
});
