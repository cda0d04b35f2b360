import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const summary = (requests: number, failed: number, rate: number, avg: string, p95: string) => `
     http_req_duration..............: avg=${avg} min=3.11ms med=44.82ms max=9.03s p(90)=112.43ms p(95)=${p95}
     http_req_failed................: ${((100 * failed) / requests).toFixed(2)}%  ✓ ${failed} ✗ ${requests - failed}
     http_reqs......................: ${requests}   ${rate}/s
     iterations.....................: ${requests}   ${rate}/s
     vus............................: 40     min=40      max=40
     vus_max........................: 40     min=40      max=40
`;
const SLOW = summary(18_240, 336, 304, '318.42ms', '742.95ms');
const FAST = summary(52_416, 67, 873.6, '108.7ms', '231.58ms');

const told = (markdown: string, outputs: readonly (readonly [string, string])[] = []) =>
  verify(
    markdown,
    'report.md',
    outputs.flatMap(([text, name]) => parseText(text, name)),
  ).findings.map((finding) =>
    finding.id === 'figure' ? finding.said.text : finding.id === 'change' ? finding.said : finding.id,
  );

describe('before and after a change, in one document', () => {
  const story = (before: string, after: string, ...lines: readonly string[]) =>
    [
      '# 쿠폰 발급 개선',
      `## ${before}`,
      `\`\`\`\n${SLOW}\`\`\``,
      `## ${after}`,
      `\`\`\`\n${FAST}\`\`\``,
      '## 결론',
      ...lines,
    ].join('\n\n');
  const lock = (line: string) => told(story('개선 전: Redisson 분산 락', '개선 후: Lua 스크립트', line));

  test.each([
    ['removed', '분산 락을 제거하는 것만으로 p95는 231ms가 되었습니다.'],
    ['removed, and behind', '분산 락 제거 후 p95는 231ms가 되었습니다.'],
    ['replaced', 'Redisson을 걷어낸 뒤 p95는 231ms가 되었습니다.'],
    ['in English', 'After removing the Redisson lock, p95 was 231 ms.'],
  ])('what was changed names no run: %s', (_, line) => {
    expect(lock(line)).toEqual([]);
    expect(lock(line.replace('231', '251'))).toHaveLength(1);
  });

  test('the multiple is that of both runs', () => {
    expect(lock('분산 락을 제거하는 것만으로 처리량은 2.9배로 늘었습니다.')).toEqual([]);
    expect(lock('분산 락을 제거하는 것만으로 처리량은 3.9배로 늘었습니다.')).toEqual(['3.9배']);
  });

  test.each([
    ['개선 전: Redisson 분산 락', '개선 후: Lua 스크립트', '개선 전', '개선 후'],
    ['Before: pool size 5', 'After: pool size 25', 'Before', 'After'],
    ['1. 개선 전', '2. 개선 후 (Redis 이관)', '전', '후'],
    ['1차: 분산 락', '2차: Lua 스크립트', '1차', '2차'],
  ])('columns are the beginnings of headings: %s', (before, after, first, second) => {
    const table = (value: string) =>
      `| 지표 | ${first} | ${second} |\n| --- | --- | --- |\n| p95 | 742.95ms | ${value} |\n| 평균 | 318.42ms | 108.7ms |`;
    expect(told(story(before, after, table('231.58ms')))).toEqual([]);
    expect(told(story(before, after, table('213.58ms')))).toEqual(['213.58ms']);
  });

  test('folded outputs are called after the heading above', () => {
    const folded = (text: string) => `<details><summary>k6 결과</summary>\n\n\`\`\`\n${text}\`\`\`\n\n</details>`;
    const report = (value: string) =>
      [
        '# 시험',
        '## 1. 개선 전',
        folded(SLOW),
        '## 2. 개선 후 (Redis 이관)',
        folded(FAST),
        '## 3. 비교',
        `| 지표 | 전 | 후 |\n| --- | --- | --- |\n| p95 | ${value} | 231.58ms |\n| 평균 | 318.42ms | 108.7ms |`,
      ].join('\n\n');
    expect(told(report('742.95ms'))).toEqual([]);
    expect(told(report('724.95ms'))).toEqual(['724.95ms']);
  });
});

describe('a heading that is a goal', () => {
  const given = [[SLOW, 'order.json.txt']] as const;
  const below = (heading: string) =>
    told(`# order\n\n## ${heading}\n\n- p95: 300ms\n- p95: 조회 200ms, 주문 1초\n`, given);

  test.each(['1. 목표', '성능 목표', 'SLO', 'Goals', '성능 목표 (SLO)', '목표 및 기준', 'Performance targets'])(
    '%s',
    (heading) => expect(below(heading)).toEqual([]),
  );
  test('below it as well, and not behind it', () => {
    expect(told('# order\n\n## 목표\n\n### 응답\n\n- p95: 300ms\n\n## 결과\n\n- p95: 724.95ms\n', given)).toEqual([
      '724.95ms',
    ]);
  });
  test('a result is no goal', () =>
    expect(told('# order\n\n## 목표 달성 결과\n\n- p95: 724.95ms\n', given)).toEqual(['724.95ms']));
  test('beside its result', () =>
    expect(
      told('# order\n\n## 목표\n\n| 지표 | 목표 | 실측 |\n| --- | --- | --- |\n| p95 | 300ms | 724.95ms |\n', given),
    ).toEqual(['724.95ms']));
});

describe('a list that says which output is which', () => {
  const outputs = [
    [SLOW, 'noon.txt'],
    [FAST, 'evening.txt'],
  ] as const;
  const diary = (value: string, declared = true) =>
    [
      '# 튜닝 일지',
      declared
        ? '- 1차: 현재 상태 (noon.txt)\n- 2차: 복합 인덱스 추가 (evening.txt)'
        : '- 1차: 현재 상태 (noon.txt)\n- 2차: 복합 인덱스 추가',
      '## 1차: 현재 상태',
      'p95가 743ms였다.',
      '## 2차: 복합 인덱스',
      `p95가 ${value}였고 평균은 108.7ms였다.`,
    ].join('\n\n');

  test('its sections are theirs', () => {
    expect(told(diary('231.58ms'), outputs)).toEqual([]);
    expect(told(diary('213.58ms'), outputs)).toEqual(['213.58ms']);
  });
  test('a section that nothing ties to an output is not compared', () => {
    expect(told(diary('231.58ms', false), outputs)).toEqual([]);
    expect(told(diary('213.58ms', false), outputs)).toEqual([]);
  });
});

test('what was done is no name of a run', () => {
  const list = '- 1차: 현재 상태 (r1.txt)\n- 2차: 로컬 캐시(TTL 30초) 적용 (r2.txt)';
  const line = '인덱스만으로 p95는 743ms가 되었고, 캐시를 적용한 뒤 232ms가 되었다.';
  const outputs = [
    [SLOW, 'r1.txt'],
    [FAST, 'r2.txt'],
  ] as const;
  expect(told(`# 튜닝\n\n${list}\n\n${line}\n`, outputs)).toEqual([]);
});

describe('a part of the only run', () => {
  const CHECKS = `
     ✗ 결제 200
      ↳  94% — ✓ 17904 / ✗ 336
     ✓ 재고 200
`;
  const METRIC =
    '     payment_duration...............: avg=512.4ms min=3.11ms med=44.82ms max=2.03s p(90)=842.7ms p(95)=1.1s\n';
  const report = (line: string) => `# 결제 플로우 시험\n\n${line}\n`;

  test('what only some checks are called after', () =>
    expect(told(report('결제는 p95가 1.1초이다.'), [[CHECKS + SLOW, 'pay.txt']])).toEqual([]));
  test('what a metric is of', () =>
    expect(
      told(report('`payment_duration` 메트릭으로 결제 단계만 쟀다.\n\n결제는 p95가 1.2초이다.'), [
        [METRIC + SLOW, 'pay.txt'],
      ]),
    ).toEqual([]));
  test('the whole is still compared', () =>
    expect(told(report('p95가 1.1초이다.'), [[CHECKS + SLOW, 'pay.txt']])).toEqual(['1.1초']));
});

describe('named behind, and told of all', () => {
  const counter = '     coupon_issued..................: 12740   42.4/s\n';
  const given = [[counter + SLOW, 'order.txt']] as const;
  test.each([
    ['Out of 18,240 requests 336 failed.', '336', '363'],
    ['Out of all 18,240 requests, 336 failed.', '336', '363'],
    ['실패 336건은 모두 Elasticsearch 429 응답이다.', '336', '363'],
    ['쿠폰은 총 12,740개 발급되었다(`coupon_issued`, 초당 42.4개).', '12,740', '12,470'],
  ])('%s', (line, right, wrong) => {
    expect(told(`# order\n\n${line}\n`, given)).toEqual([]);
    expect(told(`# order\n\n${line.replace(right, wrong)}\n`, given)).toEqual([wrong]);
  });
  test.each([
    '실패 120건은 Redis 타임아웃이고 나머지는 429 응답이다.',
    '쿠폰 120개를 발급했다(`coupon_issued` 기준 1% 미만).',
    'Elasticsearch 429 응답은 120건이었다.',
  ])('of a part: %s', (line) => expect(told(`# order\n\n${line}\n`, given)).toEqual([]));
});

describe('failures of one status', () => {
  const given = [[SLOW, 'order.txt']] as const;
  test.each([
    '실패는 상태 코드 503(1건), 500(335건)이다.',
    '실패 원인: HTTP 500 335건, HTTP 503 1건',
    '주문 실패는 상태 코드 503(1건)에서도 나왔다.',
  ])('%s', (line) => expect(told(`# order\n\n${line}\n`, given)).toEqual([]));
});
