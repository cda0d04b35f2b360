import { expect, test } from 'vitest';
import type { K6Said } from '../model/k6-said.ts';
import { k6SaidText } from './k6-said.ts';
import { LANGUAGES } from './language.ts';

const REFUSED: K6Said = { kind: 'no-answer', method: 'GET', address: 'http://127.0.0.1:1/orders', reason: 'refused' };
const BUSY: K6Said = { kind: 'vus-busy', vus: 1500, scenario: 'peak_test' };

const SAID: readonly K6Said[] = [
  ...[BUSY, { ...BUSY, scenario: undefined }, { kind: 'none-finished' } as const],
  { kind: 'many-series', series: 100_001 },
  ...(['refused', 'unknown-host', 'timeout', 'closed', 'certificate', 'unreachable'] as const).map((reason) => ({
    ...REFUSED,
    reason,
  })),
];

test('each is told in both languages, and no two alike', () => {
  for (const language of LANGUAGES) {
    const texts = SAID.map((said) => k6SaidText(said, language));
    expect(new Set(texts).size).toBe(SAID.length);
    for (const text of texts) {
      expect([text, /[가-힣]/.test(text)]).toStrictEqual([text, language === 'ko']);
      expect(text).not.toMatch(/undefined|NaN/);
    }
  }
});

test('with its figures', () => {
  expect(
    [BUSY, REFUSED].flatMap((said) => LANGUAGES.map((language) => k6SaidText(said, language))),
  ).toMatchInlineSnapshot(`
    [
      "peak_test: VU 1,500개가 모두 사용 중이고 더 늘릴 수 없어, 시작하지 못하는 반복은 버려집니다.",
      "peak_test: all 1,500 VUs are busy and there can be no more, so iterations that cannot start are dropped.",
      "응답을 받지 못한 요청이 있습니다(연결이 거부됨): GET http://127.0.0.1:1/orders",
      "Some requests got no answer (connection refused): GET http://127.0.0.1:1/orders",
    ]
  `);
});
