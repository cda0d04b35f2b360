import { expect, test } from 'vitest';
import { levelsRun } from '../../../testing/reference-seconds.ts';
import { withTotal } from '../../../testing/test-runs.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { slowPhase } from './slow-phase.ts';

const phases = (receivingMs: number, connectingMs = 0) =>
  withTotal(
    levelsRun([20], 10, () => ({ perSec: 50, responseMs: () => 100 })),
    {
      receivingMs: { avg: receivingMs },
      blockedMs: { avg: connectingMs + 0.1 },
      connectingMs: { avg: connectingMs },
    },
  );

test('names the part of a request that is not waiting', () => {
  expect(slowPhase(phases(80))).toMatchObject([{ severity: 'warning', figures: { part: 'receiving', avgMs: 80 } }]);
  expect(slowPhase(phases(1, 30))).toMatchObject([{ severity: 'note', figures: { part: 'connecting', avgMs: 30 } }]);
});

test('is silent of figures that do not fit together', () => {
  expect(slowPhase(withTotal(phases(0.1), { blockedMs: { avg: 0 }, connectingMs: { avg: 500 } }))).toStrictEqual([]);
});

test('is silent where nearly all is waiting, and where the part is a few ms', () => {
  expect(slowPhase(phases(9))).toStrictEqual([]);
  expect(slowPhase(phases(0.2, 0.1))).toStrictEqual([]);
});

toldInWords(
  'slow-phase',
  (['blocked', 'connecting', 'tls', 'sending', 'receiving'] as const).map((part) => ({
    ...{ part, avgMs: 81, wholeMs: 120, ratio: 0.675 },
  })),
);
