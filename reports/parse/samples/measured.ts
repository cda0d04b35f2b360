import type {
  AnsweredScope,
  Check,
  ExpectedTimes,
  Measurement,
  Metric,
  Responses,
  Scope,
  SeenHost,
} from '../../model/measurement.ts';
import type { Distribution } from '../../numbers/distribution.ts';
import { HISTOGRAM_ERROR } from '../../numbers/log-histogram.ts';
import { hostOf } from '../../text/host.ts';
import { withoutFigures } from '../finite.ts';
import { SUCCESSFUL, scopeOf, scopesOf } from '../scopes.ts';
import { isCountOfVus, type SampleStore, type StoredSeries } from './sample-store.ts';
import { distributionOf, lastOf, type Series } from './series.ts';
import { statisticsOf } from './statistics.ts';
import type { TagSet } from './tag-sets.ts';

/** Metrics with one sample for each thing that was sent. */
const SENT = ['http_reqs', 'ws_sessions'];
/** The same, of which never the name but only the tag `url` says where it went. */
const SENT_BY_URL = ['grpc_req_duration', 'grpc_streams', 'browser_http_req_duration'];

type NameOf = (tags: TagSet) => string | undefined;

const whole: NameOf = () => '';
/** Names that cannot stand in a sub-metric's: k6 gives scenarios none of these, a script's own tag may. */
const UNSPEAKABLE = /[{},]/;

const ofScenario: NameOf = ({ scenario }) =>
  scenario && !UNSPEAKABLE.test(scenario) ? `scenario:${scenario}` : undefined;
const successful: NameOf = ({ expected }) => (expected === 'true' ? SUCCESSFUL : undefined);
const successfulOfScenario: NameOf = ({ scenario, expected }) =>
  scenario && !UNSPEAKABLE.test(scenario) && expected === 'true' ? `scenario:${scenario},${SUCCESSFUL}` : undefined;

/** The sub-metrics to make of a metric: k6 makes `{expected_response:true}` by itself, others for thresholds only. */
const filtersOf = (metric: string): readonly NameOf[] =>
  metric === 'http_req_duration' ? [whole, ofScenario, successful, successfulOfScenario] : [whole, ofScenario];

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

/** Times in whole seconds are up to one off: of so short a run they tell no rate. */
const SHORTEST_OF_SECONDS_MS = 3_000;

const VITAL = /^browser_web_vital_/;
/** Quantiles that goals of a part may be about beside those that every table has. */
const OF_GOALS = [75, 80, 98];
const OF_REQUESTS = /^http_req/;

/** How far the quantiles of a histogram may be off. */
const estimated = (values: Metric['values']) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => name === 'med' || name.startsWith('p('))
      .map(([name, value]) => [name, Math.abs(value) * HISTOGRAM_ERROR]),
  );

type ByMetric = Map<string, StoredSeries[]>;

/** Makes of the samples of a run what k6's own summary says. */
class Measuring {
  readonly #store: SampleStore;
  readonly #runMs: number | undefined;
  readonly #byMetric: ByMetric = new Map();
  /** What belongs to the run and not to its load. */
  readonly #aside: ByMetric = new Map();
  readonly #numbers = new Map<Series, number>();
  /** By the numbers of their series: most sub-metrics of a run hold the same samples. */
  readonly #distributions = new Map<string, Distribution>();
  readonly #ofSingle = new Map<Series, Distribution>();
  /** Those of one value, by it and how often it came: names of a run have mostly the same ones. */
  readonly #same = new Map<string, Distribution>();
  /** By what kind of statistics they are. */
  readonly #values = new Map<string, Map<Distribution, Metric['values']>>();
  /** The same with what goals of parts may ask for: all requests of a part are mostly its successful ones. */
  readonly #goalValues = new Map<Distribution, Metric['values']>();
  /** By the series of their metrics: the requests of a name are mostly those of one scenario, with one status. */
  readonly #scopes = new Map<string, Scope>();

  constructor(store: SampleStore) {
    store.close();
    this.#store = store;
    const { firstMs, lastMs } = store.range();
    const runMs = lastMs - firstMs;
    this.#runMs = runMs > (store.timesInSeconds ? SHORTEST_OF_SECONDS_MS : 0) ? runMs : undefined;
    for (const one of store.all()) {
      const { metric, series } = one;
      this.#numbers.set(series, this.#numbers.size);
      const byMetric = store.isAside(one) ? this.#aside : this.#byMetric;
      const own = byMetric.get(metric);
      if (own) own.push(one);
      else byMetric.set(metric, [one]);
    }
  }

  measured(): Measurement {
    // Counts of users are those of its lanes.
    const timeline = this.#store.timeline();
    const metrics = this.#metrics();
    return {
      metrics,
      ...scopesOf(metrics, true),
      scenarios: Object.fromEntries(this.#scopesBy(({ scenario }) => scenario)),
      checks: this.#checks(),
      // NDJSON writes down some thresholds of the script but not those on sub-metrics, CSV none: a part of them would
      // pass for the whole verdict.
      thresholds: [],
      runMs: this.#runMs,
      endpoints: this.#endpoints(),
      groups: this.#groups(),
      tags: this.#tags(),
      ...(this.#store.tagSets.foldedAddresses > 0 && { foldedAddresses: this.#store.tagSets.foldedAddresses }),
      responses: this.#responses(),
      answered: this.#answered(),
      expectedTimes: this.#expectedTimes(),
      hosts: this.#hosts(),
      setup: this.#setup(),
      timeline,
      ...(this.#store.timesInSeconds && { timesInSeconds: true as const }),
      ...(this.#store.isCondensed && { quantileError: HISTOGRAM_ERROR }),
    };
  }

  /** The series of a metric by the name that `nameOf` gives to their tags. */
  #grouped(metric: string, nameOf: NameOf, from = this.#byMetric): Map<string, Series[]> {
    const groups = new Map<string, Series[]>();
    for (const { tags, series } of from.get(metric) ?? []) {
      const name = nameOf(tags);
      if (name === undefined) continue;
      const known = groups.get(name);
      if (known) known.push(series);
      else groups.set(name, [series]);
    }
    return groups;
  }

  #keyOf(all: readonly Series[]): string {
    return all.map((series) => this.#numbers.get(series)).join(' ');
  }

  #distribution(all: readonly Series[]): Distribution {
    const [single] = all;
    if (single && all.length === 1) {
      const known = this.#ofSingle.get(single) ?? this.#ofOne(single);
      this.#ofSingle.set(single, known);
      return known;
    }
    const key = this.#keyOf(all);
    const known = this.#distributions.get(key) ?? distributionOf(all);
    this.#distributions.set(key, known);
    return known;
  }

  #ofOne(series: Series): Distribution {
    if (series.constant === undefined) return distributionOf([series]);
    const key = `${series.constant} ${series.count}`;
    const known = this.#same.get(key) ?? distributionOf([series]);
    this.#same.set(key, known);
    return known;
  }

  /** The statistics of the samples of a metric. */
  #valuesOf(metric: string, all: readonly Series[], distribution: Distribution): Metric['values'] {
    const { kind } = this.#store.typeOf(metric);
    const isVital = VITAL.test(metric);
    const ofKind = this.#values.get(`${kind} ${isVital}`) ?? new Map<Distribution, Metric['values']>();
    const known = ofKind.get(distribution);
    if (known) return known;
    this.#values.set(`${kind} ${isVital}`, ofKind);
    const statistics = statisticsOf(kind, distribution, lastOf(all), this.#runMs);
    // Web vitals are judged by 75 of 100 page views.
    const values = isVital ? { ...statistics, 'p(75)': distribution.quantile(0.75) } : statistics;
    ofKind.set(distribution, values);
    return values;
  }

  #metric(metric: string, filter: string, all: readonly Series[]): Metric {
    const { kind, contains } = this.#store.typeOf(metric);
    const distribution = this.#distribution(all);
    const values = this.#valuesOf(metric, all, distribution);
    const name = filter ? `${metric}{${filter}}` : metric;
    // Of the samples that are numbers some statistics could be made, which would not be those of all.
    if (this.#store.infiniteMetrics.has(metric))
      return { ...withoutFigures(name, kind), ...(contains && { contains }) };
    return {
      name,
      kind,
      ...(contains && { contains }),
      values,
      ...(!distribution.isExact && kind === 'trend' && { precision: estimated(values) }),
    };
  }

  #metrics(): Metric[] {
    // Those without a single number.
    const infinite = [...this.#store.infiniteMetrics].filter((metric) => !this.#byMetric.has(metric));
    return [...this.#byMetric.keys(), ...infinite].toSorted().flatMap((metric) => {
      if (!this.#byMetric.has(metric)) return [withoutFigures(metric, this.#store.typeOf(metric).kind)];
      if (this.#store.isMerge && isCountOfVus(metric)) return this.#countOfVus(metric);
      return filtersOf(metric).flatMap((nameOf) =>
        [...this.#grouped(metric, nameOf)].toSorted(byName).map(([filter, all]) => this.#metric(metric, filter, all)),
      );
    });
  }

  /** Users of several runners: nobody wrote down their sum. */
  #countOfVus(metric: 'vus' | 'vus_max'): Metric[] {
    const figures = this.#store.gauge(metric);
    return figures ? [{ name: metric, ...this.#store.typeOf(metric), values: { ...figures } }] : [];
  }

  /** Scopes by the name that `nameOf` gives to the tags of their samples. */
  #scopesBy(nameOf: NameOf, from = this.#byMetric): Map<string, Scope> {
    const names = new Map<TagSet, string | undefined>();
    const named: NameOf = (tags) => {
      if (!names.has(tags)) names.set(tags, nameOf(tags));
      return names.get(tags);
    };
    const found = new Map<string, { key: string; readonly of: (readonly [string, string, Series[]])[] }>();
    const collect = (metric: string, filter: string, groups: ReadonlyMap<string, Series[]>) => {
      for (const [name, all] of groups) {
        const own = found.get(name) ?? { key: '', of: [] };
        own.key += `${filter && '+'}${this.#keyOf(all)},`;
        own.of.push([metric, filter, all]);
        found.set(name, own);
      }
    };
    for (const metric of from.keys()) {
      if (!isCountOfVus(metric)) collect(metric, '', this.#grouped(metric, named, from));
    }
    const succeeded = (tags: TagSet) => (tags.expected === 'true' ? named(tags) : undefined);
    collect('http_req_duration', SUCCESSFUL, this.#grouped('http_req_duration', succeeded, from));
    return new Map([...found].map(([name, { key, of }]) => [name, this.#scope(key, of)]));
  }

  /** Of parts no single samples are kept, so that what goals of them may ask for is worked out here. */
  #withGoalQuantiles(metric: Metric, all: readonly Series[]): Metric {
    if (Object.keys(metric.values).length === 0) return metric;
    const distribution = this.#distribution(all);
    const known = this.#goalValues.get(distribution);
    if (known) return { ...metric, values: known };
    const own = OF_GOALS.map((percent) => [`p(${percent})`, distribution.quantile(percent / 100)] as const);
    const values = { ...metric.values, ...Object.fromEntries(own) };
    this.#goalValues.set(distribution, values);
    return { ...metric, values };
  }

  #scope(key: string, of: readonly (readonly [string, string, Series[]])[]): Scope {
    const known = this.#scopes.get(key);
    if (known) return known;
    const metrics = new Map(
      of.map(([metric, filter, all]) => {
        const made = this.#metric(metric, filter, all);
        return [made.name, metric === 'http_req_duration' ? this.#withGoalQuantiles(made, all) : made] as const;
      }),
    );
    const scope = scopeOf((metric) => metrics.get(metric));
    this.#scopes.set(key, scope);
    return scope;
  }

  /** What `setup()` and `teardown()` sent. Where groups were not recorded: what was sent outside every scenario. */
  #setup(): Scope | undefined {
    const { tagSets, isMerge } = this.#store;
    const nameOf: NameOf = (tags) => (tagSets.isSetup(tags) ? '' : undefined);
    return this.#scopesBy(nameOf, isMerge ? this.#aside : this.#byMetric).get('');
  }

  #hosts(): SeenHost[] | undefined {
    const { tagSets } = this.#store;
    const found = new Map<string | undefined, number>();
    for (const metric of SENT) {
      const own: NameOf = (tags) => (tagSets.isSetup(tags) ? undefined : (tags.name ?? ''));
      for (const [name, all] of this.#grouped(metric, own)) {
        const host = hostOf(name);
        found.set(host, (found.get(host) ?? 0) + this.#distribution(all).count);
      }
    }
    for (const metric of SENT_BY_URL) {
      // A browser's requests are named by their address, so that both tags say the same.
      const told: NameOf = (tags) => (tagSets.isSetup(tags) ? undefined : (tags.host ?? hostOf(tags.name ?? '')));
      for (const [host, all] of this.#grouped(metric, told)) {
        found.set(host, (found.get(host) ?? 0) + this.#distribution(all).count);
      }
    }
    if (![...found.keys()].some((host) => host !== undefined)) return undefined;
    return [...found]
      .map(([host, requests]) => ({ host, requests }))
      .toSorted((a, b) => b.requests - a.requests || ((a.host ?? '') < (b.host ?? '') ? -1 : 1));
  }

  #endpoints(): Measurement['endpoints'] {
    return this.#store.tagSets.hasTooManyNames ? undefined : this.#requestsBy(({ name }) => name);
  }

  #groups(): Measurement['groups'] {
    return this.#store.tagSets.hasTooManyGroups ? undefined : this.#requestsBy(({ group }) => group);
  }

  /** By tags of the script's own; one that all requests have with the same value tells none apart. */
  #tags(): Measurement['tags'] {
    const { ownTags } = this.#store.tagSets;
    const requests = this.#grouped('http_reqs', this.#loadOnly(whole)).get('') ?? [];
    const found = ownTags.flatMap((tag) => {
      const values = this.#requestsBy(({ own }) => own.get(tag));
      const [only, ...more] = Object.values(values ?? {});
      const isWhole = more.length === 0 && only?.requests === this.#distribution(requests).count;
      return values && !isWhole ? [[tag, values] as const] : [];
    });
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  }

  /** What setup() and teardown() sent is no part of the load. */
  readonly #loadOnly =
    (nameOf: NameOf): NameOf =>
    (tags) =>
      this.#store.tagSets.isSetup(tags) ? undefined : nameOf(tags);

  /** Requests by the name that `nameOf` gives to their tags, in the order of these. */
  #requestsBy(nameOf: NameOf): Readonly<Record<string, Scope>> | undefined {
    const own = this.#loadOnly(nameOf);
    // A user's own metric may carry a tag `name`, too; parts are what received requests.
    const requested = [...this.#grouped('http_reqs', own).keys()];
    if (requested.length === 0) return undefined;
    const scopes = this.#scopesBy(own, this.#ofRequests());
    return Object.fromEntries(requested.toSorted().map((name) => [name, scopes.get(name) ?? {}]));
  }

  /** The metrics of HTTP alone: iterations, checks and sizes of a group are those of whatever else was done in it. */
  #ofRequests(): ByMetric {
    return new Map([...this.#byMetric].filter(([metric]) => OF_REQUESTS.test(metric)));
  }

  #responses(): Responses[] | undefined {
    const { all, hasTooManyNames } = this.#store.tagSets;
    if (hasTooManyNames || !all.some(({ status }) => status)) return undefined;
    const { firstMs: startMs } = this.#store.range();
    const keyOf = ({ scenario, name, status, errorCode, expected }: TagSet) =>
      status && JSON.stringify([scenario, name, status, errorCode, expected]);
    const tagsOf = new Map(all.map((tags) => [keyOf(tags), tags]));
    const answers = [...this.#grouped('http_reqs', keyOf)].toSorted(byName).flatMap(([key, own]): Responses[] => {
      const tags = tagsOf.get(key);
      const status = Number(tags?.status);
      if (!tags || !Number.isInteger(status)) return [];
      return [
        {
          scenario: tags.scenario,
          name: tags.name,
          status,
          errorCode: tags.errorCode === undefined ? undefined : Number(tags.errorCode),
          // Without the tag, k6's own default: any 2xx and 3xx.
          expected: tags.expected === undefined ? status >= 200 && status < 400 : tags.expected === 'true',
          count: this.#distribution(own).count,
          firstMs: own.reduce((first, series) => Math.min(first, series.firstMs), Number.POSITIVE_INFINITY) - startMs,
          lastMs: own.reduce((last, series) => Math.max(last, series.lastMs), Number.NEGATIVE_INFINITY) - startMs,
        },
      ];
    });
    return answers;
  }

  #answered(): AnsweredScope[] | undefined {
    const { all, hasTooManyNames } = this.#store.tagSets;
    if (hasTooManyNames || !all.some(({ status }) => status)) return undefined;
    const keyOf = ({ scenario, name, status }: TagSet) => status && JSON.stringify([scenario, name, status]);
    const tagsOf = new Map(all.map((tags) => [keyOf(tags), tags]));
    return [...this.#scopesBy(keyOf)].toSorted(byName).flatMap(([key, scope]): AnsweredScope[] => {
      const { scenario, name, status } = tagsOf.get(key) ?? {};
      return Number.isInteger(Number(status)) ? [{ scenario, name, status: Number(status), scope }] : [];
    });
  }

  #expectedTimes(): ExpectedTimes[] | undefined {
    const { tagSets } = this.#store;
    const { all, hasTooManyNames } = tagSets;
    const nameIn = (tags: TagSet) => (hasTooManyNames ? undefined : tags.name);
    const keyOf = (tags: TagSet) =>
      tags.expected === 'true' && tags.status && !tagSets.isSetup(tags)
        ? JSON.stringify([nameIn(tags), tags.status])
        : undefined;
    if (!all.some((tags) => Number(tags.status) >= 400 && keyOf(tags) !== undefined)) return undefined;
    const tagsOf = new Map(all.map((tags) => [keyOf(tags), tags]));
    return [...this.#grouped('http_req_duration', keyOf)].toSorted(byName).flatMap(([key, own]): ExpectedTimes[] => {
      const tags = tagsOf.get(key);
      const status = Number(tags?.status);
      if (!tags || !Number.isInteger(status)) return [];
      return [{ name: nameIn(tags), status, durationMs: this.#distribution(own) }];
    });
  }

  #checks(): Check[] {
    const keyOf = ({ check, group }: TagSet) => check && JSON.stringify([check, group]);
    const tagsOf = new Map(this.#store.tagSets.all.map((tags) => [keyOf(tags), tags]));
    const found = [...this.#grouped('checks', keyOf)].flatMap(([key, own]) => {
      const { check: name, group } = tagsOf.get(key) ?? {};
      if (name === undefined) return [];
      const { count, zeros } = this.#distribution(own);
      const firstMs = own.reduce((first, series) => Math.min(first, series.firstMs), Number.POSITIVE_INFINITY);
      return [{ firstMs, check: { name, ...(group && { group }), passed: count - zeros, failed: zeros } }];
    });
    // Lines need not be in order of time; where time cannot tell, the order of lines does.
    return found.toSorted((a, b) => a.firstMs - b.firstMs).map(({ check }) => check);
  }
}

/** What the samples say. Call it once, after the last sample. */
export const measuredOf = (store: SampleStore): Measurement => new Measuring(store).measured();
