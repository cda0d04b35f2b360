import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const trend = (values: string) =>
  ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'].map((name, at) => `${name}=${values.split(' ')[at]}`).join(' ');

const BEFORE = parseText(
  `     checks.........................: 97.50% 11700 out of 12000
     http_req_duration..............: ${trend('131.2ms 13.1ms 118.4ms 183.5ms 160.9ms 171.3ms')}
     http_req_failed................: 2.50%  300 out of 12000
     http_reqs......................: 12000  200.000000/s
     iterations.....................: 12000  200.000000/s
     vus............................: 40     min=40      max=40
     vus_max........................: 40     min=40      max=40
`,
  'before.txt',
);
const AFTER = parseText(
  `     checks.........................: 99.90% 23976 out of 24000
     http_req_duration..............: ${trend('52.3ms 9.2ms 47.1ms 143.7ms 81.2ms 97.6ms')}
     http_req_failed................: 0.10%  24 out of 24000
     http_reqs......................: 24000  400.000000/s
     iterations.....................: 24000  400.000000/s
     vus............................: 40     min=40      max=40
     vus_max........................: 40     min=40      max=40
`,
  'after.txt',
);
const FLOW = parseText(
  `     checks.........................: 98.57% 2725 out of 2764
     data_received..................: 9.7 MB 158 kB/s
     data_sent......................: 615 kB 10 kB/s
     dropped_iterations.............: 269    4.483/s
     http_req_duration..............: ${trend('52.2ms 13.1ms 44.5ms 583.5ms 81.2ms 97.6ms')}
     http_req_failed................: 0.54%  15 out of 2764
     http_reqs......................: 2764   46.066667/s
     iteration_duration.............: ${trend('1.31s 1.1s 1.29s 2.42s 1.52s 1.61s')}
     iterations.....................: 691    11.516667/s
     stomp_errors...................: 17     0.283333/s
     upload_time....................: ${trend('26.3ms 9.1ms 24.8ms 58.9ms 40.2ms 49.1ms')}
     vus............................: 10     min=10      max=10
     vus_max........................: 10     min=10      max=10
     ws_ok..........................: 96.25% 77 out of 80
`,
  'flow.txt',
);

const told = (given: typeof FLOW, text: string) =>
  verify(['# 시험', '', ...text.split('\n')].join('\n'), 'report.md', given).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : 'said' in finding ? [finding.said] : [finding.id],
  );

describe('nothing is told of a right figure', () => {
  test.each([
    ['a load below the heading of the set-up', '## 시험 환경\n\n| 항목 | 값 |\n|---|---|\n| 호출 | 20 iter/s |'],
    ['a load with its length', '- 부하: 20 iter/s × 60s\n- checkout: 20 iter/s / 8초'],
    ['a row of the load', '| 항목 | 값 |\n|---|---|\n| 부하 | 초당 20건 |\n| p95 | 97.6ms |'],
    ['what was tried', '초당 20회 결제를 시도하여 11.5 iter/s가 나왔다.'],
    ['a multiple of another statistic', '최대 응답시간은 583.5ms로, 평균의 약 11.2배이다.'],
    [
      'the checks, where a metric has a rate as well',
      '체크 전체 성공률은 98.57%이다.\n\n접속 성공률(ws_ok)은 96.25%이다.',
    ],
    ['the checks, where the rate alone names a metric', '체크 성공률은 98.57%이다.\n\n성공률(ws_ok)은 96.25%이다.'],
    ['the time of an iteration', 'iteration 평균 소요 시간은 1.31초이다.'],
    ['the time of a repetition', '반복 평균 시간은 1.31초였다.'],
    ['its number and its time', '- 반복(iteration) 691회, 평균 1.31초'],
    ['its row', '| 지표 | 평균 | p95 |\n|---|---|---|\n| 응답 시간 | 52.2ms | 97.6ms |\n| 반복 | 1.31s | 1.61s |'],
    ['received and sent in one sentence', '시험 동안 9.7MB를 수신하고 615kB를 송신했다.'],
    ['a rate of one user', 'VU당 처리량은 4.61 TPS이고 사용자당 TPS로 4.61이다.'],
    ['a bound', '요청의 90%가 82ms 안에 돌아왔다.'],
    ['failures before a counter of the script', '오류는 총 17건이다.\n\nSTOMP 오류(stomp_errors)는 17건이다.'],
    ['all before the metric of a part', '전체 평균은 52.2ms이다. 업로드 시간 평균(upload_time)은 26.3ms이다.'],
  ])('%s', (_, text) => expect(told(FLOW, text)).toEqual([]));

  test.each([
    ['a heading with a sign', '■ 주요 결과 (개선 후 빌드, after.txt)\n- 평균 52.3ms, p95 97.6ms\n- 요청 24,000건'],
    [
      'numbered signs',
      '① 1차 (before.txt)\n평균 131.2ms, p95 171.3ms였다.\n\n② 2차 (after.txt)\n평균 52.3ms, p95 97.6ms였다.',
    ],
    ['a multiple of the mean', '개선 전 최대 응답시간은 183.5ms로, 평균의 약 1.4배이다.'],
    ['lists in the same order', '개선 전과 개선 후의 평균은 각각 131.2ms와 52.3ms였다.'],
    ['statistics in the same order', '개선 후에는 평균과 p95가 각각 52.3ms, 97.6ms였다.'],
    ['a difference in points', '실패율은 2.5%에서 0.1%로 2.4%p 낮아졌다.'],
  ])('of two runs: %s', (_, text) => expect(told([...BEFORE, ...AFTER], text)).toEqual([]));
});

describe('a mistake is told', () => {
  test.each([
    ['of lists in the same order', '개선 전과 개선 후의 평균은 각각 131.2ms와 53.2ms였다.', '53.2ms'],
    ['below a heading with a sign', '■ 개선 후 (after.txt)\n- 평균 53.2ms, p95 97.6ms', '53.2ms'],
    ['of a difference', '평균이 131.2ms에서 52.3ms로 87.9ms 줄었다.', '87.9ms'],
    ['of points', '실패율은 2.5%에서 0.1%로 4.2%p 낮아졌다.', '4.2%p'],
    [
      'in a row of changes',
      '| 실행 | 평균 | TPS |\n|---|---|---|\n| before | 131.2ms | 200 |\n| after | 52.3ms | 400 |\n| 증감 | -60.1% | 2.3배 |',
      '2.3배',
    ],
  ])('%s', (_, text, said) => expect(told([...BEFORE, ...AFTER], text)).toEqual([said]));

  test.each([
    ['of the time of an iteration', 'iteration 평균 소요 시간은 1.13초이다.', '1.13초'],
    ['of what was dropped', '296 iter가 drop되었다.', '296'],
    ['of a multiple of a stated goal', 'p95는 97.6ms로 목표 50ms의 2.5배였다.', '2.5배'],
    ['of a distance from a goal', 'p95는 97.6ms로 목표 150ms보다 54.2ms 빠르다.', '54.2ms'],
  ])('%s', (_, text, said) => expect(told(FLOW, text)).toEqual([said]));
});
