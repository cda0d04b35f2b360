import { describe, expect, test } from 'vitest';
import { exportedJson, fenced, summaryText } from '../../testing/k6-documents.ts';
import { assembleRuns } from '../assemble/assemble.ts';
import { parseText } from './text.ts';

const a = fenced(summaryText({ requests: 4120, p95: 22.16 }));
const b = fenced(summaryText({ requests: 2000, p95: 412.7 }));
const c = fenced(JSON.stringify(exportedJson({ requests: 777, p95: 50 }), null, 2), 'json');

const namesOf = (...parts: readonly string[]) =>
  assembleRuns(parseText(parts.join('\n\n'), 'docs/report.md'), {}).map(({ name }) => name);

describe('runs of a document are called what their headings say', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['one heading each', ['# 시험', '## 1.1 잔액 조회', a, '## 1.2 충전', b], ['잔액 조회', '충전']],
    ['JSON too', ['## 잔액', a, '## 충전', b, '## 주문', c], ['잔액', '충전', '주문']],
    [
      'nested',
      ['# 시험', '## 잔액', '### 100 VU', a, '### 500 VU', b, '## 충전', '### 100 VU', c],
      ['잔액 › 100 VU', '잔액 › 500 VU', '충전 › 100 VU'],
    ],
    ['a heading that all have says nothing', ['## 잔액', '### 결과', a, '## 충전', '### 결과', b], ['잔액', '충전']],
    ['equal ones are told apart by their lines', ['## 결과', a, '## 결과', b], ['결과:4', '결과:25']],
    ['underlined', ['시험\n====', a, '충전\n----', b], ['시험', '충전']],
    ['HTML', ['<h2>잔액</h2>', a, '<h2 id="x">충전</h2>', b], ['잔액', '충전']],
    ['lines in bold', ['## 결과', '**개선 전**', a, '**개선 후:**', b], ['개선 전', '개선 후']],
    [
      'folds',
      ['<details><summary>100 VU</summary>', a, '</details>', '<details>\n<summary>500 VU</summary>', b],
      ['100 VU', '500 VU'],
    ],
    ['the line above a block', ['## 결과', '개선 전:', a, '- 개선 후', b], ['개선 전', '개선 후']],
    ['emphasis and links', ['## **[잔액](#a)** `GET`', a, '## 충전 {#b}', b], ['잔액 GET', '충전']],
  ])('%s', (_how, parts, names) => expect(namesOf(...parts)).toEqual(names));

  test('not what a sentence above a block says, and not a comment within it', () => {
    expect(namesOf('결과는 다음과 같습니다.', a, '더 느린 것은 아래와 같다.', b)).toEqual(['report:4', 'report:25']);
    expect(namesOf('## 잔액', a.replace('TOTAL RESULTS', '# 충전'), '## 주문', b)).toEqual(['잔액', '주문']);
  });

  test('the only run of a document is called by its file', () => {
    expect(namesOf('# 시험', '## 잔액', a)).toEqual(['report']);
  });

  test('front matter is no heading', () => {
    const text = ['---\ntitle: 시험\n---', '## 잔액', a, '## 충전', b].join('\n\n');
    expect(assembleRuns(parseText(text, 'x.md'), {}).map(({ name }) => name)).toEqual(['잔액', '충전']);
  });
});

test('two forms of one run below one heading are one run, below two with other counts they are two', () => {
  const run = { requests: 4120, p95: 22.16 };
  const json = (requests: number) => fenced(JSON.stringify(exportedJson({ ...run, requests }), null, 2), 'json');
  expect(namesOf('## 잔액', a, json(4120), '## 충전', b)).toEqual(['잔액', '충전']);
  expect(namesOf('## 개선 전', a, '## 개선 후', json(9000))).toEqual(['개선 전', '개선 후']);
});
