/** What each finding knows. The words stand in `reports/words/{ko,en}/findings.ts`. Ratios 0–1, times in ms. */
export interface FindingFigures {
  /** Less than 95 % of the planned load reached the system. */
  'load-not-delivered': {
    scenario: string;
    model: 'open' | 'closed' | 'iterations';
    planned: number;
    delivered: number;
    ratio: number;
    peakRate: number | undefined;
  };
  /** The script's own VU limit lies below its planned rate, however fast the server is. */
  'arrival-ceiling': {
    scenario: string;
    maxVus: number;
    peakRate: number;
    ceilingPerSec: number;
    reachableRatio: number;
    vusNeeded: number;
  };
  'errors-present': { failed: number; requests: number; ratio: number };
  /** Several scenarios ran at the same time, so the figures of the whole run mix them. */
  'mixed-scenarios': { scenarios: readonly string[] };
}

export type FindingId = keyof FindingFigures;

/** `measured` follows from figures (확인); `estimated` is a hypothesis that an experiment could refute (추정). */
export type Confidence = 'measured' | 'estimated';

export type Severity = 'critical' | 'warning' | 'note';

interface FindingOf<Id extends FindingId> {
  readonly id: Id;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly figures: FindingFigures[Id];
}

export type Finding = { [Id in FindingId]: FindingOf<Id> }[FindingId];
