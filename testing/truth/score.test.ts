import { describe, expect, test } from 'vitest';
import { FINDINGS } from '../../reports/model/findings.ts';
import { score, total, wilsonLower } from './score.ts';
import type { System } from './system.ts';
import { SYSTEMS } from './systems.ts';

const SYSTEM: System = {
  id: 'x',
  seed: 1,
  server: { serviceMs: 1, cv: 0 },
  load: { levels: [1], levelSec: 1, thinkMs: 1, goalMs: 1 },
  due: { verdicts: ['pass'], must: ['drift'], may: ['long-tail'], mustNot: ['closed-model'] },
  capacityPerSec: 100,
  kneeUsers: 21,
  isScoredOnly: false,
};

const concluded = (findings: readonly string[], verdict: 'pass' | 'slo-fail' = 'pass') => ({
  ...{ verdict, findings, exitCode: 0, requests: 10, capacityPerSec: 90, knee: [10, 40] as const },
});

describe('a score', () => {
  test('counts what is due, what is missing, and what nobody asked for', () => {
    const right = score({ system: SYSTEM, concluded: concluded(['drift', 'long-tail', 'drain']) });
    expect(right).toMatchObject({
      found: ['drift'],
      missing: [],
      wrong: [],
      isVerdictRight: true,
      capacityError: 0.1,
      isKneeRight: true,
    });
    const beside = { ...concluded([]), knee: [40, 120] as const };
    expect(score({ system: SYSTEM, concluded: beside }).isKneeRight).toBe(false);
    const wrong = score({ system: SYSTEM, concluded: concluded(['bimodal', 'closed-model'], 'slo-fail') });
    expect(wrong).toMatchObject({ missing: ['drift'], wrong: ['bimodal', 'closed-model'], isVerdictRight: false });
    expect(total([right, wrong])).toMatchObject({
      precision: { count: 1, of: 3 },
      recall: { count: 1, of: 2 },
      verdicts: { count: 1, of: 2 },
      worstCapacityError: 0.1,
      knees: { count: 2, of: 2 },
    });
  });

  test('has a bound that rises with the number of tries and never exceeds the share', () => {
    expect(wilsonLower(0, 0)).toBe(0);
    for (const of of [5, 20, 100]) expect(wilsonLower(of, of)).toBeLessThan(1);
    expect(wilsonLower(95, 100)).toBeGreaterThan(wilsonLower(19, 20));
    expect(wilsonLower(95, 100)).toBeCloseTo(0.9, 1);
  });
});

describe('the systems', () => {
  test('are told apart by their names, and half of them are only scored', () => {
    expect(new Set(SYSTEMS.map(({ id }) => id)).size).toBe(SYSTEMS.length);
    expect(SYSTEMS.length).toBeGreaterThanOrEqual(40);
    const scored = SYSTEMS.filter(({ isScoredOnly }) => isScoredOnly).length;
    expect(Math.abs(scored - SYSTEMS.length / 2)).toBeLessThanOrEqual(3);
  });

  test('expect findings that there are, each once', () => {
    const known = Object.keys(FINDINGS);
    for (const { id, due } of SYSTEMS) {
      const { must = [], may = [], mustNot = [] } = due;
      const told = [...must, ...mustNot];
      expect(
        told.filter((one) => !known.includes(one)),
        id,
      ).toStrictEqual([]);
      expect(new Set(told).size, id).toBe(told.length);
      expect(
        may.filter((one) => must.includes(one)),
        id,
      ).toStrictEqual([]);
    }
  });
});
