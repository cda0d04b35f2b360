import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allocatedVus } from '../../reports/analyse/allocated-vus.ts';
import { parseK6Options } from '../../reports/parse/k6-options.ts';
import { k6Path, Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const grace = fc.constantFrom(null, '0s', '1s', '3s', '7s');
const start = { startTime: fc.constantFrom('0s', '1s', '5s', '10s', '20s', '35s', '40s'), gracefulStop: grace };
const length = fc.constantFrom('1s', '3s', '4500ms', '10s', '13s');
const stage = fc.record({ duration: fc.oneof(length, fc.constant('0s')), target: fc.nat(15) });

const scenario = fc.oneof(
  fc.record({
    ...start,
    executor: fc.constant('ramping-vus'),
    startVUs: fc.nat(8),
    // A load of none at all is refused.
    stages: fc.array(stage, { maxLength: 6 }).map((stages) => [...stages, { duration: '1s', target: 3 }]),
    gracefulRampDown: grace,
  }),
  fc.record({ ...start, executor: fc.constant('constant-vus'), vus: fc.integer({ min: 1, max: 9 }), duration: length }),
  fc.record({
    ...start,
    executor: fc.constant('constant-arrival-rate'),
    ...{ rate: fc.constant(5), preAllocatedVUs: fc.constant(2), maxVUs: fc.integer({ min: 2, max: 9 }) },
    duration: length,
  }),
  fc.record({
    ...start,
    executor: fc.constantFrom('shared-iterations', 'per-vu-iterations'),
    ...{ vus: fc.integer({ min: 1, max: 9 }), iterations: fc.constant(9), maxDuration: length },
  }),
);

test('of any plan k6 gets as many virtual users ready as buha says', () => {
  const scenarios = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), scenario, { minKeys: 1, maxKeys: 4 });
  fc.assert(
    fc.property(scenarios, (own) => {
      const options = { scenarios: { ...own } };
      writeFileSync(place.file('s.js'), `export const options = ${JSON.stringify(options)}; export default () => {};`);
      const said = execFileSync(k6Path(), ['inspect', '--execution-requirements', place.file('s.js')]).toString();
      expect(allocatedVus(parseK6Options(options))).toBe((JSON.parse(said) as { maxVUs: number }).maxVUs);
    }),
    { numRuns: 150, seed: 31 },
  );
});
