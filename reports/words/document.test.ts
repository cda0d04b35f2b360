import { expect, test } from 'vitest';
import { cliWords } from './cli.ts';
import { documentWords } from './document.ts';

const [ko, en] = [documentWords('ko'), documentWords('en')];

test('a title that says by itself what it is does not hear it again', () => {
  expect([ko.title('체크아웃 부하 테스트'), ko.title('잔액 조회 API')]).toStrictEqual([
    '체크아웃 부하 테스트 결과 보고서',
    '부하 테스트 결과 보고서: 잔액 조회 API',
  ]);
  expect([en.title('Checkout load test'), en.title('Orders')]).toStrictEqual([
    'Checkout load test report',
    'Load test report: Orders',
  ]);
  const { running } = cliWords('ko');
  expect([running('체크아웃 부하 테스트', 1, 1), running('주문', 2, 3)]).toStrictEqual([
    '체크아웃 부하 테스트를 시작합니다.',
    '[2/3] 주문 부하 테스트를 시작합니다.',
  ]);
  // Nothing is left of a title that is no more than that.
  expect(running('부하 테스트', 1, 1)).toBe('부하 테스트를 시작합니다.');
});

test('verdicts of several runs stand behind their number', () => {
  const parts = [
    { verdict: 'Missed its goals', runs: 2 },
    { verdict: 'Conditional pass', runs: 1 },
  ];
  expect(en.tally(parts)).toBe('2 missed their goals, 1 passed conditionally');
});

test('what few users make of the figures is told of the kinds of requests that there were', () => {
  const picked = [{ keys: 4, keyKind: 'users', assumed: false }] as const;
  expect(ko.caveats.skewed(picked, new Set(['write']))).toMatch(/쓰기는/);
  expect(ko.caveats.skewed(picked, new Set(['write']))).not.toMatch(/조회/);
  expect(en.caveats.skewed(picked, new Set(['read']))).not.toMatch(/writes/);
  expect(ko.caveats.skewed(picked, new Set())).toMatch(/실제와 다르게/);
});

test('a brief document refers to no appendix', () => {
  const texts = [ko, en].flatMap((words) => [words.moreStages(5, true), words.caveats.more(2, true)]);
  expect(texts.filter((text) => /부록|appendix/i.test(text))).toStrictEqual([]);
  expect(ko.moreStages(5, false)).toContain('부록 A.1');
});
