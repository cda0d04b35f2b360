import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

/** One flow of two calls, 20 VUs, 20 s: 1,338 requests in 669 iterations; 41 requests and 162 checks failed. */
const SUMMARY = `
     ✗ order succeeded
      ↳  93% — ✓ 628 / ✗ 41
     ✗ within 200ms
      ↳  81% — ✓ 548 / ✗ 121

     checks_total...................: 2007    98.52/s
     checks_succeeded...............: 91.92%  1845 out of 2007
     checks_failed..................: 8.07%   162 out of 2007
     http_req_duration..............: avg=117ms min=39.99ms med=99.47ms max=254.01ms p(90)=196.65ms p(95)=212.53ms
     http_req_failed................: 3.06%   41 out of 1338
     http_reqs......................: 1338    65.68/s
     iteration_duration.............: avg=337.12ms min=235.2ms med=330.1ms max=472.44ms p(90)=400.1ms p(95)=420.2ms
     iterations.....................: 669     32.84/s
     vus............................: 20      min=1       max=20
     vus_max........................: 20      min=20      max=20
`;
const GIVEN = parseText(SUMMARY, 'login-order.txt');
const found = (...lines: readonly string[]) =>
  verify(['# Flow', '', ...lines].join('\n'), 'report.md', GIVEN).findings.map((finding) =>
    finding.id === 'figure' ? `${finding.line - 2} ${finding.said.text} / ${finding.k6.value}` : finding.id,
  );

describe('right, and nothing is told', () => {
  test.each([
    ['a proportion', '주문은 100건에 6건꼴로 실패한다.'],
    ['a proportion, in English', '6 out of every 100 orders fail.'],
    ['checks that are counted', '전체 체크는 2,007건 중 1,845건 성공, 162건 실패.'],
    ['a planned load', '조회 40 RPS를 고정으로 주었다.'],
    ['a wish', '실패율을 1% 아래로 낮추려면 실패를 13건 이하로 줄여야 한다.'],
    ['an aim', '다음에는 TPS 120을 기대한다.'],
    ['a list of hopes', '- 병목 해소 시 TPS 300, p95 100ms 기대'],
    ['a status within a sentence', '41 orders failed with HTTP 500, no login failed.'],
    ['a supposition', '만약 VU를 100으로 늘리면 p95는 700ms, TPS는 150 정도일 것이다.'],
    ['an obligation', 'To meet the SLO, p95 must drop to 200 ms.'],
    ['an expectation', 'We expect 100 rps with two pods.'],
    ['one flow', '한 번의 흐름에 평균 337ms가 걸렸다. (최소 235ms, 최대 472ms)'],
    ['one iteration', '반복 1회에 평균 0.337초, 최대 0.472초가 걸렸다.'],
    ['one iteration, in English', 'Each iteration took 337 ms on average (max 472 ms).'],
    ['a month before', '10월 시험에서는 p95 340ms, TPS 48이었다.'],
    ['before the tuning', '튜닝 전에는 p95 340ms, TPS 48이었다.'],
    ['the run before', '직전 시험은 p95 340ms였다.'],
    ['fewer users', '10명일 때는 평균 응답 시간이 55ms였다.'],
    ['another report', '별도 성적서에서는 평균 응답 시간이 55ms였다.'],
    ['per VU', 'VU당 TPS는 3.3이다.'],
    ['per VU, in English', 'Throughput per VU: ~3 req/s.'],
    ['a calculation', 'TPS = 1,338 / 20.37 = 66'],
    ['a pause', '평균 0.2초 쉬고 요청한다.'],
    ['a server log', '서버 로그 기준으로는 평균 응답 시간이 61ms이다.'],
    ['a status', '주문만 실패했고 HTTP 500 에러였다.'],
    ['about', 'TPS ~65'],
    ['thousands', '1.34K requests in total, 0.066K rps'],
    ['a share with its parts', '에러율 3.06% (41/1338)'],
    ['a length below a heading of the set-up', '## 시나리오', '- 최대 30초, 쿠폰 재고 500장'],
    ['one of several things below its name', '### buy (구매)', '- 평균 132.45ms, p95 183.96ms, 에러율 6.4%'],
    ['labels in columns', '총 요청    : 1,338', 'RPS        : 65.68/s', '반복       : 669 (32.84/s)'],
  ])('%s', (_, ...lines) => expect(found(...lines)).toEqual([]));

  test('a row for each of several APIs', () => {
    const table = (...rows: string[]) => found('| API | 요청 수 | 평균 | p95 |', '| --- | --- | --- | --- |', ...rows);
    expect(table('| /login | 669 | 72ms | 90ms |', '| /order | 669 | 162ms | 223ms |')).toEqual([]);
    expect(table('| /login | 669 | 72ms | 90ms |', '| 전체 | 1,339 | 117ms | 212ms |')).toEqual(['4 1,339 / 1338']);
  });

  test('what a title lists is set apart', () =>
    expect(
      verify('# Mixed traffic (browse + buy)\n\n- browse는 빠르지만 max가 115ms이다.\n', 'report.md', GIVEN).findings,
    ).toEqual([]));
});

describe('wrong, though another figure fits', () => {
  test.each([
    ['failed checks are no failed requests', 'HTTP 요청 162건이 실패했다.', '1 162 / 41'],
    ['failed requests are no failed checks', '체크 41건이 실패했다. 체크 실패율 3.06%', '1 3.06% / 0.0807'],
    ['iterations are no requests', '처리량은 32.84 RPS였다.', '1 32.84 RPS / 65.68'],
    ['a rate in words', '초당 56.7건을 처리했다.', '1 56.7 / 65.68'],
    ['checks and their share', 'checks 95.87%', '1 95.87% / 0.9192'],
    ['thousands', '처리량은 0.67K rps였다.', '1 0.67K rps / 65.68'],
  ])('%s', (_, line, told) => {
    const [first] = found(line);
    expect(first?.slice(0, told.length)).toBe(told);
  });
});

describe('of one of several scenarios', () => {
  const options = `export const options = { scenarios: {
    browse: { executor: 'constant-arrival-rate', rate: 40, timeUnit: '1s', duration: '15s', preAllocatedVUs: 5, maxVUs: 20 },
    buy: { executor: 'constant-arrival-rate', rate: 20, timeUnit: '1s', duration: '10s', preAllocatedVUs: 5, maxVUs: 20 },
  } };`;
  const summary = [
    '     http_reqs......................: 788     52.1/s',
    '     iterations.....................: 788     52.1/s',
    '       { scenario:browse }..........: 601     39.7/s',
    '       { scenario:buy }.............: 187     12.4/s',
    '     dropped_iterations.............: 13      0.8/s',
    '       { scenario:browse }..........: 0       0/s',
    '       { scenario:buy }.............: 13      0.8/s',
    '     vus_max........................: 10      min=10      max=10',
  ];
  const delivered = (cell: string) =>
    verify(
      [
        '## mixed',
        '```js',
        options,
        '```',
        '```',
        ...summary,
        '```',
        '| API | 실행률 | Delivered |',
        '| --- | --- | --- |',
        `| mixed | - | ${cell} |`,
      ].join('\n'),
      'report.md',
    ).findings.map((finding) => (finding.id === 'figure' ? finding.said.text : finding.id));

  test('what the least of them got is its own figure', () => {
    expect(delivered('93.5% (187 of 200 iterations)')).toEqual([]);
    expect(delivered('93.5% (157 of 200 iterations)')).toEqual(['157']);
  });

  test('users × time is no count', () => expect(delivered('100.76% (453 of 450 VU·s)')).toEqual([]));
});

test('a figure of a stage stays one where it is repeated', () => {
  const [stage, repeated] = [
    '- 30 VU 단계에서 중앙값 47.1ms로 응답했습니다.',
    '- 중앙값 47.1ms만 보면 지연이 드러나지 않습니다.',
  ];
  expect(found(repeated)).toEqual(['1 47.1ms / 99.47']);
  expect(found(repeated, stage)).toEqual([]);
});
