import { peakLevel, plannedLengthMs } from '../analyse/planned-load.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { AnnouncedScenario } from '../model/announced.ts';
import type { RunRecord } from '../model/record.ts';
import * as format from '../text/format.ts';
import { hostOf } from '../text/host.ts';
import { code, plain } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';
import { type BodyWords, scenarioTitle } from './body-text.ts';

/** `2026-11-23T14:03:11.120+09:00` as `2026-11-23 14:03:11 (UTC+09:00)`. */
export function timeText(iso: string): string {
  const [, day, time, offset] = iso.match(/^(\S{10})T(\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/) ?? [];
  return day ? `${day} ${time} (UTC${offset === 'Z' ? '+00:00' : offset})` : plain(iso);
}

/** Day, time and offset of an ISO 8601 time, to the minute; undefined for any other text. */
function minuteOf(iso: string): { day: string; minute: string; offset: string } | undefined {
  const [, day, minute, offset] = iso.match(/^(\S{10})T(\d\d:\d\d):\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/) ?? [];
  return day && minute && offset ? { day, minute, offset: offset === 'Z' ? '+00:00' : offset } : undefined;
}

/**
 * From when to when runs went on, in the zone of the machine that made them: `2026-11-23 15:56~16:03 (KST, UTC+09:00)`.
 * `zones`: names of zones by their offset. Undefined without a run.
 */
export function whenText(
  records: readonly RunRecord[],
  zones: Readonly<Record<string, string>>,
  between: string,
): string | undefined {
  const sorted = records.toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  const ends = records.map(({ endedAt }) => endedAt).toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const [first] = sorted;
  const [from, to] = [minuteOf(first?.startedAt ?? ''), minuteOf(ends.at(-1) ?? '')];
  if (!first) return undefined;
  if (!from) return timeText(first.startedAt);
  const zone = Object.hasOwn(zones, from.offset) ? `${zones[from.offset]}, ` : '';
  const until =
    !to || to.offset !== from.offset || (to.day === from.day && to.minute === from.minute)
      ? ''
      : `${between}${to.day === from.day ? '' : `${to.day} `}${to.minute}`;
  return `${from.day} ${from.minute}${until} (${zone}UTC${from.offset})`;
}

/** So many hosts are told apart where a run went to several. */
const MOST_HOSTS = 5;
/** Shares below this are what rounding leaves. */
const LEAST_SHARE = 1e-6;

/** Where the load of a run went; escaped for markdown. */
export function targetText({ target, tls }: RunRecord, words: ReportWords): string {
  const hosts = hostsText(target, words);
  const trust = [...(tls?.insecure ? [words.insecure] : []), ...(tls?.ca === undefined ? [] : [words.ownCa(tls.ca)])];
  return target.shop || trust.length === 0 ? hosts : `${hosts} (${trust.join(', ')})`;
}

function hostsText({ baseUrl, shop, hosts }: RunRecord['target'], words: ReportWords): string {
  const given = shop ? words.shop(shop.lock) : baseUrl === undefined ? undefined : code(baseUrl);
  if (!hosts) return given ?? words.untoldTarget;
  const own = baseUrl === undefined ? undefined : hostOf(baseUrl);
  const nameOf = (host: string) => (shop && host === own ? words.shop(shop.lock) : code(host));
  const shareOf = (some: typeof hosts) => some.reduce((sum, { share = 0 }) => sum + share, 0);
  const isTold = hosts.some(({ share }) => share !== undefined);
  const rest = isTold ? 1 - shareOf(hosts) : 0;
  const [first] = hosts;
  if (first && hosts.length === 1 && rest < LEAST_SHARE) return nameOf(first.host);
  const others = hosts.slice(MOST_HOSTS);
  const isGivenSeen = hosts.some(({ host }) => host === own);
  const text = [
    ...hosts
      .slice(0, MOST_HOSTS)
      .map(({ host, share }) => (share === undefined ? nameOf(host) : `${nameOf(host)} ${format.aboutShare(share)}`)),
    ...(others.length > 0
      ? [words.moreHosts(others.length, isTold ? format.aboutShare(shareOf(others)) : undefined)]
      : []),
    ...(rest < LEAST_SHARE ? [] : [words.namedRequests(format.aboutShare(rest), isGivenSeen ? undefined : given)]),
  ].join(', ');
  return isTold ? `${text} ${words.ofRequests}` : text;
}

export const profileText = ({ name, scale, durationScale }: NonNullable<RunRecord['profile']>, words: ReportWords) =>
  words.profile(name, scale, durationScale);

/** A run with what it planned. */
type Planned = Pick<AnalysedRun, 'planned' | 'profile'>;

/** What k6 printed of its scenarios before it ran; empty where no output holds it. */
export const announcedOf = ({ sources = [] }: Pick<AnalysedRun, 'sources'>): readonly AnnouncedScenario[] =>
  sources.find(({ announced = [] }) => announced.length > 0)?.announced ?? [];

/** 점진 부하(최대 3,000 VU) + 피크 부하(초당 최대 5,000회); empty where nobody knows what was planned. */
export const plannedText = (run: Planned, both: BodyWords): string =>
  run.planned
    .map((plan) => {
      const name = scenarioTitle(plan.name, run, both);
      return both.document.loadPart({ name, plan, most: peakLevel(plan) });
    })
    .join(' + ');

/** A profile by its name; the load of a script of its own by what it plans, since its options are no words. */
export function loadText(run: Planned & Pick<AnalysedRun, 'record'>, both: BodyWords): string | undefined {
  if (run.record?.profile) return profileText(run.record.profile, both.words);
  const planned = plannedText(run, both);
  if (planned === '') return undefined;
  const lengthMs = plannedLengthMs(run.planned);
  return lengthMs > 0 ? `${planned}, ${both.document.limit(lengthMs)}` : planned;
}

/** A build with extensions is another program than the plain one. */
const k6Text = ({ version, extensions = [] }: RunRecord['k6']): string =>
  plain(extensions.length > 0 ? `${version} (${extensions.join(', ')})` : version);

/** How a run came about, as every view of it says it; escaped for markdown. */
export interface ShownRun {
  readonly startedAt: string;
  readonly target: string;
  readonly profile: string;
  readonly k6: string;
  readonly testData: string;
  readonly generator: string;
}

/** Without a record nobody knows any of it. */
export function shownRun(run: Planned & Pick<AnalysedRun, 'record'>, both: BodyWords): ShownRun {
  const { record } = run;
  const { words } = both;
  const { missing } = words;
  if (!record) {
    return {
      startedAt: missing,
      target: missing,
      profile: missing,
      k6: missing,
      testData: missing,
      generator: missing,
    };
  }
  const { generator, testData } = record;
  return {
    startedAt: timeText(record.startedAt),
    target: targetText(record, words),
    profile: loadText(run, both) ?? missing,
    k6: k6Text(record.k6),
    testData: testData ? words.testData(testData.users, testData.products) : missing,
    generator: words.generator({ ...generator, memory: format.bytes(generator.memoryBytes) }),
  };
}
