import { describe, expect, test } from 'vitest';
import { analysedReference, foreignRun, referenceRun, referenceSummary } from '../../testing/reference-runs.ts';
import { analyse } from '../analyse/analyse.ts';
import type { Responses } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { lineText } from '../text/line.ts';
import type { Language } from '../words/language.ts';
import { runResult } from './run-result.ts';

const told = (run: Parameters<typeof runResult>[0], language: Language = 'ko') =>
  runResult(run, language).map(lineText);

/** The run with so many answers of a status, all failures. */
function failing(run: Run, status: number, count: number): Run {
  const { total } = run.measured;
  const requests = total.requests ?? 0;
  const answers: Responses[] = [
    { scenario: undefined, name: undefined, expected: false, errorCode: undefined, status, count },
  ];
  return {
    ...run,
    measured: {
      ...run.measured,
      total: { ...total, failedRequests: count, failedRatio: count / requests },
      responses: answers,
    },
  };
}

describe('what a run came to', () => {
  test('missed: how many times its goal, and what of the plan ran', () => {
    expect([
      told(analysedReference('place-order')),
      told(analysedReference('place-order'), 'en'),
    ]).toMatchInlineSnapshot(`
      [
        [
          "  목표 미달 · p95 20.0초 (목표 ≤ 3초의 6.7배) · 처리량 174 (포화로 보임)",
          "  점진 부하 실행됨 · 피크 부하 2.2%만 실행",
        ],
        [
          "  Missed its goals · p95 20.0s (6.7× the goal of ≤ 3s) · throughput 174 (seems saturated)",
          "  Gradual load ran · Peak load only 2.2% ran",
        ],
      ]
    `);
  });

  test('met what ran', () => {
    expect([
      told(analysedReference('get-product')),
      told(analysedReference('get-product'), 'en'),
    ]).toMatchInlineSnapshot(`
      [
        [
          "  조건부 통과 · p95 684ms (목표 ≤ 1초) · 처리량 1,786 (보낸 만큼)",
          "  점진 부하 실행됨 · 피크 부하 16.0%만 실행",
        ],
        [
          "  Conditional pass · p95 684ms (goal ≤ 1s) · throughput 1,786 (all sent)",
          "  Gradual load ran · Peak load only 16.0% ran",
        ],
      ]
    `);
  });

  test('no plan is known', () => {
    const run = foreignRun(referenceSummary('get-balance'));
    expect([told(run), told(run, 'en')]).toMatchInlineSnapshot(`
      [
        [
          "  조건부 통과 (반복 168,879회를 시작하지 못함, 계획의 최대 8.7%만 실행), 계획 없음 · p95 721ms (목표 ≤ 1초) · 처리량 998 (보낸 만큼)",
        ],
        [
          "  Conditional pass (168,879 iterations never started, at most 8.7% of the plan ran), no plan known · p95 721ms (goal ≤ 1s) · throughput 998 (all sent)",
        ],
      ]
    `);
  });

  test('which answers failed; silent where none did', () => {
    const run = analyse(failing(referenceRun('get-product'), 401, 41));
    expect(told(run).join('\n')).toContain('상태 코드 401(41건)');
    expect(told(run, 'en').join('\n')).toContain('41× 401');
    expect(told(analysedReference('get-product')).join('\n')).not.toContain('에러율');
  });

  test('no measurement: why', () => {
    const run = analysedReference('get-product', { exit: { code: 107, meaning: 'script-exception' } });
    expect(told(run, 'en')[0]).toMatch(/^ {2}Invalid/);
    expect(told(run, 'en')[1]).toContain('107');
  });
});
