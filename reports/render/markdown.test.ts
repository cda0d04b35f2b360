import { describe, expect, test } from 'vitest';
import { cellsOf, reportOf, tableBelow } from '../../testing/reference-report.ts';
import {
  analysedReference,
  foreignRun,
  type ReferenceApi,
  recordOf,
  referenceSummary,
  runOf,
} from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import { anchor } from '../text/markdown-text.ts';
import { LANGUAGES } from '../words/language.ts';

const APIS: readonly ReferenceApi[] = ['get-balance', 'recharge-balance', 'place-order', 'get-product'];
const all = APIS.map((api) => analysedReference(api));
const HEADING = { ko: '## 1. 요약', en: '## 1. Summary' } as const;

describe.each(LANGUAGES)('the report on four APIs in %s', (language) => {
  const report = reportOf(all, language, '서버 풀을 늘릴 것');

  test('shows no slip of a program', () => {
    expect(report).not.toMatch(/undefined|NaN|null|\[object|Infinity|\{\{|\}\}(?!`)/);
  });

  test('has whole tables: every row has as many cells as its heading', () => {
    const tables = report.split(/\n(?!\|)/).map((part) => part.split('\n').filter((line) => line.startsWith('|')));
    const counted = tables.filter((rows) => rows.length > 0).map((rows) => rows.map((row) => cellsOf(row).length));
    expect(counted.length).toBeGreaterThanOrEqual(15);
    for (const lengths of counted) expect(new Set(lengths).size, String(lengths)).toBe(1);
  });

  test('links its parts, and each verdict, to a heading that exists', () => {
    const links = [...report.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link);
    const anchors = [...report.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));
    expect(links).toHaveLength(5 + 4);
    for (const link of links) expect(anchors.filter((one) => one === link)).toStrictEqual([link]);
  });

  test('holds no raw HTML and no line that ends in spaces', () => {
    expect(report).not.toMatch(/<[a-z!/]/i);
    expect(report.split('\n').filter((line) => /\s$/.test(line))).toStrictEqual([]);
  });

  test('has the opinion of its writer before the details, marked as such', () => {
    const [, rest = ''] = report.split(language === 'ko' ? '\n### 작성자 의견\n' : '\n### The writer’s opinion\n');
    const [opinion = ''] = rest.split('\n## 2. ');
    expect(opinion.trim().split('\n\n')).toStrictEqual([expect.stringMatching(/^> /), '서버 풀을 늘릴 것']);
    expect(reportOf(all, language)).not.toContain(language === 'ko' ? '작성자 의견' : 'opinion');
  });

  test('tells the common options once, since all four runs share the load', () => {
    expect(report.match(/"executor": "ramping-arrival-rate"/g)).toHaveLength(1);
    expect(report).toContain('{ "duration": "10s", "target": 1000 }');
  });

  test('tells the environment once, since all four runs share it', () => {
    expect(report.match(/^\| (부하 발생 장비|Load generator) \|/gm)).toHaveLength(1);
    // The head names the target.
    expect(report.match(/`https:\/\/shop\.example\.com`/g)).toHaveLength(1);
  });

  test('has the verdicts first: four rows, one for each API', () => {
    expect(tableBelow(report, HEADING[language])).toHaveLength(5);
  });
});

test('the verdicts of the reference, in Korean, the worst multiple of its goal first', () => {
  expect(tableBelow(reportOf(all, 'ko'), HEADING.ko)).toStrictEqual([
    ['API', '판정', 'p95 (목표)', '에러율', '처리량(TPS)', '점진 부하', '피크 부하'],
    [
      '[상품 주문 API](#33-상품-주문-api--목표-미달)',
      '**목표 미달**',
      '20.0초 (≤ 3초)',
      '0%',
      '174 (포화로 보임)',
      '실행됨',
      '2.2%만 실행',
    ],
    [
      '[잔액 충전 API](#32-잔액-충전-api--목표-미달)',
      '**목표 미달**',
      '10.1초 (≤ 3초)',
      '0%',
      '318 (포화로 보임)',
      '실행됨',
      '3.6%만 실행',
    ],
    [
      '[잔액 조회 API](#31-잔액-조회-api--조건부-통과)',
      '**조건부 통과**',
      '721ms (≤ 1초)',
      '0%',
      '998 (보낸 만큼)',
      '실행됨',
      '8.7%만 실행',
    ],
    [
      '[상품 조회 API](#34-상품-조회-api--조건부-통과)',
      '**조건부 통과**',
      '684ms (≤ 1초)',
      '0%',
      '1,786 (보낸 만큼)',
      '실행됨',
      '16.0%만 실행',
    ],
  ]);
});

describe('the balance inquiry of the reference, in Korean', () => {
  const report = reportOf([analysedReference('get-balance')], 'ko');

  test('planned and delivered load', () => {
    expect(tableBelow(report, '#### 계획 대비 부하').slice(1)).toStrictEqual([
      ['`load_test`', '160,000 VU·초', '162,024 VU·초', '101.27%', '-', '-'],
      ['`peak_test`', '185,050회', '16,171회', '8.74%', '168,879', '0'],
    ]);
  });

  test('each goal with its figure', () => {
    expect(tableBelow(report, '#### 목표별 판정').slice(1)).toStrictEqual([
      ['성공한 요청의 응답 시간 p95', '720.98ms', '≤ 1s', '충족'],
      ['에러율', '0%', '≤ 1%', '충족'],
    ]);
  });

  test('the analysis has the figures that the reference mistyped', () => {
    expect(report).toContain('- 처리량(TPS): 초당 998.4건, 총 91,531건 (반복 초당 998.4회, 총 91,531회)');
    expect(report).toContain('  - 평균: 155.91ms\n  - 중앙값: 35.36ms\n  - p90: 460.2ms\n  - p95: 720.98ms\n');
    expect(report).toContain('- 네트워크 지연: 연결 대기 시간 평균 21.9µs,');
    expect(report).toContain('  - 받은 데이터: 13 MB (초당 142 kB, 요청당 142 B)');
  });

  test('what k6 did not say is unknown, neither none nor 0, and a quantile that it did not say has no line', () => {
    // The reference's summary has neither p99 nor connecting times.
    expect(report).toContain('  - p95: 720.98ms\n  - 최소:');
    expect(report).toContain('TCP 연결 평균 알 수 없음, TLS 협상 평균 알 수 없음');
  });

  test('the summary: what was met, what was not tested and why, and what is supposed', () => {
    const summary = report.split('## 1. 요약\n')[1]?.split('\n### ')[0] ?? '';
    expect(summary.trim()).toMatchInlineSnapshot(`
      "> **조건부 통과 (피크 부하 8.7%만 실행).** 실행된 부하에서 목표를 만족했습니다. 다 실행되지 않은 부하는 판정하지 않았으므로, 그 부하를 다시 시험하기 전까지는 조건부 통과입니다.

      | 구분 | 요청 수 | 처리량(TPS) | 중앙값 | p95 | 에러율 |
      | --- | ---: | ---: | ---: | ---: | ---: |
      | 전체 (목표 p95 ≤ 1초) | 91,531 | 998 | 35ms | 721ms | 0% |
      | 점진 부하 \`load_test\` (최대 3,000 VU) | 75,360 | 822 | 35ms | 721ms | 0% |
      | 피크 부하 \`peak_test\` (계획의 8.7% 실행) | 16,171 | 176 | 35ms | 721ms | 0% |

      p95는 부하가 낮은 구간과 높은 구간의 요청을 합친 값이므로, 부하가 가장 높은 구간에서는 이보다 길 수 있습니다(원시 표본이 없어 나눌 수 없음).

      - **결과**: 실패한 요청은 없습니다. [확인] 이 처리량은 보낸 부하의 크기로 보입니다. 다만 응답 시간에 이미 대기가 나타났으므로 부하가 높은 구간에서는 포화되었을 수 있습니다. [추정]
      - **왜 계획만큼 부하가 걸리지 않았나**: 피크 부하: \`peak_test\`의 maxVUs 500개로는 서버가 한가할 때만큼 빨라도 계획의 9.3%만 보낼 수 있습니다(VU 수 ÷ 반복 시간으로 계산). [확인] 실행은 이 한도에 가깝게 이루어졌습니다(한도 9.3%, 실행 8.7%). [확인] 피크 부하(초당 5,000회)를 모두 보내려면 이번만큼 걸리는 반복으로 VU가 약 11,000개 필요합니다."
    `);
  });

  test('the next steps: whole commands, and what decides', () => {
    expect(tableBelow(report, '### 다음 단계').slice(1)).toMatchInlineSnapshot(`
      [
        [
          "1",
          "피크 부하 재시험(VU 약 11,000개 이상, CPU 약 3.4코어 필요, 부하 발생 장비는 2코어): \`npx buha run get-balance --profile peak-full --base-url https://shop.example.com\`",
          "달성률 95% 이상일 때만 이번과 같은 목표로 판정",
          "",
        ],
        [
          "2",
          "부하를 단계별로 늘려 시스템의 한계 확인: \`npx buha run get-balance --profile stress --scale 2.2 --base-url https://shop.example.com\`",
          "VU를 두 배로 늘려도 처리량 증가가 10% 미만인 수준(지금까지 실행 전체 평균으로 초당 998건까지 확인)",
          "",
        ],
      ]
    `);
  });

  test('each stage of the options in words, one after the other', () => {
    const meaning = report.split('### 설정 상세\n')[1]?.split('\n#### 분석')[0] ?? '';
    expect(meaning.split('\n').filter((line) => line.startsWith('  - '))).toStrictEqual([
      '  - 0s~10s: VU 0개에서 1,000개로 증가',
      '  - 10s~40s: VU 1,000개 유지',
      '  - 40s~50s: VU 1,000개에서 3,000개로 증가',
      '  - 50s~80s: VU 3,000개 유지',
      '  - 80s~90s: VU 3,000개에서 0개로 감소',
      '  - 0s~10s: 초당 10회에서 초당 1,000회로 증가',
      '  - 10s~30s: 초당 1,000회에서 초당 5,000회로 증가',
      '  - 30s~60s: 초당 5,000회에서 초당 1,000회로 감소',
      '  - 60s~70s: 초당 1,000회에서 초당 5,000회로 증가',
    ]);
  });

  test('when and where it ran', () => {
    expect(report).toContain('2026-11-23 14:03:11 (UTC+09:00)');
    expect(report).toContain(' | `https://shop.example.com` | ');
    expect(report).toContain('| 2026-11-23 14:03~14:04 (KST, UTC+09:00) |');
    expect(report).toContain('0 (정상 종료)');
    expect(report).toContain('`scenarios/get-balance.ts` (`1ba78912cb63`)');
  });
});

test('runs against the embedded shop say so before any figure, once for all of them', () => {
  const target = { baseUrl: 'http://127.0.0.1:1', shop: { lock: 'distributed' } };
  const runs = [analysedReference('get-balance', { target }), analysedReference('place-order', { target })];
  const [head = ''] = reportOf(runs, 'ko').split('\n## 1. ');
  expect(head.match(/내장 모의 서버\(\*\*실제 시스템 아님\*\*\), 부하 발생기와 같은 장비/g)).toHaveLength(1);
});

test('runs in different places are told apart', () => {
  const elsewhere = analysedReference('place-order', { target: { baseUrl: 'http://other.example.com' } });
  const report = reportOf([analysedReference('get-balance'), elsewhere], 'ko');
  expect(report.match(/^\| 대상 서버 .*$/gm)).toStrictEqual([
    '| 대상 서버 (잔액 조회 API) | `https://shop.example.com` |',
    '| 대상 서버 (상품 주문 API) | `http://other.example.com` |',
  ]);
});

describe('the footnote on uncertain quantiles', () => {
  const few = () => {
    const summary = referenceSummary('get-balance');
    const split = summary.metrics['http_req_duration{scenario:peak_test}'];
    if (split) split.count = 150;
    return reportOf([analyse(runOf('get-balance', summary, recordOf('get-balance')))], 'ko');
  };

  test('stands wherever a figure carries the mark, also where only a scenario has too few samples', () => {
    const report = few();
    expect(tableBelow(report, HEADING.ko).map((row) => row[4])).toStrictEqual(['p95', '721ms', '721ms', '721ms\\*']);
    expect(report).toMatch(/^\| `peak_test` \|.*\| 720\.98ms\\\* \|/m);
    expect(report).toContain('\\* 표본이 적어 불확실한 값입니다(필요한 표본 수: p95 ≥ 200).');
  });

  test('does not speak of p99.9 of a scenario, which no table shows', () => {
    const summary = referenceSummary('place-order');
    Object.assign(summary.metrics['http_req_duration{scenario:peak_test}'] ?? {}, { 'p(99.9)': 21_000, count: 3999 });
    const report = reportOf([analyse(runOf('place-order', summary))], 'ko');
    expect(report).not.toContain('표본이 적어');
  });

  test('is absent where no figure is marked', () => {
    const report = reportOf([analysedReference('get-balance')], 'ko');
    expect(report).not.toContain('\\*');
    expect(report).not.toContain('표본이 적어');
  });
});

test("a goal for one scenario's p95 is not held against the p95 of the whole run", () => {
  const summary = referenceSummary('get-balance');
  delete summary.metrics['http_req_duration{expected_response:true}']?.thresholds;
  Object.assign(summary.metrics['http_req_duration{scenario:peak_test}'] ?? {}, { thresholds: { 'p(95)<500': true } });
  const report = reportOf([foreignRun(summary), analysedReference('place-order')], 'ko');
  expect(tableBelow(report, HEADING.ko).map((row) => row[2])).toContain('721ms');
});
