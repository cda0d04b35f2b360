import { afterAll, describe, expect, test } from 'vitest';
import { gated, P95 } from '../../testing/gated-run.ts';
import { Workplace } from '../../testing/run-buha.ts';

describe('the seed profile on the embedded shop, smaller but as saturated', () => {
  const place = new Workplace();
  afterAll(() => place.remove());

  // Few enough users for a second of think time, and so many more than the locks can serve.
  test.each([
    ['recharge-balance', '0.5', '0.12'],
    ['place-order', '0.3', '0.12'],
  ])('%s misses its goals: 10', async (api, scale, duration) => {
    const { ended, json, row } = await gated(place, [api, '--scale', scale, '--duration-scale', duration]);
    expect(ended.code).toBe(10);
    expect(json).toMatchObject({ verdict: 'slo-fail', exitCode: 10 });
    expect(row(P95)).toMatchObject({ outcome: 'slo-fail', limit: 3000 });
    expect(row('http_req_failed')).toMatchObject({ outcome: 'pass', actual: 0 });
    expect(row('delivered')).toMatchObject({ outcome: 'pass', limit: 0, reason: 'nothing-demanded' });
    expect(ended.stderr).toContain('판정: 목표 미달\n');
  });

  test.each([['get-balance'], ['get-product']])('%s passes, for what ran of the plan: 0', async (api) => {
    const { ended, json } = await gated(place, [api, '--scale', '0.1', '--duration-scale', '0.1']);
    expect(ended.code).toBe(0);
    expect(json?.verdict).toBe('pass');
    expect(ended.stderr).toMatch(/판정: 조건부 통과 \(피크 부하 [\d.]+%만 실행\)\n/);
  });
});
