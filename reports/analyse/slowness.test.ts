import { describe, expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Finding } from '../model/finding.ts';
import { capacityOf, slownessOf } from './slowness.ts';

const order = analysedReference('place-order');
const inquiry = analysedReference('get-balance');

const without = (run: AnalysedRun, ...ids: Finding['id'][]): AnalysedRun => ({
  ...run,
  findings: run.findings.filter(({ id }) => !ids.includes(id)),
});
const having = (run: AnalysedRun, ...findings: unknown[]): AnalysedRun => ({
  ...run,
  findings: [...run.findings, ...(findings as Finding[])],
});
const cpu = (id: 'cpu-bound' | 'cpu-idle', ratio: number) => ({
  ...{ id, severity: 'note', confidence: 'measured', scope: 'total' },
  figures: { name: 'cpu', ratio, maxRatio: ratio, requestsPerSec: 100, seconds: 60 },
});

describe('why a run was slow', () => {
  test('a few at a time, and the keys that fit', () => {
    expect(slownessOf(order)).toMatchObject({ kind: 'lanes', lanes: { basis: 'least', keys: { keys: 4 } } });
  });

  test('nothing is said of a system that was not the limit', () => {
    expect(slownessOf(inquiry)).toBeUndefined();
    expect(slownessOf(having(inquiry, cpu('cpu-bound', 0.95)))).toBeUndefined();
  });

  test('a busy processor comes before keys, one that waits behind them', () => {
    expect(slownessOf(having(order, cpu('cpu-bound', 0.95)))).toMatchObject({ kind: 'cpu-bound', cpuRatio: 0.95 });
    expect(slownessOf(having(order, cpu('cpu-idle', 0.2)))?.kind).toBe('lanes');
    const keyless = without(order, 'few-lanes');
    expect(slownessOf(having(keyless, cpu('cpu-idle', 0.2)))).toMatchObject({ kind: 'cpu-idle', cpuRatio: 0.2 });
    expect(slownessOf(keyless)?.kind).toBe('saturated');
  });
});

describe('what a saturated system carried', () => {
  test('between the mean of the run and that of its planned time', () => {
    const { fromPerSec, toPerSec } = capacityOf(order) ?? { fromPerSec: 0, toPerSec: 0 };
    expect([fromPerSec, toPerSec].map(Math.round)).toStrictEqual([174, 196]);
  });

  test('the most on any level, where levels were held', () => {
    const point = {
      ...{ id: 'saturation-point', severity: 'note', confidence: 'estimated', scope: 'total' },
      figures: { capacityPerSec: 315 },
    };
    expect(capacityOf(having(order, point))).toStrictEqual({ fromPerSec: 315, toPerSec: 315 });
  });

  test('unknown where nothing shows a limit', () => {
    expect(capacityOf(inquiry)).toBeUndefined();
  });
});
