import { type Finding, TOTAL } from '../../model/finding.ts';
import type { Run } from '../../model/run.ts';
import { mostOf } from '../../numbers/extremes.ts';
import { LIMITS } from '../limits.ts';

interface SetupTimes {
  readonly requests: number | undefined;
  readonly maxMs: number;
  readonly avgMs: number | undefined;
}

/** The groups into which k6 puts `setup()` and `teardown()`, as sub-metrics name them. */
const SETUP_GROUP = /^(http_reqs|http_req_duration)\{(?:[^}]*,)?group:::(setup|teardown)(?:,[^}]*)?\}$/;

/** What setup() and teardown() sent, from raw samples or from sub-metrics; undefined where that was nothing. */
function setupTimes({ measured: { setup, metrics } }: Run): SetupTimes | undefined {
  if (setup?.durationMs?.max !== undefined) {
    return {
      requests: setup.requests ?? setup.durationMs.count,
      maxMs: setup.durationMs.max,
      avgMs: setup.durationMs.avg,
    };
  }
  const found = metrics.flatMap(({ name, values }) => {
    const [, metric, group] = name.match(SETUP_GROUP) ?? [];
    return group === undefined ? [] : [{ metric, group, values }];
  });
  const times = found.filter(({ metric, values }) => metric === 'http_req_duration' && (values.max ?? 0) > 0);
  const counts = times.map(
    ({ group, values }) =>
      values.count ?? found.find((other) => other.metric === 'http_reqs' && other.group === group)?.values.count,
  );
  if (times.length === 0) return undefined;
  const requests = counts.includes(undefined)
    ? undefined
    : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const sumMs = times.reduce((sum, { values }, at) => sum + (values.avg ?? Number.NaN) * (counts[at] ?? Number.NaN), 0);
  return {
    requests,
    maxMs: mostOf(times.map(({ values }) => values.max ?? 0)),
    avgMs: requests && !Number.isNaN(sumMs) ? sumMs / requests : undefined,
  };
}

/** k6 counts what setup() and teardown() sent in the figures of the run, too. */
export function setupInFigures(run: Run): Finding[] {
  const setup = setupTimes(run);
  const { requests, durationMs } = run.measured.total;
  if (!setup || setup.requests === 0 || durationMs?.max === undefined || requests === undefined) return [];
  const avgMs = durationMs.avg;
  const others = requests - (setup.requests ?? requests);
  const avgWithoutMs =
    avgMs === undefined || setup.avgMs === undefined || setup.requests === undefined || others <= 0
      ? undefined
      : Math.max(0, (avgMs * requests - setup.avgMs * setup.requests) / others);
  const shift =
    avgMs === undefined || avgWithoutMs === undefined || avgMs <= 0 ? 0 : Math.abs(1 - avgWithoutMs / avgMs);
  const isSlowest = setup.maxMs >= durationMs.max;
  const weighs = isSlowest || shift > LIMITS.setupShift;
  return [
    {
      id: 'setup-in-figures',
      severity: weighs ? 'warning' : 'note',
      confidence: 'measured',
      scope: TOTAL,
      figures: {
        requests: setup.requests,
        setupMaxMs: setup.maxMs,
        totalMaxMs: durationMs.max,
        isSlowest,
        avgMs,
        avgWithoutMs,
      },
    },
  ];
}
