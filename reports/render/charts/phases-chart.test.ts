import { expect, test } from 'vitest';
import { analysedReference } from '../../../testing/reference-runs.ts';
import { phasesChart } from './phases-chart.ts';

const run = analysedReference('get-balance');
const within = (waiting: number, receiving: number) => {
  const total = {
    ...run.measured.total,
    waitingMs: { avg: waiting },
    receivingMs: { avg: receiving },
    blockedMs: { avg: 0 },
  };
  return phasesChart({ ...run, measured: { ...run.measured, total, scenarios: {} } });
};

test('phases are drawn where more than one of them can be seen', () => {
  expect(within(90, 10).map(({ id }) => id)).toStrictEqual(['phases']);
  expect(within(96, 4)).toHaveLength(1);
  expect(within(97, 3)).toStrictEqual([]);
  expect(within(0, 0)).toStrictEqual([]);
});
