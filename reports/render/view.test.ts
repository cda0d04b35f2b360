import { expect, test } from 'vitest';
import { TEMPLATES } from '../../testing/reference-report.ts';
import { analysedReference } from '../../testing/reference-runs.ts';
import { reportWords } from '../words/report.ts';
import { renderMarkdown } from './markdown.ts';
import { mark } from './page.ts';
import { reportView, titleOf } from './view.ts';

test('runs are viewed once in each language, whatever pictures, title and opinion a form adds', () => {
  const runs = [analysedReference('get-balance'), analysedReference('place-order')];
  const first = reportView(runs, { language: 'ko' });
  const pictures = { ofRun: mark };
  const second = reportView(runs, { language: 'ko', title: 'a | b', notes: ' x ', pictures });
  expect(second.loads).toBe(first.loads);
  expect(second.apis[1]?.result).toBe(first.apis[1]?.result);
  expect([first.title, first.notes, first.apis[1]?.pictures.time]).toEqual([
    ...['부하 테스트 결과 보고서: 잔액 조회 API, 상품 주문 API', undefined, ''],
  ]);
  expect([second.title, second.notes, second.apis[1]?.pictures.time]).toEqual([...['a \\| b', 'x', mark(1, 'time')]]);
  expect(reportView(runs, { language: 'en' }).loads).not.toBe(first.loads);
  expect(reportView([...runs], { language: 'ko' }).loads).not.toBe(first.loads);
});

test('a run of several files is no run of its first one, unless they name it', () => {
  const { name } = analysedReference('get-balance');
  const runner = { file: 'a.json', instanceId: undefined, rows: undefined, firstMs: undefined, ranSetup: false };
  const merge = {
    runners: [runner, runner, runner],
    testRun: undefined,
    from: 'summaries',
    thresholds: undefined,
  } as const;
  const titleIn = (language: 'ko' | 'en', testRun?: string) =>
    titleOf({ api: undefined, name, merge: { ...merge, testRun } }, reportWords(language), language);
  expect([titleIn('ko'), titleIn('en'), titleIn('ko', 'nightly')]).toEqual([
    ...['get-balance 외 2개', 'get-balance and 2 others', 'get-balance'],
  ]);
});

test('the shop stands over all where it was the target of all, else with its own run', () => {
  const target = { baseUrl: 'http://127.0.0.1:4321', shop: { lock: 'none' } };
  const onShop = analysedReference('get-balance', { target });
  const banner = reportWords('ko').shop('none');
  const all = reportView([onShop, analysedReference('place-order', { target })], { language: 'ko' });
  expect([all.shop, all.head.target, all.apis.map(({ shop }) => shop)]).toEqual([
    banner,
    '내장 모의 서버(**실제 시스템 아님**), 부하 발생기와 같은 장비',
    [undefined, undefined],
  ]);
  const others = (['place-order', 'get-product', 'recharge-balance'] as const).map((api) => analysedReference(api));
  const mixed = [onShop, ...others];
  expect(reportView(mixed, { language: 'ko' }).shop).toBeUndefined();
  const markdown = renderMarkdown(mixed, TEMPLATES.ko, { language: 'ko' });
  expect(markdown.split(`> ${banner}`)).toHaveLength(2);
  expect(markdown.split('### 3.2')[0]).toContain(`### 3.1 잔액 조회 API — 조건부 통과\n> ${banner}\n`);
});
