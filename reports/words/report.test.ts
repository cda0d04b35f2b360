import { describe, expect, test } from 'vitest';
import { loadScenarios, profileNames } from '../../options/profiles.ts';
import type { Criterion } from '../model/analysed.ts';
import { k6ExitMeaning } from '../model/k6-exit.ts';
import type { PlannedScenario } from '../model/plan.ts';
import { documentWords } from './document.ts';
import { LANGUAGES } from './language.ts';
import { reportWords } from './report.ts';

const ramps = [{ durationMs: 10_000, from: 0, to: 1000 }];
const common = { name: 's', startMs: 0, durationMs: 10_000 };
const PLANS: readonly PlannedScenario[] = [
  { ...common, executor: 'ramping-vus', model: 'closed', ramps },
  { ...common, executor: 'constant-vus', model: 'closed', ramps },
  { ...common, executor: 'ramping-arrival-rate', model: 'open', ramps, preAllocatedVus: 200, maxVus: 500 },
  { ...common, executor: 'constant-arrival-rate', model: 'open', ramps, preAllocatedVus: 200, maxVus: 500 },
  { ...common, executor: 'shared-iterations', model: 'iterations', iterations: 70, vus: 7 },
  { ...common, executor: 'per-vu-iterations', model: 'iterations', iterations: 70, vus: 7 },
];

const SLIP = /undefined|NaN|\[object|null|\$\{/;

describe.each(LANGUAGES)('%s', (language) => {
  const words = reportWords(language);

  test('every executor has an explanation of its own', () => {
    const texts = PLANS.map((plan) => words.executor(plan));
    expect(new Set(texts).size).toBe(6);
    for (const text of texts) expect(text).not.toMatch(SLIP);
  });

  test('every kind of API has its reason, every profile its purpose, every exit code its meaning', () => {
    const reasons = (['read', 'write'] as const).map((kind) => words.reason(kind));
    const purposes = profileNames().map((name) => words.profilePurpose(name) ?? '');
    expect([new Set(reasons).size, new Set(purposes).size]).toStrictEqual([reasons.length, purposes.length]);
    expect([...reasons, ...purposes].filter((text) => text.length < 10)).toStrictEqual([]);
    const codes = [0, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 255];
    expect(codes.filter((code) => k6ExitMeaning(code) === 'unknown')).toStrictEqual([]);
    expect(new Set(codes.map((code) => words.exit(code, undefined).replace(/^\d+/, ''))).size).toBe(codes.length);
    expect([words.exit(null, 'SIGKILL'), words.exit(null, undefined), words.exit(42, undefined)].join()).not.toMatch(
      SLIP,
    );
  });

  test('sentences with facts left out have no gap to show for it', () => {
    const criterion: Criterion = {
      metric: 'my_metric',
      expression: 'odd<',
      passed: false,
      statistic: undefined,
      comparison: undefined,
      limit: undefined,
      actual: undefined,
      kind: undefined,
      contains: 'default',
    };
    const texts = [
      words.interrupted(undefined, 60_000, undefined),
      words.interrupted(10_000, 0, undefined),
      words.exceptions(1, undefined),
      words.cpu({ k6Sec: '61.5s', machineShare: undefined }),
      words.criterion(criterion),
      words.criterion({ ...criterion, metric: 'http_req_duration' }),
      words.profilePurpose('of-somebody-else') ?? '',
    ];
    for (const text of texts) expect(text).not.toMatch(SLIP);
  });

  test('one and many are both said rightly', () => {
    // One goal is not "all 1 goals".
    const { goalsMet } = documentWords(language);
    expect([goalsMet(1, false), goalsMet(2, false)].join(' ')).not.toMatch(/\d|all/i);
    expect(goalsMet(3, false)).toMatch(/3개를 모두|All 3 goals/);
    expect(words.think(0, 0)).not.toMatch(/\d/);
    expect(
      [words.think(1000, 0), words.think(0, 1000), words.think(1000, 2000)].map((text) => text.match(/\d+m?s/g)),
    ).toStrictEqual([['1s'], ['1s'], ['1s', '2s']]);
  });
});

test('confidence is 확인 or 추정 in Korean', () => {
  expect(reportWords('ko').confidence).toStrictEqual({ measured: '[확인]', estimated: '[추정]' });
});

test('stages rise, fall and stay', () => {
  const [vus, , rate] = PLANS as [PlannedScenario, PlannedScenario, PlannedScenario];
  const say = (plan: PlannedScenario, from: number, to: number) =>
    reportWords('ko').stage(plan, { durationMs: 10_000, from, to }, 30_000);
  expect([say(vus, 0, 1000), say(vus, 3000, 3000), say(rate, 5000, 1000)]).toStrictEqual([
    '30s~40s: VU 0개에서 1,000개로 증가',
    '30s~40s: VU 3,000개 유지',
    '30s~40s: 초당 5,000회에서 초당 1,000회로 감소',
  ]);
});

test('what a profile says of its peak_test is what that plans: it comes to its highest rate twice', () => {
  for (const profile of profileNames().filter((name) => ['sequential', 'peak-only', 'peak-full'].includes(name))) {
    const rates = loadScenarios({ profile, scale: 1, durationScale: 1 }, 100).peak_test?.stages.map(
      ({ target }) => target,
    );
    expect(rates?.filter((rate) => rate === Math.max(...rates))).toHaveLength(2);
    expect(reportWords('en').profilePurpose(profile)).toContain('load that peaks twice');
    expect(reportWords('ko').profilePurpose(profile)).toContain('두 번 치솟는 부하');
  }
});
