import type { Api, TestDataKey } from '../../options/apis.ts';
import { apiOf } from '../../options/project.ts';
import type { Laws } from '../model/laws.ts';
import type { Scope } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { leastOf } from '../numbers/extremes.ts';
import { decisiveIteration, iterationLaws, per, times } from './iteration-laws.ts';
import { sequentialScope } from './judged-scope.ts';
import { judgedTimes } from './judged-times.ts';

/** Successful requests per second; all of them where nobody counted failures. */
function successRate({ requestsPerSec, failedRatio = 0 }: Scope): number | undefined {
  return times(requestsPerSec, 1 - failedRatio);
}

/** Different keys from which requests picked: what the run knows, else what its record says of the test data. */
export function keysOf(run: Run): number | undefined {
  const { keys, record } = run;
  const rows = record?.testData;
  const api = apiOf(run);
  if (keys !== undefined || !api || !rows) return keys;
  const used = api.keys.map((name) => rows[name]);
  // The scarcest kind is where requests meet.
  return used.length === 0 ? undefined : leastOf(used);
}

/** Which keys those are: the scarcest kind of the API's; undefined for no API of a project. */
export function keyKindOf(run: Run): TestDataKey | undefined {
  const [first, ...others] = apiOf(run)?.keys ?? [];
  const rows = run.record?.testData;
  if (first === undefined || !rows) return first;
  return others.reduce((scarcest, kind) => (rows[kind] < rows[scarcest] ? kind : scarcest), first);
}

/** True where no record tells the test data, and its keys are those that buha's scripts use by default. */
export const areKeysAssumed = ({ record }: Run): boolean => record?.testData === undefined;

/** Whether the tested API reads or writes; undefined for no API of a project. */
export const kindOf = (run: Run): Api['kind'] | undefined => apiOf(run)?.kind;

/**
 * Every law for a run. What the system held is of all its requests; what an iteration took is of one scenario
 * (`decisiveIteration`), for an average over scenarios is of none.
 */
export function operationalLaws(run: Run): Laws {
  const total = sequentialScope(run);
  const { scenario, thinkMs, thinkEstimated, requestsPerIteration, ...iteration } = decisiveIteration(run);
  const { idleIterationMs, stretch, typicalStretch } = iteration;
  const { minMs, idleMs } = iterationLaws(run);
  const keys = keysOf(run);
  const lanes = kindOf(run) === 'read' ? undefined : keys;
  const waiting = per(idleMs, judgedTimes(total)?.avg);
  return {
    ...{ scenario, thinkMs, thinkEstimated, requestsPerIteration, minMs, idleMs },
    ...{ idleIterationMs, stretch, typicalStretch },
    inFlight: times(total.requestsPerSec, per(total.durationMs?.avg, 1000)),
    activeVus: times(total.iterationsPerSec, per(total.iterationDurationMs?.avg, 1000)),
    effectiveLanes: times(successRate(total), per(idleMs, 1000)),
    waitingRatio: waiting === undefined ? undefined : 1 - waiting,
    keys,
    serialPerSec: times(per(lanes, minMs), 1000),
    msPerLane: times(per(lanes, successRate(total)), 1000),
  };
}
