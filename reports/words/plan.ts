import type { BusinessLoad } from '../model/business.ts';
import type { ExpectedIteration, LoadForecast, Machine, MachineNeeds, PlanWarning } from '../model/forecast.ts';
import type { PlannedScenario } from '../model/plan.ts';
import { planWords as en } from './en/plan.ts';
import { planWords as ko } from './ko/plan.ts';
import type { Language } from './language.ts';

export type PlanWarningWords = {
  readonly [Id in PlanWarning['id']]: (warning: Extract<PlanWarning, { id: Id }>) => string;
};

/** A line of the table about the machine: what is meant, how much the load takes, how much there is. */
export interface MachineRow {
  readonly name: string;
  readonly needed: string;
  readonly available: string;
}

/** What `buha plan` says, without a line break at the end. */
export interface PlanWords {
  readonly heading: (facts: { titles: string; load: string | undefined; length: string; vus: number }) => string;
  readonly profile: (name: string, scale: number, durationScale: number) => string;
  readonly iteration: (iteration: ExpectedIteration) => string;
  /** Nobody knows how long an iteration takes; `limit` is the scenario that it matters for. */
  readonly unknownIteration: (
    limit: { scenario: string; maxVus: number; peakRate: number; longestMs: number } | undefined,
  ) => string;
  readonly executor: (plan: PlannedScenario) => string;
  readonly between: (from: string, to: string) => string;
  readonly columns: Readonly<
    Record<
      | 'stage'
      | 'vus'
      | 'vuSeconds'
      | 'estimatedIterations'
      | 'rate'
      | 'planned'
      | 'vusNeeded'
      | 'deliverable'
      | 'total'
      | 'api'
      | 'scenario'
      | 'iteration'
      | 'iterations'
      | 'ceiling'
      | 'share',
      string
    >
  >;
  readonly estimated: (count: number) => string;
  readonly counted: (facts: { iterations: number; vus: number; limitMs: number }) => string;
  readonly requests: (requests: NonNullable<LoadForecast['requests']>, isEstimated: boolean) => string;
  readonly machineHeading: string;
  readonly machine: (needs: MachineNeeds, machine: Machine) => readonly MachineRow[];
  readonly machineColumns: { readonly needed: string; readonly available: string };
  readonly warningsHeading: (count: number) => string;
  readonly noWarnings: string;
  readonly warning: PlanWarningWords;
  /** In front of a warning that only some of several APIs have. */
  readonly warningOf: (titles: readonly string[], warning: string) => string;
  /** Before a run: one warning, and that there are more. */
  readonly runWarning: (warning: string) => string;
  readonly runMore: (count: number, command: string) => string;
  readonly written: (file: string) => string;
  readonly nothingToDraw: string;
  readonly business: {
    readonly heading: string;
    /** Name of the load that was worked out. */
    readonly title: string;
    /** Formula and figures of each quantity. */
    readonly rows: (load: BusinessLoad) => readonly { name: string; formula: string; result: string }[];
    readonly options: (facts: { vus: number; margin: number }) => string;
    /** How to get the options as a file, and what to do with it. */
    readonly optionsFile: string;
  };
}

const CATALOGUES: Readonly<Record<Language, PlanWords>> = { ko, en };

export const planWords = (language: Language): PlanWords => CATALOGUES[language];

/** A warning in words. */
export function planWarningText<Id extends PlanWarning['id']>(
  words: PlanWords,
  warning: Extract<PlanWarning, { id: Id }>,
): string {
  return words.warning[warning.id as Id](warning);
}
