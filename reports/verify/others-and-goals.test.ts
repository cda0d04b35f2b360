import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const CHAT = parseText(
  `     message_delivered..............: 98.99% 4829 out of 4878
     message_latency................: avg=41.28ms  min=22.95ms  med=40.44ms  max=111.03ms p(90)=51.02ms  p(95)=55.6ms
     messages_lost..................: 49     2.407067/s
     messages_sent..................: 4878   239.626002/s
     ws_ok..........................: 91.60% 916 out of 1000
     http_req_duration..............: avg=23.25ms  min=14.22ms  med=21.96ms  max=100.01ms p(90)=27.89ms  p(95)=36.08ms
     http_req_failed................: 1.45%  71 out of 4896
     http_reqs......................: 4896   240.515001/s
     iterations.....................: 1632   80.171667/s
     vus............................: 120     min=120           max=120
     vus_max........................: 120     min=120           max=120
`,
  'chat.txt',
);

const told = (text: string) =>
  verify(`# 시험 결과\n\n${text}`, 'report.md', CHAT).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : 'said' in finding ? [finding.said] : [finding.id],
  );

describe('what is no figure of the run', () => {
  test.each([
    'PG사 제공 p95는 310ms이고 실패율은 0.3%입니다.',
    '- PG사 제공 자료: 승인 API 평균 310ms, p95 620ms, 실패율 0.3%',
    'Grafana 기준 p95는 66ms, 에러율은 0.4%였다.',
    'APM에서 확인한 평균 응답 시간은 18ms, 최대는 88ms다.',
    '- 핀포인트 기준: 평균 18ms, 최대 88ms',
    'CloudWatch에서 본 평균 응답 시간은 19ms였다.',
    '와탭 화면에서는 TPS가 199.1, 평균 응답 시간이 17ms로 나왔다.',
    '협력사가 알려 준 응답 시간은 평균 420ms다.',
    '선행 연구[3]에서는 평균 45ms, 처리량 초당 512건이 보고되었다.',
    '결제 모듈 로그를 보면 외부 승인 호출이 평균 18ms, p95 27ms를 차지한다.',
    '외부 API(카드사)는 평균 310ms, 실패율 0.7%다.',
    '## 인프라 지표 (Grafana 기준)\n\n| 지표 | 평균 | 최대 |\n|---|---|---|\n| 응답 시간 p95 | 66ms | 91ms |\n| 에러율 | 0.1% | 0.4% |',
    '| 출처 | 평균 | p95 |\n|---|---|---|\n| k6 | 23.3ms | 36.1ms |\n| APM | 18.1ms | 29.4ms |',
  ])('of another system: %s', (text) => expect(told(text)).toEqual([]));

  test.each([
    '허용 가능한 실패율은 1%, p95는 2초입니다.',
    '허용 실패율은 1%, 허용 p95는 200ms다.',
    '받아들일 수 있는 에러율은 2%입니다.',
    '만족해야 하는 조건은 p95 200ms, 실패율 1%입니다.',
    '서비스가 지켜야 할 p95는 300ms, 에러율은 0.5%입니다.',
    '합의한 기준은 평균 100ms, p95 300ms입니다.',
    'p95는 200ms를 넘지 않아야 하고 실패율은 1%여야 한다.',
  ])('a goal: %s', (text) => expect(told(text)).toEqual([]));

  test.each([
    '평소에는 1분에 3,412건의 요청이 들어온다.',
    '1분에 3,412건 정도의 요청을 가정했다.',
    '요청은 1시간에 81,000건 수준이다.',
    '하루 요청은 20만 건이다.',
    '시간당 요청 수는 81,000건이다.',
    '10분마다 요청 5,000건이 몰린다.',
  ])('of another time: %s', (text) => expect(told(text)).toEqual([]));

  test.each([
    '초당 5,000회까지 올리도록 설정했다.',
    '초당 요청을 5,000회까지 서서히 올리도록 작성했다.',
    '초당 500건으로 시작해 5,000건까지 늘렸다.',
    '초당 1,250건을 보내도록 했다.',
    '최대 초당 1,250건의 요청을 생성하도록 설정하였습니다.',
    '요청은 초당 1,250건씩 보내는 것으로 잡았다.',
  ])('a planned rate: %s', (text) => expect(told(text)).toEqual([]));
});

describe('metrics of the script', () => {
  test.each([
    ['웹소켓 연결 실패율(`ws_ok`)은 8.4%였다.', '8.4%', '4.8%'],
    ['`ws_ok` 성공률은 91.6%였다.', '91.6%', '96.1%'],
    ['| 지표 | 값 |\n|---|---|\n| ws_ok 실패율 | 8.40% |', '8.40%', '4.80%'],
    ['| 지표 | 값 |\n|---|---|\n| messages_sent | 4,878건 |', '4,878', '4,787'],
    ['보낸 메시지(`messages_sent`)는 4,878개다.', '4,878', '4,787'],
    ['`messages_lost`는 49건이다.', '49', '94'],
    ['메시지 지연(`message_latency`)은 p95 55.6ms다.', '55.6ms', '56.5ms'],
    ['| 항목 | 값 |\n|---|---|\n| 메시지 지연 평균 | 41.3ms |\n| 메시지 지연 p95 | 55.6ms |', '55.6ms', '65.6ms'],
    ['| 항목 | 값 |\n|---|---|\n| 유실 메시지 | 49건 |', '49', '94'],
    ['| 단계 | 평균 | p95 |\n|---|---|---|\n| message_latency | 41.3ms | 55.6ms |', '55.6ms', '65.6ms'],
    ['## 단계별 커스텀 메트릭\n\n| 메트릭 | 평균 |\n|---|---|\n| message_latency | 41.3ms |', '41.3ms', '43.1ms'],
    ['| 항목 | 값 |\n|---|---|\n| 보낸 메시지 수 | 4,878 |', '4,878', '4,787'],
  ])('%s', (text, right, wrong) => {
    expect(told(text)).toEqual([]);
    expect(told(text.replace(right, wrong))).toEqual([wrong]);
  });

  test.each(['웹소켓 연결 성공률은 91.6%다.', '웹소켓 연결 성공률 92%', '소켓 실패율은 8.4%다.', '연결 실패율 8%'])(
    'a share of one is none of the requests: %s',
    (text) => expect(told(text)).toEqual([]),
  );
});

describe('the load that was held', () => {
  test.each([
    ['VU 120명을 유지하며 20초 동안 시험했다.', '120', '150'],
    ['동시 접속 120명을 유지하면서 진행했다.', '120', '150'],
    ['VU는 120명으로 유지했다.', '120', '150'],
    ['초당 약 240건 처리.', '240', '340'],
    ['- 초당 약 240건 처리', '240', '340'],
    ['서버는 초당 240.5건 처리했다.', '240.5', '204.5'],
    ['결과적으로 초당 약 240건 처리하는 것으로 나타났다.', '240', '340'],
  ])('%s', (text, right, wrong) => {
    expect(told(text)).toEqual([]);
    expect(told(text.replace(right, wrong))).toEqual([wrong]);
  });

  test.each([
    'VU 50명을 유지하다가 120명으로 늘렸다.',
    'VU 300명을 유지하는 시험은 다음에 한다.',
    '목표는 초당 약 590건 처리다.',
    '이론상 초당 약 590건 처리가 가능하다.',
    '커넥션 풀이 20개면 초당 약 590건 처리할 수 있다.',
  ])('nothing is told of: %s', (text) => expect(told(text)).toEqual([]));
});
