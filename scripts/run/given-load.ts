import { BuhaError } from '../../reports/model/error.ts';
import { durationMs } from '../../reports/parse/duration.ts';
import type { GivenLoad } from '../../reports/parse/given-load.ts';

export type { GivenLoad };

/** Flags of `k6 run` that shape a load. */
export const LOAD_FLAGS = ['vus', 'duration', 'iterations', 'stage', 'rps'] as const;
export type LoadFlag = (typeof LOAD_FLAGS)[number];

/** Their names as variables. */
export const LOAD_VARIABLES: Readonly<Record<string, LoadFlag>> = {
  K6_VUS: 'vus',
  K6_DURATION: 'duration',
  K6_ITERATIONS: 'iterations',
  K6_STAGES: 'stage',
  K6_RPS: 'rps',
};

/** k6 wants a unit where a script may leave it out. */
const isDuration = (text: string) => /[a-zµμ]/.test(text) && durationMs(text) !== undefined;

/**
 * A load in the words of the user: for each flag its values, of which the last counts, and all stages. `shown` names a
 * flag as the user did. Throws `setting` for what k6 would not take.
 */
export function givenLoad(
  given: Readonly<Partial<Record<LoadFlag, readonly string[]>>>,
  shown: (flag: LoadFlag) => string,
): GivenLoad {
  const refuse = (flag: LoadFlag, value: string, allowed: string) =>
    new BuhaError('setting', { field: shown(flag), value, allowed });
  const whole = (flag: LoadFlag) => {
    const text = given[flag]?.at(-1);
    if (text !== undefined && !/^\d+$/.test(text)) throw refuse(flag, text, '1, 2, 3, …');
    return text === undefined ? undefined : Number(text);
  };
  const duration = given.duration?.at(-1);
  if (duration !== undefined && !isDuration(duration)) throw refuse('duration', duration, '30s, 1m30s, …');
  const stages = given.stage
    ?.flatMap((text) => text.split(','))
    .map((text) => {
      const [, length = '', target] = text.match(/^([^:]+):(\d+)$/) ?? [];
      if (target === undefined || !isDuration(length)) throw refuse('stage', text, '30s:10');
      return { duration: length, target: Number(target) };
    });
  const [vus, iterations, rps] = [whole('vus'), whole('iterations'), whole('rps')];
  return {
    ...(vus !== undefined && { vus }),
    ...(duration !== undefined && { duration }),
    ...(iterations !== undefined && { iterations }),
    ...(stages !== undefined && { stages }),
    ...(rps !== undefined && { rps }),
  };
}

/** A load as the variables of k6 that say it. */
export function loadVariables({ vus, duration, iterations, stages, rps }: GivenLoad): Record<string, string> {
  return {
    ...(vus !== undefined && { K6_VUS: String(vus) }),
    ...(duration !== undefined && { K6_DURATION: duration }),
    ...(iterations !== undefined && { K6_ITERATIONS: String(iterations) }),
    ...(stages !== undefined && { K6_STAGES: stages.map((one) => `${one.duration}:${one.target}`).join(',') }),
    ...(rps !== undefined && { K6_RPS: String(rps) }),
  };
}

/** The load in the environment. Throws `setting` for what k6 would not take. */
export function loadIn(env: Readonly<Record<string, string | undefined>>): GivenLoad {
  const given = Object.entries(LOAD_VARIABLES).flatMap(([name, flag]) => (env[name] ? [[flag, [env[name]]]] : []));
  const shown = (flag: LoadFlag) => Object.keys(LOAD_VARIABLES).find((name) => LOAD_VARIABLES[name] === flag) ?? flag;
  return givenLoad(Object.fromEntries(given), shown);
}
