import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { profileNames } from '../../options/profiles.ts';
import { API_IDS, PROJECT } from '../../testing/own-project.ts';
import { AMPLE, planOf } from '../../testing/reference-plans.ts';
import { flowing } from '../../testing/screen.ts';
import { businessLoad, businessOptions } from '../analyse/business-load.ts';
import { expectedIteration, forecastLoad } from '../analyse/load-forecast.ts';
import { planWarnings } from '../analyse/plan-warnings.ts';
import type { PlanWarning, ScriptPlan } from '../model/forecast.ts';
import type { PlannedScenario } from '../model/plan.ts';
import { width } from '../text/width.ts';
import { LANGUAGES } from '../words/language.ts';
import { planWarningText, planWords } from '../words/plan.ts';
import { businessOptionsText, businessText } from './business-text.ts';
import { planText, warningTexts } from './plan-text.ts';

const golden = (name: string) => fileURLToPath(new URL(`../../fixtures/golden/${name}`, import.meta.url));

const textOf = (plans: readonly ScriptPlan[], language: 'ko' | 'en') =>
  planText(plans, planWords(language).profile('seed', 1, 1), AMPLE, language);

// `npx vitest -u` rewrites the golden files; read the difference before committing it.
describe.each(LANGUAGES)('the plan (%s)', (language) => {
  test('of seed, for one API, is the golden one, to the letter', async () => {
    const text = textOf([planOf('get-balance')], language);
    await expect(text).toMatchFileSnapshot(golden(`plan-seed.${language}.txt`));
  });

  test('of seed, for all four, is the golden one', async () => {
    const plans = API_IDS.map((api) => planOf(api));
    await expect(textOf(plans, language)).toMatchFileSnapshot(golden(`plan-seed-all.${language}.txt`));
  });

  test('from business figures is the golden one', async () => {
    const iteration = expectedIteration({ thinkMs: 1000, requests: 1 }, 200);
    const { iterationMs } = iteration;
    const load = businessLoad({
      ...{ dau: 100_000, requestsPerUser: 12, peakShare: 0.2, iterationMs, requestsPerIteration: 1 },
    });
    const text = `${businessText(load, language)}\n${businessOptionsText(businessOptions(load), language)}`;
    await expect(text).toMatchFileSnapshot(golden(`plan-business.${language}.txt`));
  });

  test.each(profileNames(PROJECT))('tables and drawings of %s fit into 80 columns', (profile) => {
    for (const plans of [[planOf('get-balance', profile)], API_IDS.map((api) => planOf(api, profile))]) {
      const lines = textOf(plans, language).split('\n');
      // Sentences may be longer: a terminal breaks them, and a search finds them whole.
      const tables = lines.filter((line) => / {2}\S/.test(line.trimStart()) || /[┤└]/.test(line));
      expect(tables.length).toBeGreaterThan(10);
      expect(tables.filter((line) => width(line) > 80)).toStrictEqual([]);
    }
  });
});

test('the seed profile and an instant server: what the issue says, with its figures', () => {
  expect(warningTexts([planOf('get-balance')], 'ko')[0]).toBe(
    'peak_test: 서버가 즉시 응답해도 초당 최대 약 250회(목표의 5%), 계획의 9.3%까지만 실행할 수 있습니다. maxVUs를 10,000 이상으로 늘리십시오.',
  );
  expect(warningTexts([planOf('get-balance')], 'en')[0]).toBe(
    'peak_test: even if the server answered at once, at most about 250 iterations per second (5% of the goal) and 9.3% of the plan could run. Raise maxVUs to 10,000 or more.',
  );
});

test('a warning that all scripts share names none; one of some of them names those', () => {
  const texts = warningTexts(
    API_IDS.map((api) => planOf(api)),
    'en',
  );
  expect(texts.map((text) => text.match(/^\[(.*?)\]/)?.[1])).toStrictEqual([
    'Balance inquiry',
    'Balance inquiry',
    'Balance recharge, Order, Product inquiry',
    'Balance recharge, Order, Product inquiry',
  ]);
  const same = warningTexts([planOf('get-product'), planOf('place-order')], 'en');
  expect(same).toHaveLength(2);
  expect(same.every((text) => text.startsWith('peak_test:'))).toBe(true);
});

const counted: PlannedScenario = {
  name: 'counted',
  executor: 'shared-iterations',
  model: 'iterations',
  startMs: 0,
  durationMs: 30_000,
  iterations: 1000,
  vus: 3,
};

const plain = (planned: readonly PlannedScenario[]): ScriptPlan => {
  const forecast = forecastLoad(planned, undefined);
  return {
    name: 'own',
    title: { ko: 'own', en: 'own' },
    forecast,
    warnings: planWarnings(forecast, undefined, AMPLE),
  };
};

describe.each(LANGUAGES)('a script of whose iterations nobody knows (%s)', (language) => {
  test('says how to tell their length, and how short they would have to be', () => {
    const { forecast } = planOf('get-balance');
    const text = planText([plain(forecast.scenarios.map(({ plan }) => plan))], undefined, AMPLE, language);
    expect(text).toContain('--iteration-time 1.2s');
    // 500 VUs for 5 000/s.
    expect(flowing(text)).toMatch(/peak_test: .*500.*5,000.*100ms/);
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
  });

  test('says once that nothing was judged', () => {
    const text = planText([plain([counted])], undefined, AMPLE, language);
    expect(flowing(text).match(/판단하지|judged/g)).toHaveLength(1);
  });

  test('a number of iterations has no drawing', () => {
    const text = planText([plain([counted])], undefined, AMPLE, language);
    expect(text).not.toMatch(/[┤└]/);
    expect(text).toContain('1,000');
    // What k6 gives it at most is no length.
    expect(text).toMatch(/· (?:최대|at most) 30s ·/);
  });
});

test('names cannot move the cursor', () => {
  const text = planText([plain([{ ...counted, name: 'a\u001b[2Jb' }])], undefined, AMPLE, 'en');
  expect(text).not.toContain('\u001b');
});

/** One of each kind, and of each way in which it is said. */
const WARNINGS: { [Id in PlanWarning['id']]: readonly Extract<PlanWarning, { id: Id }>[] } = {
  'options-ignored': [
    { id: 'options-ignored', executor: 'constant-vus', unknown: [], ran: ['ramping-vus'] },
    { id: 'options-ignored', executor: undefined, unknown: ['vusMax'], ran: ['ramping-vus'] },
    { id: 'options-ignored', executor: 'constant-vus', unknown: ['vusMax', 'rate'], ran: ['ramping-vus'] },
  ],
  'arrival-ceiling': [0, 200, undefined].map((latencyMs) => ({
    ...({ id: 'arrival-ceiling', scenario: 'peak', maxVus: 500, ceilingPerSec: 250, peakRate: 5000 } as const),
    ...{ deliverableRatio: 0.093, vusNeeded: 10_000, latencyMs, iterationMs: 2000 },
  })),
  'time-limit': [{ id: 'time-limit', scenario: 'w', iterations: 1000, deliverable: 45, limitMs: 30_000, vus: 3 }],
  memory: [{ id: 'memory', neededBytes: 8e9, availableBytes: 4e9, vus: 30_000 }],
  'open-files': [{ id: 'open-files', needed: 3516, limit: 1024 }],
  ports: [{ id: 'ports', needed: 30_000, available: 28_232 }],
  cores: [{ id: 'cores', needed: 4.95, available: 2, requestsPerSec: 15_000 }],
  busy: [{ id: 'busy', busyRatio: 0.97 }],
  'slow-vu-start': [
    {
      id: 'slow-vu-start',
      scenario: 'p',
      preAllocatedVus: 200,
      maxVus: 500,
      added: 300,
      advisedVus: 500,
      isMost: true,
      growthPerSec: 800,
    },
    {
      id: 'slow-vu-start',
      scenario: 'p',
      preAllocatedVus: 200,
      maxVus: 900,
      added: 300,
      advisedVus: 500,
      isMost: false,
      growthPerSec: 0,
    },
  ],
};

describe.each(LANGUAGES)('warnings in %s', (language) => {
  test.each(Object.keys(WARNINGS) as PlanWarning['id'][])('%s: whole sentences, different facts differently', (id) => {
    const texts = WARNINGS[id].map((warning) => planWarningText(planWords(language), warning));
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) {
      expect(text).toMatch(/\.$/);
      expect(text).not.toMatch(/undefined|NaN|\[object|null|\$\{|\n/);
      expect(/[가-힣]/.test(text)).toBe(language === 'ko');
    }
  });
});
