import { experiment as en } from './en/experiment.ts';
import { experiment as ko } from './ko/experiment.ts';
import { inLanguage } from './language.ts';

/** Words of an experiment. */
export type ExperimentWords = typeof ko;

export const experimentWords = inLanguage<ExperimentWords>({ ko, en });
