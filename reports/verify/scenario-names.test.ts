import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const times = (name: string, avg: string, p95: string) =>
  `${name}: avg=${avg} min=13.18ms med=${avg} max=11.2s p(90)=${p95} p(95)=${p95}`;
const PLANNED = parseText(
  `     ${times('http_req_duration..............', '6.12s', '10.31s')}
       ${times('{ scenario:load_test }.......', '6.61s', '10.33s')}
       ${times('{ scenario:peak_test }.......', '4.45s', '10.15s')}
     http_req_failed................: 1.12%  328 out of 29357
       { scenario:load_test }.......: 0.84%  191 out of 22721
       { scenario:peak_test }.......: 2.06%  137 out of 6636
     http_reqs......................: 29357   308.2/s
       { scenario:load_test }.......: 22721   238.5/s
       { scenario:peak_test }.......: 6636   69.7/s
     iterations.....................: 29357   308.2/s
     vus_max........................: 3500     min=2987           max=3500
`,
  'recharge.txt',
);
/** The scenarios are named, and k6 was not asked for their times. */
const WHOLE = parseText(
  `     ${times('http_req_duration..............', '6.12s', '10.31s')}
     http_req_failed................: 1.12%  328 out of 29357
     http_reqs......................: 29357   308.2/s
       { scenario:load_test }.......: 22721   238.5/s
       { scenario:peak_test }.......: 6636   69.7/s
     iterations.....................: 29357   308.2/s
     vus_max........................: 3500     min=2987           max=3500
`,
  'recharge.txt',
);
const SHOP = parseText(
  `     ${times('http_req_duration..............', '81.57ms', '188.31ms')}
       ${times('{ name:login }...............', '55.41ms', '82.38ms')}
       ${times('{ name:POST /api/orders }....', '162.08ms', '197.93ms')}
     http_req_failed................: 2.44%  83 out of 3390
     http_reqs......................: 3390   133.020627/s
       { name:login }...............: 1130   44.340209/s
       { name:POST /api/orders }....: 1130   44.340209/s
     iterations.....................: 1130   44.340209/s
     vus_max........................: 20     min=20           max=20
`,
  'login.txt',
);

const COUPON = parseText(
  `     ${times('http_req_duration..............', '81.57ms', '188.31ms')}
     http_req_failed................: 2.44%  83 out of 3390
     http_reqs......................: 3390   133.020627/s
     iterations.....................: 3390   133.020627/s
     vus_max........................: 20     min=20           max=20
`,
  'k6.txt',
);

const told = (given: typeof SHOP, text: string) =>
  verify(`# 시험 결과\n\n${text}`, 'report.md', given).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : 'said' in finding ? [finding.said] : [finding.id],
  );

const COLUMNS = `| 지표 | 전체 | load_test | peak_test |
| --- | --- | --- | --- |
| 요청 수 | 29,357 | 22,721 | 6,636 |
| 평균 응답 시간 | 6.12s | 6.61s | 4.45s |
| p95 | 10.31s | 10.33s | 10.15s |
| 실패율 | 1.12% | 0.84% | 2.06% |`;
const ROWS = `| 시나리오 | 요청 수 | 평균 | p95 | 실패율 |
|---|---|---|---|---|
| load_test | 22,721 | 6.61s | 10.33s | 0.84% |
| peak_test | 6,636 | 4.45s | 10.15s | 2.06% |
| 합계 | 29,357 | 6.12s | 10.31s | 1.12% |`;

describe('scenarios', () => {
  test.each([
    ['a column each', COLUMNS, '6,636', '6,366'],
    ['a column each', COLUMNS, '10.15s', '10.51s'],
    ['a column each, and one of all', COLUMNS, '29,357', '29,537'],
    [
      'a column each, by their Korean names',
      COLUMNS.replace('load_test', '점진 부하').replace('peak_test', '피크 부하'),
      '10.15s',
      '10.51s',
    ],
    ['a row each', ROWS, '2.06%', '2.60%'],
    ['a row each, and one of all', ROWS, '29,357', '29,537'],
    ['a row each, and a total', ROWS.replace('합계', 'Total'), '10.31s', '10.13s'],
    ['a row each, and all of them', ROWS.replace('합계', '**전체**'), '1.12%', '1.21%'],
    ['a heading', '## peak_test\n\n- 총 6,636건\n- 평균 4.45초\n- p95: 10.15초', '10.15초', '10.51초'],
    [
      'a heading with a word',
      '### 2.1 load_test 시나리오\n\n평균 응답 시간은 6.61초, p95는 10.33초였다.',
      '6.61초',
      '6.16초',
    ],
    ['a heading in Korean', '### 2.2 피크 부하\n\n평균 응답 시간은 4.45초, p95는 10.15초였다.', '4.45초', '5.45초'],
    [
      'a heading in Korean and its name',
      '### 점진 부하 (load_test)\n\n평균 응답 시간은 6.61초였다.',
      '6.61초',
      '6.16초',
    ],
  ])('%s', (_, text, right, wrong) => {
    expect(told(PLANNED, text)).toEqual([]);
    expect(told(PLANNED, text.replace(right, wrong))).toEqual([wrong.replace(/건$/, '')]);
  });

  test.each([
    ['a heading', '## peak_test\n\n평균 4.45초, p95 10.15초, 실패율 2.06%'],
    ['a heading in Korean', '### 피크 부하\n\n- 평균 4.45초\n- p95 10.15초\n- 에러율 2.06%'],
    ['a heading that another word translates', '### 점진 부하 시나리오 결과\n\n평균 6.61초, p95 10.33초입니다.'],
    ['a kind of load', '### 스파이크 구간\n\n평균 9.45초, 최대 12.4초, 실패율 4.1%'],
    ['columns', COLUMNS],
    ['rows', ROWS],
  ])('nothing is told of a scenario whose figures k6 does not have: %s', (_, text) => {
    expect(told(WHOLE, text)).toEqual([]);
  });
});

describe('requests', () => {
  test.each([
    ['a heading', '### login\n\n- 평균: 55.4ms\n- p95: 82.4ms\n- 요청 수: 1,130건', '82.4ms', '84.2ms'],
    ['a heading with its method', '### POST /api/orders\n\n평균 162ms, p95 198ms', '198ms', '189ms'],
    ['a heading with its Korean name', '### 로그인 (login)\n\n평균 55.4ms, p95 82.4ms', '55.4ms', '54.5ms'],
    [
      'rows and their total',
      '| API | 요청 수 | 평균(ms) | p95(ms) |\n|---|---|---|---|\n| login | 1,130 | 55.4 | 82.4 |\n| POST /api/orders | 1,130 | 162.1 | 197.9 |\n| 합계 | 3,390 | 81.6 | 188.3 |',
      '3,390',
      '3,930',
    ],
  ])('%s, also where the script is called as one of them', (_, text, right, wrong) => {
    expect(told(SHOP, text)).toEqual([]);
    expect(told(SHOP, text.replace(right, wrong))).toEqual([wrong]);
  });

  test('nothing is told of a request whose figures k6 does not have', () => {
    expect(told(SHOP, '### GET /api/items\n\n평균 27.2ms, p95 34.1ms, 실패율 0.1%')).toEqual([]);
    expect(told(SHOP, '### login\n\n실패율 0.1%, p99 152ms')).toEqual([]);
  });

  test('rows that all are of one API are of the run', () => {
    const table = (p95: string) =>
      `| API | 지표 | 값 |\n|---|---|---|\n| POST /coupons | 평균 | 81.6ms |\n| POST /coupons | p95 | ${p95} |\n| POST /coupons | 요청 수 | 3,390 |`;
    expect(told(COUPON, table('188.3ms'))).toEqual([]);
    expect(told(COUPON, table('183.8ms'))).toEqual(['183.8ms']);
    // Of a run with other requests as well it is one of them.
    expect(told(SHOP, table('183.8ms'))).toEqual([]);
  });
});

test('nothing is told of what the title names where the run has several parts', () => {
  const report = (line: string) =>
    verify(`# 수강 신청 부하 테스트\n\n${line}`, 'report.md', PLANNED).findings.map(({ line: at }) => at);
  expect(report('수강 신청의 p95(2.21초)는 강의 조회(0.62초)의 3.6배다.')).toEqual([]);
  expect(report('신청 API가 초당 65.9건밖에 처리하지 못했다.')).toEqual([]);
  expect(report('p95는 2.21초였다.')).toHaveLength(1);
});

describe('a part that is only compared with', () => {
  test('names no figure before it', () => {
    const line = '## load_test\n\n평균 6.61초, p95 10.33초로 peak_test보다 1.5배 느리다.';
    expect(told(PLANNED, line)).toEqual([]);
    expect(told(PLANNED, line.replace('10.33초', '10.13초'))).toEqual(['10.13초']);
  });

  test('figures of another system in brackets below a part are none of it', () =>
    expect(told(PLANNED, '## load_test\n\n외부 결제를 기다린다(PG사 제공 평균 280ms, p95 410ms).')).toEqual([]));
});

test('a row of a stage is about no whole scenario, however short the stage was', () => {
  const stage = (span: string) =>
    told(PLANNED, `| 단계 | 처리량(TPS) | p95 |\n| --- | --- | --- |\n| \`load_test\` ${span} | 101.2 | 4.2초 |`);
  expect(stage('10s~40s: VU 1,000개 유지')).toStrictEqual([]);
  expect(stage('400ms~4s: VU 10개 유지')).toStrictEqual([]);
});
