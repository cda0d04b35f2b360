import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const SUMMARY = `
     dropped_iterations.............: 238     11.7/s
     http_req_duration..............: avg=269.4ms min=150.2ms med=257.1ms max=898.3ms p(90)=310.2ms p(95)=334.2ms p(99)=733.4ms
     http_req_failed................: 2.49%  34 out of 1363
     http_reqs......................: 1363   67.18/s
     iteration_duration.............: avg=281.4ms min=151.2ms med=259.1ms max=899.3ms p(90)=320.2ms p(95)=339.2ms
     iterations.....................: 1363   67.18/s
     vus............................: 20     min=10      max=20
     vus_max........................: 20     min=10      max=20
`;
const GIVEN = parseText(SUMMARY, 'order.txt');
const PASTED = `\n\n### Q. 그래서 결론은요?\n\n더 늘려야 합니다.\n\n\`\`\`${SUMMARY}\`\`\`\n`;
const told = (text: string, given = GIVEN) =>
  verify(`# 회고\n\n${text}`, 'report.md', given).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : [finding.id],
  );

describe('a question above its answer says what it is about', () => {
  test.each([
    ['### Q. 실패는 얼마나 됐나요?\n전체 1,363건 중 34건, 2.49%입니다.', '34', '42'],
    ['### Q. 실패는 얼마나 됐나요?\n전체 1,363건 중 34건, 2.49%입니다.', '2.49%', '4.29%'],
    ['### Q. 성공한 건수는요?\n1,329건입니다.', '1,329', '1,269'],
    ['### Q. 계획대로 보냈나요?\n238건은 VU가 모자라 시작조차 못 했습니다.', '238', '448'],
    ['### Q. 응답 시간은요?\n평균 269ms, p95는 334ms였습니다.', '334ms', '267ms'],
  ])('%s', (answer, right, wrong) => {
    for (const [behind, given] of [
      ['', GIVEN],
      [PASTED, []],
    ] as const) {
      expect(told(answer + behind, [...given])).toEqual([]);
      expect(told(answer.replace(right, wrong) + behind, [...given])).toEqual([wrong]);
    }
  });

  test.each([
    '### Q. 얼마나 부하를 줬나요?\n초당 80건을 20초 동안 보내려고 했습니다.',
    '### Q. 실패는 얼마나 됐나요?\nDB 재시도 500건 중 12건입니다.',
    '### Q. 앞으로의 계획은요?\np95 200ms, TPS 150까지 올립니다.',
  ])('nothing is told of: %s', (answer) => expect(told(answer + PASTED, [])).toEqual([]));
});

describe('what else a sentence holds', () => {
  test.each([
    ['the rate behind the count', '20초 동안 총 1,363건이 들어왔고 초당 평균 67.2건이었습니다.', '67.2', '76.2'],
    ['dropped beside started', 'k6 started 1,363 iterations and dropped 238 of them.', '238', '78'],
    ['steps in brackets', '한 번의 반복(로그인 → 조회 → 주문)에는 평균 281ms가 걸렸다.', '281ms', '218ms'],
    ['for want of users', 'VU가 부족해 시작하지 못한 반복이 238건 있었다.', '238', '152'],
  ])('%s', (_, line, right, wrong) => {
    expect(told(line)).toEqual([]);
    expect(told(line.replace(right, wrong))).toEqual([wrong]);
  });

  test.each([
    'SLO: 가용성 99.9%, p95 150ms, p99 800ms.',
    'Raise maxVUs to 60 and set the alert at p95 400 ms.',
    'p95(로그인) 82ms',
  ])('nothing is told of: %s', (line) => expect(told(line)).toEqual([]));

  test('a heading that only holds the word for a set-up is none', () =>
    expect(told('## 내구성 시험 요약\n\n* 평균 0.569초, 최대 0.898초')).toEqual(['0.569초']));
});
