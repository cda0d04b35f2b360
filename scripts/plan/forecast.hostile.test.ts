import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

interface PlanJson {
  readonly plans: readonly {
    readonly scenarios: readonly {
      readonly name: string;
      readonly deliverableRatio?: number;
      /** Of closed load. */
      readonly estimatedIterations?: number;
      /** Of open load. */
      readonly deliverableIterations?: number;
    }[];
  }[];
}

describe('the forecast comes true on the embedded shop: iterations within 10 % of those predicted', () => {
  // Long against an iteration of 1 s, so that the VUs idle at the start weigh little.
  test.each([
    ['seed', '0.1', '0.25', { peak_test: [0.16, 0.2] }],
    ['peak-only', '0.1', '0.25', { peak_test: [0.16, 0.2] }],
    ['peak-full', '0.05', '0.2', { peak_test: [1, 1] }],
    ['sequential', '0.05', '0.2', { peak_test: [0.16, 0.2] }],
    ['load-only', '0.05', '0.25', {}],
    ['stress', '0.05', '0.15', {}],
    ['spike', '0.05', '0.25', {}],
    ['soak', '0.1', '0.006', {}],
    ['smoke', '1', '1', { peak_test: [1, 1] }],
  ])(
    '%s, scaled by %s',
    async (profile, scale, durationScale, delivered: Readonly<Record<string, readonly number[]>>) => {
      const load = ['get-product', '--profile', profile, '--scale', scale, '--duration-scale', durationScale];
      const planned = await place.run(['plan', ...load, '--format', 'json']);
      const scenarios = (JSON.parse(planned.stdout) as PlanJson).plans[0]?.scenarios ?? [];
      expect((await place.run(['run', ...load])).code).toBe(0);
      const { metrics } = JSON.parse(place.runFiles()['summary.json'] ?? '') as {
        metrics: Record<string, { readonly count: number }>;
      };
      expect(scenarios.length).toBeGreaterThan(0);
      for (const { name, deliverableRatio, estimatedIterations, deliverableIterations } of scenarios) {
        const [least = 0, most = 1] = delivered[name] ?? [];
        if (deliverableRatio !== undefined) {
          expect(deliverableRatio).toBeGreaterThanOrEqual(least);
          expect(deliverableRatio).toBeLessThanOrEqual(most);
        }
        const predicted = estimatedIterations ?? deliverableIterations ?? Number.NaN;
        const ran = metrics[`iterations{scenario:${name}}`]?.count ?? Number.NaN;
        expect(Math.abs(ran / predicted - 1), `${name}: ${ran} ran, ${predicted} predicted`).toBeLessThan(0.1);
      }
    },
  );
});
