import { type Api, type ApiId, thinkTimeMs } from '../../options/apis.ts';
import { k6Options } from '../../options/k6-options.ts';
import type { LoadSettings } from '../../options/profiles.ts';
import { apiNamed, NO_PROJECT, type Project } from '../../options/project.ts';
import { judgedThresholds } from '../analyse/own-thresholds.ts';
import { withSeenTarget } from '../analyse/target-seen.ts';
import type { Measurement } from '../model/measurement.ts';
import { type Output, STANDARD_INPUT, UNNAMED } from '../model/output.ts';
import type { RunRecord } from '../model/record.ts';
import type { Run, Source } from '../model/run.ts';
import { parseK6Options } from '../parse/k6-options.ts';
import { judgedDemands } from './demands.ts';
import { groupOutputs, type OutputGroup } from './group.ts';
import { mergeOutputs } from './merge.ts';
import { type FileOutputs, pairedFiles } from './paired-files.ts';
import { refuseParts } from './refuse-parts.ts';

/** What the user says of outputs that have no record. */
export interface KnownFacts {
  /** What the config of the project says. */
  readonly project?: Project | undefined;
  /** The API, where the output does not tell it, or tells it wrongly. */
  readonly api?: ApiId | undefined;
  /** The load that buha ran: one of its profiles. */
  readonly load?: LoadSettings | undefined;
  /** Options as `k6 inspect` prints them. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/** Users and products in the test data of a scenario that nobody gave any (`scenarios/define-scenario.ts`). */
const DEFAULT_KEYS = 4;

const sourceOf = ({ measured: _, ...source }: Output): Source => source;

/** Most requests per iteration of a scenario of one API, which sends one; interrupted iterations count less. */
const MOST_REQUESTS = 1.5;

/** Share of the think time that timers and rounded text may fall short of. */
const THINK_SLACK = 0.02;

/** Whether a run can be of a scenario of an API: one request an iteration, and none shorter than its think time. */
function fits(api: Api, { total }: Measurement): boolean {
  const { requests, iterations, iterationDurationMs } = total;
  if (requests !== undefined && iterations && requests / iterations > MOST_REQUESTS) return false;
  const shortest = iterationDurationMs?.min ?? iterationDurationMs?.avg;
  return shortest === undefined || shortest >= thinkTimeMs(api) * (1 - THINK_SLACK);
}

/** Different keys from which requests of an API pick when no test data was given. */
const defaultKeys = (api: Api | undefined) => (api && api.keys.length > 0 ? DEFAULT_KEYS : undefined);

/** What its document calls it, else its script, else its file. */
function nameOf({ file, heading, script }: Output): string {
  return heading ?? script ?? (file === STANDARD_INPUT ? UNNAMED : baseName(file));
}

const baseName = (file: string) => (file.split(/[\\/]/).at(-1) ?? file).replace(/(\.\w+)+$/, '');

/** Runs of one document that are called alike are told apart by their lines. */
function withLines(runs: readonly Run[]): Run[] {
  const calledOf = ({ name, sources }: Run) => JSON.stringify([name, sources?.[0]?.file]);
  const alike = new Map<string, number>();
  for (const run of runs) alike.set(calledOf(run), (alike.get(calledOf(run)) ?? 0) + 1);
  return runs.map((run) => {
    const line = run.sources?.[0]?.line;
    const isAlone = alike.get(calledOf(run)) === 1;
    return !isAlone && line !== undefined && line > 1 ? { ...run, name: `${run.name}:${line}` } : run;
  });
}

/** Goals of an output that does not carry k6's own verdicts: of the options, else of what it says that is demanded. */
function withThresholds(measured: Measurement, options: Run['options'], outputs: readonly Output[]): Measurement {
  if (measured.thresholds.length > 0) return measured;
  if (options) return { ...measured, thresholds: judgedThresholds(options, measured) };
  const demands = outputs.find((output) => output.demands)?.demands;
  return demands ? { ...measured, thresholds: judgedDemands(measured, demands) } : measured;
}

/** One run from outputs without a record; `inferred` is the API that they seem to be about. Throws `bad-k6-options`. */
export function assembleRun({ api: inferred, outputs: own }: OutputGroup, facts: KnownFacts): Run {
  const { measured, contradictions } = mergeOutputs(own);
  // A script of another kind may have a check of the same name; what the user says counts all the same.
  const { project = NO_PROJECT } = facts;
  const found = inferred === undefined ? undefined : apiNamed(project, inferred);
  const entry = found && (facts.api !== undefined || fits(found, measured)) ? found : undefined;
  const api = entry && inferred;
  const options =
    facts.options ??
    (facts.load && { ...k6Options(api ?? '', api && entry ? { [api]: entry } : {}, facts.load, project) });
  return {
    record: undefined,
    ...(facts.project && { project }),
    api,
    name: nameOf(
      own.find(({ heading }) => heading !== undefined) ??
        own.find(({ script }) => script !== undefined) ??
        (own[0] as Output),
    ),
    measured: withThresholds(measured, options, own),
    planned: options ? parseK6Options(options) : [],
    thinkMs: entry && thinkTimeMs(entry),
    keys: facts.load && defaultKeys(entry),
    ...(facts.load && { profile: facts.load.profile }),
    options,
    sources: own.map(sourceOf),
    contradictions,
  };
}

/**
 * Runs from outputs without a record, in the order in which they came.
 * @throws BuhaError `bad-k6-options`, `needs-merge` for outputs whose tags say that they are parts of one run
 */
export function assembleRuns(outputs: readonly Output[], facts: KnownFacts): Run[] {
  refuseParts(outputs);
  return withLines(groupOutputs(outputs, facts).map((group) => assembleRun(group, facts)));
}

/**
 * Runs from files that lie in one folder, in their order.
 * @throws BuhaError as `assembleRuns` does
 */
export function assembleFiles(files: readonly FileOutputs[], facts: KnownFacts): Run[] {
  refuseParts(files.flatMap(({ outputs }) => outputs));
  return pairedFiles(files).flatMap((outputs) => assembleRuns(outputs, facts));
}

const onlyApi = (ids: readonly string[], project: Project): ApiId | undefined =>
  ids.length === 1 && ids[0] !== undefined && apiNamed(project, ids[0]) ? ids[0] : undefined;

/** What a run measured of which k6 left nothing. */
const NOTHING: Measurement = { metrics: [], total: {}, scenarios: {}, checks: [], thresholds: [], runMs: undefined };

/** A run of which nothing is known but its name. */
export const unmeasuredRun = (name: string): Run => ({
  ...{ name, api: undefined, record: undefined, measured: NOTHING, planned: [], thinkMs: undefined, sources: [] },
});

/** The run that a record is about, from the outputs that lie beside it, if any. Throws `bad-k6-options`. */
export function recordedRun(known: RunRecord, outputs: readonly Output[], own?: Project): Run {
  const project = own ?? NO_PROJECT;
  const api = onlyApi(known.apis, project);
  const entry = api === undefined ? undefined : apiNamed(project, api);
  const { measured, contradictions } =
    outputs.length === 0 ? { measured: NOTHING, contradictions: [] } : mergeOutputs(outputs);
  const record = withSeenTarget(known, measured);
  // k6 states what it judged in its summary; samples alone are held against what the script demanded.
  const isOfSamples = outputs.length > 0 && outputs.every(({ format }) => format === 'csv' || format === 'ndjson');
  return {
    record,
    ...(own && { project }),
    api,
    name: record.name,
    measured: isOfSamples ? withThresholds(measured, record.options, outputs) : measured,
    planned: parseK6Options(record.options),
    thinkMs: entry && thinkTimeMs(entry),
    options: record.options,
    ...(record.profile && { profile: record.profile.name }),
    sources: outputs.map(sourceOf),
    contradictions,
  };
}
