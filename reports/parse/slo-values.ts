import type { Comparison, Measure } from '../model/gate.ts';
import { ownValue } from '../model/own-value.ts';
import { isVitalTime } from '../model/web-vital.ts';
import { quantileOfPercent } from '../numbers/quantile.ts';
import { durationMs } from './duration.ts';

/** How the limit of a measure is written. */
export type ValueKind = 'duration' | 'share' | 'rate' | 'least-share' | 'score';

/** Names of measures that are no quantile. */
const NAMED: Readonly<Record<string, Measure>> = {
  avg: { kind: 'avg' },
  med: { kind: 'med' },
  min: { kind: 'min' },
  max: { kind: 'max' },
  failed: { kind: 'failed' },
  tps: { kind: 'tps' },
  delivered: { kind: 'delivered' },
  rejections: { kind: 'rejections' },
};

const QUANTILE_NAMES = ['p50', 'p90', 'p95', 'p99', 'p99.9'];

/** Names to suggest for one that is unknown, of a scenario, of a request, and of a run; any other quantile may be written, too. */
export const SCENARIO_MEASURES: readonly string[] = [...QUANTILE_NAMES, ...Object.keys(NAMED)];
export const PART_MEASURES: readonly string[] = SCENARIO_MEASURES.filter(
  (name) => name !== 'delivered' && name !== 'rejections',
);
export const MEASURE_NAMES: readonly string[] = [
  ...SCENARIO_MEASURES,
  'checks',
  'requests',
  'groups',
  'tags',
  'vitals',
  'scenarios',
];

/** The measure of a name; undefined for a name that is none. */
export function measureNamed(name: string): Measure | undefined {
  const named = ownValue(NAMED, name);
  if (named) return named;
  const percent = Number(name.match(/^p(\d{1,2}(?:\.\d+)?)$/)?.[1]);
  return percent > 0 && percent < 100 ? { kind: 'quantile', q: quantileOfPercent(percent) } : undefined;
}

export function valueKind(measure: Measure): ValueKind {
  const { kind } = measure;
  if (measure.kind === 'vital') return isVitalTime(measure.vital) ? 'duration' : 'score';
  if (kind === 'failed' || kind === 'rejections' || kind === 'check') return 'share';
  if (kind === 'delivered') return 'least-share';
  return kind === 'tps' ? 'rate' : 'duration';
}

/** A percentage with its sign as a ratio 0–1: without the sign nobody can tell 1 from 100 %. 0 is 0 either way. */
function ratioOf(text: string): number | undefined {
  if (text === '0') return 0;
  const percent = Number(text.match(/^(\d+(?:\.\d+)?)\s*%$/)?.[1]);
  return percent >= 0 && percent <= 100 ? Number((percent / 100).toPrecision(15)) : undefined;
}

const amountOf = (text: string): number | undefined => (/^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined);

const READ: Readonly<Record<ValueKind, (text: string) => number | undefined>> = {
  // A bare number may be meant in ms or in s.
  duration: (text) => (amountOf(text) === undefined ? durationMs(text.replaceAll(/\s/g, '')) : undefined),
  share: ratioOf,
  'least-share': ratioOf,
  rate: amountOf,
  score: amountOf,
};

/**
 * A limit such as `300ms`, `<= 1s`, `0.1%`, `>= 100`: its comparison, `<=` or `>=` where none is written, and its value
 * in ms, as a ratio 0–1 or per second. Undefined for what is none, and for a comparison in the wrong direction.
 */
export function limitOf(text: string, kind: ValueKind): { comparison: Comparison; limit: number } | undefined {
  const [, written, rest = ''] = text.trim().match(/^(<=|>=|<|>|≤|≥)?\s*(.*)$/s) ?? [];
  const isLeast = kind === 'rate' || kind === 'least-share';
  const sign = (written ?? (isLeast ? '>=' : '<=')).replace('≤', '<=').replace('≥', '>=') as Comparison;
  const limit = READ[kind](rest.trim());
  return limit === undefined || sign.startsWith('>') !== isLeast ? undefined : { comparison: sign, limit };
}
