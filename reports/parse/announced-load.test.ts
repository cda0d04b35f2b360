import { describe, expect, test } from 'vitest';
import { announcedScenario } from './announced-load.ts';
import { parseText } from './text.ts';

describe('what k6 prints of a scenario before it runs', () => {
  test.each([
    ['a: 2 looping VUs for 3s (gracefulStop: 30s)', { executor: 'constant-vus', vus: 2, durationMs: 3_000 }],
    [
      'load_test: Up to 3000 looping VUs for 1m30s over 5 stages (gracefulRampDown: 30s, gracefulStop: 30s)',
      { executor: 'ramping-vus', vus: 3_000, durationMs: 90_000, stages: 5 },
    ],
    [
      'b: 10 iterations shared among 2 VUs (maxDuration: 10m0s, gracefulStop: 30s)',
      { executor: 'shared-iterations', iterations: 10, vus: 2 },
    ],
    ['b: 10 iterations for each of 2 VUs', { executor: 'per-vu-iterations', iterations: 10, vus: 2 }],
    [
      'peak: 60.00 iterations/s for 1s (maxVUs: 2, exec: peak, startTime: 200ms, gracefulStop: 1s)',
      { executor: 'constant-arrival-rate', perSec: 60, durationMs: 1_000, vus: 2, startMs: 200 },
    ],
    [
      'peak: test: Up to 5000.00 iterations/s for 1m10s over 4 stages (maxVUs: 200-500, gracefulStop: 30s)',
      { name: 'peak: test', executor: 'ramping-arrival-rate', perSec: 5_000, durationMs: 70_000, stages: 4, vus: 500 },
    ],
  ])('%s', (line, told) => {
    expect(announcedScenario(`* ${line}`)).toMatchObject(told);
  });

  test.each(['* a note: 12 things', '* a: 2 looping VUs'])('nothing of any other line: %s', (line) => {
    expect(announcedScenario(line)).toBeUndefined();
  });
});

test('a log keeps what k6 announced of its own run alone, with the path of its script', () => {
  const log = (script: string, scenario: string, requests: number) => `
     execution: local
        script: ${script}
        output: -

     scenarios: (100.00%) 1 scenario, 2 max VUs, 33s max duration (incl. graceful stop):
              * ${scenario}

     http_req_duration..............: avg=1ms min=1ms med=1ms max=1ms p(90)=1ms p(95)=1ms
     http_reqs......................: ${requests} ${requests / 3}/s
     iterations.....................: ${requests} ${requests / 3}/s
`;
  const outputs = parseText(
    `${log('load/a.js', 'a: 2 looping VUs for 3s (gracefulStop: 30s)', 30)}\n${log('-', 'b: 10 iterations shared among 2 VUs', 60)}`,
    'x',
  );
  expect(outputs).toMatchObject([
    { script: 'a', scriptPath: 'load/a.js', announced: [{ name: 'a', executor: 'constant-vus' }] },
    { announced: [{ name: 'b', executor: 'shared-iterations' }] },
  ]);
  expect(outputs[1]).not.toHaveProperty('scriptPath');
});
