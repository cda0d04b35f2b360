import { describe, expect, test } from 'vitest';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

const run = (file: string, requests: number, failed: number, avg: string, p95: string) =>
  parseText(
    `     http_req_duration..............: avg=${avg} min=13.12ms med=${avg} max=900.1ms p(90)=${avg} p(95)=${p95}
     http_req_failed................: ${((failed / requests) * 100).toFixed(2)}%  ${failed} out of ${requests}
     http_reqs......................: ${requests}   ${(requests / 20).toFixed(6)}/s
     iterations.....................: ${requests}   ${(requests / 20).toFixed(6)}/s
     vus............................: 30     min=30      max=30
     vus_max........................: 30     min=30      max=30
`,
    file,
  );

const given = (...files: readonly string[]) => [
  ...run(files[0] ?? '', 2012, 33, '199.4ms', '242.21ms'),
  ...run(files[1] ?? '', 8852, 16, '45.6ms', '122.02ms'),
];

const told = (files: readonly string[], text: string) =>
  verify(`# 개선 기록\n\n${text}`, 'report.md', given(...files)).findings.flatMap((finding) =>
    finding.id === 'figure' ? [finding.said.text] : 'said' in finding ? [finding.said] : [finding.id],
  );

const table = (first: string, second: string) => `| 지표 | ${first} | ${second} |
|---|---|---|
| 총 요청 | 2,012 | 8,852 |
| TPS | 100.6 | 442.6 |
| 평균 | 199.4ms | 45.6ms |
| p95 | 242ms | 122ms |
| 실패 | 33건 | 16건 |`;

const KINDS: readonly (readonly [string, readonly string[], string, string])[] = [
  ['files', ['order-v1.json', 'order-v2.json'], 'order-v1.json', 'order-v2.json'],
  ['files without their end', ['order-v1.json', 'order-v2.json'], '`order-v1`', '`order-v2`'],
  ['AS-IS and TO-BE of before and after', ['before.json', 'after.json'], 'AS-IS', 'TO-BE'],
  ['before and after', ['before.json', 'after.json'], 'Before', 'After'],
  ['개선 전/후', ['before.json', 'after.json'], '개선 전', '개선 후'],
  ['개선 전/후 of asis and tobe', ['asis-summary.json', 'tobe-summary.json'], '개선 전', '개선 후'],
  ['변경 전/후 of two versions', ['result-v1.json', 'result-v2.json'], '변경 전', '변경 후'],
  ['folders', ['results/before/summary.json', 'results/after/summary.json'], '개선 전', '개선 후'],
  ['folders by their names', ['out/no-cache/summary.json', 'out/redis/summary.json'], 'no-cache', 'redis'],
  ['rounds of files with a number', ['r1.json', 'r2.json'], '1차', '2차'],
  ['rounds of folders with a number', ['run-1/summary.json', 'run-2/summary.json'], '1차', '2차'],
  ['rounds by their Korean names', ['1차.json', '2차.json'], '1차 테스트', '2차 테스트'],
];

describe('runs in columns', () => {
  test.each(KINDS)('%s', (_, files, first, second) => {
    const whole = table(first, second);
    expect(told(files, whole)).toEqual([]);
    for (const [right, wrong] of [
      ['8,852', '8,582'],
      ['442.6', '446.2'],
      ['199.4ms', '194.9ms'],
      ['122ms', '142ms'],
      ['33건', '23건'],
    ] as const)
      expect(told(files, whole.replace(right, wrong)), right).toEqual([wrong.replace('건', '')]);
    // Figures of the other run are wrong, too.
    expect(told(files, whole.replace('242ms | 122ms', '122ms | 242ms')).toSorted()).toEqual(['122ms', '242ms']);
  });
});

describe('runs in prose', () => {
  test.each([
    [['before.json', 'after.json'], '개선 전 평균은 199.4ms였고 개선 후에는 45.6ms다.', '45.6ms', '54.6ms'],
    [['before.json', 'after.json'], 'AS-IS의 p95는 242ms, TO-BE의 p95는 122ms다.', '122ms', '142ms'],
    [['before.json', 'after.json'], '실패는 33건에서 16건으로 줄었다.', '16', '19'],
    [['before.json', 'after.json'], 'TO-BE에서는 초당 약 443건을 처리했다.', '443', '343'],
    [['r1.json', 'r2.json'], '1차의 p95는 242ms, 2차의 p95는 122ms였다.', '122ms', '142ms'],
    [['r1.json', 'r2.json'], '2차의 처리량은 1차의 4.4배다.', '4.4배', '3.4배'],
    [
      ['r1.json', 'r2.json'],
      '2차 처리량은 1차의 4.4배이고, 평균 응답 시간은 4.4배 빨라졌다.',
      '4.4배이고',
      '3.4배이고',
    ],
    [['before.json', 'after.json'], '처리량은 AS-IS의 4.4배다.', '4.4배', '3.4배'],
    [['before.json', 'after.json'], 'p95가 242ms에서 122ms로 줄어드는 동안 처리량은 4.4배가 되었다.', '4.4배', '2.4배'],
  ] as const)('%s: %s', (files, line, right, wrong) => {
    expect(told(files, line)).toEqual([]);
    expect(told(files, line.replace(right, wrong))).toEqual([wrong.replace('이고', '')]);
  });

  test('two times of a sentence say nothing of the throughput beside them', () => {
    expect(told(['before.json', 'after.json'], 'p95가 1.91초에서 401ms로 줄고 처리량은 4.4배 늘었다.')).not.toContain(
      '4.4배',
    );
    expect(verify('p95가 1.91초에서 401ms로 줄었고, 처리량은 4.3배가 되었다.', 'report.md').findings).toEqual([]);
    expect(verify('평균은 0.9초에서 300ms로, TPS는 4.3배 늘었다.', 'report.md').findings).toEqual([]);
    expect(verify('p95가 1.91초에서 401ms로 줄어 4.3배 빨라졌다.', 'report.md').findings).toHaveLength(1);
  });

  test('two runs of unlike names are no rounds', () => {
    const files = ['order.json', 'login.json'];
    expect(told(files, '1차에서는 p95가 310ms, 2차에서는 120ms였다.')).toEqual([]);
    expect(told(files, table('1차', '2차').replace('122ms', '142ms'))).toEqual([]);
  });
});
