import type { Confidence, FindingKind } from './finding-kind.ts';
import type { FINDINGS } from './findings.ts';

/** Where a finding holds: the whole run, or the k6 scenario of that name. */
export const TOTAL = 'total';

export type FindingId = keyof typeof FINDINGS;

type Kind<Id extends FindingId> = (typeof FINDINGS)[Id];

type FiguresOf<Of> = Of extends FindingKind<infer Figures, Confidence> ? Figures : never;

/** What each finding knows. */
export type FindingFigures = { readonly [Id in FindingId]: FiguresOf<Kind<Id>> };

export type Severity = 'critical' | 'warning' | 'note';

export interface FindingOf<Id extends FindingId> {
  readonly id: Id;
  readonly severity: Severity;
  readonly confidence: Kind<Id>['grades'][number];
  /** `TOTAL`, or the name of a k6 scenario. */
  readonly scope: string;
  readonly figures: FindingFigures[Id];
}

export type Finding = { [Id in FindingId]: FindingOf<Id> }[FindingId];

/** A finding that says of a slow server what to look for, and when. */
export type Pattern = Extract<Finding, { id: 'standstill' | 'pauses' | 'warm-up' | 'drift' }>;
