import { vitalMetric, type WebVital, webVitals } from '../analyse/web-vitals.ts';
import type { Run } from '../model/run.ts';
import * as format from '../text/format.ts';
import { code } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';

/** A web vital as text; figures that the output does not tell are `-`. */
export interface VitalRow {
  /** `LCP`, with what it is and its metric. */
  name: string;
  count: string;
  med: string;
  p75: string;
  p95: string;
  max: string;
  /** Limit of a good p75, and how the measured one is rated. */
  good: string;
  rating: string;
}

const NOTHING = '-';

function rowOf(vital: WebVital, words: ReportWords): VitalRow {
  const text = vital.isTime ? format.duration : format.figure;
  const shown = (value: number | undefined) => (value === undefined ? NOTHING : text(value));
  return {
    name: words.vital(vital.id, code(vitalMetric(vital.id))),
    count: vital.count === undefined ? NOTHING : format.count(vital.count),
    ...{ med: shown(vital.med), p75: shown(vital.p75), p95: shown(vital.p95), max: shown(vital.max) },
    good: text(vital.good),
    rating: vital.rating === undefined ? NOTHING : words.vitalRatings[vital.rating],
  };
}

/** The web vitals of a run; empty where nothing measured any. */
export const vitalRows = (run: Run, words: ReportWords): VitalRow[] =>
  webVitals(run).map((vital) => rowOf(vital, words));

/** Whether any of them has a count, and a p75, which is what is rated. */
export function vitalsKnown(run: Run): { count: boolean; p75: boolean } {
  const vitals = webVitals(run);
  return {
    count: vitals.some(({ count }) => count !== undefined),
    p75: vitals.some(({ p75 }) => p75 !== undefined),
  };
}
