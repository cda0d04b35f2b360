import { apiIds } from '../../options/apis.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { STANDARD_INPUT } from '../model/output.ts';
import { oneLine } from '../text/markdown-text.ts';

/** Commands of buha that a reader can paste into a shell. */

const SAFE = /^[\w./:@%+=,~-]+$/;

/** A word of a command as a POSIX shell takes it. */
export const shellWord = (word: string): string => {
  const line = oneLine(word, Number.POSITIVE_INFINITY);
  return SAFE.test(line) ? line : `'${line.replaceAll("'", "'\\''")}'`;
};

/** A file or folder that is not taken for an option. */
export const operand = (path: string): string => (path.startsWith('-') ? `./${path}` : path);

const line = (words: readonly string[]): string => ['buha', ...words.map(shellWord)].join(' ');

/** What `buha run` takes for a run: its API, or its script; undefined where nobody knows either. */
const scenarioOf = ({ api, record }: AnalysedRun): string | undefined => api ?? (record && operand(record.script.path));

/** All scenarios of some runs, `all` for all of the catalogue; undefined where one of them is unknown. */
function scenariosOf(runs: readonly AnalysedRun[]): string[] | undefined {
  const names = [...new Set(runs.flatMap((run) => scenarioOf(run) ?? []))];
  if (names.length === 0 || runs.some((run) => scenarioOf(run) === undefined)) return undefined;
  return names.length > 1 && apiIds().every((id) => names.includes(id)) && names.length === apiIds().length
    ? ['all']
    : names;
}

/** The lock of the built-in shop unless `--shop-lock` says otherwise. */
const DEFAULT_LOCK = 'distributed';

/** Where the load went, unless that is what buha does by itself. */
function targetWords({ record }: AnalysedRun): string[] {
  const { baseUrl, shop } = record?.target ?? {};
  if (shop) return shop.lock === DEFAULT_LOCK ? [] : ['--shop-lock', shop.lock];
  return baseUrl === undefined ? [] : ['--base-url', baseUrl];
}

/** What is otherwise than in the run: its stages so many times as long, its levels by another scale. */
export interface Changed {
  readonly longer?: number;
  readonly scale?: number;
}

/** The profile of a run with its scale. A script brings its own load. */
function profileWords({ record, profile }: AnalysedRun, { longer = 1, scale: given }: Changed = {}): string[] {
  const name = record?.profile?.name ?? profile;
  if (name === undefined) return [];
  const { scale: own = 1, durationScale = 1 } = record?.profile ?? {};
  const scale = given ?? own;
  const lasting = Number((durationScale * longer).toPrecision(6));
  return [
    ...['--profile', name],
    ...(scale === 1 ? [] : ['--scale', String(scale)]),
    ...(lasting === 1 ? [] : ['--duration-scale', String(lasting)]),
  ];
}

/** The same load again; undefined where nobody knows what sent it. */
export function runCommand(
  runs: readonly AnalysedRun[],
  more: readonly string[] = [],
  changed: Changed = {},
): string | undefined {
  const names = scenariosOf(runs);
  const [first] = runs;
  return names && first && line(['run', ...names, ...profileWords(first, changed), ...targetWords(first), ...more]);
}

/** The same scenarios under another profile, which only those of the catalogue can have. */
export function profileCommand(runs: readonly AnalysedRun[], profile: string): string | undefined {
  const names = runs.every(({ api }) => api !== undefined) ? scenariosOf(runs) : undefined;
  const [first] = runs;
  return names && first && line(['run', ...names, '--profile', profile, ...targetWords(first)]);
}

/** Profiles whose peak would only keep the experiment's load from being the same each time. */
const WITH_PEAK: ReadonlySet<string> = new Set(['seed', 'sequential']);

/** The experiment that varies the test data of an API. */
export const experimentCommand = (run: AnalysedRun, varied: string, values: readonly number[]): string =>
  line([
    'experiment',
    run.api ?? run.name,
    '--vary',
    `${varied}=${values.join(',')}`,
    ...ofLoad(profileWords(run)),
    ...targetWords(run),
  ]);

const ofLoad = (words: readonly string[]) => words.map((word) => (WITH_PEAK.has(word) ? 'load-only' : word));

/** The folder in which `buha run` keeps runs unless it is told another. */
const RESULTS = /^(?:.*[\\/])?(results[\\/].+)$/;
const ABSOLUTE = /^(?:[A-Za-z]:)?[\\/]/;

/** A place as its reader knows it: a report goes to others, whom the folders of the machine that made it tell nothing. */
function shownPlace(path: string): string {
  const [, inResults] = path.match(RESULTS) ?? [];
  if (inResults !== undefined) return inResults;
  return ABSOLUTE.test(path) ? (path.split(/[\\/]/).at(-1) ?? path) : path;
}

/** Folders of runs with a record, and files of the others. */
function placesOf(runs: readonly AnalysedRun[]): string[] | undefined {
  const places = runs.flatMap(({ sources = [], record }) =>
    sources.map(({ file }) => (record ? file.replace(/[\\/][^\\/]+$/, '') : file)),
  );
  if (places.length === 0 || places.includes(STANDARD_INPUT)) return undefined;
  const distinct = [...new Set(places)];
  const parents = new Set(distinct.map((place) => place.replace(/[\\/][^\\/]+$/, '')));
  const [parent] = parents;
  // The folder that `buha run` makes for several runs.
  const isOneFolder = runs.length > 1 && runs.every(({ record }) => record) && parents.size === 1;
  return (isOneFolder && parent !== undefined ? [parent] : distinct).map((place) => operand(shownPlace(place)));
}

/** The command that makes the report of these runs again; undefined where their input is gone. */
export function reportCommand(runs: readonly AnalysedRun[]): string | undefined {
  const places = placesOf(runs);
  const [profile] = new Set(runs.map((run) => (run.record ? undefined : run.profile)));
  const isMerged = runs.some(({ merge }) => merge !== undefined);
  return (
    places &&
    line([
      'report',
      ...places,
      ...(isMerged ? ['--merge'] : []),
      ...(profile === undefined ? [] : ['--profile', profile]),
    ])
  );
}

/** The command that judges these runs by a file of goals. */
export const goalsCommand = (runs: readonly AnalysedRun[]): string =>
  line(['gate', ...(placesOf(runs) ?? ['summary.json']), '--slo', 'slo.yaml']);

/** The command that makes these runs the baseline. */
export const baselineCommand = (runs: readonly AnalysedRun[]): string =>
  line(['baseline', 'accept', ...(placesOf(runs) ?? [])]);
