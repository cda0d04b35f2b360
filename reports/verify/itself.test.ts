import { describe, expect, test } from 'vitest';
import type { VerifyFinding } from '../model/verify.ts';
import { verify } from './verify.ts';

function brief(finding: VerifyFinding): string {
  switch (finding.id) {
    case 'order':
      return `${finding.line}: ${finding.lower.text} > ${finding.upper.text}`;
    case 'arithmetic':
      return `${finding.line}: ${finding.said} != ${finding.perSec}`;
    case 'change':
      return `${finding.line}: ${finding.said} != ${Math.round(finding.ratio * 100)}%`;
    default:
      return `${finding.line}: ${finding.id}`;
  }
}
const found = (...lines: readonly string[]) => verify(lines.join('\n'), 'report.md').findings.map(brief);

const table = (headings: readonly string[], ...rows: readonly (readonly string[])[]) =>
  [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);

describe('statistics in the wrong order, without any k6 output', () => {
  test.each([
    ['a sentence', ['평균 응답 시간은 66.44ms로 측정되었고, 최대 응답 시간은 27.25ms였다.'], ['1: 66.44ms > 27.25ms']],
    ['English', ['The mean response time was 66.44 ms and the maximum was 27.25 ms.'], ['1: 66.44 ms > 27.25 ms']],
    ['a list', ['- 평균: 66.44 ms', '- 최대: 27.25 ms'], ['2: 66.44 ms > 27.25 ms']],
    ['p99 below p95', ['- p95: 200ms', '- p99: 150ms'], ['2: 200ms > 150ms']],
    ['in other units', ['p95 1.2s, p99 900ms'], ['1: 1.2s > 900ms']],
    [
      'a row',
      table(['API', '평균', 'p95', '최대'], ['/a', '66.44ms', '70ms', '80ms'], ['/b', '66.44ms', '70ms', '27.25ms']),
      ['4: 70ms > 27.25ms'],
    ],
    ['a row without units', table(['Page', 'Mean', 'Max'], ['/a', '66.44', '27.25']), ['3: 66.44 > 27.25']],
    [
      'a column',
      table(['항목', '값'], ['평균 응답 시간', '66.44 ms'], ['최대 응답 시간', '27.25 ms']),
      ['4: 66.44 ms > 27.25 ms'],
    ],
    [
      'a column of two',
      table(['항목', '1차', '2차'], ['p95', '10ms', '30ms'], ['p99', '20ms', '20ms']),
      ['4: 30ms > 20ms'],
    ],
  ])('%s', (_, lines, expected) => expect(found(...lines)).toEqual(expected));

  test.each([
    ['the right order', ['평균 66.44ms, 최대 127.25ms, p95 90ms']],
    ['a mean above the p95', ['평균 100ms, p95 50ms, 최대 5s']],
    ['two systems', ['주문은 평균 500ms였고 조회는 최대 200ms였다.']],
    ['two rounds in a list', ['- 1차', '  - 평균: 500ms', '- 2차', '  - 최대: 200ms']],
    ['before and after', ['개선 전 평균 500ms, 최대 900ms에서 개선 후 평균 100ms, 최대 200ms']],
    ['a limit', ['- 평균: 500ms', '- 최대: 300ms 이하']],
    ['equal within their digits', ['p95 1.2s, p99 1195ms']],
    ['other measures', ['락 대기 시간은 평균 500ms, 응답 시간은 최대 200ms']],
    ['counts', table(['항목', '평균', '최대'], ['동시 사용자 수', '500', '200'])],
  ])('silent: %s', (_, lines) => expect(found(...lines)).toEqual([]));
});

describe('count, time and rate', () => {
  test.each([
    ['a sentence', ['We sent 1,270 requests in 5 s, which is 133 TPS.'], ['1: 133 TPS != 254']],
    ['Korean', ['5초 동안 1,270건을 처리하여 133 TPS를 기록했다.'], ['1: 133 TPS != 254']],
    ['beside failures', ['5초 동안 1,270건 중 실패 3건, 133 TPS'], ['1: 133 TPS != 254']],
    ['a list', ['- 총 요청: 1,270건', '- 실행 시간: 5초', '- TPS: 133'], ['3: 133 != 254']],
    [
      'a row',
      table(['회차', '요청 수', '실행 시간', 'TPS'], ['1차', '1,270', '5s', '133'], ['2차', '1,270', '5s', '254']),
      ['3: 133 != 254'],
    ],
  ])('%s', (_, lines, expected) => expect(found(...lines)).toEqual(expected));

  test.each([
    ['what fits', ['5초 동안 1,270건을 처리하여 254 TPS를 기록했다.']],
    ['a rounded time', ['1분 30초 동안 91,531건, 초당 약 1,017건']],
    ['a plan', ['60초 동안 사용자 100명, 목표 500 TPS']],
    ['two counts', ['5초 동안 주문 1,270건, 조회 2,000건, 133 TPS']],
  ])('silent: %s', (_, lines) => expect(found(...lines)).toEqual([]));
});

describe('a change in per cent', () => {
  test.each([
    ['an arrow', ['응답 시간 7.48→1.67s, 60% 개선'], ['1: 60% != 78%']],
    ['에서', ['응답 시간이 7.48s에서 1.67s로 줄어 60% 단축되었다.'], ['1: 60% != 78%']],
    ['English', ['Latency fell from 7.48 s to 1.67 s, a 60% improvement.'], ['1: 60% != 78%']],
    ['a row', table(['항목', '개선 전', '개선 후', '개선율'], ['평균', '7.48s', '1.67s', '60%']), ['3: 60% != 78%']],
    ['a rate', ['TPS가 100에서 250으로 80% 증가했다.'], ['1: 80% != 150%']],
  ])('%s', (_, lines, expected) => expect(found(...lines)).toEqual(expected));

  test.each([
    ['rounded', ['7.48→1.67s, 78% 개선']],
    ['by the smaller one', ['7.48→1.67s, 348% 향상']],
    ['a share of another kind', ['7.48→1.67s, 에러율 0%']],
    ['a row', table(['항목', '개선 전', '개선 후', '개선율'], ['평균', '7.48s', '1.67s', '77.7%'])],
    ['a range', ['응답 시간이 30~40% 개선되었다.']],
  ])('silent: %s', (_, lines) => expect(found(...lines)).toEqual([]));
});

test('no figures, no k6: nothing is found, nothing is thrown', () => {
  for (const text of ['', '# 제목\n본문', '```\n', '| a |\n|---|', '- ', '약 %']) {
    expect(verify(text, 'report.md')).toEqual({
      findings: [],
      understood: 0,
      compared: 0,
      unattributed: 0,
      leftOut: undefined,
      runs: 0,
    });
  }
});
