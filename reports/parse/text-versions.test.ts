import { describe, expect, test } from 'vitest';
import { fixture, ofText, valuesOf } from '../../testing/k6-text.ts';
import { parseText } from './text.ts';

describe('1.0 and later', () => {
  test('the script, and no other line of the header, gives the name', async () => {
    const text = await fixture('summary-text/compact.txt');
    expect(parseText(text, 'x')[0]).toMatchObject({
      script: 's',
      line: text.split('\n').findIndex((line) => line.includes('█')) + 1,
    });
    const elsewhere = text.replace('script: s.js', 'script: C:\\load\\get-balance.test.ts');
    expect(parseText(elsewhere, 'x')[0]?.script).toBe('get-balance.test');
    expect(parseText(text.replace('script: s.js', 'script: -'), 'x')[0]).not.toHaveProperty('script');
  });

  test("k6's version, and the length of the run where no rate tells it", () => {
    const text = [
      'k6 v1.8.1 (go1.25.0, linux/amd64)',
      '  █ TOTAL RESULTS ',
      '    iteration_duration...: avg=1.5s min=1s',
      '    vus..................: 3 min=1 max=3',
      'running (1m31.7s), 000/3 VUs, 12 complete and 0 interrupted iterations',
      '',
    ].join('\n');
    expect(parseText(text, 'x')[0]).toMatchObject({ k6Version: '1.8.1', line: 2, measured: { runMs: 91_700 } });
    expect(ofText(text.replace(/running.*/, '')).runMs).toBeUndefined();
  });

  test('thresholds with their expressions, sub-metrics included', async () => {
    const { thresholds } = ofText(await fixture('summary-text/compact.txt'));
    expect(thresholds).toContainEqual({
      metric: 'http_req_duration',
      expression: 'avg<0.001',
      passed: false,
      samples: 30,
    });
    expect(thresholds).toContainEqual({
      metric: 'http_req_duration{scenario:a}',
      expression: 'p(99)<500',
      passed: true,
      samples: 20,
    });
    expect(thresholds).toContainEqual({
      metric: 'http_reqs{scenario:a,status:200}',
      expression: 'count>=0',
      passed: true,
      samples: 15,
    });
    expect(thresholds).toHaveLength(10);
  });

  test('a statistic that only a threshold shows is kept', async () => {
    const run = ofText(await fixture('summary-text/compact.txt'));
    expect(valuesOf(run, 'http_req_duration{scenario:a}')).toMatchObject({ 'p(99)': 12.41, 'p(95)': 12.31 });
  });

  test('checks: counts where they are printed, and where they follow', async () => {
    const text = await fixture('summary-text/compact.txt');
    const { checks, total } = ofText(text);
    expect(total).toMatchObject({ checksPassed: 113, checksFailed: 7 });
    expect(checks).toStrictEqual([
      { name: 'status is 200', passed: 23, failed: 7 },
      { name: '본문: ok....: 5', passed: undefined, failed: 0 },
      { name: 'inner check', passed: undefined, failed: 0 },
      { name: 'top', passed: undefined, failed: 0 },
    ]);
    const two = text.replace(/ +✓ 본문.*\n.*\n/, '');
    expect(ofText(two).checks).toContainEqual({ name: 'top', passed: 90, failed: 0 });
  });

  test('full mode: sections of scenarios and groups are sub-metrics, and their checks are not counted twice', async () => {
    const run = ofText(await fixture('summary-text/full.txt'));
    expect(Object.keys(run.scenarios)).toStrictEqual(['a', 'b_x']);
    expect(run.scenarios.b_x).toMatchObject({
      requests: 10,
      failedRequests: 2,
      checksPassed: 38,
      droppedIterations: 0,
    });
    expect(valuesOf(run, 'http_reqs{scenario:a,group:::안녕 group}')?.count).toBe(20);
    expect(valuesOf(run, 'checks{scenario:a,group:::안녕 group::inner}')).toStrictEqual({
      passes: 20,
      fails: 0,
      rate: 1,
    });
    expect(run.checks).toHaveLength(4);
    expect(run.total.requests).toBe(30);
  });

  test('a unit that the options chose', async () => {
    const us = ofText(await fixture('summary-text/microseconds.txt'));
    const duration = us.metrics.find(({ name }) => name === 'http_req_duration');
    expect(duration?.values).toMatchObject({ avg: 0.94312, max: 2.9943 });
    expect(duration?.precision?.avg).toBe(1e-5);
    const sec = ofText(await fixture('summary-text/seconds.txt'));
    expect(valuesOf(sec, 'my_time')?.avg).toBe(65_450);
  });

  test('a metric of ours that is called like those of the checks stays itself', async () => {
    const text = (await fixture('summary-text/compact.txt')).replaceAll('my_counter....', 'checks_total..');
    const run = ofText(text);
    expect(valuesOf(run, 'checks_total')?.count).toBe(45);
    expect(run.total.checksPassed).toBe(113);
  });
});

describe('before 1.0', () => {
  const lines = (marks: { failed: string; checks: string }) =>
    [
      '     █ 첫 그룹',
      '',
      '       ✓ status is 200',
      '       ✗ body has "id"',
      '        ↳  91% — ✓ 1370 / ✗ 130',
      '',
      `   ✗ checks.........................: 95.66% ${marks.checks}`,
      '     data_received..................: 4.2 MB 45 kB/s',
      '     data_sent......................: 5.1 MB 54 kB/s',
      '   ✓ http_req_duration..............: avg=5.95s   min=8.07ms med=5.09s max=11.28s  p(90)=9.49s  p(95)=10.09s',
      '       { expected_response:true }...: avg=5.95s   min=8.07ms med=5.09s max=11.28s  p(90)=9.49s  p(95)=10.09s',
      '     ✗ { scenario:load_test }.......: avg=1m5s    min=8.07ms med=5.09s max=1h0m1s  p(90)=9.49s  p(95)=10.09s',
      `     http_req_failed................: 0.20%  ${marks.failed}`,
      '     http_reqs......................: 1500   31.790349/s',
      '     iterations.....................: 1500   31.790349/s',
      '     vus............................: 110    min=110            max=3500',
      '     vus_max........................: 3500   min=3200           max=3500',
      '',
    ].join('\n');
  const counted = lines({ failed: '✓ 3         ✗ 1497', checks: '✓ 2870      ✗ 130' });

  test('in ✓ 3 ✗ 1497 of http_req_failed, ✓ counts the failures', () => {
    expect(ofText(counted).total).toMatchObject({
      failedRequests: 3,
      failedRatio: 3 / 1500,
      checksPassed: 2870,
      checksFailed: 130,
    });
  });

  test('the later form says the same', () => {
    expect(ofText(lines({ failed: '3 out of 1500', checks: '2870 out of 3000' }))).toStrictEqual(ofText(counted));
  });

  test('checks of groups; the one without a count has what the others leave', () => {
    expect(ofText(counted).checks).toStrictEqual([
      { name: 'status is 200', group: '::첫 그룹', passed: 1500, failed: 0 },
      { name: 'body has "id"', group: '::첫 그룹', passed: 1370, failed: 130 },
    ]);
  });

  test('marks before metrics are thresholds whose expression nobody knows', () => {
    expect(ofText(counted).thresholds).toStrictEqual([
      { metric: 'checks', expression: '', passed: false, samples: 3000 },
      { metric: 'http_req_duration', expression: '', passed: true, samples: undefined },
      { metric: 'http_req_duration{scenario:load_test}', expression: '', passed: false, samples: undefined },
    ]);
  });

  test('durations of minutes and hours', () => {
    expect(ofText(counted).scenarios.load_test?.durationMs).toMatchObject({ avg: 65_000, max: 3_601_000 });
  });

  test('a mean that contradicts its counts is left as it is printed', () => {
    const values = valuesOf(ofText(counted.replace('0.20%', '7.00%')), 'http_req_failed');
    expect(values).toStrictEqual({ passes: 3, fails: 1497, rate: 0.07 });
  });
});
