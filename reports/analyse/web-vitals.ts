import type { Metric } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { isVitalTime, VITAL_IDS, type VitalId } from '../model/web-vital.ts';

interface Limits {
  /** Most that 75 of 100 page views may take to be good, and beyond which they are poor (web.dev, Web Vitals). */
  readonly good: number;
  readonly poor: number;
}

/** Times in ms. */
const VITALS: Readonly<Record<VitalId, Limits>> = {
  lcp: { good: 2500, poor: 4000 },
  inp: { good: 200, poor: 500 },
  cls: { good: 0.1, poor: 0.25 },
  fcp: { good: 1800, poor: 3000 },
  ttfb: { good: 800, poor: 1800 },
  fid: { good: 100, poor: 300 },
};

/** One web vital of a run: times in ms, `cls` a score. What the output does not tell is undefined. */
export interface WebVital {
  readonly id: VitalId;
  readonly isTime: boolean;
  readonly count: number | undefined;
  readonly med: number | undefined;
  readonly p75: number | undefined;
  readonly p95: number | undefined;
  readonly max: number | undefined;
  readonly good: number;
  /** Of p75; undefined without it. */
  readonly rating: 'good' | 'needs-improvement' | 'poor' | undefined;
}

export const vitalMetric = (id: VitalId): string => `browser_web_vital_${id}`;

/** k6 prints zeros for a metric without a sample that a threshold names; only layouts may shift by nothing. */
function isMeasured({ values }: Metric, isTime: boolean, others: boolean): boolean {
  if (values.count !== undefined) return values.count > 0;
  return Object.values(values).some((value) => value !== 0) || (!isTime && others);
}

function ratingOf(p75: number | undefined, { good, poor }: Limits): WebVital['rating'] {
  if (p75 === undefined) return undefined;
  if (p75 <= good) return 'good';
  return p75 <= poor ? 'needs-improvement' : 'poor';
}

/** The web vitals of a run of a browser, in a fixed order; empty where nothing measured any. */
export function webVitals({ measured: { metrics } }: Run): WebVital[] {
  const find = (id: VitalId) => metrics.find(({ name }) => name === vitalMetric(id));
  const others = VITAL_IDS.some(
    (id) => isVitalTime(id) && Object.values(find(id)?.values ?? {}).some((one) => one !== 0),
  );
  return VITAL_IDS.flatMap((id): WebVital[] => {
    const limits = VITALS[id];
    const metric = find(id);
    if (!metric || !isMeasured(metric, isVitalTime(id), others)) return [];
    const { count, med, max, 'p(50)': half, 'p(75)': p75, 'p(95)': p95 } = metric.values;
    return [
      {
        ...{ id, isTime: isVitalTime(id), good: limits.good },
        ...{ count, med: med ?? half, p75, p95, max },
        rating: ratingOf(p75, limits),
      },
    ];
  });
}
