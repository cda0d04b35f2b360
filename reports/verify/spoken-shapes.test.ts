import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const summary = (name: string, requests: number, failed: number, [avg, med, p90, p95, max]: readonly string[]) =>
  parseText(
    `     checks.........................: ${(((requests - failed) / requests) * 100).toFixed(2)}% ${requests - failed} out of ${requests}
     dropped_iterations.............: 212    3.53/s
     http_req_duration..............: avg=${avg} min=13.12ms med=${med} max=${max} p(90)=${p90} p(95)=${p95}
     http_req_failed................: ${((failed / requests) * 100).toFixed(2)}%  ${failed} out of ${requests}
     http_reqs......................: ${requests}   ${(requests / 60).toFixed(6)}/s
     iterations.....................: ${requests}   ${(requests / 60).toFixed(6)}/s
     queue_wait.....................: avg=3.3s min=936.27ms med=2.89s max=42.87s p(90)=4.66s p(95)=5.5s
     vus............................: 40     min=40      max=40
     vus_max........................: 40     min=40      max=40
`,
    name,
  );
const ONE = summary('feed.txt', 9208, 33, ['75.46ms', '62.75ms', '112.96ms', '145.2ms', '877.04ms']);
const TWO = [
  ...summary('balance.txt', 9010, 0, ['63.92ms', '55.41ms', '94.39ms', '114.14ms', '946.06ms']),
  ...summary('transfer.txt', 2890, 49, ['476.32ms', '392.08ms', '788.58ms', '976.18ms', '5.05s']),
];

/** What is told of a text: figures and changes as they are said. */
const told = (given: typeof ONE, text: string) =>
  verify(['# 시험', '', ...text.split('\n')].join('\n'), 'report.md', given).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : finding.id === 'change' ? [finding.said] : [finding.id],
  );

describe('of one run, a figure in words', () => {
  test.each([
    ['a half', '응답의 절반은 62ms 안에 돌아왔다.', '요청의 절반은 82ms 안에 돌아왔다.', '82ms'],
    [
      'nine of ten',
      '열 명 중 아홉 명은 113ms 안에 답을 받았다.',
      '열 명 중 아홉 명은 131ms 안에 답을 받았다.',
      '131ms',
    ],
    [
      'nineteen in twenty',
      'Nineteen in twenty requests came back within 145 ms.',
      'Nineteen in twenty requests came back within 116 ms.',
      '116 ms',
    ],
    ['a bound that was kept', 'p95 200ms 미만으로 응답했다.', 'p95 100ms 미만으로 응답했다.', '100ms 미만'],
    [
      'a bound of all but the slowest',
      '상위 5%를 뺀 나머지는 모두 150ms 미만으로 응답했다.',
      '상위 5%를 뺀 나머지는 모두 100ms 미만으로 응답했다.',
      '100ms 미만',
    ],
    ['a bound that was passed', 'p90이 100ms를 넘었다.', 'p90이 120ms를 넘었다.', '120ms를 넘'],
    ['a bound in English', 'The p90 stayed below 120 ms.', 'The p90 stayed below 100 ms.', 'below 100 ms'],
    ['a bound of a share', '에러율은 1% 미만이었다.', '에러율은 0.1% 미만이었다.', '0.1% 미만'],
    [
      'a multiple of another statistic',
      '가장 느린 요청은 877ms로 평균의 12배였다.',
      '가장 느린 요청은 877ms로 평균의 24배였다.',
      '24배',
    ],
    ['iterations that never started', '212건은 시작도 못 했다.', '312건은 시작도 못 했다.', '312'],
    ['the same in English', '212 iterations never started.', '312 iterations never started.', '312'],
    ['ten thousands and the rest', '요청은 9,208건이었다.', '요청은 1만 9,208건이었다.', '1만 9,208'],
    ['about, and exactly', '약 9천 건을 받았다 (정확히는 9,208건).', '약 9천 건을 받았다 (정확히는 9,308건).', '9,308'],
    [
      'a share of a count',
      '실패는 33건으로 전체의 0.36%에 해당한다.',
      '실패는 33건으로 전체의 3.6%에 해당한다.',
      '3.6%',
    ],
    [
      'a share of a count in English',
      'Only 33 of them failed, which is 0.36%.',
      'Only 33 of them failed, which is 0.63%.',
      '0.63%',
    ],
    ['a span', '응답 시간 범위는 13ms ~ 877ms였다.', '응답 시간 범위는 13ms ~ 787ms였다.', '787ms'],
    ['an item below what it counts', '- 실패\n  - 33건', '- 실패\n  - 44건', '44'],
    ['checks that passed', '- 실패 33건, 체크 통과 9,175건', '- 실패 33건, 체크 통과 9,475건', '9,475'],
    [
      'the tool that was named last',
      'JMeter의 최대 응답은 910ms, k6의 최대 응답은 877ms였다.',
      'JMeter의 최대 응답은 910ms, k6의 최대 응답은 778ms였다.',
      '778ms',
    ],
    [
      'a metric by the name that the document gives it',
      '대기열 대기(queue_wait)를 쟀다. 대기열 대기의 p95는 5.5초였다.',
      '대기열 대기(queue_wait)를 쟀다. 대기열 대기의 p95는 6.4초였다.',
      '6.4초',
    ],
    ['who says it', 'QA: 초당 153.5건이었습니다.', 'QA: 초당 135.5건이었습니다.', '135.5'],
    [
      'the sentence before, as a share',
      '33건이 실패했다. 비율로는 0.36%다.',
      '33건이 실패했다. 비율로는 0.63%다.',
      '0.63%',
    ],
    [
      'the sentence before, as a number',
      '실패율은 0.36%였다. 건수로는 33건이다.',
      '실패율은 0.36%였다. 건수로는 43건이다.',
      '43',
    ],
    ['the one that took longest', '제일 오래 걸린 건 877ms였다.', '제일 오래 걸린 건 787ms였다.', '787ms'],
    [
      'iterations that could not start',
      'k6 could not start 212 iterations.',
      'k6 could not start 122 iterations.',
      '122',
    ],
    ['those that were handled well', '정상 처리된 요청은 9,175건이다.', '정상 처리된 요청은 9,075건이다.', '9,075'],
    ['what was not more', '1분 동안 9,208건밖에 처리하지 못했다.', '1분 동안 9,280건밖에 처리하지 못했다.', '9,280'],
    [
      'a multiple of two statistics',
      '최대 응답 시간은 평균의 12배에 달했다.',
      '최대 응답 시간은 평균의 16배에 달했다.',
      '16배',
    ],
    [
      'a metric that a list explains',
      '- `queue_wait`: 대기열 지연\n\n대기열 지연의 p95는 5.5초였다.',
      '- `queue_wait`: 대기열 지연\n\n대기열 지연의 p95는 4.5초였다.',
      '4.5초',
    ],
    ['at least a half', '절반 이상의 요청이 70ms 안에 끝났다.', '절반 이상의 요청이 41ms 안에 끝났다.', '41ms 안에'],
    [
      'one in ten',
      'One request in ten takes longer than 113 ms.',
      'One request in ten takes longer than 131 ms.',
      '131 ms',
    ],
    [
      'beside a cause',
      'DB 락 때문에 초당 153건밖에 처리하지 못했다.',
      'DB 락 때문에 초당 135건밖에 처리하지 못했다.',
      '135',
    ],
    [
      'the share of all of it',
      '실패도 33건 있었다. 전체 요청의 0.36%다.',
      '실패도 33건 있었다. 전체 요청의 0.63%다.',
      '0.63%',
    ],
    ['requests that were not sent', '212건은 보내지 못했다.', '122건은 보내지 못했다.', '122'],
    [
      'what a goal came to',
      '목표는 p95 200ms였다. 실제로는 145ms였다.',
      '목표는 p95 200ms였다. 실제로는 154ms였다.',
      '154ms',
    ],
    [
      'beside sections of the same run',
      '## 결과\n\n## 메모\n\np95는 145ms였다.',
      '## 결과\n\n## 메모\n\np95는 154ms였다.',
      '154ms',
    ],
  ])('%s', (_, right, wrong, figure) => {
    expect(told(ONE, right)).toEqual([]);
    expect(told(ONE, wrong)).toEqual([figure]);
  });
});

describe('of two runs, a figure whose run stands elsewhere', () => {
  test.each([
    [
      'in the sentence before',
      '송금(transfer)은 다르다. 평균이 476ms까지 늘었다.',
      '송금(transfer)은 다르다. 평균이 576ms까지 늘었다.',
      '576ms',
    ],
    [
      'by the name that the document gives it',
      '조회(balance)와 송금(transfer)을 쟀다.\n\n송금의 p95는 976ms였다.',
      '조회(balance)와 송금(transfer)을 쟀다.\n\n송금의 p95는 679ms였다.',
      '679ms',
    ],
    [
      'of which the last figure states the same',
      '조회(balance)는 초당 150.2건인데, 송금(transfer)은 48.2건이다.',
      '조회(balance)는 초당 150.2건인데, 송금(transfer)은 84.2건이다.',
      '84.2',
    ],
    [
      'a change from one to the other',
      '요청이 9,010건에서 2,890건으로 줄었다.',
      '요청이 9,010건에서 3,890건으로 줄었다.',
      '3,890',
    ],
    ['of neither', '평균은 64ms였다.', '평균은 46ms였다.', '46ms'],
    ['by a factor', '처리량이 3.1배가 되었다.', '처리량이 4.1배가 되었다.', '4.1배'],
    [
      'compared with the one before',
      '평균이 476ms였다. 적용 전보다 7.5배 느리다.',
      '평균이 476ms였다. 적용 전보다 9.5배 느리다.',
      '9.5배',
    ],
  ])('%s', (_, right, wrong, figure) => {
    expect(told(TWO, right)).toEqual([]);
    expect(told(TWO, wrong)).toEqual([figure]);
  });

  test('in a table whose first cell names the run and whose second says what was changed', () => {
    const table = (p95: string) =>
      `| 회차 | 바꾼 것 | p95 |\n|---|---|---|\n| balance | Redis 선점 | 114ms |\n| transfer | 없음 | ${p95} |`;
    expect(told(TWO, table('976ms'))).toEqual([]);
    expect(told(TWO, table('796ms'))).toEqual(['796ms']);
  });

  test('in rows that are numbers of what their column and the runs are called after', () => {
    const pools = [
      ...summary('풀-10.txt', 2890, 49, ['476.32ms', '392.08ms', '788.58ms', '976.18ms', '5.05s']),
      ...summary('풀-20.txt', 9010, 0, ['63.92ms', '55.41ms', '94.39ms', '114.14ms', '946.06ms']),
      ...summary('풀-40.txt', 9110, 0, ['62.92ms', '54.41ms', '93.39ms', '113.14ms', '846.06ms']),
    ];
    const table = (p95: string) => `| 풀 크기 | p95 |\n|---|---|\n| 10 | 976ms |\n| 20 | ${p95} |\n| 40 | 113ms |`;
    expect(told(pools, table('114ms'))).toEqual([]);
    expect(told(pools, table('141ms'))).toEqual(['141ms']);
  });

  test('before and after a change, within a sentence', () => {
    const phases = [
      ...summary('개선-전.txt', 2890, 49, ['476.32ms', '392.08ms', '788.58ms', '976.18ms', '5.05s']),
      ...summary('개선-후.txt', 9010, 0, ['63.92ms', '55.41ms', '94.39ms', '114.14ms', '946.06ms']),
    ];
    expect(told(phases, 'p95는 개선 전 976ms에서 개선 후 114ms로 내려갔다.')).toEqual([]);
    expect(told(phases, 'p95는 개선 전 796ms에서 개선 후 114ms로 내려갔다.')).toEqual(['796ms']);
  });

  test('in columns named by what can be folded open', () => {
    const folded = (name: string, avg: string) =>
      `<details><summary>${name}</summary>\n\n\`\`\`\n     http_req_duration..............: avg=${avg} min=1ms med=60ms max=9s p(90)=1s p(95)=2s\n     http_reqs......................: 500   50/s\n\`\`\`\n\n</details>\n`;
    const document = (avg: string) =>
      [
        '| | Node 18 | Node 22 |',
        '|---|---|---|',
        `| avg | 111.7ms | ${avg} |`,
        '',
        folded('Node 18', '111.7ms'),
        folded('Node 22', '67.5ms'),
      ].join('\n');
    expect(told([], document('67.5ms'))).toEqual([]);
    expect(told([], document('76.5ms'))).toEqual(['76.5ms']);
  });
});

test('times of a table without their unit are read in the one that fits', () => {
  const table = (average: string) =>
    `| 도구 | Average | 95% Line | Error % |\n|---|---|---|---|\n| JMeter | 152 | 301 | 0.98% |\n| k6 | ${average} | 145.2 | 0.36% |`;
  expect(told(ONE, table('75.5'))).toEqual([]);
  expect(told(ONE, table('57.5'))).toEqual(['57.5']);
});

test('columns of percentiles by their share alone, below a caption with their unit', () => {
  const table = (p95: string) =>
    `표 4-1 응답 시간 (단위: ms)\n\n| 최소 | 평균 | 중앙값 | 90% | 95% | 최대 |\n|--|--|--|--|--|--|\n| 13.1 | 75.5 | 62.8 | 113.0 | ${p95} | 877.0 |`;
  expect(told(ONE, table('145.2'))).toEqual([]);
  expect(told(ONE, table('154.2'))).toEqual(['154.2']);
});

describe('no measurement of the run', () => {
  test.each([
    ['a goal', '목표는 p95 100ms 미만, 에러율 0.1% 미만이었다.'],
    ['a goal that was missed', 'p95 100ms 이하라는 목표는 지키지 못했다.'],
    ['a condition', 'p95가 100ms 이하이면 합격이다.'],
    ['a wish', 'p95를 100ms 이하로 줄여야 한다.'],
    ['a must', 'Nineteen in twenty requests must come back within 100 ms.'],
    ['a status', '실패 응답은 모두 409(정원 초과)였다.'],
    ['another status', '그중 대부분은 재고 부족(409)이 아니라 502였습니다.'],
    ['the next test', '다음 시험에서는 최대 VU를 200으로 늘리고, p95를 100ms로 본다.'],
    ['threads of two tools', '두 도구 모두 스레드(가상 사용자) 60, 5분으로 맞췄습니다.'],
    ['another tool before k6', 'JMeter의 최대 응답은 910ms, k6의 최대 응답은 877ms였다.'],
    ['a rate for a price', '비용 1달러당 처리량은 약 21백만 건이다.'],
    ['a status as a subject', '실패 33건 중 20건은 504, 나머지는 502였다. 504는 모두 2분 30초에 났다.'],
    ['a hope for a change', '커넥션을 20에서 40으로 늘리면 처리량이 1.5배가 될 것으로 기대한다.'],
    ['a change of something else', '커넥션을 20에서 40으로 늘리자 처리량이 1.5배가 되었다.'],
    ['another server', '이미지 서버의 p99가 900ms이기 때문이다.'],
    ['another go', 'VU를 60으로 올려 한 번 더 돌렸을 때는 p95가 2.9초까지 올라갔다.'],
    ['production', 'Production today serves 45 requests per second with a p95 of 80 ms.'],
    [
      'a part of the run',
      'While the load was at 120 per second, the p95 was 120 ms; in the last two minutes it was 60 ms.',
    ],
    ['goals in brackets', '두 API 모두 SLO(p95 300ms, 실패율 0.5%)를 만족했다.'],
    ['the first time', '로컬에서 처음 잰 값은 평균 1.2초였다.'],
    ['a promise', 'The upstream promises 99.9% availability and a p95 of 30 ms.'],
    ['what would have been sent', '모두 보냈다면 10,000건이어야 한다.'],
    ['a bound that would be good', 'p95가 100ms 이하였다면 좋았을 것이다.'],
    ['last week', 'p95가 145ms로 지난주(123.3ms)보다 12.7% 느려졌다.'],
    ['half of a time', '- Holding the lock for half of 12.97ms at most doubles the throughput.'],
  ])('%s', (_, text) => {
    expect(told(ONE, text)).toEqual([]);
  });
});
