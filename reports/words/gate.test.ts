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

test('a share that nobody demands is the limit of the virtual users that were planned, and of no server', () => {
  const waived = (maxVus?: number) =>
    ({ outcome: 'pass', reason: { kind: 'nothing-demanded', ...(maxVus !== undefined && { maxVus }) } }) as const;
  expect(reasonText(gateWords('en'), waived(500))).toMatch(/^With 500 VUs k6 cannot send all of this plan/);
  expect(reasonText(gateWords('ko'), waived(500))).toContain('k6가 VU 500개로는');
  for (const language of ['en', 'ko'] as const)
    expect(reasonText(gateWords(language), waived())).not.toMatch(/undefined|VU|server|서버/);
});
