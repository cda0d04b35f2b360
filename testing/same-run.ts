import fc from 'fast-check';
import { printedDuration, printedShare, printedSize } from './k6-printed.ts';
import { CSV_HEADER, csvLine, ndjsonLine, type ReferenceSample, request } from './reference-samples.ts';

/**
 * One made run as k6 would put it out in each of its forms. The figures of its summaries are counted here, from the same
 * samples and with plain arithmetic, so that nothing of what is tested helps.
 */

/** What a script asks of the whole run, met or not. */
interface Goal {
  readonly metric: 'http_req_duration' | 'http_req_failed';
  readonly expression: string;
  readonly isMet: boolean;
}

export interface SameRun {
  readonly samples: readonly ReferenceSample[];
  readonly goals: readonly Goal[];
  /** p95 of all requests, in ms, and the share of failed ones. */
  readonly p95Ms: number;
  readonly failedRatio: number;
}

const TYPES: Readonly<Record<string, string>> = {
  ...{ http_reqs: 'counter', http_req_failed: 'rate', checks: 'rate', iterations: 'counter', vus: 'gauge' },
  ...{ http_req_duration: 'trend', iteration_duration: 'trend', data_received: 'counter', data_sent: 'counter' },
  ...{ http_req_blocked: 'trend', http_req_connecting: 'trend', http_req_tls_handshaking: 'trend' },
};
const TIMES = new Set(Object.keys(TYPES).filter((name) => TYPES[name] === 'trend'));

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** As k6 takes a quantile: between the two samples beside its place. */
function quantileOf(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [below = 0, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

const trendOf = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const { length } = sorted;
  return {
    ...{ avg: sum(sorted) / length, min: sorted[0] ?? 0, med: quantileOf(sorted, 0.5), max: sorted[length - 1] ?? 0 },
    ...{ 'p(90)': quantileOf(sorted, 0.9), 'p(95)': quantileOf(sorted, 0.95), 'p(99)': quantileOf(sorted, 0.99) },
  };
};

interface Summed {
  readonly name: string;
  readonly type: string;
  readonly values: Readonly<Record<string, number>>;
}

const SPLIT = new Set([
  'http_reqs',
  'http_req_duration',
  'http_req_failed',
  'iterations',
  'iteration_duration',
  'checks',
]);

/** Every metric of a run, with those of each scenario and of what succeeded. */
function summed({ samples }: SameRun): Summed[] {
  const ofMetric = new Map<string, number[]>();
  const put = (name: string, value: number) => ofMetric.set(name, [...(ofMetric.get(name) ?? []), value]);
  for (const { metric, value, tags } of samples) {
    put(metric, value);
    if (tags.scenario && SPLIT.has(metric)) put(`${metric}{scenario:${tags.scenario}}`, value);
    if (metric === 'http_req_duration' && tags.expected_response === 'true')
      put(`${metric}{expected_response:true}`, value);
  }
  const sec = lengthMs(samples) / 1000;
  return [...ofMetric]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, values]) => {
      const type = TYPES[name.replace(/\{.*/, '')] ?? 'trend';
      return { name, type, values: statisticsOf(type, values, sec) };
    });
}

function statisticsOf(type: string, values: readonly number[], sec: number): Record<string, number> {
  const total = sum(values);
  switch (type) {
    case 'trend':
      return trendOf(values);
    case 'counter':
      return { count: total, rate: total / sec };
    case 'gauge':
      return { value: values.at(-1) ?? 0, min: Math.min(...values), max: Math.max(...values) };
    default:
      return { rate: total / values.length, passes: total, fails: values.length - total };
  }
}

export function lengthMs(samples: readonly ReferenceSample[]): number {
  const times = samples.map(({ atMs }) => atMs);
  return Math.max(...times) - Math.min(...times);
}

/** Checks by name, as the samples have them. */
function checksOf({ samples }: SameRun) {
  const found = new Map<string, { passes: number; fails: number }>();
  for (const { metric, value, tags } of samples) {
    if (metric !== 'checks' || tags.check === undefined) continue;
    const own = found.get(tags.check) ?? { passes: 0, fails: 0 };
    found.set(tags.check, { passes: own.passes + value, fails: own.fails + 1 - value });
  }
  return [...found].map(([name, counts]) => ({ name, path: `::${name}`, id: name, ...counts }));
}

const goalsOf = ({ goals }: SameRun, name: string) => goals.filter(({ metric }) => metric === name);

function exported(run: SameRun): string {
  const metrics = summed(run).map(({ name, type, values: { rate, ...values } }) => {
    const goals = goalsOf(run, name);
    // Here a goal is true that was missed.
    const thresholds = Object.fromEntries(goals.map(({ expression, isMet }) => [expression, !isMet]));
    const own = type === 'rate' ? { ...values, value: rate } : { ...values, ...(rate !== undefined && { rate }) };
    return [name, { ...own, ...(goals.length > 0 && { thresholds }) }];
  });
  const checks = Object.fromEntries(checksOf(run).map((check) => [check.name, check]));
  return JSON.stringify({
    root_group: { name: '', path: '', id: '', groups: {}, checks },
    metrics: Object.fromEntries(metrics),
  });
}

function handled(run: SameRun): string {
  const metrics = summed(run).map(({ name, type, values }) => {
    const goals = goalsOf(run, name);
    const thresholds = Object.fromEntries(goals.map(({ expression, isMet }) => [expression, { ok: isMet }]));
    const contains = type === 'trend' ? 'time' : name.startsWith('data_') ? 'data' : 'default';
    return [name, { type, contains, values, ...(goals.length > 0 && { thresholds }) }];
  });
  return JSON.stringify({
    root_group: { name: '', path: '', id: '', groups: [], checks: checksOf(run) },
    options: { summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)'] },
    state: { testRunDurationMs: lengthMs(run.samples) },
    metrics: Object.fromEntries(metrics),
  });
}

/** One metric's figures in k6's text. */
function figures({ name, type, values }: Summed): string {
  if (type === 'trend') {
    return Object.entries(values)
      .map(([statistic, value]) => `${statistic}=${printedDuration(value)}`)
      .join(' ');
  }
  const { count = 0, rate = 0, passes = 0, fails = 0, value = 0, min = 0, max = 0 } = values;
  if (name.startsWith('data_')) return `${printedSize(count)} ${printedSize(rate)}/s`;
  if (type === 'counter') return `${count}    ${rate.toFixed(6)}/s`;
  if (type === 'gauge') return `${value}    min=${min} max=${max}`;
  return `${printedShare(rate)} ${passes} out of ${passes + fails}`;
}

function text(run: SameRun): string {
  const all = summed(run);
  const shownFor = ({ metric }: Goal) => {
    const { values = {} } = all.find(({ name }) => name === metric) ?? {};
    return metric === 'http_req_failed'
      ? `rate=${printedShare(values.rate ?? 0)}`
      : `p(95)=${printedDuration(values['p(95)'] ?? 0)}`;
  };
  const thresholds = ['http_req_duration', 'http_req_failed'].flatMap((metric) => {
    const goals = goalsOf(run, metric);
    if (goals.length === 0) return [];
    return [
      `    ${metric}`,
      ...goals.map((goal) => `    ${goal.isMet ? '✓' : '✗'} '${goal.expression}' ${shownFor(goal)}`),
      '',
    ];
  });
  const checks = checksOf(run);
  const [passes, fails] = [sum(checks.map((one) => one.passes)), sum(checks.map((one) => one.fails))];
  const sec = lengthMs(run.samples) / 1000;
  const lines = (wanted: (name: string) => boolean) =>
    all
      .filter(({ name }) => name !== 'checks' && !name.startsWith('checks{') && wanted(name))
      .map((metric) => {
        const [, tags] = metric.name.match(/\{(.*)\}$/) ?? [];
        const label = tags === undefined ? metric.name : `  { ${tags} }`;
        return `    ${label.padEnd(36, '.')}: ${figures(metric)}`;
      });
  return [
    ...(thresholds.length > 0 ? ['  █ THRESHOLDS', '', ...thresholds, ''] : []),
    '  █ TOTAL RESULTS',
    '',
    ...(checks.length === 0
      ? []
      : [
          `    checks_total.......: ${passes + fails}    ${((passes + fails) / sec).toFixed(6)}/s`,
          `    checks_succeeded...: ${printedShare(passes / (passes + fails))} ${passes} out of ${passes + fails}`,
          `    checks_failed......: ${printedShare(fails / (passes + fails))} ${fails} out of ${passes + fails}`,
          '',
          ...checks.flatMap((check) =>
            check.fails === 0
              ? [`    ✓ ${check.name}`]
              : [
                  `    ✗ ${check.name}`,
                  `      ↳  ${Math.floor((100 * check.passes) / (check.passes + check.fails))}% — ✓ ${check.passes} / ✗ ${check.fails}`,
                ],
          ),
          '',
        ]),
    '    HTTP',
    ...lines((name) => name.startsWith('http_')),
    '',
    '    EXECUTION',
    ...lines((name) => !name.startsWith('http_') && !name.startsWith('data_')),
    '',
    '    NETWORK',
    ...lines((name) => name.startsWith('data_')),
    '',
  ].join('\n');
}

function ndjson(run: SameRun): string {
  const types = Object.entries(TYPES).map(([name, type]) =>
    JSON.stringify({
      type: 'Metric',
      metric: name,
      data: {
        ...{ name, type, contains: TIMES.has(name) ? 'time' : name.startsWith('data_') ? 'data' : 'default' },
        thresholds: goalsOf(run, name).map(({ expression }) => expression),
        submetrics: null,
      },
    }),
  );
  return [...types, ...run.samples.map(ndjsonLine), ''].join('\n');
}

/** A run in the forms in which k6 puts one out. */
export const formsOf = (run: SameRun): Readonly<Record<'text' | 'export' | 'handled' | 'ndjson' | 'csv', string>> => ({
  text: text(run),
  export: exported(run),
  handled: handled(run),
  ndjson: ndjson(run),
  csv: [CSV_HEADER, ...run.samples.map(csvLine), ''].join('\n'),
});

/** Times in whole nanoseconds, as k6 measures them, from some hundred to some ten seconds. */
const time = fc
  .tuple(fc.integer({ min: 1_000_000, max: 9_999_999 }), fc.constantFrom(-4, -3, -2, -1, 0, 0, 1, 1, 2, 2, 3))
  .map(([digits, exponent]) => Math.round(digits * 10 ** exponent) / 1e6);

const one = (failures: readonly string[]) =>
  fc.record({
    scenario: fc.constantFrom('load_test', 'peak_test'),
    ms: time,
    blockedMs: fc.constantFrom(0, 0, 0.0019, 1.25),
    gapMs: fc.integer({ min: 1, max: 900 }),
    status: fc.constantFrom('200', '200', '200', '200', '201', ...failures),
    isChecked: fc.boolean(),
    bytes: fc.nat(200_000),
  });

/** Limits beside the figure itself: what is cut off in one form must not turn a verdict over. */
const factor = fc.constantFrom(0.5, 0.9, 0.999, 0.9999, 1, 1.0001, 1.001, 1.1, 2);

/** Runs of random figures, in which some requests fail with these statuses. */
export const sameRuns = (failures: readonly string[] = ['404', '503', '0']): fc.Arbitrary<SameRun> =>
  fc
    .record({
      all: fc.array(one(failures), { minLength: 3, maxLength: 150 }),
      isClean: fc.boolean(),
      goals: fc.record({ p95: fc.option(factor), failed: fc.option(factor) }),
    })
    .map(({ all, isClean, goals }) => {
      let atMs = 0;
      const samples = all.flatMap(({ scenario, ms, blockedMs, gapMs, status, isChecked, bytes }) => {
        // One after the other, so that none is older than the run.
        atMs += gapMs + Math.ceil(ms + blockedMs);
        const isGood = isClean || status.startsWith('2');
        const own = { group: '', scenario };
        const answer = isGood ? { status: '200' } : { status, error_code: status === '0' ? '1212' : `1${status}` };
        const tags = { ...own, ...answer, name: 'POST /orders', expected_response: String(isGood) };
        return [
          ...request(atMs, ms, tags).map((sample) =>
            sample.metric === 'http_req_blocked' ? { ...sample, value: blockedMs } : sample,
          ),
          { metric: 'checks', atMs, value: isGood ? 1 : 0, tags: { ...own, check: '상태 코드는 200' } },
          ...(isChecked ? [{ metric: 'checks', atMs, value: 1, tags: { ...own, check: 'body is JSON' } }] : []),
          { metric: 'iterations', atMs, value: 1, tags: own },
          { metric: 'iteration_duration', atMs, value: ms + blockedMs, tags: own },
          { metric: 'data_received', atMs, value: bytes, tags: own },
        ];
      });
      const vus = Array.from({ length: Math.floor(atMs / 1000) }, (_, at) => ({
        ...{ metric: 'vus', atMs: (at + 1) * 1000, value: 1, tags: {} },
      }));
      // The moment in which the run begins.
      const begin = { metric: 'data_sent', atMs: 0, value: 100, tags: { group: '', scenario: 'load_test' } };
      const everything = [begin, ...samples, ...vus].toSorted((a, b) => a.atMs - b.atMs);
      const p95Ms = quantileOf(
        all.map(({ ms }) => ms).toSorted((a, b) => a - b),
        0.95,
      );
      const failed = samples.filter(({ metric, value }) => metric === 'http_req_failed' && value === 1).length;
      const failedRatio = failed / all.length;
      const limit = (value: number) => Number(value.toPrecision(12));
      const made: Goal[] = [];
      if (goals.p95 !== null) {
        const most = limit(p95Ms * goals.p95);
        made.push({ metric: 'http_req_duration', expression: `p(95)<${most}`, isMet: p95Ms < most });
      }
      if (goals.failed !== null) {
        const most = limit(0.2 * goals.failed);
        made.push({ metric: 'http_req_failed', expression: `rate<${most}`, isMet: failedRatio < most });
      }
      return { samples: everything, goals: made, p95Ms, failedRatio };
    });
