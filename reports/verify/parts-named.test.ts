import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const times = (name: string, avg: string, p95: string) =>
  `http_req_duration${name}: avg=${avg} min=17.52ms med=${avg} max=642.37ms p(90)=${p95} p(95)=${p95}`;
const SHOP = parseText(
  `     checks.........................: 97.55% 3307 out of 3390
     order_conflicts_409............: 54     2.118913/s
     order_errors_500...............: 29     1.137935/s
     order_success..................: 92.65% 1047 out of 1130
     messages_lost..................: 49     1.9/s
     ${times('..............', '81.57ms', '188.31ms')}
       ${times('', '55.41ms', '82.38ms').replace('http_req_duration', '{ name:login }...............')}
       ${times('', '162.08ms', '197.93ms').replace('http_req_duration', '{ name:order }...............')}
       ${times('', '27.22ms', '34.12ms').replace('http_req_duration', '{ name:product-list }........')}
     http_req_failed................: 2.44%  83 out of 3390
       { name:order }...............: 7.34%  83 out of 1130
     http_reqs......................: 3390   133.020627/s
       { name:login }...............: 1130   44.340209/s
       { name:order }...............: 1130   44.340209/s
       { name:product-list }........: 1130   44.340209/s
     iteration_duration.............: avg=446.19ms min=373.74ms med=437.18ms max=822.34ms p(90)=485.58ms p(95)=531.25ms
     iterations.....................: 1130    44.340209/s
     vus............................: 20     min=20           max=20
     vus_max........................: 20     min=20           max=20
`,
  'shop.txt',
);
const MIX = parseText(
  `     dropped_iterations.............: 115     5.7/s
     ${times('..............', '91.57ms', '388.31ms')}
       ${times('', '64.41ms', '80.38ms').replace('http_req_duration', '{ scenario:browse }..........')}
       ${times('', '372.08ms', '459.93ms').replace('http_req_duration', '{ scenario:checkout }........')}
     http_req_failed................: 0.15%  8 out of 5094
     http_reqs......................: 5094   254.7/s
       { scenario:browse }..........: 4708   235.4/s
       { scenario:checkout }........: 386    19.3/s
     iterations.....................: 5094   254.7/s
     vus_max........................: 23     min=20           max=23
`,
  'mix.txt',
);

const told = (given: typeof SHOP, text: string) =>
  verify(`# 시험 결과\n\n${text}`, 'report.md', given).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : 'said' in finding ? [finding.said] : [finding.id],
  );

describe('requests by what Korean reports call them', () => {
  test.each([
    ['로그인은 p95가 82ms, 상품 목록은 34ms로 가벼운데 주문은 198ms나 됩니다.', '198ms', '150ms'],
    ['주문 1,130건 가운데 83건이 실패하여 주문 실패율은 7.3%이다.', '7.3%', '4.4%'],
    ['| API | p95 |\n|---|---|\n| 로그인 | 82.4ms |\n| 주문 | 197.9ms |', '82.4ms', '102.4ms'],
    ['### 주문 API\n\n- 평균 162ms, p95 198ms', '162ms', '126ms'],
    ['한 번의 흐름에는 평균 446ms가 걸렸다.', '446ms', '464ms'],
    ['One pass through the flow takes 446 ms on average.', '446 ms', '464 ms'],
  ])('%s', (line, right, wrong) => {
    expect(told(SHOP, line)).toEqual([]);
    expect(told(SHOP, line.replace(right, wrong))).toEqual([wrong]);
  });

  test.each([
    '주문은 평균 82ms다.',
    '주문 플로우의 전체 요청은 3,390건이다.',
    '선물 주문은 p95가 310ms다.',
    '재주문은 p95가 310ms다.',
    'Orders fail in 7.3% of cases.',
  ])('nothing is told of: %s', (line) => expect(told(SHOP, line)).toEqual([]));
});

describe('metrics that count one status or outcome', () => {
  test.each([
    ['500 에러가 29건, 재고 충돌(409)이 54건이었습니다.', '54', '63'],
    ['| 상태 코드 | 건수 |\n|---|---|\n| 500 | 29 |\n| 409 | 54 |', '29', '42'],
    ['29 orders ended with HTTP 500, 54 with a 409.', '29', '39'],
    ['- 유실 49건', '49', '63'],
  ])('%s', (line, right, wrong) => {
    expect(told(SHOP, line)).toEqual([]);
    expect(told(SHOP, line.replace(right, wrong))).toEqual([wrong]);
  });

  test.each(['29 orders ended with HTTP 500, 54 with a conflict.', '500 에러가 83건의 실패 중 대부분이다.'])(
    'nothing is told of: %s',
    (line) => expect(told(SHOP, line)).toEqual([]),
  );
});

describe('one part of a run beside another', () => {
  test.each([
    ['checkout의 p95는 browse보다 5.7배 높다.', '5.7배', '8.6배'],
    ['checkout의 p95가 browse보다 472% 높다.', '472%', '372%'],
    ['checkout의 평균은 372ms로 browse(64ms)의 5.8배다.', '5.8배', '8.5배'],
    ["checkout's p95 is 5.7 times that of browse.", '5.7 times', '7.5 times'],
    ['전체 요청 가운데 browse가 92%를 차지한다.', '92%', '79%'],
    ['| 시나리오 | p95 |\n|---|---|\n| browse | 80ms |\n| checkout | 460ms |', '460ms', '640ms'],
  ])('%s', (line, right, wrong) => {
    expect(told(MIX, line)).toEqual([]);
    expect(told(MIX, line.replace(right, wrong))).toEqual([wrong]);
  });

  test.each([
    '운영 트래픽은 browse 80%, checkout 20%라서 시험과 다르다.',
    '전체 요청 가운데 browse가 80%를 차지할 계획이다.',
    'checkout의 p95는 목표보다 2배 높다.',
  ])('nothing is told of: %s', (line) => expect(told(MIX, line)).toEqual([]));
});

describe('multiples of a goal', () => {
  const TABLE = '| API | 항목 | 목표 | 실측 |\n|---|---|---|---|\n| 주문 (order) | p95 | 150ms 이하 | 197.9ms |\n\n';

  test.each([
    ['주문 p95는 목표의 1.3배이다.', '1.3배', '2.2배'],
    ['The order p95 is 1.3 times its objective.', '1.3 times', '2.1 times'],
    ['주문의 p95 198ms는 목표(150ms)의 132%이다.', '132%', '232%'],
  ])('%s', (line, right, wrong) => {
    expect(told(SHOP, TABLE + line)).toEqual([]);
    expect(told(SHOP, TABLE + line.replace(right, wrong))).toEqual([wrong]);
  });

  test('a goal that is nowhere stated makes no multiple wrong', () =>
    expect(told(SHOP, '로그인 p95는 목표의 3.1배이다.')).toEqual([]));
});

test('each side of a change is of another run', () => {
  const run = (name: string, failed: string, requests: string) =>
    parseText(
      `     http_req_failed...: ${failed}\n     http_reqs.........: ${requests}/s\n     iterations........: ${requests}/s\n`,
      name,
    );
  const [a, b] = [
    run('r1.txt', '1.64% 33 out of 2012', '2012 97.8'),
    run('r2.txt', '0.53% 16 out of 3004', '3004 147.8'),
  ];
  const of = (line: string) => told([...a, ...b], `Before (\`r1.txt\`) and after (\`r2.txt\`).\n\n${line}`);
  expect(of('The error rate went from 1.6% down to 0.5%.')).toEqual([]);
  expect(of('The error rate went from 1.6% down to 1.6%.')).toEqual(['1.6%']);
  expect(of('33 requests failed before the change and 16 requests failed after it.')).toEqual([]);
  expect(of('33 requests failed before the change and 61 requests failed after it.')).toEqual(['61']);
});

describe('rates and shares beside what they are of', () => {
  const ONE = parseText(
    `     http_req_failed...: 2.49% 34 out of 1363
     http_reqs.........: 1363 67.18/s
     iterations........: 1363 67.18/s
     data_received.....: 74 MB 2.4 MB/s
     vus...............: 20 min=20 max=20
     vus_max...........: 20 min=20 max=20
`,
    'order.txt',
  );

  test.each([
    ['- fail 2.49% (34/1,363)', '34', '40', '2.49%'],
    ['실패율 2.5% (1,363건 중 34건)', '34', '43', '2.5%'],
    ['- 최대 처리량은 초당 약 67건, 분당으로는 약 4.0천 건이다.', '4.0천', '6.4천', '6.4천'],
    ['그동안 1.4천 건을 처리하였습니다.', '1.4천', '1.7천', '1.7천'],
    ['we downloaded 74 MB in all', '74 MB', '47 MB', '47 MB'],
    ['20명의 가상 사용자가 20초 동안 호출하였다.', '20명', '50명', '50'],
    ['- 목표 에러율 1%, 실측 2.49% → 목표의 2.5배', '2.5배', '5.2배', '5.2배'],
    ['목표였던 에러율 1%에 대해 2.49%로 미달이다.', '2.49%', '4.29%', '4.29%'],
    ['- 목표 TPS 200, 실측 67.2 → 달성률 34%', '34%', '43%', '43%'],
  ])('%s', (line, right, wrong, said) => {
    expect(told(ONE, line)).toEqual([]);
    expect(told(ONE, line.replace(right, wrong))).toEqual([said === right ? said : expect.stringContaining(said)]);
  });

  test.each([
    '주문 80 rps 테스트 결과 공유',
    '결제사 응답은 평균 180ms, 최대 2.1초로 SLA를 만족',
    '풀을 20으로 늘리면 TPS 130까지 갈 것으로 본다.',
    '2.1% of checkouts failed.',
    '50명의 가상 사용자로 시작해 100명까지 늘릴 계획이다.',
  ])('nothing is told of: %s', (line) => expect(told(ONE, line)).toEqual([]));
});

describe("tables of buha's own reports", () => {
  const OWN = `다시 만들기: \`npx buha report results/mix\``;
  const twoOfThree = parseText(
    `     ${times('..............', '91.57ms', '388.31ms')}
       ${times('', '64.41ms', '80.38ms').replace('http_req_duration', '{ scenario:buy }.............')}
       ${times('', '372.08ms', '459.93ms').replace('http_req_duration', '{ scenario:b }...............')}
     http_req_failed................: 10.00%  400 out of 4000
       { scenario:b }...............: 0.00%  0 out of 120
       { scenario:buy }.............: 10.30%  400 out of 3880
     http_reqs......................: 4000   200/s
       { scenario:b }...............: 120    6/s
       { scenario:buy }.............: 3880   194/s
     iterations.....................: 3940   197/s
       { scenario:b }...............: 60     3/s
       { scenario:buy }.............: 3880   194/s
     vus_max........................: 23     min=20           max=23
`,
    'mix.txt',
  );
  const table = (heading: string, row: string, end = OWN) =>
    `| 구분 | 요청 수 | 처리량(TPS) | ${heading} |\n|---|---|---|---|\n${row}\n\n${end}`;

  test('a scenario that failed in part is shown by its successes, of which a summary tells nothing', () => {
    const row = '| `buy` (초당 최대 60회) | 3,880 | 194 | 71ms |';
    expect(told(twoOfThree, table('p95(성공 응답)', row))).toEqual([]);
    expect(told(twoOfThree, table('p95', row, ''))).toEqual(['71ms']);
  });

  test('the factor of a product is no figure by itself', () => {
    const served = '처리량 그래프 참고. 약 4.6건이 한 번에 처리되었습니다(초당 316건 × 가장 빠른 응답 시간).';
    expect(told(twoOfThree, served)).toEqual([]);
    expect(told(twoOfThree, '처리량은 초당 316건입니다.')).toEqual(['316']);
  });

  test('the rate of a scenario of iterations is its own, however short its name', () => {
    const row = '| `b` (반복 60회) | 120 | 6.0 | 460ms |';
    expect(told(twoOfThree, table('p95', row))).toEqual([]);
    expect(told(twoOfThree, table('p95', row.replace('6.0', '9.0')))).toEqual(['9.0 TPS']);
    expect(told(twoOfThree, table('p95', row.replace('460ms', '410ms')))).toEqual(['410ms']);
  });
});
