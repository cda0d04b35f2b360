import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const SUMMARY = (name: string, requests: number, rate: number, avg: string, p95: string) =>
  parseText(
    `     checks.........................: 98.00% ✓ ${requests - 50} ✗ 50
     data_received..................: 2.5 MB 250 kB/s
     dropped_iterations.............: 212    21.2/s
     http_req_duration..............: avg=${avg} min=3.11ms med=44.82ms max=803.04ms p(90)=112.43ms p(95)=${p95}
     http_req_failed................: 1.83%  ✓ 43 ✗ ${requests - 43}
     http_reqs......................: ${requests}   ${rate}/s
     iterations.....................: 1339   133.9/s
     vus............................: 40     min=40      max=40
     vus_max........................: 40     min=40      max=40
`,
    name,
  );
const ONE = SUMMARY('queue.txt', 2345, 234.5, '57.66ms', '149.25ms');
const TWO = [
  ...SUMMARY('search-before.txt', 856, 85.6, '603.42ms', '1.12s'),
  ...SUMMARY('search-after.txt', 7116, 711.6, '69.3ms', '155.84ms'),
];

const told = (given: typeof ONE, lines: readonly string[]) =>
  verify(['# 시험', '', ...lines].join('\n'), 'report.md', given).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : finding.id === 'change' ? [finding.said] : [finding.id],
  );

describe('a figure that the words right beside it name', () => {
  test.each([
    ['a count with its particle', '요청은 2,345건이 처리되었고 평균 57.66ms였다.', '2,345', '2,435'],
    ['a count before its noun', 'It sent 2,345 requests in all.', '2,345', '2,435'],
    ['a label', '- 반복: 1339회', '1339', '1393'],
    ['a rate in words', '초당 234.5건, 평균 57.66ms', '234.5', '254.5'],
    ['a rate after a plan', '초당 150건을 목표로 했는데 실제로는 초당 234.5건이었다.', '234.5', '254.5'],
    ['a rate in English', 'at 234.5 requests per second', '234.5', '243.5'],
    ['a rate per minute', '분당 14,070건을 처리했다.', '14,070', '17,040'],
    ['a rate beside its count', '전체 요청: 2,345건 (234.5/s)', '234.5/s', '243.5/s'],
    ['a share beside its count', '실패 43건(1.83%)', '1.83%', '1.38%'],
    ['a part of a whole', '43 of 2,345 requests failed.', '43', '34'],
    ['checks, counted', 'The check passed 2,295 times.', '2,295', '2,259'],
    ['the slowest', 'The slowest took 803.04 ms.', '803.04 ms', '830.04 ms'],
    ['the statistic behind', 'Requests took 44.82 ms at the median.', '44.82 ms', '48.42 ms'],
    ['a result behind its goal', '- [x] p95 200ms 이하 → 실제 149.25ms', '149.25ms', '194.25ms'],
    ['a quantile in words', '상위 5%의 요청은 149.25ms 이상 걸렸다.', '149.25ms', '194.25ms'],
    ['users', '- VU: 40 · 10s', '40', '50'],
    ['a decimal at the end of a sentence', 'TPS는 234.5. 이후 안정적이다.', '234.5', '254.5'],
    ['a name with a gloss', '- 반복(iteration): 1339', '1339', '1393'],
    ['a line with a sign of its own', '✅ p95 149.25ms', '149.25ms', '194.25ms'],
  ])('%s', (_, line, right, wrong) => {
    expect(told(ONE, [line])).toEqual([]);
    expect(told(ONE, [line.replace(right, wrong)])).toEqual([wrong]);
  });

  test.each([
    ['a plan', '초당 150건을 목표로 한다.'],
    ['a limit of the script', '24명으로는 초당 약 130건이 한계다.'],
    ['levels', 'VU 10, 20, 50으로 세 번 했다.'],
    ['no errors', '요청 2,345건을 오류 없이 처리했다.'],
    ['a proportion', '요청 100건 중 95건이 이 시간 안에 끝났다.'],
    ['another tool after k6', 'k6는 2,345건을 처리했고, JMeter는 4,482건을 처리했다.'],
  ])('%s is none', (_, line) => expect(told(ONE, [line])).toEqual([]));
});

test('the unit in the name of a row, or in a column of its own', () => {
  const row = (value: string) => ['| 지표 | 값 |', '| --- | --- |', `| 평균 응답시간(ms) | ${value} |`];
  expect([told(ONE, row('57.66')), told(ONE, row('75.66'))]).toEqual([[], ['75.66ms']]);
  const column = (value: string) => [
    '| 번호 | 항목 | 단위 | 값 |',
    '|---|---|---|---|',
    `| 1 | 95% 응답시간 | ms | ${value} |`,
  ];
  expect([told(ONE, column('149.25')), told(ONE, column('194.25'))]).toEqual([[], ['194.25ms']]);
});

test('a bold line is a heading', () => {
  const report = (p95: string) => ['**개선 전**', '', '- p95: 1.12s', '', '**개선 후**', '', `- p95: ${p95}`];
  expect([told(TWO, report('155.84ms')), told(TWO, report('185.84ms'))]).toEqual([[], ['185.84ms']]);
});

describe('changes between two runs', () => {
  test.each([
    ['either side', '평균 603ms → 69ms', '69ms', '96ms'],
    ['its factor', '처리 건수: 856건 → 7,116건 (8.3배)', '8.3배', '6.3배'],
    ['a factor of what the runs say', '처리량이 8.3배 증가했다.', '8.3배', '6.3배'],
    ['a share of what the runs say', '평균 응답 시간을 88.5% 단축했다.', '88.5%', '58.5%'],
    ['in English', 'Latency fell by 89%.', '89%', '59%'],
  ])('%s', (_, line, right, wrong) => {
    expect(told(TWO, [line])).toEqual([]);
    expect(told(TWO, [line.replace(right, wrong)])).toEqual([wrong]);
  });

  test('of something else', () =>
    expect(told(TWO, ['- 쿼리 수 101 → 1', '- 사용자를 10배 늘렸을 때 평균 603ms에서 69ms로 줄었다.'])).toEqual([]));
});
