import { describe, expect, test } from 'vitest';
import { faultOf, fixture, NONE, ofText, valuesOf } from '../../testing/k6-text.ts';

describe('cut off', () => {
  const old = fixture('reference/get-balance.txt');

  test('at the end: what is there is read', async () => {
    const text = (await old).split('\n').slice(0, 12).join('\n');
    const { total } = ofText(text);
    expect(total).toMatchObject({ failedRequests: 0, failedRatio: 0, durationMs: { p95: 720.98 } });
    // Each request was told to have failed or not.
    expect(total.requests).toBe(91_531);
    expect(total.requestsPerSec).toBeUndefined();
  });

  test('within a number or a unit: it is left out, not guessed', async () => {
    const until = async (end: string) => ofText((await old).slice(0, (await old).indexOf(end) + end.length));
    expect((await until('max=1.57s   p(90)=460.2ms  p(95)=720.9')).total.durationMs).toStrictEqual({
      avg: 155.91,
      min: 1.76,
      med: 35.36,
      max: 1570,
      p90: 460.2,
    });
    expect(
      valuesOf(await until('http_req_failed................: 0.00%   0 out of 915'), 'http_req_failed'),
    ).toStrictEqual({ rate: 0 });
    expect(valuesOf(await until('iterations.....................: 91531   998.38'), 'iterations')).toBeUndefined();
    expect(
      valuesOf(await until('vus............................: 126     min=112            max=35'), 'vus'),
    ).toStrictEqual({ value: 126, min: 112 });
    expect(
      valuesOf(
        await until('max=3500\n     vus_max........................: 3500    min=3200           max=3500'),
        'vus_max',
      ),
    ).toStrictEqual({ value: 3500, min: 3200, max: 3500 });
  });

  test('at the beginning: dropped iterations that may have stood there are unknown, not 0', async () => {
    const text = (await old).split('\n').slice(9).join('\n');
    const { total } = ofText(text);
    expect(total).toMatchObject({ requests: 91_531, iterations: 91_531 });
    expect(total.droppedIterations).toBeUndefined();
    expect(ofText((await old).replace(/.*dropped_iterations.*\n/, '')).total.droppedIterations).toBe(0);
  });

  test('at the beginning, within a name: that metric is left out', async () => {
    const text = await old;
    const run = ofText(text.slice(text.indexOf('cked....')));
    expect(run.metrics[0]?.name).toBe('http_req_connecting');
  });
});

test('a paste that begins within the section of a scenario does not take its figures for those of the run', async () => {
  const text = await fixture('summary-text/full.txt');
  const within = text.slice(text.indexOf('http_req_blocked', text.indexOf('█ SCENARIO: a')));
  const { total, scenarios, checks } = ofText(within);
  expect(total.requests).toBeUndefined();
  expect(total.droppedIterations).toBeUndefined();
  expect(scenarios.b_x?.requests).toBe(10);
  expect(checks).toStrictEqual([]);
  expect(
    faultOf(text.slice(text.indexOf('http_req_failed', text.indexOf('█ SCENARIO: b_x'))).replace(/↳ GROUP.*/s, '')),
  ).toStrictEqual(NONE);
});

describe('what is no summary', () => {
  test.each([
    ['nothing', ''],
    [
      'prose that mentions a metric',
      '결과는 http_req_duration: avg=155.91ms p(95)=720.98ms 이고 http_reqs: 91531 998.38/s 입니다.',
    ],
    ['one metric line alone', 'http_req_duration..............: avg=155.91ms min=1.76ms'],
    ['two metric lines far apart', 'http_reqs......: 91531 998.38/s\n그 밖에\niterations.....: 91531 998.38/s'],
    ['a table of contents', '1. Intro......: 3\n2. Setup......: 7\n3. End......: 9'],
    ['two metrics that k6 does not know', 'a......: 5 1/s\nb......: 6 1/s'],
    ['a list of checks', '✓ status is 200\n✗ body\n ↳  91% — ✓ 10 / ✗ 1'],
    ['thresholds alone', "  █ THRESHOLDS \n\n    checks\n    ✓ 'rate>0.9' rate=94.16%\n"],
    ['JSON', '{"metrics":{"http_reqs":{"count":5,"rate":1}}}'],
    ['dots', `${'.'.repeat(1_000_000)}:`],
  ])('%s', (_what, text) => {
    expect(faultOf(text)).toStrictEqual(NONE);
  });

  test('a list with marks above a summary is not its checks', async () => {
    const text = `✓ 서버 준비\n\n이제 결과입니다.\n\n${await fixture('reference/place-order.txt')}`;
    expect(ofText(text).checks.map(({ name }) => name)).toStrictEqual(['orders status is 200']);
  });

  test('nor are those below', async () => {
    const text = `${await fixture('summary-text/compact.txt')}\n할 일\n✓ 캐시 적용\n✗ 락 범위 축소\n`;
    expect(ofText(text).checks).toHaveLength(4);
  });
});

test('where the document begins within the list of checks, the last one does not get what belonged to all', async () => {
  const text = (await fixture('reference/get-balance.txt')).replace('✓', '     ✓ body is JSON\n     ✓');
  const cut = ofText(text.slice(text.indexOf('is JSON')));
  expect(cut.checks).toStrictEqual([{ name: 'getBalance status is 200', passed: undefined, failed: 0 }]);
});
