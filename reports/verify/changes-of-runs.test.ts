import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const run = (name: string, requests: number, failed: number, avg: string, p95: string) =>
  parseText(
    `     http_req_duration..............: avg=${avg} min=13.12ms med=${avg} max=900.1ms p(90)=${avg} p(95)=${p95}
     http_req_failed................: ${((failed / requests) * 100).toFixed(2)}%  ${failed} out of ${requests}
     http_reqs......................: ${requests}   ${(requests / 20).toFixed(6)}/s
     iterations.....................: ${requests}   ${(requests / 20).toFixed(6)}/s
     vus............................: 30     min=30      max=30
     vus_max........................: 30     min=30      max=30
`,
    name,
  );
const POOLS = [
  ...run('pool-10.txt', 2012, 33, '199.4ms', '242.21ms'),
  ...run('pool-20.txt', 3004, 16, '99.6ms', '122.02ms'),
  ...run('pool-40.txt', 4503, 0, '32.7ms', '47.11ms'),
];

const told = (text: string, given = POOLS) =>
  verify(`# 커넥션 풀\n\n${text}`, 'report.md', given).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : 'said' in finding ? [finding.said] : [finding.id],
  );

describe('a change between two of several runs', () => {
  test.each([
    ['pool-10의 평균 응답 시간은 199.4ms로 pool-40의 6.1배에 달하였다.', '6.1배', '8.4배'],
    ['pool-20은 pool-10에 비해 평균이 50% 감소하였으며, pool-40은 pool-20에 비해 67% 감소하였다.', '67%', '52%'],
    ['Going from pool-10 to pool-20 cut the mean by 50%.', '50%', '72%'],
    ['pool-40 serves 2.2 times as many requests per second as pool-10.', '2.2 times', '3.4 times'],
    ['With pool-40 the p95 is down to 47 ms from 242 ms with pool-10.', '242 ms', '339 ms'],
    ['pool-40에서 응답이 pool-10 대비 6.1배 빨라짐', '6.1배', '9.6배'],
    [
      '| 구분 | pool-10 | pool-40 |\n|---|---|---|\n| 평균(ms) | 199.4 | 32.7 |\n\n- 평균 응답 시간 83.6% 단축',
      '83.6%',
      '67.6%',
    ],
  ])('%s', (line, right, wrong) => {
    expect(told(line)).toEqual([]);
    expect(told(line.replace(right, wrong))).toEqual([wrong]);
  });

  test('of several runs none is known as the first', () =>
    expect(told('- pool-10 평균 199.4ms\n\n처음에 비하면 평균은 6분의 1, 처리량은 3.9배다.')).toEqual([]));

  test('an arrow before a name is no sign of a limit', () => {
    const two = [...run('r1.txt', 2012, 33, '199.4ms', '242.21ms'), ...run('r2.txt', 3004, 16, '99.6ms', '122.02ms')];
    expect(told('=> p95 50% 개선', two)).toEqual([]);
    expect(told('=> p95 41% 개선', two)).toEqual(['41%']);
  });

  test.each([
    '사용자를 다섯 배 늘렸다.',
    '벤더 자료에는 TPS 250이 가능하다고 나와 있다.',
    '1TPS당 월 568원꼴이다.',
    '한 번에 처리된 요청은 약 5건이다(초당 316건 × 중앙값).',
    '작년에는 pool-10으로 평균 300ms였다.',
  ])('nothing is told of: %s', (line) => expect(told(line)).toEqual([]));
});

describe('of one run', () => {
  const ONE = POOLS.slice(0, 1);

  test.each([
    ['20초 동안 2,012건, p95 242ms', '2,012', '2,412'],
    ['80rps로 20초 쐈는데 실제로는 2,012건만 나갔어요 (초당 101건).', '101', '84'],
    ['- avg 199.4 / p95 242.2 / max 900.1 (ms)', '242.2', '224.2'],
    ['총 2,012건 중 33건이 500으로 떨어졌다.', '33', '68'],
    ['- **꼬리 지연**: p95 242ms', '242ms', '224ms'],
  ])('%s', (line, right, wrong) => {
    expect(told(line, ONE)).toEqual([]);
    expect(told(line.replace(right, wrong), ONE)).toEqual([expect.stringContaining(wrong)]);
  });

  test.each([
    '예) p95 350ms, 에러율 1.2%라면 "실패"로 적는다.',
    '합격선은 p95 400ms, 에러율 1%로 하고요.',
    '임계값은 p95 500ms, 실패율 1%.',
    'A year ago we served 40 requests per second with a p95 of 900 ms.',
    'In the first version 8% of the requests failed.',
    'If we shard orders we could reach 300 req/s at p95 150 ms.',
  ])('nothing is told of: %s', (line) => expect(told(line, ONE)).toEqual([]));
});

describe('tables as Confluence and Jira write them', () => {
  const BEFORE = 'h2. 결과\n\n||지표||pool-10||pool-40||\n|평균|199.4ms|32.7ms|\n|실패|33|0|\n';

  test('columns are those of their headings', () => {
    expect(told(BEFORE)).toEqual([]);
    expect(told(BEFORE.replace('32.7ms', '42.7ms'))).toEqual(['42.7ms']);
    expect(told(BEFORE.replace('|33|', '|23|'))).toEqual(['23']);
  });
});

test('a run that is called after its kind of load is named by it beside others', () => {
  const two = [...run('soak.txt', 5110, 10, '50.9ms', '72.4ms'), ...run('pool-20.txt', 3004, 16, '99.6ms', '122.02ms')];
  const table = '| 시험 | 요청 | 평균 |\n|---|---|---|\n| soak | 5,110 | 50.9ms |\n| pool-20 | 3,004 | 99.6ms |';
  expect(told(table, two)).toEqual([]);
  expect(told(table.replace('5,110', '5,510'), two)).toEqual(['5,510']);
});
