import type { Check, Measurement, Metric, Responses, Scope } from '../model/run.ts';
import { BUILTIN_METRICS, type MetricType } from './builtin-metrics.ts';
import { type Rows, SampleColumn } from './sample-column.ts';
import { statisticsOf } from './sample-statistics.ts';
import { SUCCESSFUL, scopeOf, scopesOf } from './scopes.ts';

/** The tags of a sample that the model tells apart. Others cost nothing. */
export const SAMPLE_TAGS = ['scenario', 'name', 'check', 'status', 'error_code', 'expected_response', 'group'] as const;

/** Undefined or empty: the sample has no such tag. */
export type SampleTags = Readonly<Partial<Record<(typeof SAMPLE_TAGS)[number], string>>>;

interface TagSet {
  readonly scenario: string | undefined;
  readonly name: string | undefined;
  readonly check: string | undefined;
  readonly status: string | undefined;
  readonly errorCode: string | undefined;
  readonly expected: string | undefined;
  /** Within the group that k6 makes for `setup()` and `teardown()`. */
  readonly setup: boolean;
}

/** A type that CSV does not tell. Trend statistics are right for whatever was measured, only a counter's sum is lost. */
const UNKNOWN: MetricType = { kind: 'trend' };

/** Durations that end at their sample's time, so that they tell when something began. */
const ENDING = new Set([
  'http_req_duration',
  'iteration_duration',
  'group_duration',
  'grpc_req_duration',
  'ws_session_duration',
]);

/** So many names are URLs that nobody grouped; a table by endpoint would say nothing, and could fill the memory. */
const MOST_NAMES = 10_000;

const SETUP_GROUP = /^::(?:setup|teardown)(?:::|$)/;

type NameOf = (tags: TagSet) => string | undefined;

const whole: NameOf = () => '';
const ofScenario: NameOf = ({ scenario }) => scenario && `scenario:${scenario}`;
const successful: NameOf = ({ expected }) => (expected === 'true' ? SUCCESSFUL : undefined);
const successfulOfScenario: NameOf = ({ scenario, expected }) =>
  scenario && expected === 'true' ? `scenario:${scenario},${SUCCESSFUL}` : undefined;

/** The sub-metrics to make of a metric: k6 makes `{expected_response:true}` by itself, others for thresholds only. */
const filtersOf = (metric: string): readonly NameOf[] =>
  metric === 'http_req_duration' ? [whole, ofScenario, successful, successfulOfScenario] : [whole, ofScenario];

/** Collects the samples of one run, in any order, and makes of them what k6's own summary says. */
export class Samples {
  readonly #columns = new Map<string, SampleColumn>();
  readonly #types = new Map<string, MetricType>();
  readonly #numbers = new Map<string, number>();
  readonly #tagSets: TagSet[] = [];
  readonly #names = new Set<string>();
  #tellsGroups = false;
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  get isEmpty(): boolean {
    return this.#columns.size === 0;
  }

  /** States a metric's type; without it, k6's own metrics have theirs and others are trends. */
  describe(metric: string, type: MetricType): void {
    this.#types.set(metric, type);
  }

  /** `timeMs` is epoch ms; the value is in k6's own unit (ms, bytes, 0 or 1). */
  add(metric: string, timeMs: number, value: number, tags: SampleTags): void {
    let column = this.#columns.get(metric);
    if (!column) {
      column = new SampleColumn();
      this.#columns.set(metric, column);
    }
    column.add(timeMs, value, this.#numberOf(tags));
    this.#firstMs = Math.min(this.#firstMs, ENDING.has(metric) ? timeMs - value : timeMs);
    this.#lastMs = Math.max(this.#lastMs, timeMs);
  }

  #numberOf(tags: SampleTags): number {
    const { scenario = '', name = '', check = '', status = '', error_code = '', expected_response = '' } = tags;
    const setup = !scenario && tags.group !== undefined && SETUP_GROUP.test(tags.group);
    if (tags.group !== undefined) this.#tellsGroups = true;
    const known = this.#names.size < MOST_NAMES || this.#names.has(name) ? name : '';
    const key = `${scenario}\0${known}\0${check}\0${status}\0${error_code}\0${expected_response}\0${setup}`;
    const number = this.#numbers.get(key);
    if (number !== undefined) return number;
    if (known) this.#names.add(known);
    this.#numbers.set(key, this.#tagSets.length);
    return (
      this.#tagSets.push({
        scenario: scenario || undefined,
        name: known || undefined,
        check: check || undefined,
        status: status || undefined,
        errorCode: error_code || undefined,
        expected: expected_response || undefined,
        setup,
      }) - 1
    );
  }

  /** What the samples say. Call it once, after the last sample. */
  measured(): Measurement {
    const runMs = this.#lastMs > this.#firstMs ? this.#lastMs - this.#firstMs : undefined;
    const metrics = this.#metrics(runMs);
    return {
      metrics,
      ...scopesOf(metrics, true),
      checks: this.#checks(),
      // NDJSON writes down some thresholds of the script but not those on sub-metrics, CSV none: a part of them would
      // pass for the whole verdict.
      thresholds: [],
      runMs,
      endpoints: this.#endpoints(runMs),
      responses: this.#responses(),
      setup: this.#setup(runMs),
    };
  }

  #typeOf(metric: string): MetricType {
    return this.#types.get(metric) ?? BUILTIN_METRICS.get(metric) ?? UNKNOWN;
  }

  /** The samples of a metric by the name that `nameOf` gives to their tags. */
  #rows(metric: string, nameOf: NameOf): Map<string, Rows> {
    return this.#columns.get(metric)?.by(this.#tagSets.map(nameOf)) ?? new Map<string, Rows>();
  }

  #metric(metric: string, filter: string, rows: Rows, runMs: number | undefined): Metric {
    const { kind, contains } = this.#typeOf(metric);
    const values = statisticsOf(kind, rows, runMs);
    const name = filter ? `${metric}{${filter}}` : metric;
    return contains ? { name, kind, contains, values } : { name, kind, values };
  }

  #metrics(runMs: number | undefined): Metric[] {
    const names = [...this.#columns.keys()].toSorted();
    return names.flatMap((metric) =>
      filtersOf(metric).flatMap((filterOf) =>
        [...this.#rows(metric, filterOf)]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([filter, rows]) => this.#metric(metric, filter, rows, runMs)),
      ),
    );
  }

  /** Scopes by the name that `nameOf` gives to the tags of their samples. */
  #scopesBy(nameOf: NameOf, runMs: number | undefined): Map<string, Scope> {
    const found = new Map<string, Map<string, Metric>>();
    const collect = (metric: string, filter: string, rows: Map<string, Rows>) => {
      for (const [name, own] of rows) {
        const metrics = found.get(name) ?? new Map<string, Metric>();
        const made = this.#metric(metric, filter, own, runMs);
        found.set(name, metrics.set(made.name, made));
      }
    };
    // VUs are counted apart from what anybody sends.
    const sent = [...this.#columns.keys()].filter((metric) => metric !== 'vus' && metric !== 'vus_max');
    for (const metric of sent) collect(metric, '', this.#rows(metric, nameOf));
    const succeeded = (tags: TagSet) => (tags.expected === 'true' ? nameOf(tags) : undefined);
    collect('http_req_duration', SUCCESSFUL, this.#rows('http_req_duration', succeeded));
    return new Map([...found].map(([name, metrics]) => [name, scopeOf((metric) => metrics.get(metric))]));
  }

  /** What `setup()` and `teardown()` sent. Where groups were not recorded: what was sent outside every scenario. */
  #setup(runMs: number | undefined): Scope | undefined {
    const tellsScenarios = this.#tagSets.some(({ scenario }) => scenario);
    const isSetup = ({ setup, scenario }: TagSet) => setup || (!this.#tellsGroups && tellsScenarios && !scenario);
    return this.#scopesBy((tags) => (isSetup(tags) ? '' : undefined), runMs).get('');
  }

  #endpoints(runMs: number | undefined): Measurement['endpoints'] {
    // A user's own metric may carry a tag `name`, too; endpoints are what received requests.
    const requested = [...this.#rows('http_reqs', ({ name }) => name).keys()];
    if (requested.length === 0 || this.#names.size >= MOST_NAMES) return undefined;
    const scopes = this.#scopesBy(({ name }) => name, runMs);
    return Object.fromEntries(requested.toSorted().map((name) => [name, scopes.get(name) ?? {}]));
  }

  #responses(): Responses[] | undefined {
    if (this.#names.size >= MOST_NAMES || !this.#tagSets.some(({ status }) => status)) return undefined;
    const answers = new Map<string, Responses>();
    const keyOf = ({ scenario, name, status, errorCode, expected }: TagSet) =>
      status && JSON.stringify([scenario, name, status, errorCode, expected]);
    const tagsOf = new Map(this.#tagSets.map((tags) => [keyOf(tags), tags]));
    for (const [key, { values }] of this.#rows('http_reqs', keyOf)) {
      const tags = tagsOf.get(key);
      const status = Number(tags?.status);
      if (!tags || !Number.isInteger(status)) continue;
      answers.set(key, {
        scenario: tags.scenario,
        name: tags.name,
        status,
        errorCode: tags.errorCode === undefined ? undefined : Number(tags.errorCode),
        // Without the tag, k6's own default: any 2xx and 3xx.
        expected: tags.expected === undefined ? status >= 200 && status < 400 : tags.expected === 'true',
        count: values.length,
      });
    }
    return [...answers].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, answer]) => answer);
  }

  #checks(): Check[] {
    const found = [...this.#rows('checks', ({ check }) => check)].map(([name, { times, values }]) => {
      const passed = values.filter((value) => value !== 0).length;
      const firstMs = times.reduce((a, b) => Math.min(a, b));
      return { firstMs, check: { name, passed, failed: values.length - passed } };
    });
    // Lines need not be in order of time; where time cannot tell, the order of lines does.
    return found.toSorted((a, b) => a.firstMs - b.firstMs).map(({ check }) => check);
  }
}
