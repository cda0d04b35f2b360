import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const run = (file: string, avg: string, requests: number, vus = 30) =>
  parseText(
    `     order_latency..................: avg=162.08ms min=107.8ms med=154.1ms max=542.3ms p(90)=193.61ms p(95)=197.93ms
     http_req_duration..............: avg=${avg} min=13.12ms med=${avg} max=900.1ms p(90)=${avg} p(95)=242.21ms
       { scenario:load_test }.......: avg=55.41ms min=13.1ms med=52.1ms max=610.2ms p(90)=61.4ms p(95)=82.38ms
     http_req_failed................: 1.87%  16 out of ${requests}
     http_reqs......................: ${requests}   ${(requests / 20).toFixed(6)}/s
     dropped_iterations.............: 115    5.7/s
     iteration_duration.............: avg=446ms min=101ms  med=437ms max=822ms p(90)=485ms p(95)=531ms
     iterations.....................: ${requests}   ${(requests / 20).toFixed(6)}/s
     vus............................: ${vus}     min=${vus}      max=${vus}
     vus_max........................: ${vus}     min=${vus}      max=${vus}
`,
    file,
  );
const ONE = run('k6.txt', '84.1ms', 856);
const POOLS = [...run('pool-10.txt', '199.4ms', 2012), ...run('pool-20.txt', '99.6ms', 3004)];
const SENDS = [...run('sync-send.txt', '199.4ms', 2012), ...run('async-send.txt', '99.6ms', 3004)];
const LEVELS = [...run('vu10.json', '41.8ms', 563, 10), ...run('vu100.json', '187.1ms', 2816, 100)];

const told = (text: string, given: typeof ONE) =>
  verify(`# 시험 결과\n\n${text}`, 'report.md', given).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : 'said' in finding ? [finding.said] : [finding.id],
  );

const MERGED =
  '| API | 지표 | 값 |\n|---|---|---|\n| load_test | 평균 | 55.4ms |\n| | p95 | 82.4ms |\n| 전체 | 평균 | 84.1ms |\n| | p95 | 242.2ms |';
const BY_LEVEL =
  '| 지표 | VU 10 | VU 100 |\n|---|---:|---:|\n| 총 요청 | 563 | 2,816 |\n| 평균 | 41.8ms | 187.1ms |\n| 실패 | 16 | 16 |';

describe('names by where they stand', () => {
  test.each([
    ['a row that goes on', ONE, MERGED, '82.4ms', '84.2ms'],
    ['a row that goes on about all', ONE, MERGED, '242.2ms', '224.2ms'],
    ['columns that are levels', LEVELS, BY_LEVEL, '2,816', '2,186'],
    ['columns that are levels', LEVELS, BY_LEVEL, '| 16 |\n'.trim(), '| 61 |'],
    ['a line above a list', ONE, 'load_test\n- 평균 55.4ms, p95 82.4ms', '82.4ms', '84.2ms'],
    ['sizes in prose', POOLS, '풀을 20개로 늘렸더니 평균이 100ms로 줄었다. p95도 242ms다.', '242ms', '224ms'],
    ['sizes in prose', POOLS, '풀이 10개일 때 평균 199ms가 나왔다.', '199ms', '119ms'],
    ['sizes without their word', POOLS, '20개에서는 초당 150건을 처리했다.', '150', '105'],
    ['sizes as rows', POOLS, '| 풀 크기 | 요청 수 |\n|---|---|\n| 10 | 2,012 |\n| 20 | 3,004 |', '3,004', '3,040'],
    [
      'ways',
      SENDS,
      '동기 방식(sync-send.txt)과 비동기 방식(async-send.txt).\n\n| | 동기 | 비동기 |\n|---|---|---|\n| 평균 | 199.4ms | 99.6ms |',
      '99.6ms',
      '96.6ms',
    ],
    [
      'a time with a name of its own',
      ONE,
      'order_latency의 p95는 198ms이고, 반복 시간은 평균 446ms이다.',
      '446ms',
      '464ms',
    ],
    ['both ends of a span', ONE, '* 최소 13.1ms ~ 최대 900ms', '900ms', '990ms'],
    ['iterations that were dropped', ONE, 'VU가 모자라 115회의 반복이 드롭되었다.', '115', '151'],
    ['what is dropped by another name', ONE, '- 시작 못 한 신청: 115건', '115', '151'],
    [
      'all below the heading of a part',
      ONE,
      '## load_test\n\n평균 55.4ms다.\n\n전체로는 856건, 평균 84.1ms다.',
      '84.1ms',
      '81.4ms',
    ],
    ['ways that two names tell apart', SENDS, '동기 방식의 평균은 199ms, 비동기 방식은 99.6ms다.', '99.6ms', '96.6ms'],
    [
      'a metric of the script beside another name',
      ONE,
      '| 단계 | 지표 | 결과 |\n|---|---|---|\n| 주문 | order_latency p95 | 198ms |',
      '198ms',
      '189ms',
    ],
    [
      'all in a sentence that names a part behind',
      ONE,
      '전체 p95는 242ms이므로 load_test가 더 빠르다.',
      '242ms',
      '224ms',
    ],
    ['items behind one of a part', ONE, '- load_test: 평균 55.4ms\n- p95 82.4ms\n- 최대 610ms', '610ms', '601ms'],
    ['all in a list with parts', ONE, '- load_test: 평균 55.4ms\n- 총 856건, p95 242ms', '242ms', '224ms'],
    ['rows of percentiles', ONE, '| 백분위 | 응답 시간 |\n|---|---|\n| 95% | 242.2ms |', '242.2ms', '224.2ms'],
  ])('%s', (_, given, text, right, wrong) => {
    expect(told(text, given)).toEqual([]);
    expect(told(text.replace(right, wrong), given)).toEqual([wrong.replaceAll(/[| ]/g, '')]);
  });

  test.each([
    ['another system above a list', '서버 모니터링\n- 평균 18ms, p95 29ms'],
    ['goals at the end of a sentence', '3월까지 성공률 99.7%, p95 80ms를 목표로 합니다.'],
    ['a budget', '16건이 실패하여 에러 버짓(4건)을 넘겼습니다.'],
    ['what is next', '**다음 목표**\n- 동시 접속 200명, p95 80ms, 실패 0건'],
    ['a heading of before and after', '## 검색 적용 전후\n\n에러도 16건 있었다.'],
    ['a need beside a count', '- 20초 동안 856건을 처리했습니다.\n- VU 20개로는 초당 80건을 만들 수 없습니다.'],
    ['a time that is supposed', '평균 30ms를 가정하고 VU를 정했다.'],
  ])('nothing is told of %s', (_, text) => {
    expect(told(text, ONE)).toEqual([]);
  });
});
