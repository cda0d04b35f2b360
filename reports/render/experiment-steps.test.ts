import { describe, expect, test } from 'vitest';
import { analysedReference } from '../../testing/reference-runs.ts';
import type { Experiment, ExperimentReason, Varied } from '../model/experiment.ts';
import { LANGUAGES } from '../words/language.ts';
import { experimentSteps } from './experiment-steps.ts';

const REASONS: Readonly<Record<ExperimentReason, true>> = {
  ...{ grew: true, flat: true, 'carried-more': true, 'not-saturated': true },
  ...{ spread: true, 'few-runs': true, 'invalid-run': true },
};

const run = analysedReference('recharge-balance');
const variant = (value: number) => ({
  ...{ value, runs: [run, run], perSec: undefined, p95Ms: undefined, saturatedRuns: 0 },
});

const experiment = (reason: ExperimentReason, varied: Varied = 'users'): Experiment => ({
  ...{ varied, variants: [variant(4), variant(40)], verdict: 'undecided', reason },
  ...{ gain: undefined, gainRange: undefined, allowedPerSec: undefined },
});

const commandOf = (reason: ExperimentReason, varied?: Varied) =>
  experimentSteps(experiment(reason, varied), 'ko')[0]?.command;

describe.each(LANGUAGES)('what an experiment advises is a whole command and what decides (%s)', (language) => {
  test.each(Object.keys(REASONS) as ExperimentReason[])('%s', (reason) => {
    for (const varied of ['users', 'vus'] as const) {
      const steps = experimentSteps(experiment(reason, varied), language);
      expect(steps).toHaveLength(1);
      expect(steps[0]?.command).toMatch(/^npx buha (?:experiment|run) recharge-balance /);
      expect(steps[0]?.what).toContain(`: \`${steps[0]?.command}\``);
      expect([steps[0]?.task, steps[0]?.criterion].join()).not.toMatch(/undefined|…|NaN/);
    }
  });
});

test('the same experiment goes on from what is lacking', () => {
  expect(commandOf('spread')).toContain('--vary users=4,40 --users users.csv');
  expect(commandOf('spread')).toContain('--repeat 4');
  expect(commandOf('few-runs')).not.toContain('--repeat');
  expect(commandOf('not-saturated')).toContain('--scale 2');
  // Users were enough, so there are more of them.
  expect(commandOf('grew', 'vus')).toContain('--vary vus=40,80');
});

test('the built-in shop is mended by its own option', () => {
  const ofShop = analysedReference('recharge-balance', { target: { shop: { lock: 'distributed' } } });
  const variants = experiment('grew').variants.map((one) => ({ ...one, runs: [ofShop] }));
  const [step] = experimentSteps({ ...experiment('grew'), variants }, 'ko');
  expect(step?.command).toBe(
    'npx buha experiment recharge-balance --vary users=4,40 --profile load-only --shop-lock none',
  );
});

test('an experiment without a run advises nothing', () => {
  expect(experimentSteps({ ...experiment('few-runs'), variants: [] }, 'ko')).toStrictEqual([]);
});
