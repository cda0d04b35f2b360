import { describe, expect, test } from 'vitest';
import { cellsOf, reportOf, tableBelow } from '../../testing/reference-report.ts';
import {
  analysedReference,
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
const HEADING = { ko: '## 1. 판정', en: '## 1. Verdict' } as const;

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

  test('links each verdict, and what to do first, to a heading that exists', () => {
    const links = [...report.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link);
    const anchors = [...report.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));
    expect(links).toHaveLength(4 + 3);
    for (const link of links) expect(anchors.filter((one) => one === link)).toStrictEqual([link]);
  });

  test('holds no raw HTML and no line that ends in spaces', () => {
    expect(report).not.toMatch(/<[a-z!/]/i);
    expect(report.split('\n').filter((line) => /\s$/.test(line))).toStrictEqual([]);
  });

  test('ends with the opinion of its writer, marked as such', () => {
    const [, opinion = ''] = report.split(language === 'ko' ? '## 작성자 의견' : "## The writer's opinion");
    expect(opinion.trim().split('\n\n')).toStrictEqual([expect.stringMatching(/^> /), '서버 풀을 늘릴 것']);
    expect(reportOf(all, language)).not.toContain(language === 'ko' ? '작성자 의견' : 'opinion');
  });

  test('tells the common options once, since all four runs share the load', () => {
    expect(report.match(/"executor": "ramping-arrival-rate"/g)).toHaveLength(1);
    expect(report).toContain('{ "duration": "10s", "target": 1000 }');
  });

  test('tells the environment once, since all four runs share it', () => {
    expect(report.match(/^\| (대상 서버|Target) \|/gm)).toHaveLength(1);
    expect(report).toContain(language === 'ko' ? '**잔액 조회 API, 잔액 충전 API, ' : '**Balance inquiry API, ');
  });

  test('has the verdicts first: four rows, one for each API', () => {
    expect(tableBelow(report, HEADING[language])).toHaveLength(5);
  });
});

test('the verdicts of the reference, in Korean, to the digit', () => {
  expect(tableBelow(reportOf(all, 'ko'), HEADING.ko)).toStrictEqual([
    ['API', '판정', '성공률', '처리량(TPS)', 'p95', '목표 p95', '달성률'],
    [
      '[잔액 조회 API](#31-잔액-조회-api)',
      '**조건부 통과 (피크 부하 8.7%만 실행)**',
      '100%',
      '998.4',
      '720.98ms',
      '≤ 1s',
      '8.74% (185,050회 중 16,171회)',
    ],
    [
      '[잔액 충전 API](#32-잔액-충전-api)',
      '**목표 미달**',
      '100%',
      '317.9',
      '10.09s',
      '≤ 3s',
      '3.58% (185,050회 중 6,628회)',
    ],
    [
      '[상품 주문 API](#33-상품-주문-api)',
      '**목표 미달**',
      '100%',
      '173.5',
      '19.96s',
      '≤ 3s',
      '2.16% (185,050회 중 3,999회)',
    ],
    [
      '[상품 조회 API](#34-상품-조회-api)',
      '**조건부 통과 (피크 부하 16%만 실행)**',
      '100%',
      '1,786.2',
      '684.38ms',
      '≤ 1s',
      '15.98% (185,050회 중 29,577회)',
    ],
  ]);
});

describe('the balance inquiry of the reference, in Korean', () => {
  const report = reportOf([analysedReference('get-balance')], 'ko');

  test('planned and delivered load', () => {
    expect(tableBelow(report, '#### 목표 대비 부하 (달성률)').slice(1)).toStrictEqual([
      ['`load_test`', '160,000 VU·초', '162,024 VU·초', '101.27%', '-'],
      ['`peak_test`', '185,050회', '16,171회', '8.74%', '168,879'],
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

  test('what k6 did not say is 없음, not 0', () => {
    // The reference's summary has neither p99 nor connecting times.
    expect(report).toContain('  - p99: 없음\n  - p99.9: 없음\n');
    expect(report).toContain('TCP 연결 평균 없음, TLS 협상 평균 없음');
  });

  test('the conclusion: what was measured, what was met, and what may not be concluded', () => {
    const conclusion = report.split('#### 결론\n')[1]?.split('\n## ')[0] ?? '';
    expect(conclusion.trim()).toMatchInlineSnapshot(`
      "- 전체 실행에서 성공률은 100%, 처리량은 초당 998.4건, 응답 시간은 평균 155.91ms, p95 720.98ms였습니다. [확인]
      - 지정한 목표 2개를 모두 만족했습니다. [확인]
      - 에러율은 0%였지만 \`peak_test\` 계획 185,050회 중 실행된 것은 16,171회(달성률 8.74%)뿐입니다. 이번 결과만으로는 초당 5,000회의 피크를 감당할 수 있다고 볼 수 없습니다. [확인]
      - \`peak_test\`의 maxVUs 500개로는 서버가 아무리 빨라도 초당 최대 약 249.8회(최대 실행 가능률), 계획의 9.29%까지만 실행할 수 있습니다. 달성률이 낮은 가장 큰 원인은 서버가 아니라 스크립트 설정입니다. 서버가 가장 빨랐던 응답을 계속 유지하더라도 초당 5,000회를 보내려면 VU가 10,009개 필요합니다. 이번에 측정한 평균 반복 시간을 기준으로 하면 10,750개입니다. [확인]
      - 평균 반복 시간 2.15s는 서버가 한가할 때 예상되는 2s의 1.07배(반복 시간 배율)에 그칩니다. 따라서 처리량 초당 998.4건은 시스템의 한계가 아니라 가상 사용자가 보낸 부하의 크기로 보입니다. 다만 평균 응답 시간은 155.91ms로 가장 빠른 응답 1.76ms의 89배입니다. 요청이 이미 오래 기다렸으므로 부하가 높은 구간에서는 포화되었을 수 있습니다. [추정]
        - 반증 조건: 가상 사용자나 도착률을 늘려도 처리량은 그대로이고 응답 시간만 길어지면, 서버가 이미 한계에 있었던 것입니다. 다른 설명: 부하가 가장 높은 구간에서만 서버가 포화되었을 가능성은 전체 평균만으로 배제할 수 없습니다.
      - 요청의 절반은 35.36ms 안에 끝났지만 5%는 720.98ms 이상 걸렸습니다. p95가 중앙값의 20배입니다. [확인]
      - 모든 요청이 사용자 4명에게만 몰렸습니다. 실제 트래픽은 훨씬 많은 사용자에게 퍼지므로, 이 테스트에서는 캐시가 실제보다 잘 맞아 조회가 실제보다 빠르게 측정되었을 수 있습니다. [확인]"
    `);
  });

  test('each stage of the options in words, one after the other', () => {
    const meaning = report.split('### 설정 상세\n')[1]?.split('\n#### 목표별 판정')[0] ?? '';
    expect(meaning.split('\n').filter((line) => line.startsWith('  - '))).toStrictEqual([
      '  - 0s~10s: 0명에서 1,000명으로 증가',
      '  - 10s~40s: 1,000명 유지',
      '  - 40s~50s: 1,000명에서 3,000명으로 증가',
      '  - 50s~80s: 3,000명 유지',
      '  - 80s~90s: 3,000명에서 0명으로 감소',
      '  - 0s~10s: 초당 10회에서 초당 1,000회로 증가',
      '  - 10s~30s: 초당 1,000회에서 초당 5,000회로 증가',
      '  - 30s~60s: 초당 5,000회에서 초당 1,000회로 감소',
      '  - 60s~70s: 초당 1,000회에서 초당 5,000회로 증가',
      // The analysis comes next.
      '  - 평균: 155.91ms',
      ...['  - 중앙값: 35.36ms', '  - p90: 460.2ms', '  - p95: 720.98ms', '  - p99: 없음', '  - p99.9: 없음'],
      ...['  - 최소: 1.76ms, 최대: 1.57s'],
      ...['  - 받은 데이터: 13 MB (초당 142 kB, 요청당 142 B)', '  - 보낸 데이터: 9.2 MB (초당 101 kB, 요청당 101 B)'],
    ]);
  });

  test('when and where it ran', () => {
    expect(report).toContain('2026-11-23 14:03:11 (UTC+09:00)');
    expect(report).toContain('| 대상 서버 | `https://shop.example.com` |');
    expect(report).toContain('0 (정상 종료)');
    expect(report).toContain('`scenarios/get-balance.ts` (`1ba78912cb63`)');
  });
});

test('runs against the embedded shop say so before anything else, once for all of them', () => {
  const target = { baseUrl: 'http://127.0.0.1:1', shop: { lock: 'distributed' } };
  const runs = [analysedReference('get-balance', { target }), analysedReference('place-order', { target })];
  const lines = reportOf(runs, 'ko').split('\n');
  expect(lines[2]).toMatch(/^> \*\*내장 모의 서버\(실제 시스템 아님\)\*\*/);
  expect(lines.filter((line) => /^> .*내장 모의 서버/.test(line))).toHaveLength(1);
});

test('runs in different places are told apart', () => {
  const elsewhere = analysedReference('place-order', { target: { baseUrl: 'http://other.example.com' } });
  const report = reportOf([analysedReference('get-balance'), elsewhere], 'ko');
  expect(report.match(/^\| 대상 서버 \| .*$/gm)).toStrictEqual([
    '| 대상 서버 | `https://shop.example.com` |',
    '| 대상 서버 | `http://other.example.com` |',
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
    expect(tableBelow(report, '#### 시나리오별').map((row) => row[7])).toStrictEqual([
      'p95',
      '720.98ms',
      '720.98ms\\*',
    ]);
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
  const run = analyse(runOf('get-balance', summary));
  const [, row] = tableBelow(reportOf([run], 'ko'), HEADING.ko);
  expect(row?.slice(4, 6)).toStrictEqual(['720.98ms', '없음']);
});
