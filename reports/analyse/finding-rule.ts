import type { Finding } from '../model/finding.ts';
import type { Run } from '../model/run.ts';

/** What a rule says of a run; `all` are the runs of the same report, this one among them. */
export type Rule = (run: Run, all: readonly Run[]) => Finding[];
