import type { Finding } from '../model/finding.ts';
import type { AnalysedRun, Run } from '../model/run.ts';
import { deliveredLoad } from './planned-load.ts';
import { arrivalCeiling } from './rules/arrival-ceiling.ts';
import { errorsPresent } from './rules/errors-present.ts';
import { loadNotDelivered } from './rules/load-not-delivered.ts';
import { mixedScenarios } from './rules/mixed-scenarios.ts';
import { verdictOf } from './verdict.ts';

/** Every rule, in the order in which a report tells its findings. */
const RULES: readonly ((run: Run) => Finding[])[] = [loadNotDelivered, arrivalCeiling, errorsPresent, mixedScenarios];

export function analyse(run: Run): AnalysedRun {
  const delivered = deliveredLoad(run);
  return {
    ...run,
    delivered,
    verdict: verdictOf(run, delivered),
    findings: RULES.flatMap((rule) => rule(run)),
  };
}
