import { type Apis, thinkTimeMs } from './apis.ts';
import type { EnvironmentRecord } from './environment.ts';
import type { LoadScenarios, Loads } from './loads.ts';
import { type LoadSettings, loadScenarios, readLoadSettings } from './profiles.ts';
import { serviceLevel, thresholds } from './service-levels.ts';

/** The options of a script that buha wires: load, thresholds, tags and trend statistics. */
export interface K6Options {
  scenarios: LoadScenarios;
  thresholds: Record<string, string[]>;
  tags: Record<string, string>;
  summaryTrendStats: string[];
  discardResponseBodies: boolean;
  /** k6 leaves this alone and `k6 inspect` prints it: which APIs one iteration calls, once each. */
  ext: { buha: { apis: string[] } };
}

/** Options for one API, or for a flow (`run` names it) over several APIs: its think time is the sum of theirs. */
export function k6Options(run: string, apis: Apis, settings: LoadSettings, loads: Loads): K6Options {
  const entries = Object.entries(apis);
  const scenarios = loadScenarios(
    settings,
    entries.reduce((sum, [, api]) => sum + thinkTimeMs(api), 0),
    loads,
  );
  // The percentiles of a flow mix its steps, so no service level holds for it.
  const only = entries.length === 1 ? entries[0] : undefined;
  return {
    scenarios,
    thresholds: thresholds(only && serviceLevel(loads.serviceLevels, ...only), Object.keys(scenarios)),
    tags: { api: run },
    // p(99), p(99.9) and count are not among k6's defaults.
    summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)', 'count'],
    // Checks read the status only, and a body costs memory for every virtual user.
    discardResponseBodies: true,
    ext: { buha: { apis: entries.map(([id]) => id) } },
  };
}

/** The load that the environment asks for; by default the project's profile as it is. */
export function readLoad(env: EnvironmentRecord, loads: Loads): LoadSettings {
  const { BUHA_PROFILE: profile, BUHA_SCALE: scale, BUHA_DURATION_SCALE: durationScale } = env;
  return readLoadSettings({ profile, scale, durationScale }, loads);
}

/** What a script exports as its options, from the environment in which it runs. */
export function makeOptions(run: string, apis: Apis, env: EnvironmentRecord, loads: Loads): K6Options {
  return k6Options(run, apis, readLoad(env, loads), loads);
}
