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
      readonly plannedIterations?: number;
      readonly deliverableRatio?: number;
    }[];
  }[];
}

describe('the forecast comes true on the embedded shop: delivered share within 10 % of the predicted one', () => {
  // Long against an iteration of 1 s, so that the VUs idle at the start weigh little.
  test.each([
    ['seed', '0.1', '0.25', 0.16, 0.2],
    ['peak-only', '0.1', '0.25', 0.16, 0.2],
    ['peak-full', '0.05', '0.2', 1, 1],
  ])('%s, scaled by %s', async (profile, scale, durationScale, least, most) => {
    const load = ['get-product', '--profile', profile, '--scale', scale, '--duration-scale', durationScale];
    const planned = await place.run(['plan', ...load, '--format', 'json']);
    const [plan] = (JSON.parse(planned.stdout) as PlanJson).plans;
    const peak = plan?.scenarios.find(({ name }) => name === 'peak_test');
    const predicted = peak?.deliverableRatio ?? Number.NaN;
    expect(predicted).toBeGreaterThanOrEqual(least);
    expect(predicted).toBeLessThanOrEqual(most);
    expect((await place.run(['run', ...load])).code).toBe(0);
    const { metrics } = JSON.parse(place.runFiles()['summary.json'] ?? '') as {
      metrics: Record<string, { readonly count: number }>;
    };
    const delivered = (metrics['iterations{scenario:peak_test}']?.count ?? Number.NaN) / (peak?.plannedIterations ?? 0);
    expect(Math.abs(delivered / predicted - 1), `${delivered} of the planned, ${predicted} predicted`).toBeLessThan(
      0.1,
    );
  });
});
