import type { AnalysedRun } from '../model/analysed.ts';
import type { Condition } from '../model/comparable.ts';
import { LOAD_OPTIONS } from '../model/plan.ts';
import type { RunRecord } from '../model/record.ts';
import { hostOf } from '../text/host.ts';

/** As much of a script's hash as tells two scripts apart. */
export const shortHash = ({ script }: RunRecord): string => script.sha256.slice(0, 12);

/** The load of a run: its profile, or what its script brought along. */
export const comparedLoad = ({ profile, options }: RunRecord): string =>
  profile ? `${profile.name} ×${profile.scale} ×${profile.durationScale}` : (ownLoad(options) ?? '-');

/**
 * What was tested, as far as figures of one can be set against those of another: without what differs by chance. The
 * embedded shop listens on another port each time, and shares waver.
 */
export function comparedTarget({ target: { baseUrl, shop, hosts } }: Pick<RunRecord, 'target'>): string {
  const own = baseUrl === undefined ? undefined : (hostOf(baseUrl) ?? baseUrl);
  const all = (hosts ?? [{ host: own ?? '-' }]).map(({ host }) => (shop && host === own ? 'shop' : host));
  return [...(shop && !all.includes('shop') ? ['shop'] : []), ...all.toSorted()].join(' ');
}

/**
 * The load of a script that brings its own options: it may take them from its environment, which its hash does not tell.
 * Undefined for a script without any.
 */
function ownLoad(options: RunRecord['options']): string | undefined {
  const given = LOAD_OPTIONS.flatMap((name) => {
    const value = options[name];
    return value === undefined || value === null ? [] : [`${name} ${shownValue(value)}`];
  });
  return given.length > 0 ? given.join(' ') : undefined;
}

/** A value as JSON without what is null, which k6 writes for all that was not set. */
const shownValue = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, (_, own) => (own === null ? undefined : own));

/**
 * What two runs must share for their figures to be set against each other, and `lock`, which may be what was changed.
 * Empty without a record: nobody knows then.
 */
export function conditionsOf({ record }: AnalysedRun): ReadonlyMap<Condition, string> {
  if (!record) return new Map();
  const { k6, generator, target, testData } = record;
  return new Map<Condition, string>([
    ['script', shortHash(record)],
    ['profile', comparedLoad(record)],
    ['k6', [k6.version, ...(k6.extensions ?? [])].join(' + ')],
    ['cpu', `${generator.cpu} ×${generator.cores}`],
    ['target', comparedTarget(record)],
    ['testData', testData ? `${testData.users}/${testData.products}` : '-'],
    ...(target.shop ? [['lock', target.shop.lock] as const] : []),
  ]);
}

/** The day and the machine of a run: runs that share both share their luck. */
export const sessionKey = ({ startedAt, ci, generator }: RunRecord): string =>
  [startedAt.slice(0, 10), ci?.runner ?? '', generator.cpu].join(' ').trim();

/** Facts of the tested system as its owner stated them: what changes from round to round. */
export const statedFacts = ({ record }: AnalysedRun): ReadonlyMap<string, string> =>
  new Map(Object.entries(record?.targetInfo ?? {}));

/** What runs of a round and of another have in common: their API, else their script's name. */
export const comparedAs = ({ api, record, name }: AnalysedRun): string => api ?? record?.name ?? name;

/** True for runs of which nobody knows what they tested, each from a file of its own. */
function areAnonymous(runs: readonly AnalysedRun[]): boolean {
  const files = new Set(runs.map(({ sources, name }) => sources?.[0]?.file ?? name));
  return files.size === runs.length && runs.every(({ api, record }) => api === undefined && record === undefined);
}

/** The runs of each round, apart by what was tested. Files without a name for it can only be meant for each other. */
export function byApi(rounds: readonly (readonly AnalysedRun[])[]): AnalysedRun[][][] {
  if (rounds.every(areAnonymous)) return [rounds.map((runs) => [...runs])];
  const keys = [...new Set(rounds.flat().map(comparedAs))];
  return keys.map((key) => rounds.map((runs) => runs.filter((run) => comparedAs(run) === key)));
}
