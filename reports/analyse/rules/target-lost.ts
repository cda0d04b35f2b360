import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import type { Timeline, TimelineErrors } from '../../model/timeline.ts';
import { judgedMetric } from '../judged-metric.ts';
import { LIMITS } from '../limits.ts';

/** The good answers before they stopped; undefined where there were none. */
function figuresBefore({ total }: Timeline, second: number) {
  const latency = total.latencyMs.over(0, second);
  // Some of the last second's requests may have found nobody any more.
  const answers = total.requests.sum(0, second) - (total.failed?.sum(0, second) ?? 0);
  if (answers <= 0 || !latency || latency.count === 0) return undefined;
  return { answers, answersPerSec: answers / second, p95Ms: latency.quantile(0.95) };
}

/** The last second in which a request was answered; −1 for none. */
function lastAnswered({ total }: Timeline, unanswered: readonly TimelineErrors[]): number {
  const unansweredAt = new Map<number, number>();
  for (const { failed } of unanswered) {
    for (const [second, count] of failed.nonZero()) unansweredAt.set(second, (unansweredAt.get(second) ?? 0) + count);
  }
  let last = -1;
  for (const [second, count] of total.requests.nonZero()) if (count > (unansweredAt.get(second) ?? 0)) last = second;
  return last;
}

/** Iterations may pause after their last request: so many times the longest of them, and of the answers, is no pause. */
const TIMES_SLOWEST = 3;

/**
 * For how many seconds since `sinceSec` users were within iterations of which none ended, nor any request of theirs: they
 * wait for answers. 0 where that is no longer than they took before, and where sessions are long by nature.
 */
function waitedSec({ measured: { timeline, total } }: Run, sinceSec: number): number {
  const slowestMs = Math.max(total.iterationDurationMs?.max ?? Number.NaN, total.durationMs?.max ?? 0);
  const isOfAnswers = timeline?.protocol === 'http' || timeline?.protocol === 'grpc';
  if (!timeline || !isOfAnswers || Number.isNaN(slowestMs)) return 0;
  if (timeline.total.iterations.sum(sinceSec + 1) > 0 || timeline.total.requests.sum(sinceSec) > 0) return 0;
  // k6 counts its users every second: where it said nothing either, they did not wait, and what came late is a stray sample.
  const { from: silentFrom, to: silentTo } = timeline.silence;
  if (silentFrom >= sinceSec && (silentTo - silentFrom) * 2 > timeline.seconds - sinceSec) return 0;
  let seconds = 0;
  for (const { from, to, value } of timeline.vus.between(sinceSec)) if (value > 0) seconds += to - from;
  return seconds >= Math.max(LIMITS.lostSec, (TIMES_SLOWEST * slowestMs) / 1000) ? seconds : 0;
}

/**
 * For how many seconds a run sent bytes, got none and saw nothing end: users waited from the beginning to the end. k6
 * counts a request when it ends. 0 where anything was counted, and where nothing was sent, for then nobody knows why.
 */
function unansweredSec(run: Run): number {
  const { total, metrics, runMs = 0 } = run.measured;
  if (judgedMetric(run) || total.iterations || !total.sentBytes || total.receivedBytes !== 0) return 0;
  const hadUsers = metrics.some(({ name, values }) => name === 'vus' && (values.max ?? 0) > 0);
  return hadUsers && runMs >= LIMITS.lostSec * 1000 ? runMs / 1000 : 0;
}

/**
 * The target stopped answering and did not come back: since some second every request ended without an answer, none ended
 * at all while users waited, or buha gave up waiting for one.
 */
export function targetLost(run: Run): Finding[] {
  const {
    measured: { timeline, runMs },
    record,
  } = run;
  const silentSec = unansweredSec(run);
  const gaveUp = record?.endedBy?.cause === 'give-up' ? record.endedBy : undefined;
  const unanswered = (timeline?.errors ?? []).filter(({ status }) => status === 0);
  const sinceSec = timeline && silentSec === 0 ? lastAnswered(timeline, unanswered) + 1 : 0;
  const lost = unanswered.reduce((all, { failed }) => all + failed.sum(sinceSec), 0);
  const seconds =
    (gaveUp || silentSec > 0) && runMs !== undefined ? runMs / 1000 - sinceSec : (timeline?.seconds ?? 0) - sinceSec;
  const isRefused = lost >= LIMITS.fewFailures && seconds >= LIMITS.lostSec;
  if (!gaveUp && !isRefused && silentSec === 0 && waitedSec(run, sinceSec) === 0) return [];
  return [
    {
      id: 'target-lost',
      severity: 'critical',
      confidence: 'measured',
      scope: TOTAL,
      figures: { sinceSec, seconds: Math.max(0, seconds), before: timeline && figuresBefore(timeline, sinceSec) },
    },
  ];
}
