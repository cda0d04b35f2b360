import type { LoadSettings } from '../../options/profiles.ts';
import { readLoadSettings } from '../../options/profiles.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { shownOnly } from '../../reports/text/inert.ts';
import type { OwnConfig } from '../config/load.ts';
import { type MetricsOptions, type MetricsSource, metricsSource } from '../read/server-metrics.ts';
import { readText } from '../read/text-file.ts';
import { type Input, mustNotOverwrite } from '../write/overwriting.ts';
import { type GiveUp, parseGiveUp } from './answer-watch.ts';
import { type ChosenTarget, chooseTarget, type TargetOptions } from './choose-target.ts';
import type { HandOver } from './hand-over.ts';
import { readHeaders } from './headers.ts';
import type { K6Options, K6Words } from './k6-words.ts';
import { type Outputs, outputFiles, readOutputs } from './outputs.ts';
import { type RunnerOptions, readSharing, type Sharing } from './runners.ts';
import type { Target } from './target.ts';
import { readTargetInfo } from './target-info.ts';
import { readTestData } from './test-data.ts';
import { readTls, type Tls } from './tls.ts';

/** Whether the config, and not the user, says whom to trust and what the monitoring is: that holds for what goes to its target alone. */
export interface SaidOfTarget {
  readonly trust: boolean;
  readonly monitoring: boolean;
}

/** Options of `buha run` as the user wrote them. */
export interface RunOptions extends MetricsOptions, K6Options, TargetOptions, RunnerOptions {
  readonly profile: string;
  readonly scale: string;
  readonly durationScale: string;
  readonly header: readonly string[];
  readonly secretHeader?: readonly string[];
  readonly secret?: readonly string[];
  readonly users: string | undefined;
  readonly products: string | undefined;
  readonly targetInfo: string | undefined;
  readonly notes: string | undefined;
  readonly results: string;
  readonly shopLock: 'distributed' | 'none';
  readonly out: readonly string[];
  readonly prometheusRw: string | undefined;
  /** Nobody checks the target's certificate. */
  readonly insecure: boolean;
  readonly ca: string | undefined;
  /** What of these options is none of the user's. */
  readonly ofTarget?: SaidOfTarget;
  readonly giveUp: string | undefined;
  readonly yes: boolean;
  readonly yesProduction: boolean;
  /** One of each script, or one for all; undefined for commands that have none. */
  readonly title?: readonly string[];
  readonly purpose?: readonly string[];
  /** Show and keep the verdict; `slo` and `baseline` imply it. False for a run that does not end with its exit code. */
  readonly gate: boolean | undefined;
  readonly slo: string | undefined;
  readonly baseline: string | undefined;
  readonly maxRegression: string | undefined;
}

/** The same with what the user said to k6. */
export interface RunCallOptions extends RunOptions {
  readonly k6: K6Words;
}

/** Test data as k6 gets it. */
export interface HandedOver {
  readonly file: string | undefined;
  readonly count: number;
  /** The users' own, for blacking them out. */
  readonly tokens: ReadonlySet<string>;
}

/** What the user calls a secret, beside what names tell. */
export interface NamedSecrets {
  /** Headers of `--secret-header`. */
  readonly headers: readonly string[];
  /** Variables of `--secret`. */
  readonly variables: readonly string[];
}

/** Options that have been read and found usable; files have been read too. */
export interface RunSettings {
  readonly load: LoadSettings;
  /** Undefined where one process sends the whole load. */
  readonly sharing: Sharing | undefined;
  /** Undefined: the embedded shop, or where the script itself goes. */
  readonly target: Target | undefined;
  readonly chosen: ChosenTarget;
  readonly headers: Readonly<Record<string, string>>;
  /** What the user's own file says of the target. */
  readonly targetInfo: Readonly<Record<string, string>> | undefined;
  readonly users: HandedOver;
  readonly products: HandedOver;
  readonly outputs: Outputs;
  readonly metrics: MetricsSource | undefined;
  /** For a script that goes to the target; `tlsOf` says which does. */
  readonly tls: Tls;
  /** By what the user says alone: for any other. */
  readonly ownTls: Tls;
  /** Values of variables that nobody may read. */
  readonly secrets: readonly string[];
  readonly namedSecrets: NamedSecrets;
  /** The author's words. */
  readonly notes: string | undefined;
  /** Undefined: the run goes on whatever answers. */
  readonly giveUp: GiveUp | undefined;
}

/** Users and products that scenarios use when no file is given (`scenarios/define-scenario.ts`). */
const DEFAULT_ROWS = 4;

async function testData(handOver: HandOver, name: string, file: string | undefined): Promise<HandedOver> {
  if (file === undefined) return { file: undefined, count: DEFAULT_ROWS, tokens: new Set() };
  const rows = await readTestData(file);
  const tokens = new Set(rows.flatMap(({ token }) => token ?? []));
  return { file: await handOver.write(name, rows), count: rows.length, tokens };
}

/** Monitoring that the config names is its target's own. */
async function metricsOf(options: RunOptions, { name }: ChosenTarget): Promise<MetricsSource | undefined> {
  const source = await metricsSource(options);
  return source && options.ofTarget?.monitoring ? { ...source, target: name } : source;
}

function readGiveUp(text: string | undefined): GiveUp | undefined {
  const read = parseGiveUp(text);
  if (read !== 'unreadable') return read;
  throw new BuhaError('setting', { field: '--give-up', value: text ?? '', allowed: '30s, 2m, off' });
}

/** Files that a run reads; what k6 writes must not take their place. */
const inputsOf = (options: RunOptions, modules: readonly string[]): Input[] => [
  ...modules,
  ...[options.users, options.products, options.targetInfo, options.notes, options.slo, options.ca, options.envFile],
  ...[options.serverMetrics, options.serverQueries, { folder: options.baseline, ending: '.json' }],
];

/**
 * Checks everything that can be checked before a process is started. `modules` are the files of the script. Throws the
 * first fault.
 */
export async function readRunSettings(
  options: RunCallOptions,
  env: Readonly<Record<string, string | undefined>>,
  handOver: HandOver,
  modules: readonly string[],
  config: OwnConfig,
): Promise<RunSettings> {
  const chosen = chooseTarget(options, env, config, options.k6.read);
  const outputs = readOutputs(options.out, options.prometheusRw);
  mustNotOverwrite(outputFiles(outputs), inputsOf(options, modules));
  const tls = await readTls(options, env, handOver.folder);
  const isTargets = options.ofTarget?.trust === true;
  return {
    load: readLoadSettings(options, config.project),
    sharing: readSharing(options, Date.now()),
    target: chosen.target,
    chosen,
    headers: readHeaders(options.header, env.BUHA_HEADERS),
    targetInfo: options.targetInfo === undefined ? undefined : await readTargetInfo(options.targetInfo),
    users: await testData(handOver, 'users', options.users),
    products: await testData(handOver, 'products', options.products),
    metrics: await metricsOf(options, chosen),
    giveUp: readGiveUp(options.giveUp),
    tls,
    ownTls: isTargets ? await readTls({ insecure: false, ca: undefined }, env, handOver.folder) : tls,
    secrets: options.k6.secrets,
    namedSecrets: { headers: options.secretHeader ?? [], variables: options.secret ?? [] },
    // Needed only after the load, but a wrong path should not cost a whole run.
    notes: options.notes === undefined ? undefined : shownOnly(await readText(options.notes)),
    outputs,
  };
}
