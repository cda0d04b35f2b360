import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type ApiId, thinkTimeMs } from '../../options/apis.ts';
import { apiNamed, type Project } from '../../options/project.ts';
import type { IgnoredOptions } from '../../reports/analyse/rules/options-ignored.ts';
import { apisOfOptions, entriesOf } from '../../reports/analyse/wired.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { K6CauseId } from '../../reports/model/k6-refusal.ts';
import type { PlannedScenario } from '../../reports/model/plan.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { type GivenLoad, withGivenLoad } from '../../reports/parse/given-load.ts';
import { parseJson } from '../../reports/parse/json.ts';
import { countedVus, parseK6Options } from '../../reports/parse/k6-options.ts';
import { causeOf, readRefusal } from '../../reports/parse/k6-refusal.ts';
import type { OwnConfig } from '../config/load.ts';
import { builtFile } from '../paths.ts';
import { type CalledAddresses, calledAddressesOf } from './called-addresses.ts';
import { loadVariables } from './given-load.ts';
import { type HandOver, removeLeftStandIns } from './hand-over.ts';
import { ignoredIn } from './ignored-options.ts';
import { parseLogLine, shownPlace, withReadablePlaces } from './k6-log.ts';
import { type OwnTarget, targetOf } from './own-hosts.ts';
import { ownModules } from './own-modules.ts';
import { type StoodIn, withStandIns } from './stand-ins.ts';
import type { Target } from './target.ts';
import type { Tls } from './tls.ts';

/** A script to run: the scenario of an API of the project, or a file. */
export interface Script {
  readonly name: string;
  readonly api: ApiId | undefined;
  /** As the user would name it: relative to the project. */
  readonly source: string;
  /** File that k6 runs: the user's own where it lies, or what stands in for it. */
  readonly file: string;
  /** Files of the user's own that it consists of. */
  readonly modules: readonly string[];
  /** What the project says in which it runs. */
  readonly project: Project;
  /** Where its text says that it goes; undefined for a scenario that the build has bundled. */
  readonly ownTarget: OwnTarget | undefined;
  /** Addresses in its calls. */
  readonly called: CalledAddresses;
  /** Of all that the user wrote of it. */
  readonly sha256: string;
  /** Names the user's own files in what k6 says. */
  readonly inOwnNames: (text: string) => string;
  /** What is to blame where k6 cannot resolve an import of it; undefined: the script itself. */
  readonly lacks: BuhaError | undefined;
}

export interface PreparedScript extends Script {
  /** As `k6 inspect` prints them. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly planned: readonly PlannedScenario[];
  /** Virtual users as k6 counted them, where it checked the options thoroughly. */
  readonly countedVus: number | undefined;
  /** Options that k6 passes over with a warning; undefined where there are none. */
  readonly ignored: IgnoredOptions | undefined;
  /** Undefined for scripts that buha does not wire: only they know what an iteration sends. */
  readonly iteration: Iteration | undefined;
}

/** What one iteration sends, and how long it rests at least. */
export interface Iteration {
  readonly requests: number;
  readonly thinkMs: number;
}

async function sha256(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex');
}

const asItIs = (file: string, modules: readonly string[]): StoodIn => ({
  file,
  modules,
  inOwnNames: withReadablePlaces,
});

/**
 * A file of the user's: where it lies if k6 can take it, else with stand-ins for what k6 cannot. Throws what
 * `withStandIns` throws.
 */
export async function ownScript(source: string, name: string, handOver: HandOver, project: Project): Promise<Script> {
  const path = resolve(source);
  const { files, unreadable } = await ownModules(path);
  let lacks: BuhaError | undefined;
  const stoodIn =
    unreadable === 'none'
      ? asItIs(path, files)
      : await withStandIns(path, handOver, project).catch((fault: unknown) => {
          // What may be types only is for k6 to judge.
          if (!(fault instanceof BuhaError) || fault.code !== 'missing-package' || unreadable === 'some') throw fault;
          lacks = fault;
          return asItIs(path, files);
        });
  await removeLeftStandIns(stoodIn.modules.map((file) => dirname(file)));
  return {
    ...stoodIn,
    name,
    api: undefined,
    project,
    source: relative('.', source),
    ownTarget: await targetOf(stoodIn.modules),
    called: await calledAddressesOf(stoodIn.modules),
    sha256: await sha256(stoodIn.modules),
    lacks,
  };
}

const EXTENSIONS = ['.ts', '.js', '.mts', '.mjs'];

/** The script of the project's folder that has a name, which is no path. */
export const scriptNamed = (name: string, { scenarios }: OwnConfig): string | undefined =>
  /[\\/]/.test(name)
    ? undefined
    : EXTENSIONS.map((extension) => join(scenarios, `${name}${extension}`)).find((file) => existsSync(file));

/**
 * The scenario of an API of the project: its script, or what the build has made of it, where that is this package's own.
 * Throws `no-scenario-file` where there is none, and what `ownScript` throws.
 */
export async function apiScript(api: ApiId, config: OwnConfig, handOver: HandOver): Promise<Script> {
  const { isBuilt, project, scenarios } = config;
  const missing = (file: string) => new BuhaError('no-scenario-file', { api, file, isBuilt });
  if (!isBuilt) {
    const file = scriptNamed(api, config);
    if (file === undefined) throw missing(join(scenarios, `${api}.ts`));
    return { ...(await ownScript(file, api, handOver, project)), api };
  }
  const bundle = await builtFile(`${api}.js`);
  const source = `scenarios/${api}.ts`;
  if (!existsSync(bundle)) throw missing(source);
  const called = { certain: [], possible: [], hasUnknown: true };
  const own = { name: api, api, project, source, ownTarget: undefined, called, lacks: undefined };
  return { ...asItIs(bundle, [bundle]), ...own, sha256: await sha256([bundle]) };
}

/** A path as the user reads it, within a text that may name one. */
const shownPath = (text: string) => (isAbsolute(text) ? relative('.', text) || '.' : text);

/** What k6 said against a script: the exception, or the last line that is no stack trace. `told` makes a text fit to show. */
function refusal(script: Script, stderr: string, told: (text: string) => string): BuhaError<'script-refused'> {
  const entries = stderr.split('\n').flatMap((line) => parseLogLine(line) ?? []);
  const entry =
    entries.findLast(({ level, exception }) => level === 'error' && exception) ??
    entries.find(({ level }) => level === 'error');
  const message = entry?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  const { place, causes } = readRefusal(told(message), entry?.exception ?? false);
  return new BuhaError('script-refused', {
    script: script.source,
    place: place && shownPlace(place),
    causes: causes.map((cause) => ({ ...cause, values: cause.values.map(shownPath) })),
  });
}

/** What k6 says where esbuild, if it were there, would have found a module for it. */
const LACKS_MODULE: ReadonlySet<K6CauseId> = new Set(['absent-module', 'unknown-module', 'unfetched-module']);

/** So long k6 may take to read a script; most take a tenth of a second. */
const INSPECT_LIMIT_MS = 60_000;

/** How `inspect` goes about it. */
export interface Inspection {
  readonly redact: (text: string) => string;
  readonly signal: AbortSignal;
  /** Flags of k6 that shape the options of a script. */
  readonly flags?: readonly string[];
  /** What takes the place of a script's own load, where that is not a profile's. */
  readonly load?: GivenLoad;
  readonly limitMs?: number;
}

/** k6 takes one VU where nobody names a number; its check does not. */
function checkedLoad(options: Readonly<Record<string, unknown>>, load: GivenLoad): Record<string, string> {
  const { vus, scenarios } = withGivenLoad(options, load);
  return loadVariables({ ...load, ...(typeof vus !== 'number' && !scenarios && { vus: 1 }) });
}

/** What k6 prints of the options; a program that starts k6 may say something before. Throws `script-refused`. */
function optionsIn(stdout: string, script: string): Record<string, unknown> {
  const at = stdout.search(/^\{/m);
  const refused = () =>
    new BuhaError('script-refused', { script, place: undefined, causes: [causeOf(stdout.trim(), false)] });
  if (at < 0) throw refused();
  try {
    return parseJson(stdout.slice(at), script) as Record<string, unknown>;
  } catch {
    // What is no JSON is what the program said, not the script.
    throw refused();
  }
}

type Ask = (
  isThorough: boolean,
  load?: Readonly<Record<string, string>>,
) => Promise<{ stdout: string; stderr: string }>;

/** True for options that `options/k6-options.ts` made, whose load is a profile's. */
const isOfProfile = (own: Readonly<Record<string, unknown>>): boolean => apisOfOptions(own, undefined) !== undefined;

/** Has k6 check a script under a load, as it does at the start of a run. Gives what it makes of it; throws what it says. */
async function checkedUnderLoad(ask: Ask, own: Readonly<Record<string, unknown>>, load: GivenLoad): Promise<string> {
  if (Object.keys(load).length > 0) return (await ask(true, isOfProfile(own) ? {} : checkedLoad(own, load))).stdout;
  const { stdout } = await ask(true).catch(async (fault: { stderr?: string }) => {
    if (!fault.stderr?.includes('number of VUs must be more than 0')) throw fault;
    const variables = checkedLoad(own, {});
    if (Object.keys(variables).length === 0) throw fault;
    return ask(true, variables);
  });
  return stdout;
}

/** A script's own options, as it states them, and how many VUs k6 makes of them when it checks them. */
async function asked(ask: Ask, source: string, { load = {} }: Inspection) {
  const { stdout, stderr } = await ask(false);
  const own = optionsIn(stdout, source);
  const counted = countedVus(optionsIn(await checkedUnderLoad(ask, own, load), source));
  return { own, stderr, counted };
}

/** Asks k6 what it makes of a script, before any load: its options, and whether it accepts them. */
export async function inspect(
  script: Script,
  k6Path: string,
  env: Readonly<Record<string, string | undefined>>,
  inspection: Inspection,
): Promise<PreparedScript> {
  const { redact, signal, flags = [], load = {}, limitMs = INSPECT_LIMIT_MS } = inspection;
  const ask: Ask = (isThorough, more = {}) => {
    const thorough = isThorough ? ['--execution-requirements'] : [];
    const args = ['inspect', '--log-format', 'json', '--include-system-env-vars', ...flags, ...thorough, script.file];
    const ending = { signal, timeout: limitMs, killSignal: 'SIGKILL' } as const;
    return promisify(execFile)(k6Path, args, { env: { ...env, ...more }, ...ending, maxBuffer: 64 * 1024 * 1024 });
  };
  const { own, stderr, counted } = await asked(ask, script.source, inspection).catch(
    (fault: { stderr?: string; message: string; killed?: boolean; code?: unknown }) => {
      if (fault instanceof BuhaError) throw fault;
      // Killed for its time: too much output has a code.
      if (fault.killed && fault.code === null) throw new BuhaError('script-hangs', { script: script.source, limitMs });
      const refused = refusal(script, fault.stderr ?? '', (text) => redact(script.inOwnNames(text)));
      if (script.lacks && refused.facts.causes.some(({ id }) => LACKS_MODULE.has(id))) throw script.lacks;
      throw refused;
    },
  );
  const iteration = iterationOf(own, script.project);
  const options = iteration === undefined ? withGivenLoad(own, load) : own;
  return {
    ...script,
    api: script.api ?? apiOfScenario(own, script.project),
    options,
    planned: parseK6Options(options),
    countedVus: counted,
    ignored: await ignoredIn(stderr, script.file, { k6Path, env, signal, flags, limitMs }),
    iteration,
  };
}

/** What `options/k6-options.ts` says of an iteration. */
export function iterationOf(options: Readonly<Record<string, unknown>>, project: Project): Iteration | undefined {
  const ids = apisOfOptions(options, project);
  if (!ids) return undefined;
  const apis = entriesOf(ids, project);
  return { requests: apis.length, thinkMs: apis.reduce((sum, api) => sum + thinkTimeMs(api), 0) };
}

/** The API of a script that `defineScenario` made and a file name named; a flow has a name of its own. */
function apiOfScenario(options: Readonly<Record<string, unknown>>, project: Project): ApiId | undefined {
  const { api } = (options.tags ?? {}) as { readonly api?: unknown };
  const [only, ...others] = apisOfOptions(options, project) ?? [];
  return others.length === 0 && only !== undefined && only === api && apiNamed(project, only) ? only : undefined;
}

/** True for scripts that `define-scenario.ts` wires: their load comes from the profile. */
export function isWired(script: PreparedScript): boolean {
  return script.iteration !== undefined;
}

/** True where the embedded shop is the target of a script: it goes nowhere by itself, or goes where it is told and that is the shop. */
export const wantsShop = (script: PreparedScript, isNamed: boolean): boolean =>
  isWired(script) || asksForTarget(script) || (isNamed && readsTarget(script));

/** True for a script that reads BASE_URL and holds no address that it would take instead; it may hold others (a login's). */
export const asksForTarget = ({ ownTarget }: Script): boolean =>
  ownTarget === undefined || (ownTarget.readsBaseUrl && !(ownTarget.hasFallback && ownTarget.hosts.length > 0));

/** False only for a script that certainly does not go where BASE_URL says. */
export const mayReadTarget = (script: PreparedScript): boolean =>
  readsTarget(script) || script.ownTarget?.mayReadAny === true;

/** True for a script that goes where BASE_URL says. */
export const readsTarget = (script: PreparedScript): boolean =>
  isWired(script) || script.ownTarget === undefined || script.ownTarget.readsBaseUrl;

/** How certificates are judged where a script goes: what the config says of a target holds for no other system. */
export const tlsOf = (script: PreparedScript, { tls, ownTls }: { readonly tls: Tls; readonly ownTls: Tls }): Tls =>
  readsTarget(script) ? tls : ownTls;

/**
 * Where a script goes, as far as that is certain before its samples tell: where BASE_URL says, if it reads that, or the one
 * address to which all of its calls go. Any other address in its text may be for something else, or for nothing.
 */
export function expectedTarget(script: PreparedScript, given: Target | undefined): RunRecord['target'] {
  if (given && readsTarget(script)) return { baseUrl: given.baseUrl };
  const { certain, possible, hasUnknown } = script.called;
  const [only, ...others] = certain;
  const isOnly = only !== undefined && others.length === 0 && possible.length === 0 && !hasUnknown;
  return isOnly ? { hosts: [{ host: new URL(only).host }] } : {};
}
