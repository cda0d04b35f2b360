import { vusNeededBy } from '../analyse/arrival-ceiling.ts';
import { found } from '../analyse/found.ts';
import { metricsInstead, sequentialScope } from '../analyse/judged-scope.ts';
import { isTestOfLevels } from '../analyse/scaling.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Laws } from '../model/laws.ts';
import * as format from '../text/format.ts';
import { code } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';

/** The operational laws of a run as text; the appendix of the report has their formulas. */
export interface LawsView {
  /** Whether the system was saturated: elsewhere they tell how idle it was, and nothing of a limit. */
  saturated: boolean;
  think: string;
  /** False where neither the catalogue nor the figures tell the think time. */
  thinkKnown: boolean;
  thinkEstimated: boolean;
  inFlight: string;
  activeVus: string;
  effectiveLanes: string;
  waiting: string;
  stretch: string;
  keys: string;
  /** Undefined for reads, which take no lock. */
  serialPerSec: string | undefined;
  perLane: string | undefined;
  /** More was served than that, so a key is not held for the whole of the shortest response. */
  serialExceeded: boolean;
  ceilings: { name: string; ceiling: string; peak: string; reachable: string; vusNeeded: string }[];
}

/** Undefined where the output has too little for any of them. */
export function lawsView(run: AnalysedRun, words: ReportWords): LawsView | undefined {
  const { laws, ceilings } = run;
  const shown = (value: number | undefined, text: (value: number) => string) =>
    value === undefined ? words.unknown : text(value);
  const { inFlight, activeVus, stretch } = laws;
  if (inFlight === undefined && activeVus === undefined && stretch === undefined) return undefined;
  // How many users were at work says nothing by itself where nobody knows what they waited for.
  if (metricsInstead(run).length > 0 && (inFlight ?? stretch) === undefined && ceilings.length === 0) return undefined;
  const optional = (value: Laws['serialPerSec'], text: (value: number) => string) =>
    value === undefined ? undefined : text(value);
  const ofScenario = laws.scenario === undefined ? '' : ` (${code(laws.scenario)})`;
  const isOfOne = found(run, 'server-saturated')?.figures.only !== undefined;
  // Less than one at a time is none, and of requests that waited and others that did not it is of neither.
  const lanes = isOfOne || (laws.effectiveLanes ?? 0) < 1 ? undefined : laws.effectiveLanes;
  return {
    // Means over several levels are those of none: what was found tells those of its levels.
    saturated: found(run, 'server-saturated') !== undefined && !isTestOfLevels(run),
    // What the catalogue sets holds for all of its scenarios.
    think: `${shown(laws.thinkMs, format.duration)}${laws.thinkEstimated ? ofScenario : ''}`,
    thinkKnown: laws.thinkMs !== undefined,
    thinkEstimated: laws.thinkEstimated,
    inFlight: shown(inFlight, format.rate),
    activeVus: shown(activeVus, format.rate),
    effectiveLanes: shown(lanes, format.decimals),
    waiting: shown(laws.waitingRatio, format.share),
    stretch: `${shown(stretch, format.decimals)}${ofScenario}`,
    keys: shown(laws.keys, format.count),
    serialPerSec: optional(laws.serialPerSec, format.rate),
    serialExceeded: (sequentialScope(run).requestsPerSec ?? 0) > (laws.serialPerSec ?? Number.POSITIVE_INFINITY),
    perLane: optional(laws.msPerLane, format.duration),
    // Where the VUs suffice, how few would is nothing that a run that fell short should hear.
    ceilings: ceilings
      .filter(({ ceilingPerSec, peakRate }) => ceilingPerSec < peakRate)
      .map(({ plan, ceilingPerSec, peakRate, reachableRatio, ...needed }) => ({
        name: code(plan.name),
        ceiling: format.rate(ceilingPerSec),
        peak: format.level(peakRate),
        reachable: format.share(reachableRatio),
        vusNeeded: format.count(vusNeededBy(needed)),
      })),
  };
}
