import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../testing/own-project.ts';
import { analyse } from './analyse/analyse.ts';
import { planFits } from './analyse/plan-fit.ts';
import { assembleRuns, type KnownFacts, recordedRun } from './assemble/assemble.ts';
import type { Run } from './model/run.ts';
import { parseRunRecord } from './parse/run-record.ts';
import { parseSummaryJson } from './parse/summary-json.ts';
import { parseText } from './parse/text.ts';

const folder = new URL('../fixtures/runs/', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, folder), 'utf8');

const APIS = ['get-balance', 'recharge-balance', 'place-order', 'get-product'];

/** The text of the reference, with what somebody says of it. */
function reference(api: string, facts: KnownFacts): Run {
  const [run] = assembleRuns(parseText(textOf(`reference/${api}.txt`), `${api}.txt`), facts);
  if (!run) throw new Error(`no summary in ${api}.txt`);
  return run;
}

const profile = (name: string, scale = 1): KnownFacts => ({
  project: PROJECT,
  load: { profile: name, scale, durationScale: 1 },
});

/** What `k6 inspect` prints for a script without options. */
const UNSET = { paused: null, vus: null, duration: null, iterations: null, stages: null, scenarios: null };

/** Findings that rest on the plan. */
const PLANNED = new Set<string>([
  ...['load-not-delivered', 'arrival-ceiling', 'slow-vu-start'],
  ...['drain', 'mixed-scenarios', 'closed-model'],
]);

describe('the plan that ran', () => {
  test.each(APIS)('fits the text of the reference: %s', (api) => {
    const { findings, delivered } = analyse(reference(api, profile('seed')));
    expect(findings.map(({ id }) => id)).not.toContain('plan-mismatch');
    expect([findings.some(({ id }) => PLANNED.has(id)), delivered.length]).toStrictEqual([true, 2]);
  });

  test.each(readdirSync(new URL('seed-all/', folder)).filter((name) => !name.includes('.')))(
    'fits the recorded run: %s',
    (api) => {
      const file = `seed-all/${api}/summary.json`;
      const output = { file, line: 1, ...parseSummaryJson(JSON.parse(textOf(file)), file) };
      const record = parseRunRecord(textOf(`seed-all/${api}/run.json`), 'run.json');
      expect(planFits(recordedRun(record, [output], PROJECT))).toBe(true);
      expect(planFits({ ...recordedRun(record, [output], PROJECT), record: undefined })).toBe(true);
    },
  );
});

describe('another plan', () => {
  const wrong: readonly string[] = [
    ...(['smoke', 'load-only', 'stress', 'spike', 'soak'] as const),
    ...(['sequential', 'peak-only', 'peak-full'] as const),
  ];

  test.each(APIS.flatMap((api) => wrong.map((name) => [name, api] as const)))('%s is not that of %s', (name, api) => {
    const { findings, delivered, ceilings, verdict } = analyse(reference(api, profile(name)));
    expect(findings[0]).toMatchObject({
      id: 'plan-mismatch',
      severity: 'critical',
      figures: { source: 'profile', profile: name },
    });
    expect(findings.filter(({ id }) => PLANNED.has(id))).toStrictEqual([]);
    expect([delivered, ceilings, verdict.delivered]).toStrictEqual([[], [], undefined]);
  });

  test('with another scale is not that of the run', () => {
    expect([0.1, 0.5, 2].map((scale) => planFits(reference('get-balance', profile('seed', scale))))).toStrictEqual([
      false,
      false,
      false,
    ]);
  });

  test('of a single iteration, which options without any load stand for, is not that of the run', () => {
    const { findings } = analyse(reference('get-balance', { options: UNSET }));
    expect(findings[0]).toMatchObject({ id: 'plan-mismatch', figures: { source: 'options', profile: undefined } });
  });

  test('beside the record of a run: the output is of another one', () => {
    const record = parseRunRecord(textOf('seed-all/get-balance/run.json'), 'run.json');
    const outputs = parseText(textOf('reference/get-balance.txt'), 'out.txt');
    const smoke = { scenarios: { one: { executor: 'constant-vus', vus: 10, duration: '10s' } } };
    const { findings } = analyse(recordedRun({ ...record, options: smoke }, outputs, PROJECT));
    expect(findings[0]).toMatchObject({ id: 'plan-mismatch', figures: { source: 'record', profile: undefined } });
  });
});
