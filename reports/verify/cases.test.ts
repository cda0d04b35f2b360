import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Output } from '../model/output.ts';
import type { VerifyFinding } from '../model/verify.ts';
import { parseJson } from '../parse/json.ts';
import { parseSummaryJson } from '../parse/summary-json.ts';
import { verify } from './verify.ts';

const read = (name: string) => readFileSync(new URL(`../../fixtures/verify/${name}`, import.meta.url), 'utf8');
const outputOf = (name: string): Output => ({
  file: name,
  line: 1,
  ...parseSummaryJson(parseJson(read(name), name), name),
});

const brief = (finding: VerifyFinding) =>
  `${finding.line} ${finding.kind}: ${finding.id === 'figure' ? `${finding.said.text} / ${finding.k6.value}` : finding.id}`;
const found = (report: string, ...outputs: string[]) => {
  const { findings, compared, unattributed } = verify(read(report), report, outputs.map(outputOf));
  return { findings: findings.map(brief), compared, unattributed };
};

test('the order of two statistics of different things', () =>
  expect(found('order-across-rows.md').findings).toEqual([]));

test('rows about metrics of the script', () =>
  expect(found('custom-metric-rows.md', 'upload-summary.json').findings).toEqual([]));

test('two outputs: headings and script lines tell them apart', () =>
  expect(found('two-outputs.md', 'stock-list-summary.json', 'stock-order-summary.json')).toEqual({
    findings: [
      '9 wrong: 120.5ms / 420.5',
      '10 wrong: 9,900 / 6100',
      '18 wrong: 2,950ms / 1810.5',
      '19 wrong: 3,300 / 2200',
    ],
    compared: 4,
    unattributed: 0,
  }));

test('a section about another tool', () => expect(found('section-of-something-else.md').findings).toEqual([]));

test('successes and failures', () =>
  expect(found('successes-and-failures.md')).toEqual({ findings: [], compared: 4, unattributed: 0 }));

test('one unit of the last place is too much', () =>
  expect(found('last-digit.md', 'digits-summary.json').findings).toEqual([
    '3 wrong: 301 / 300',
    '4 wrong: 11 / 10',
    '5 wrong: 1% / 0',
    '6 wrong: 1초 / 120.5',
  ]));

test('JSON in a fence', () => expect(found('json-in-markdown.md').findings).toEqual(['3 wrong: 420 / 300']));

/** A report about one run: 2,400 requests in 60 s, the mean 57.66 ms, the p95 149.25 ms, 18.49 % failed. */
const about = (...lines: readonly string[]) => {
  const summary = [
    '```',
    '     http_req_duration..............: avg=57.66ms min=3.11ms med=44.82ms max=803.04ms p(90)=112.43ms p(95)=149.25ms',
    '     http_req_failed................: 18.49% 444 out of 2400',
    '     http_reqs......................: 2400   40.04/s',
    '     iterations.....................: 2400   40.04/s',
    '     vus_max........................: 50     min=50 max=50',
    '```',
  ];
  const text = ['# 결제 시험', '', ...summary, '', ...lines].join('\n');
  return verify(text, 'report.md')
    .findings.map(brief)
    .map((one) => one.replace(/^\d+ /, ''));
};

describe('rounded, cut off, about, ranges', () => {
  test.each([
    ['k6 rounded to the places that are said', '평균 응답 시간은 58ms였다'],
    ['cut off', '평균 응답 시간은 57ms였다'],
    ['a share that k6 cut off may be nearly the next', '에러율은 18.5%였다'],
    ['in seconds', '최대 응답 시간은 0.8초였다'],
    ['about, two digits: within 5 %', '초당 약 42건을 처리했다. 처리량은 초당 약 42건이다'],
    ['about, more digits: within 1 %', '평균 응답 시간은 약 57.2ms였다'],
    ['a range that holds it', '평균 응답 시간은 50~60ms였다'],
    ['from … on', '평균 응답 시간은 50ms대였다'],
    ['a count in 천', '총 2천 건을 요청했다'],
  ])('right: %s', (_, line) => expect(about(`- ${line}.`)).toEqual([]));

  test.each([
    ['one place too high', '평균 응답 시간은 59ms였다', 'wrong: 59ms / 57.66'],
    ['one place too low', '평균 응답 시간은 56ms였다', 'wrong: 56ms / 57.66'],
    ['a count by one', '총 2,401건을 요청했다', 'wrong: 2,401 / 2400'],
    ['about, too far', '평균 응답 시간은 약 51.2ms였다', 'wrong: 51.2ms / 57.66'],
    ['about, rather far', '평균 응답 시간은 약 55.1ms였다', 'doubtful: 55.1ms / 57.66'],
    ['a range that does not hold it', '평균 응답 시간은 60~70ms였다', 'wrong: 60 / 57.66'],
    ['0 % of something', '에러율은 0%였다', 'wrong: 0% / 0.185'],
  ])('%s', (_, line, expected) => expect(about(`- ${line}.`)).toEqual([expected]));
});

describe('what is no figure of the run', () => {
  test.each([
    ['a goal', '목표는 평균 50ms, 에러율 0%이다.'],
    ['another tool', 'nGrinder로는 평균 응답 시간이 91ms였다.'],
    ['a database', 'DB 쿼리는 평균 12ms, 최대 80ms 걸렸다.'],
    ['a number of a section', '[4.1 Failed requests](#41-failed-requests)를 먼저 볼 것, 자세한 것은 3.2절에 있다.'],
    ['dates and versions', '2026.05.14 k6 2.1, Spring Boot 3.2에서 시험했다.'],
    ['how often it was run', '시험은 총 5번 진행하였다.'],
    ['a difference', '평균이 20ms 줄었다.'],
    ['an intention', '다음에는 80 TPS까지 부하를 올려 본다.'],
    ['another level of the load', 'VU 10명에서는 평균 응답 시간이 12ms였다.'],
    ['an API without a name here', '로그인 API의 평균 응답 시간은 230ms이다.'],
    ['a label of something else', '- 사진 업로드 p95: 900ms'],
  ])('%s', (_, line) => expect(about(line)).toEqual([]));

  test('rows of stages and of other tests', () => {
    const table = (label: string, ...rows: string[]) =>
      about(`| ${label} | 평균 | p95 |`, '| --- | --- | --- |', ...rows);
    expect(table('단계', '| 0s~10s | 12ms | 30ms |', '| 10s~20s | 80ms | 200ms |')).toEqual([]);
    expect(table('차수', '| 1차 | 120ms | 300ms |')).toEqual([]);
    expect(table('API', '| 로그인 | 120ms | 300ms |')).toEqual([]);
    expect(table('도구', '| nGrinder | 120ms | 300ms |', '| k6 | 57.66ms | 194.25ms |')).toEqual([
      'wrong: 194.25ms / 149.25',
    ]);
  });
});
