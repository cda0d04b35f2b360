/** For tests: k6 summaries as they stand in documents, of runs with few figures. */

export interface ShownRun {
  readonly requests: number;
  readonly p95: number;
  readonly failed?: number;
  readonly seconds?: number;
}

const rate = (count: number, seconds: number) => (count / seconds).toFixed(6);

/** The lines of a summary as k6 1.x prints them, by what they are about. */
export function summaryParts({ requests, p95, failed = 0, seconds = 30 }: ShownRun) {
  const perSec = rate(requests, seconds);
  return {
    checks: [
      `    checks_total.......: ${requests}    ${perSec}/s`,
      `    checks_succeeded...: 100.00% ${requests} out of ${requests}`,
      `    checks_failed......: 0.00%   0 out of ${requests}`,
    ],
    http: [
      `    http_req_duration..............: avg=9.61ms   min=2.15ms   med=7.55ms   max=997.78ms p(90)=16.24ms  p(95)=${p95}ms`,
      `    http_req_failed................: ${((100 * failed) / requests).toFixed(2)}%  ${failed} out of ${requests}`,
      `    http_reqs......................: ${requests}   ${perSec}/s`,
    ],
    execution: [
      `    iteration_duration.............: avg=515.64ms min=504.43ms med=512.69ms max=1618.17ms p(90)=525.23ms p(95)=536.29ms`,
      `    iterations.....................: ${requests}   ${perSec}/s`,
      `    vus............................: 35     min=35        max=35`,
      `    vus_max........................: 35     min=35        max=35`,
    ],
  };
}

/** A whole summary. */
export function summaryText(run: ShownRun): string {
  const { checks, http, execution } = summaryParts(run);
  return ['    TOTAL RESULTS', '', ...checks, '', '    HTTP', ...http, '', '    EXECUTION', ...execution].join('\n');
}

/** The same run as `--summary-export` writes it. */
export function exportedJson({ requests, p95, failed = 0, seconds = 30 }: ShownRun) {
  const counter = { count: requests, rate: requests / seconds };
  return {
    root_group: { name: '', path: '', id: '', groups: {}, checks: {} },
    metrics: {
      http_reqs: counter,
      iterations: counter,
      http_req_failed: { passes: failed, fails: requests - failed, value: failed / requests },
      http_req_duration: { avg: 9.61, min: 2.15, med: 7.55, max: 997.78, 'p(90)': 16.24, 'p(95)': p95 },
    },
  };
}

/** And as `handleSummary` gets it. */
export function handledJson(run: ShownRun) {
  const { metrics } = exportedJson(run);
  const { value: rate, ...counts } = metrics.http_req_failed;
  return {
    root_group: { name: '', path: '', id: '', groups: [], checks: [] },
    options: { summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'] },
    state: { testRunDurationMs: 1000 * (run.seconds ?? 30) },
    metrics: {
      http_reqs: { type: 'counter', contains: 'default', values: metrics.http_reqs },
      iterations: { type: 'counter', contains: 'default', values: metrics.iterations },
      http_req_failed: { type: 'rate', contains: 'default', values: { ...counts, rate } },
      http_req_duration: { type: 'trend', contains: 'time', values: metrics.http_req_duration },
    },
  };
}

/** And as `--new-machine-readable-summary` writes it. */
export function machineJson(run: ShownRun) {
  const { metrics } = exportedJson(run);
  const { passes, fails } = metrics.http_req_failed;
  return {
    version: '1.0.0',
    config: { duration: run.seconds ?? 30, execution: 'local', script: '' },
    metadata: { generated_at: '2026-05-01T10:00:30Z', k6_version: '1.8.1' },
    results: {
      metrics: [
        { name: 'http_reqs', type: 'counter', contains: 'default', values: { count: metrics.http_reqs.count } },
        { name: 'iterations', type: 'counter', contains: 'default', values: { count: metrics.iterations.count } },
        {
          name: 'http_req_failed',
          type: 'rate',
          contains: 'default',
          values: { matches: passes, total: passes + fails },
        },
        {
          name: 'http_req_duration',
          type: 'trend',
          contains: 'time',
          values: { avg: 9.61, min: 2.15, med: 7.55, max: 997.78, p90: 16.24, p95: run.p95 },
        },
      ],
    },
  };
}

export const fenced = (text: string, language = '') => ['```'.concat(language), text, '```'].join('\n');
