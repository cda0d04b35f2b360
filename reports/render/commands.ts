import { apiIds } from '../../options/project.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import { STANDARD_INPUT } from '../model/output.ts';
import type { GivenWord } from '../model/record.ts';
import { oneLine } from '../text/markdown-text.ts';
import { operand, shellWord } from '../text/shell-word.ts';
import { KEEP_SAMPLES } from '../words/keep-samples.ts';

/** Commands of buha that a reader can paste into a shell. */

/**
 * How buha is called: by the package's own bin in a checkout and where a project depends on it, which a shell does not
 * find by itself, and as well where it is installed for all.
 */
const PROGRAM = 'npx buha';

/** A word that its user typed; a secret comes from a variable, and the shell says which one is missing. */
function givenWord(word: GivenWord): string {
  if (typeof word === 'string') return shellWord(word);
  const { before, variable } = word;
  // Blanks at its end are a part of it.
  const told = oneLine(`${before}|`, Number.POSITIVE_INFINITY).slice(0, -1);
  const quoted = told.replaceAll(/[\\"$`]/g, '\\$&');
  return `"${quoted}\${${variable.replaceAll(/\W/g, '_')}:?}"`;
}

const line = (words: readonly GivenWord[], forK6: readonly GivenWord[] = []): string =>
  [PROGRAM, ...words.map(givenWord), ...(forK6.length > 0 ? ['--', ...forK6.map(givenWord)] : [])].join(' ');

/** What `buha run` takes for a run: its API, or its script; undefined where nobody knows either. */
const scenarioOf = ({ api, record }: AnalysedRun): string | undefined => api ?? (record && operand(record.script.path));

/** All scenarios of some runs, `all` for all of the project; undefined where one of them is unknown. */
function scenariosOf(runs: readonly AnalysedRun[]): string[] | undefined {
  const names = [...new Set(runs.flatMap((run) => scenarioOf(run) ?? []))];
  if (names.length === 0 || runs.some((run) => scenarioOf(run) === undefined)) return undefined;
  const all = apiIds(runs[0]?.project);
  return names.length > 1 && all.every((id) => names.includes(id)) && names.length === all.length ? ['all'] : names;
}

/** The lock of the built-in shop unless `--shop-lock` says otherwise. */
const DEFAULT_LOCK = 'distributed';

/** What a reader fills in where nobody knows where the load went: buha by itself would test its built-in server. */
const TARGET_VARIABLE = 'BASE_URL';
const ASKED: readonly GivenWord[] = ['--base-url', { before: '', variable: TARGET_VARIABLE }];

/** True for a command that its reader has to tell where the load goes. */
export const asksForTarget = (command: string | undefined): boolean =>
  command?.includes(`\${${TARGET_VARIABLE}:?}`) ?? false;

/** Where the load went, unless that is what buha does by itself. */
function targetOf({ record }: AnalysedRun): readonly GivenWord[] {
  if (!record) return ASKED;
  const { name, baseUrl, shop } = record.target;
  const ofShop = !shop || shop.lock === DEFAULT_LOCK ? [] : ['--shop-lock', shop.lock];
  if (name !== undefined) return ['--target', name, ...ofShop];
  if (shop) return ofShop;
  return baseUrl === undefined ? [] : ['--base-url', baseUrl];
}

/** The one target of some runs; to be filled in where it is unknown, or where they had several. */
function targetWords(runs: readonly AnalysedRun[]): readonly GivenWord[] {
  const [first = [], ...others] = new Map(runs.map(targetOf).map((words) => [JSON.stringify(words), words])).values();
  return others.length === 0 ? first : ASKED;
}

/** What is otherwise than in the run: its stages so many times as long, its levels by another scale. */
export interface Changed {
  readonly longer?: number;
  readonly scale?: number;
}

/** How much of a profile's load a run was, and for how much of its time. */
function scaleWords({ record }: AnalysedRun, { longer = 1, scale: given }: Changed = {}): string[] {
  const { scale: own = 1, durationScale = 1 } = record?.profile ?? {};
  const scale = given ?? own;
  const lasting = Number((durationScale * longer).toPrecision(6));
  return [
    ...(scale === 1 ? [] : ['--scale', String(scale)]),
    ...(lasting === 1 ? [] : ['--duration-scale', String(lasting)]),
  ];
}

/** The profile of a run with its scale. A script brings its own load. */
function profileWords(run: AnalysedRun, changed?: Changed): string[] {
  const name = run.record?.profile?.name ?? run.profile;
  return name === undefined ? [] : ['--profile', name, ...scaleWords(run, changed)];
}

/** The same load again; undefined where nobody knows what sent it. `more`: the language of what it makes. */
export function runCommand(
  runs: readonly AnalysedRun[],
  more: readonly GivenWord[] = [],
  changed: Changed = {},
): string | undefined {
  const names = scenariosOf(runs);
  const [first] = runs;
  const { words = [], k6 } = first?.record?.given ?? {};
  const own = first && [...profileWords(first, changed), ...targetWords(runs), ...words, ...more];
  return names && own && line(['run', ...names, ...own], k6);
}

/** In place of a script of which nothing is known. */
const UNKNOWN_SCRIPT = 'script.js';

/** A script of which no record tells more than its name. */
function scriptOf([run]: readonly AnalysedRun[]): string {
  const told = run?.sources?.find(({ scriptPath }) => scriptPath !== undefined)?.scriptPath;
  if (told !== undefined) return operand(told);
  return run && /\.[jt]s$/.test(run.name) ? operand(run.name) : UNKNOWN_SCRIPT;
}

/** True for a command that its reader has to tell which script it is. */
export const asksForScript = (command: string | undefined): boolean =>
  command?.split(' ').includes(UNKNOWN_SCRIPT) ?? false;

/** Runs such a script. `more`: the language of what it makes. */
export const scriptCommand = (runs: readonly AnalysedRun[], more: readonly string[] = []): string =>
  line(['run', scriptOf(runs), ...more]);

/** The same by k6 alone, with raw samples. */
export const samplesCommand = (runs: readonly AnalysedRun[]): string => `${KEEP_SAMPLES} ${shellWord(scriptOf(runs))}`;

/** The same load again: buha's command where it is known, else k6's own, of the script of a single run. */
export const againCommand = (runs: readonly AnalysedRun[], more: readonly string[]): string | undefined =>
  runCommand(runs, more) ?? (runs.length === 1 ? samplesCommand(runs) : undefined);

/** The same scenarios under another profile, which only those of the catalogue can have; `isScaled`: by the scale of the run. */
export function profileCommand(
  runs: readonly AnalysedRun[],
  profile: string,
  more: readonly string[] = [],
  scale: number | 'as-run' = 1,
): string | undefined {
  const names = runs.every(({ api }) => api !== undefined) ? scenariosOf(runs) : undefined;
  const [first] = runs;
  const { words = [], k6 } = first?.record?.given ?? {};
  const asGiven = scale === 1 ? [] : ['--scale', String(scale)];
  const scaled = first && scale === 'as-run' ? scaleWords(first) : asGiven;
  const own = ['run', ...(names ?? []), '--profile', profile, ...scaled, ...targetWords(runs), ...words, ...more];
  return names && first && line(own, k6);
}

/** Profiles whose peak would only keep the experiment's load from being the same each time. */
const WITH_PEAK: ReadonlySet<string> = new Set(['seed', 'sequential']);

/** A file of test data of its reader's own, which the experiment takes its rows from; the built-in shop has rows enough. */
export const dataFile = ({ record }: AnalysedRun, varied: string): string | undefined =>
  record?.target.shop || varied === 'vus' ? undefined : `${varied}.csv`;

/** The experiment that varies the test data of an API, or its virtual users. */
export const experimentCommand = (
  run: AnalysedRun,
  varied: string,
  values: readonly number[],
  more: readonly string[] = [],
  changed: Changed = {},
): string => {
  const file = dataFile(run, varied);
  return line([
    'experiment',
    run.api ?? run.name,
    '--vary',
    `${varied}=${values.join(',')}`,
    ...(file === undefined ? [] : [`--${varied}`, file]),
    ...ofLoad(profileWords(run, changed)),
    ...targetWords([run]),
    ...withoutOption(run.record?.given?.words ?? [], `--${varied}`),
    ...more,
  ]);
};

/** The experiment brings what it varies. */
const withoutOption = (words: readonly GivenWord[], option: string): GivenWord[] =>
  words.filter((word, at) => word !== option && words[at - 1] !== option);

/** A run whose test data an experiment gave it, with the file that the experiment took them from. */
export function withDataFile(run: AnalysedRun, varied: string): AnalysedRun {
  const { record } = run;
  const file = dataFile(run, varied);
  if (!record || file === undefined) return run;
  const words = [...withoutOption(record.given?.words ?? [], `--${varied}`), `--${varied}`, file];
  return { ...run, record: { ...record, given: { ...record.given, words } } };
}

const ofLoad = (words: readonly string[]) => words.map((word) => (WITH_PEAK.has(word) ? 'load-only' : word));

/** The folder of a file, or that one stands in. */
const folderOf = (path: string): string => path.match(/^(.*)[\\/][^\\/]+$/)?.[1] ?? '.';

/** Folders of runs with a record, and files of the others, as their reader typed them. */
function placesOf(runs: readonly AnalysedRun[]): string[] | undefined {
  const places = runs.flatMap(({ sources = [], record }) =>
    sources.map(({ file }) => (record ? folderOf(file) : file)),
  );
  if (places.length === 0 || places.includes(STANDARD_INPUT)) return undefined;
  const distinct = [...new Set(places)];
  const [parent, ...others] = new Set(distinct.map(folderOf));
  // `buha run` makes one folder for several runs, and in it one named as each of them; another folder may hold more.
  const isNamed = ({ record, sources = [] }: AnalysedRun) =>
    sources.every(({ file }) => folderOf(file).split(/[\\/]/).at(-1) === record?.name);
  const isOneFolder = runs.length > 1 && runs.every(isNamed) && others.length === 0;
  return (isOneFolder && parent !== undefined ? [parent] : distinct).map(operand);
}

/** Outputs of several runners are one run only where that is asked for. */
const mergeWords = (runs: readonly AnalysedRun[]): string[] =>
  runs.some(({ merge }) => merge !== undefined) ? ['--merge'] : [];

/** What a document was asked for beside its runs. */
export interface Asked {
  readonly title?: string | undefined;
  readonly brief?: boolean | undefined;
}

/** The command that makes the report of these runs again; undefined where their input is gone. `more`: its language. */
export function reportCommand(
  runs: readonly AnalysedRun[],
  { title, brief = false }: Asked = {},
  more: readonly string[] = [],
): string | undefined {
  const places = placesOf(runs);
  const [profile] = new Set(runs.map((run) => (run.record ? undefined : run.profile)));
  return (
    places &&
    line([
      'report',
      ...places,
      ...mergeWords(runs),
      ...(profile === undefined ? [] : ['--profile', profile]),
      ...(title === undefined ? [] : ['--title', title]),
      ...(brief ? ['--brief'] : []),
      ...more,
    ])
  );
}

/** The command that judges these runs by a file of goals. */
export const goalsCommand = (runs: readonly AnalysedRun[], more: readonly string[] = []): string =>
  line(['gate', ...(placesOf(runs) ?? ['summary.json']), ...mergeWords(runs), '--slo', 'slo.yaml', ...more]);

/** The command that makes these runs the baseline. */
export const baselineCommand = (runs: readonly AnalysedRun[]): string =>
  line(['baseline', 'accept', ...(placesOf(runs) ?? [])]);
