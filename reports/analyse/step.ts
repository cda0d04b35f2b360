import type { TestDataKey } from '../../options/apis.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Pattern } from '../model/finding.ts';
import type { MachineWarning } from '../model/forecast.ts';
import type { GateRow } from '../model/gate.ts';
import type { ChecksToMend } from './failed-checks.ts';
import type { GoalExample } from './goal-metrics.ts';
import type { KneeRange } from './scaling.ts';

/** One thing to do next, and for which runs; the words and the commands follow from it. */
export type Step =
  /** The measurement does not hold: again, before anything is concluded. */
  | {
      readonly kind: 'again';
      readonly runs: readonly AnalysedRun[];
      /** Goals that were missed all the same. */
      readonly rows: readonly GateRow[];
    }
  /** Too few samples to judge: so many times as long. */
  | {
      readonly kind: 'longer';
      readonly runs: readonly AnalysedRun[];
      readonly times: number;
      /** Goals that have too few. */
      readonly rows: readonly GateRow[];
    }
  /** More requests failed than a goal allows, or any without one, or the target was lost. */
  | {
      readonly kind: 'failures';
      readonly runs: readonly AnalysedRun[];
      /** Goals that are then to be met: those for failures, and those missed that no other step judges. */
      readonly rows: readonly GateRow[];
      /** Where every failure says that its request is wrong: how. */
      readonly statuses: readonly number[] | undefined;
      /** Where most of the failures of the one run are what a limit of the rate refuses: as which status, and beyond how many a second. */
      readonly limit: RateLimit | undefined;
    }
  /** A check failed: it asks for the wrong thing, or the answers are wrong. */
  | { readonly kind: 'checks'; readonly runs: readonly AnalysedRun[]; readonly of: readonly ChecksOfRun[] }
  /** One of several requests is why a time goal was missed. */
  | {
      readonly kind: 'slow-request';
      readonly run: AnalysedRun;
      readonly name: string;
      readonly medMs: number;
      readonly timeRatio: number;
      readonly isOfSuccesses: boolean;
      /** The time goals that it made the run miss. */
      readonly rows: readonly GateRow[];
    }
  /** What the samples show of a server that is not at its limit: what to look for, and when it was. */
  | {
      readonly kind: 'pattern';
      readonly run: AnalysedRun;
      readonly finding: Pattern;
      /** Goals that it made the run miss. */
      readonly rows: readonly GateRow[];
    }
  /** Whether locks by key hold a write back. */
  | {
      readonly kind: 'keys';
      /** All runs that so many keys may hold back, the first one to look at before the others. */
      readonly runs: readonly AnalysedRun[];
      readonly keys: number;
      readonly moreKeys: number;
      readonly keyKind: TestDataKey;
      /** Requests that they served at a time, of the least and of the most. */
      readonly lanes: { readonly from: number; readonly to: number };
      readonly basis: 'median' | 'least' | 'keys';
    }
  /** What a saturated system waits for. */
  | { readonly kind: 'server-metrics'; readonly run: AnalysedRun }
  /** The same load once more, when something was mended. */
  | { readonly kind: 'retest'; readonly runs: readonly AnalysedRun[] }
  /** A peak that the script's virtual users could not send. `isAfter`: the saturation is to be mended before. */
  | {
      readonly kind: 'peak';
      readonly runs: readonly AnalysedRun[];
      readonly scenario: string;
      readonly vusNeeded: number;
      /** Highest planned rate, iterations per second; undefined where the plan has none. */
      readonly peakRate: number | undefined;
      readonly isAfter: boolean;
      /** What the machine that made the load may lack for it: as `buha plan` would warn. */
      readonly warnings: readonly MachineWarning[];
      /** True where the server ran on that machine as well, and needs its CPU. */
      readonly isShared: boolean;
    }
  /** Whether more virtual users bring more: slow iterations alone do not show a limit where no levels were held. */
  | { readonly kind: 'more-vus'; readonly run: AnalysedRun; readonly scenario: string; readonly vus: number }
  /** Hold levels around the saturation point for longer, and one beyond all that met the goal where none missed it. */
  | {
      readonly kind: 'levels';
      readonly run: AnalysedRun;
      readonly vus: readonly number[];
      /** The tested levels between which throughput stops growing; undefined where they do not enclose it. */
      readonly knee: KneeRange | undefined;
      readonly isGoalOpen: boolean;
    }
  /** Throughput grew up to the last level: the same levels so many times as high. */
  | { readonly kind: 'higher'; readonly run: AnalysedRun; readonly times: number }
  /** The load generator was late: what it measured then is its own. */
  | {
      readonly kind: 'on-time';
      readonly runs: readonly AnalysedRun[];
      /** The machine was busy, and whether k6 was late nobody knows. */
      readonly isBusy: boolean;
      /** Goals that were missed all the same. */
      readonly rows: readonly GateRow[];
    }
  /**
   * Where the system's limit lies, with up to `vus` users. `shown`: what each run carried, per second, the most first; `isMean`: over
   * the whole run, with its ramps.
   */
  | {
      readonly kind: 'limit';
      readonly runs: readonly AnalysedRun[];
      readonly shown: readonly { readonly run: AnalysedRun; readonly perSec: number; readonly isMean: boolean }[];
      readonly vus: number;
    }
  /** Nothing to judge by. */
  | {
      readonly kind: 'goals';
      readonly runs: readonly AnalysedRun[];
      /** What they may be set on, where that is not HTTP; else empty. */
      readonly examples: readonly GoalExample[];
      /** Without a measurement that holds, they judge the next run. */
      readonly isForNext: boolean;
    }
  /** Only a summary: when it became slow is unknown. */
  | { readonly kind: 'samples'; readonly runs: readonly AnalysedRun[] }
  /** All was met: what later runs are compared with. */
  | { readonly kind: 'baseline'; readonly runs: readonly AnalysedRun[] };

/** More requests a second than these are refused, with that status. */
export interface RateLimit {
  readonly status: number;
  readonly perSec: number;
}

export interface ChecksOfRun extends ChecksToMend {
  readonly run: AnalysedRun;
}

/** Steps after which the same load runs once more: what is to be mended of the same runs is mended before one run. */
export const MENDS: ReadonlySet<Step['kind']> = new Set([
  ...(['again', 'failures', 'checks', 'slow-request', 'pattern', 'on-time', 'longer', 'retest'] as const),
]);

/** The runs that a step is for. */
export const runsOf = (step: Step): readonly AnalysedRun[] => ('runs' in step ? step.runs : [step.run]);

function isOneWith(before: Step | undefined, step: Step): boolean {
  if (!before || !MENDS.has(before.kind) || !MENDS.has(step.kind)) return false;
  const [own, others] = [runsOf(step), runsOf(before)];
  return own.length === others.length && own.every((run) => others.includes(run));
}

/** Steps in their order, those together that end in one and the same run. */
export function stepGroups(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last && isOneWith(last[0], step)) last.push(step);
    else groups.push([step]);
  }
  return groups;
}
