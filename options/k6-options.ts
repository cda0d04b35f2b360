import { APIS, type Api, type ApiId, thinkTimeMs } from './apis.ts';
import { type LoadScenarios, type LoadSettings, loadScenarios } from './profiles.ts';
import { thresholds } from './service-levels.ts';

/** Quantiles and counts that k6 puts into its summary; p(99) and count are not among k6's defaults. */
export const TREND_STATS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)', 'count'] as const;

/** The options of a script that buha wires: load, thresholds, tags and trend statistics. */
export interface K6Options {
  scenarios: LoadScenarios;
  thresholds: Record<string, string[]>;
  tags: Record<string, string>;
  summaryTrendStats: string[];
  discardResponseBodies: boolean;
}

/** Options for one API, or for a flow (`run` names it) over several APIs: its think time is the sum of theirs. */
export function k6Options(run: string, apis: readonly ApiId[], settings: LoadSettings): K6Options {
  const thinkMs = apis.reduce((sum, id) => sum + thinkTimeMs(APIS[id] as Api), 0);
  const scenarios = loadScenarios(settings, thinkMs);
  return {
    scenarios,
    thresholds: thresholds(apis.length === 1 ? apis[0] : undefined, Object.keys(scenarios)),
    tags: { api: run },
    summaryTrendStats: [...TREND_STATS],
    // Checks read the status only, and a body costs memory for every virtual user.
    discardResponseBodies: true,
  };
}
