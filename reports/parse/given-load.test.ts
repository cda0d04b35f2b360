import { expect, test } from 'vitest';
import { withGivenLoad } from './given-load.ts';
import { parseK6Options } from './k6-options.ts';

const SCENARIOS = { scenarios: { a: { executor: 'constant-vus', vus: 3, duration: '1s' } } };
const STAGES = { vus: 2, stages: [{ duration: '1s', target: 2 }] };
const SHARED = { vus: 2, iterations: 4, duration: '20s' };

// Each was held against `k6 run` 2.2.0 with the same flags.
test.each([
  [SCENARIOS, { vus: 5 }, { executor: 'shared-iterations', vus: 5, iterations: 5 }],
  [SCENARIOS, { vus: 5, iterations: 9 }, { executor: 'shared-iterations', vus: 5, iterations: 9 }],
  [SCENARIOS, { duration: '2s' }, { executor: 'constant-vus', durationMs: 2000, ramps: [{ from: 1, to: 1 }] }],
  [STAGES, { vus: 5 }, { executor: 'ramping-vus', ramps: [{ from: 5, to: 2 }] }],
  [STAGES, { duration: '2s' }, { executor: 'constant-vus', durationMs: 2000, ramps: [{ from: 2, to: 2 }] }],
  [STAGES, { iterations: 6 }, { executor: 'shared-iterations', vus: 2, iterations: 6 }],
  [SHARED, { duration: '2s' }, { executor: 'constant-vus', durationMs: 2000, ramps: [{ from: 2, to: 2 }] }],
  [SHARED, { iterations: 6 }, { executor: 'shared-iterations', iterations: 6, durationMs: 600_000 }],
  [SHARED, { stages: [{ duration: '1s', target: 3 }] }, { executor: 'ramping-vus', ramps: [{ from: 2, to: 3 }] }],
  [{}, { vus: 0, stages: [{ duration: '1s', target: 3 }] }, { executor: 'ramping-vus', ramps: [{ from: 0, to: 3 }] }],
  [{}, { duration: '1s', iterations: 5 }, { executor: 'shared-iterations', iterations: 5, durationMs: 1000 }],
])('%j with %j', (options, load, planned) => {
  const [plan, ...others] = parseK6Options(withGivenLoad(options, load));
  expect(others).toEqual([]);
  expect(plan).toMatchObject(planned);
});

test('without a given load the options are what they were', () => {
  expect(withGivenLoad(SCENARIOS, {})).toEqual(SCENARIOS);
  expect(withGivenLoad(SCENARIOS, { rps: 5 })).toEqual({ ...SCENARIOS, rps: 5 });
});
