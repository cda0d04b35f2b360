import type { AnswersApart, ApartAnswers } from '../model/answers-apart.ts';
import type { ExpectedTimes, Metric } from '../model/measurement.ts';
import type { Run } from '../model/run.ts';
import { mergedDistribution } from '../numbers/merged-distribution.ts';
import { isRejection, rejectionsOf, statusOf } from './answers.ts';
import { samplesNeeded } from './limits.ts';

const apart = (count: number, p95Ms: number | undefined): ApartAnswers => ({
  count,
  ...(p95Ms !== undefined && { p95Ms, ...(count < samplesNeeded(0.95) && { isFew: true }) }),
});

function fromTimes(times: readonly ExpectedTimes[]): ApartAnswers {
  const count = times.reduce((sum, { durationMs }) => sum + durationMs.count, 0);
  return apart(count, mergedDistribution(times.map(({ durationMs }) => durationMs))?.quantile(0.95));
}

/** p95 of the only status that a summary splits off; of several it cannot be told. */
function p95Of(metrics: readonly Metric[], statuses: readonly number[]): number | undefined {
  const [status, ...others] = statuses;
  if (status === undefined || others.length > 0) return undefined;
  const own = metrics.filter(({ name }) => name.startsWith('http_req_duration{') && statusOf(name) === status);
  return own.map(({ values }) => values['p(95)']).find((p95) => p95 !== undefined);
}

/** Answers of success that a summary counts, by status. */
function carriedSuccesses({ measured: { metrics } }: Run, rejected: readonly number[]): ApartAnswers | undefined {
  const counts = new Map<number, number>();
  for (const { name, values } of metrics) {
    const status = name.startsWith('http_reqs{') ? statusOf(name) : undefined;
    if (status === undefined || status >= 400 || rejected.includes(status) || !values.count) continue;
    counts.set(status, values.count);
  }
  if (counts.size === 0) return undefined;
  const count = [...counts.values()].reduce((sum, one) => sum + one, 0);
  return apart(count, p95Of(metrics, [...counts.keys()]));
}

/**
 * What succeeded and what was rejected for a reason of the business, apart: their times have nothing to do with each
 * other. Raw samples tell both exactly, without what setup() and teardown() sent; a summary what it splits by status.
 * Undefined for a run without rejections.
 */
export function answersApart(run: Run): AnswersApart | undefined {
  const { expectedTimes, metrics, responses } = run.measured;
  const rejections = rejectionsOf(run);
  if (rejections.length === 0) return undefined;
  const isRejected = isRejection(run);
  if (expectedTimes) {
    const rejected = expectedTimes.filter((one) => isRejected({ ...one, expected: true }));
    if (rejected.length === 0) return undefined;
    const succeeded = expectedTimes.filter((one) => !isRejected({ ...one, expected: true }));
    return { succeeded: fromTimes(succeeded), rejected: fromTimes(rejected) };
  }
  const count = rejections.reduce((sum, one) => sum + one.count, 0);
  if (responses) {
    const others = responses.filter((one) => one.expected && !isRejected(one));
    return { succeeded: { count: others.reduce((sum, one) => sum + one.count, 0) }, rejected: { count } };
  }
  const statuses = rejections.map(({ status }) => status);
  return { succeeded: carriedSuccesses(run, statuses), rejected: apart(count, p95Of(metrics, statuses)) };
}
