import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { VerifyFinding } from '../model/verify.ts';
import { LANGUAGES } from '../words/language.ts';
import { readDocument } from './document.ts';
import { verify } from './verify.ts';

/** A finding without what its words need: line, verdict, and what is told about it. */
function brief(finding: VerifyFinding): string {
  const what = finding.id === 'figure' ? `${finding.said.text} / ${finding.k6.value}` : finding.id;
  return `${finding.line} ${finding.kind}: ${what}`;
}

const FIXTURE = new URL('../../fixtures/verify/reference-like.ko.md', import.meta.url);
const SEED = new URL('../../../shared/seed/load-test-report.ko.md', import.meta.url);

test('the mistakes of a report written by hand are found, and nothing else', () => {
  const text = readFileSync(FIXTURE, 'utf8');
  const { findings, runs, compared } = verify(text, 'report.md');
  expect({ runs, compared: compared > 45 }).toEqual({ runs: 4, compared: true });
  const lines = text.split('\n');
  expect(findings.map((finding) => `${brief(finding)} | ${lines[finding.line - 1]?.trim().slice(0, 16)}`)).toEqual([
    '84 wrong: 91431 / 91531 | - 처리량 : 초당 약 998',
    '86 wrong: 155.01ms / 155.91 | - 평균 응답 시간 - 155',
    '98 wrong: 155.01ms / 155.91 | - 실패가 없고 평균 응답시간',
    '141 doubtful: 300 / 317.903498 | - 처리량 : 초당 약 300',
    "169 doubtful: check-name | 'recharge status",
    '211 wrong: 8.91s / 11590 | - 주문도 성공률은 100%였',
    '270 doubtful: load-not-delivered | - 100% 성공률로 보아 정',
    '276 doubtful: other-subject | ### 상품 조회, 잔액 충전',
    '278 doubtful: other-subject | - 상품 조회, 잔액 충전 모',
    '281 doubtful: 5 / 4 | - 약 5명의 사용자(user',
  ]);
});

test('a median that is called the mean is told as the median', () => {
  const { findings } = verify(readFileSync(FIXTURE, 'utf8'), 'report.md');
  expect(findings.find(({ line }) => line === 211)).toMatchObject({
    is: { kind: 'time', measure: 'response', statistic: 'med' },
    run: '상품 주문',
  });
});

/** The fixture with its mistakes mended: each must be silent then. */
test('the mended report is clean', () => {
  const mended = readFileSync(FIXTURE, 'utf8')
    .replace('91431개', '91531개')
    .replaceAll('155.01ms', '155.91ms')
    .replace('약 300개', '약 318개')
    .replace("'recharge status is 200': (r) => r.status === 200,\n  });\n  sleep(1);\n}\n```\n```text", (text) =>
      text.replace('recharge', 'orders'),
    )
    .replace('8.91s나', '11.59s나')
    .replace('정해 둔 부하 조건을 무리 없이 처리했다', '정해 둔 부하 조건을 모두 처리했다고 볼 수 없다')
    .replaceAll('상품 조회, 잔액 충전', '상품 주문, 잔액 충전')
    .replace('약 5명', '4명');
  expect(verify(mended, 'report.md').findings.map(brief)).toEqual([]);
});

test.runIf(existsSync(SEED))('the reference itself: its listed mistakes and no other alarm', () => {
  const { findings } = verify(readFileSync(SEED, 'utf8'), 'report.md');
  expect(findings.map(({ line, kind }) => `${line} ${kind}`)).toEqual([
    '124 wrong',
    '126 wrong',
    '138 wrong',
    '194 doubtful',
    '241 doubtful',
    '286 wrong',
    '364 doubtful',
    '373 doubtful',
    '375 doubtful',
    '378 doubtful',
  ]);
});

test('a report keeps its lines apart: code is no prose, and wrapped lines count as they stand', () => {
  const { places, code, headings } = readDocument(
    '# A\n\n- one\n  two 5ms\n  - three\n\n```js\nx()\n```\n```\nno script\n```\n| a | b |\n|---|---|\n| 1 | 2 |\n',
  );
  expect(headings).toEqual([{ line: 1, level: 1, text: 'A' }]);
  expect(code).toEqual([{ line: 8, end: 9, text: 'x()' }]);
  expect(places.map((place) => [place.kind, place.line, place.kind === 'prose' ? place.text : place.cells])).toEqual([
    ['prose', 3, 'one two 5ms'],
    ['prose', 5, 'three'],
    ['row', 15, ['1', '2']],
  ]);
});

test('what k6 plans at the head of its output is no figure of the report', () => {
  const text = readFileSync(new URL('../../fixtures/runs/formats/2.2.0/plain.compact.txt', import.meta.url), 'utf8');
  expect(text).toContain('* peak_test: 60.00 iterations/s for 1s (maxVUs: 2,');
  expect(verify(text, 'run.log').findings).toEqual([]);
});

describe('right figures among many others', () => {
  const text = (language: string) =>
    readFileSync(new URL(`../../fixtures/verify/other-figures.${language}.md`, import.meta.url), 'utf8');

  test.each(LANGUAGES)('%s: figures of databases, goals, other rounds and other systems raise no alarm', (language) => {
    const { findings, compared } = verify(text(language), 'report.md');
    expect(findings.map(brief)).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(15);
  });

  test.each([
    ['ko', '평균 156ms, p90 460ms', '평균 165ms, p90 460ms', '43 wrong: 165ms / 155.91'],
    ['ko', '| 에러율 | 0% |', '| 에러율 | 2% |', '11 wrong: 2% / 0'],
    ['ko', '| 최대 VU | 3,500 |', '| 최대 VU | 4,500 |', '12 wrong: 4,500 / 3500'],
    ['en', 'median 35 ms', 'median 53 ms', '5 wrong: 53 ms / 35.36'],
    ['en', '168,879 iterations were dropped', '158,879 iterations were dropped', '55 wrong: 158,879 / 168879'],
    ['en', '| 50 ms | 155.91 ms |', '| 50 ms | 115.91 ms |', '10 wrong: 115.91 ms / 155.91'],
  ])('%s: %s changed to %s is found', (language, right, wrong, expected) => {
    expect(text(language)).toContain(right);
    expect(verify(text(language).replace(right, wrong), 'report.md').findings.map(brief)).toEqual([expected]);
  });
});
