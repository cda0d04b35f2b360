import type { Experiment, ExperimentReason, Varied } from '../model/experiment.ts';
import { experiment as en } from './en/experiment.ts';
import { experiment as ko } from './ko/experiment.ts';
import type { Language } from './language.ts';

/** Figures that the sentences of an experiment may name, formatted. */
export interface ExperimentFacts {
  readonly varied: Varied;
  readonly small: string;
  readonly large: string;
  readonly smallPerSec: string;
  readonly largePerSec: string;
  /** How much more the largest value brought, such as `92.1%`; with a minus for less. */
  readonly gain: string;
  /** Undefined where the time for which a lock is held is unknown. */
  readonly allowed: string | undefined;
}

/** Words of an experiment. */
export interface ExperimentWords {
  readonly title: (facts: { title: string; varied: Varied }) => string;
  readonly hypothesis: (varied: Varied) => string;
  readonly verdict: Readonly<Record<Experiment['verdict'], string>>;
  readonly reason: Readonly<Record<ExperimentReason, (facts: ExperimentFacts) => string>>;
  /** Where the hypothesis has its lock time from. */
  readonly lockTime: Readonly<Record<'given' | 'shop' | 'report', (time: string) => string>>;
  /** What such locks allow the smallest value. */
  readonly allowed: (facts: { varied: Varied; small: string; perSec: string }) => string;
  readonly varied: Readonly<Record<Varied, string>>;
  readonly columns: {
    readonly runs: string;
    readonly perSec: string;
    readonly p95: string;
    readonly saturated: string;
  };
  readonly saturated: (facts: { saturated: string; of: string }) => string;
  /** Other causes that would give a support as well. */
  readonly rivals: (varied: Varied) => string;
  /** The largest value was not saturated: what it served is what the load offered. */
  readonly notTheMost: (value: string, perSec: string, varied: Varied) => string;
  readonly conditions: Readonly<Record<'started' | 'profile' | 'target' | 'k6' | 'generator', string>>;
  readonly chart: string;
  readonly running: (facts: { number: string; of: string; varied: Varied; value: string }) => string;
  readonly stopped: string;
}

const WORDS: Readonly<Record<Language, ExperimentWords>> = { ko, en };

export function experimentWords(language: Language): ExperimentWords {
  return WORDS[language];
}
