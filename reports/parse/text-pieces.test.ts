import { describe, expect, test } from 'vitest';
import { fenced, type ShownRun, summaryParts, summaryText } from '../../testing/k6-documents.ts';
import { faultOf, NONE, ofText } from '../../testing/k6-text.ts';
import { parseText } from './text.ts';

const RUN: ShownRun = { requests: 4120, p95: 22.16 };
const OTHER: ShownRun = { requests: 2000, p95: 412.7, failed: 30 };
const whole = summaryText(RUN);
const { checks, http, execution } = summaryParts(RUN);
const block = (lines: readonly string[]) => fenced(lines.map((line) => line.trim()).join('\n'));

const requestsOf = (text: string) => parseText(text, 'a.md').map(({ measured }) => measured.total.requests);

describe('one run, however often its figures are shown', () => {
  const document = (...parts: readonly string[]) => ['# 재고 API 시험', ...parts].join('\n\n');

  test.each<[string, string]>([
    ['sections of it, each explained', document(fenced(whole), '## 요청', block(http), '## 반복', block(execution))],
    ['some lines first', document('요약', block(http.slice(0, 2)), '전체', fenced(whole))],
    ['a line in a block', document(fenced(whole), 'http_req_duration 줄을 보면', block(http.slice(0, 1)), '빠릅니다.')],
    ['a quote', document(fenced(whole), http.map((line) => `> ${line.trim()}`).join('\n'))],
    ['code within a sentence', document(fenced(whole), `여기서 \`${http[0]?.trim()}\` 이 중요합니다.`)],
    ['the same block again', document(fenced(whole), '## 부록', fenced(whole))],
    ['without blocks', document(whole, '요청만 다시 보면', http.join('\n'), '이다.')],
    ['fewer statistics', document(fenced(whole), fenced(`http_req_duration...: avg=9.61ms p(95)=22.16ms\n${http[2]}`))],
  ])('%s', (_how, text) => {
    expect(requestsOf(text)).toEqual([4120]);
    expect(ofText(text)).toStrictEqual(ofText(whole));
  });

  test('shown in sections only, with words in between', () => {
    const text = document('## 체크', block(checks), '## 요청', block(http), '## 반복', block(execution));
    expect(ofText(text).total).toMatchObject({ requests: 4120, iterations: 4120, checksPassed: 4120 });
    const lines = document(...[...http, ...execution].map((line) => `${block([line])}\n\n는 다음을 뜻합니다.`));
    expect(ofText(lines).total).toMatchObject({ requests: 4120, iterations: 4120, durationMs: { p95: 22.16 } });
  });

  test('a threshold that only an excerpt shows as crossed stays crossed', () => {
    const marked = ['     ✗ http_req_duration..............: avg=9.61ms p(95)=22.16ms', http[2] ?? ''];
    const text = document(fenced(whole), block(marked));
    expect(ofText(text).thresholds).toMatchObject([{ metric: 'http_req_duration', passed: false }]);
    const listed = ['█ THRESHOLDS', 'http_req_duration', "✗ 'p(95)<20' p(95)=22.16ms", '', '█ TOTAL RESULTS', ...http];
    expect(ofText(document(block(listed), block(marked))).thresholds).toMatchObject([
      { metric: 'http_req_duration', expression: 'p(95)<20', passed: false },
    ]);
  });
});

describe('runs with other figures stay apart', () => {
  const other = summaryParts(OTHER);

  test('also where each is shown in sections, and lines of the first are quoted below the second', () => {
    const text = [
      '## 잔액',
      ...[http, execution].map(block),
      '## 충전',
      ...[other.http, other.execution].map(block),
      '## 정리',
      '잔액은',
      block(http.slice(0, 2)),
    ].join('\n\n');
    const outputs = parseText(text, 'a.md');
    expect(outputs.map(({ measured: { total } }) => [total.requests, total.iterations])).toEqual([
      [4120, 4120],
      [2000, 2000],
    ]);
  });

  test('whatever little differs', () => {
    const near = whole.replace('p(95)=22.16ms', 'p(95)=22.19ms');
    expect(requestsOf([fenced(whole), fenced(near)].join('\n\n'))).toEqual([4120, 4120]);
  });

  test('a run of another length does not fill in what an excerpt lacks', () => {
    const longer = summaryParts({ ...OTHER, seconds: 60 });
    expect(requestsOf([block(http), block(longer.execution)].join('\n\n'))).toEqual([4120, undefined]);
  });
});

test('single lines of blocks that contradict each other are no run', () => {
  const line = (p95: string) => fenced(`http_req_duration....: avg=9.61ms p(95)=${p95}`);
  expect(faultOf(`개선 전\n${line('412ms')}\n개선 후\n${line('22ms')}`)).toStrictEqual(NONE);
});

describe('thresholds in a block of their own', () => {
  const goals = (figure: string) => `  █ THRESHOLDS\n\n    http_req_duration\n    ✗ 'p(95)<3' p(95)=${figure}\n`;
  const figures = (p95: string) =>
    `    HTTP\n    http_req_duration....: avg=6ms p(95)=${p95}\n    http_reqs............: 337 55.150265/s\n`;
  const block = (text: string) => `\`\`\`\n${text}\`\`\`\n`;
  test.each([
    ['before', `${block(goals('15.1ms'))}\n## HTTP\n${block(figures('15.1ms'))}`],
    ['behind', `${block(figures('15.1ms'))}\n## 목표\n${block(goals('15.1ms'))}`],
  ])('%s the figures are of one run with them', (_where, text) =>
    expect(parseText(text, 'a.md').map(({ measured }) => measured.thresholds)).toMatchObject([
      [{ metric: 'http_req_duration', expression: 'p(95)<3', passed: false }],
    ]),
  );
  test('with other figures they are of a run that was cut off: its goals are named, and are not the other run’s', () => {
    const [run, ...others] = parseText(`## A\n${block(figures('15.1ms'))}\n## B\n${block(goals('45.1ms'))}`, 'a.md');
    expect(others).toEqual([]);
    expect(run?.measured.thresholds).toEqual([]);
    expect(run?.unread).toMatchObject([{ text: '✗ http_req_duration p(95)<3', isGoal: true }]);
  });
});
