import { describe, expect, test } from 'vitest';
import { bytesOf, outputOf, type Recording } from '../../testing/reference-formats.ts';
import { read, small, summaries } from '../../testing/wrong-input.ts';
import { BuhaError } from '../model/error.ts';

/** The oldest and the newest k6: what is cut off differs little between versions. */
const outermost = ({ version }: Recording) => version === '0.49.0' || version === '2.2.0';

describe('cut off at every tenth byte, the longer ones at every hundredth', () => {
  test.each(summaries.filter(outermost))(
    '$path is not JSON any more, and the last line is named',
    async ({ path, ...recording }) => {
      const whole = bytesOf({ path, ...recording });
      const step = whole.length < 5000 ? 10 : 100;
      for (let at = step; at < whole.length - 1; at += step) {
        const cut = whole.subarray(0, at);
        const lines = cut.reduce((sum, byte) => (byte === 10 ? sum + 1 : sum), 1);
        const fault = await read(cut, path);
        if (!(fault instanceof BuhaError)) throw new Error(`${at} bytes were read`);
        expect([fault.code, fault.facts]).toStrictEqual(['not-json', { file: path, line: lines }]);
      }
    },
  );

  test.each(small.filter(outermost))('$path: what is read of it was in the whole', async ({ path, ...recording }) => {
    const whole = bytesOf({ path, ...recording });
    const { measured } = await outputOf({ path, ...recording });
    const step = Math.max(10, Math.floor(whole.length / 600) * 10);
    let good = 0;
    for (let at = step; at < whole.length; at += step) {
      const answer = await read(whole.subarray(0, at), path);
      if (answer instanceof BuhaError) {
        expect(['too-many-bad-lines', 'no-samples', 'not-json', 'no-k6-text']).toContain(answer.code);
        continue;
      }
      good += 1;
      const [output] = answer;
      expect(output?.badLines?.count ?? 0).toBeLessThanOrEqual(1);
      for (const metric of output?.measured.metrics ?? []) {
        const known = measured.metrics.find(({ name }) => name === metric.name);
        const { count = 0, passes = 0, min = 0, max = 0 } = metric.values;
        expect(count).toBeLessThanOrEqual(known?.values.count ?? 0);
        expect(passes).toBeLessThanOrEqual(known?.values.passes ?? 0);
        expect(min).toBeGreaterThanOrEqual(known?.values.min ?? 0);
        expect(max).toBeLessThanOrEqual(known?.values.max ?? 0);
      }
    }
    expect(good).toBeGreaterThan(10);
  });
});
