import { charts as en } from './en/charts.ts';
import { charts as ko } from './ko/charts.ts';
import type { Language } from './language.ts';

/** Words of the charts. Figures come formatted; names from outside come as they are and are drawn as plain text. */
export interface ChartWords {
  readonly seconds: string;
  readonly virtualUsers: string;
  readonly iterationsPerSec: string;
  readonly throughput: string;
  readonly responseTime: string;
  readonly requests: string;
  readonly percentile: string;
  readonly planned: string;
  readonly ran: string;
  readonly deliverable: (scenario: string) => string;
  readonly dropped: string;
  readonly median: string;
  readonly goal: (statistic: string, limit: string) => string;
  /** A goal that failed requests count for, too. */
  readonly goalOfAll: (statistic: string, limit: string) => string;
  readonly peak: (value: string) => string;
  readonly measuredLevels: string;
  readonly curve: string;
  readonly saturation: (vus: string) => string;
  readonly capacity: (perSec: string) => string;
  readonly everySecond: string;
  readonly heldLevels: string;
  readonly phases: Readonly<Record<'blocked' | 'connecting' | 'tls' | 'sending' | 'waiting' | 'receiving', string>>;
  readonly total: string;
  readonly error: (status: number, errorCode: number | undefined) => string;
  /** Of so many kinds of failures. */
  readonly otherErrors: (kinds: string) => string;
  /** Failures in so many seconds. */
  readonly failedPer: (seconds: string) => string;
  readonly meanTime: string;
  readonly titles: {
    readonly load: (scenario: string) => string;
    readonly plan: (titles: string) => string;
    readonly latency: string;
    readonly throughput: string;
    readonly scaling: string;
    readonly latencyThroughput: string;
    readonly histogram: string;
    readonly spectrum: string;
    readonly phases: string;
    readonly errors: string;
    readonly comparison: string;
    readonly server: (name: string) => string;
  };
  readonly texts: {
    readonly load: (facts: { unit: 'vus' | 'perSec'; planned: string; ran: string | undefined }) => string;
    readonly plan: (peaks: readonly string[]) => string;
    readonly latency: (facts: { med: string; p95: string; p99: string; peak: string; at: string }) => string;
    readonly throughput: (facts: { mean: string; most: string; at: string; vus: string }) => string;
    readonly scaling: (levels: readonly string[]) => string;
    readonly level: (facts: { vus: string; perSec: string; p95: string | undefined }) => string;
    readonly latencyThroughput: (facts: { seconds: string; most: string; from: string; to: string }) => string;
    readonly histogram: (facts: { count: string; most: string; from: string; to: string }) => string;
    readonly spectrum: (quantiles: readonly string[]) => string;
    readonly phases: (phases: readonly string[]) => string;
    readonly errors: (codes: readonly string[]) => string;
    readonly comparison: (apis: readonly string[]) => string;
    readonly server: (facts: { name: string; mean: string; most: string }) => string;
  };
  /** What was left out of a chart or put together, so that it stays readable. */
  readonly thinned: (seconds: string) => string;
  readonly thinnedPoints: (points: string) => string;
  readonly summed: (seconds: string) => string;
  readonly partsLeft: (left: string) => string;
}

const WORDS: Readonly<Record<Language, ChartWords>> = { ko, en };

export function chartWords(language: Language): ChartWords {
  return WORDS[language];
}
