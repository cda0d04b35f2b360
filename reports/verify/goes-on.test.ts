import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const run = (file: string, avg: string, requests: number) =>
  parseText(
    `     stomp_errors...................: 15     2.236/s
     queue_time.....................: avg=380ms min=44ms med=314ms max=6.42s p(90)=623ms p(95)=770ms
     http_req_duration..............: avg=${avg} min=13.12ms med=${avg} max=900.1ms p(90)=${avg} p(95)=242.21ms
     http_req_failed................: 1.87%  16 out of ${requests}
       { scenario:load_test }.......: 0.84%  6 out of 700
     http_reqs......................: ${requests}   ${(requests / 20).toFixed(6)}/s
       { scenario:load_test }.......: 700   35.0/s
       { scenario:peak_test }.......: 156   7.8/s
     iteration_duration.............: avg=1.57s min=1.01s  med=1.3s max=3.2s p(90)=2.6s p(95)=2.79s
     iterations.....................: ${requests}   ${(requests / 20).toFixed(6)}/s
     vus_max........................: 30     min=30      max=30
`,
    file,
  );
const ONE = run('k6.txt', '84.1ms', 856);
const TWO = [...run('before.txt', '438.2ms', 856), ...run('after.txt', '65.1ms', 5760)];

const told = (text: string, given = ONE) =>
  verify(`# 시험 결과\n\n${text}`, 'report.md', given).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : 'said' in finding ? [finding.said] : [finding.id],
  );

describe('what goes on about the same', () => {
  test.each([
    ['STOMP 오류(`stomp_errors`)가 15건 있었다. 초당 2.2건이다.', '2.2', '3.2'],
    ['반복(iteration) 하나는 평균 1.57초, p95 2.79초가 걸렸다.', '2.79초', '2.97초'],
    ['- load_test의 TPS는 35.0, peak_test는 7.8입니다.', '7.8', '8.7'],
    ['평균은 84ms로 글 상세(18ms)의 4.6배다.', '4.6배', '3.6배'],
    ['[큐 대기 시간 (queue_time)]\n평균: 380ms\np95: 770ms', '770ms', '707ms'],
    ['【결과】\n요청: 856건\n평균: 84.1ms', '84.1ms', '48.1ms'],
    ['전체 856건 중 16건이 타임아웃으로 실패했다.', '16', '61'],
    ['856번 호출했고 실패는 16건이다.', '856번', '865번'],
    ['전체 요청 856건 중 캐시 적중은 62%였다.', '856', '865'],
    ['1회 흐름에 평균 1.57초가 걸렸다.', '1.57초', '1.75초'],
  ])('%s', (text, right, wrong) => {
    expect(told(text)).toEqual([]);
    expect(told(text.replace(right, wrong))).toEqual([wrong.replace('번', '')]);
  });

  test.each([
    ['평균 응답 시간은 6.7분의 1이 되었다.', '6.7분의 1', '5.6분의 1'],
    ['TPS는 6.7배가 되었다.', '6.7배', '5.7배'],
  ])('of two runs: %s', (text, right, wrong) => {
    expect(told(text, TWO)).toEqual([]);
    expect(told(text.replace(right, wrong), TWO)).toEqual([wrong]);
  });

  test('5.7 times more is 6.7 times', () => expect(told('TPS가 5.7배 늘었다.', TWO)).toEqual([]));
});
