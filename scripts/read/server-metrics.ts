import { constants, existsSync } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { metricsDuring, timeOf } from '../../reports/analyse/server-metrics.ts';
import { labelsOf, presetQueries, SERVER_PRESETS } from '../../reports/analyse/server-presets.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { Run } from '../../reports/model/run.ts';
import type { ServerMetric } from '../../reports/model/server-metrics.ts';
import { leastOf, mostOf } from '../../reports/numbers/extremes.ts';
import { parseServerMetrics, serverMetricsCsv } from '../../reports/parse/server-metrics.ts';
import { shownForm } from '../address.ts';
import { systemCode } from '../system-code.ts';
import { identityOf } from '../write/place.ts';
import { writeWhole } from '../write/write-whole.ts';
import { askPrometheus, type Query, readQueries } from './prometheus.ts';
import { SERVER_METRICS_FILE } from './run-files.ts';

/** Where server metrics come from, as the user wrote it. */
export interface MetricsOptions {
  readonly serverMetrics: string | undefined;
  readonly serverQueries: string | undefined;
  /** Names of presets, with commas between them, and the labels of what they look at. */
  readonly serverPreset?: string | undefined;
  readonly serverLabels?: string | undefined;
}

/** What the monitoring says of some time. */
export interface MetricsSource {
  /** A file, or an address without credentials. */
  readonly name: string;
  /** The target of the config whose own it is: of a run that goes elsewhere it says nothing. Undefined: the user names it. */
  readonly target?: string | undefined;
  readonly read: (time: { readonly fromMs: number; readonly toMs: number }) => Promise<readonly ServerMetric[]>;
}

async function readFileOf(file: string): Promise<ServerMetric[]> {
  const text = await readFile(file, 'utf8').catch((fault: unknown) => {
    throw new BuhaError('cannot-read', { file, reason: systemCode(fault) });
  });
  return parseServerMetrics(text, file);
}

/** Throws `cannot-read` for a folder and for what this user may not read; what is absent may be written during the run. */
async function mustBeReadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  const fault = found?.isDirectory()
    ? 'EISDIR'
    : found && (await access(file, constants.R_OK).then(() => undefined, systemCode));
  if (fault !== undefined) throw new BuhaError('cannot-read', { file, reason: fault });
}

/** Of a query that is the same for everybody some show a whole company's servers: those with the highest values. */
const MOST_SERIES_OF_PRESET = 5;

const NEEDS = { fault: 'needs' } as const;

/** What presets ask for. Throws `setting` for a name or a label that is none. */
function presetsOf({ serverPreset, serverLabels }: MetricsOptions): Query[] {
  if (serverPreset === undefined) {
    if (serverLabels === undefined) return [];
    throw new BuhaError('options-conflict', { option: '--server-labels', other: '--server-preset', ...NEEDS });
  }
  const labels = serverLabels === undefined ? '' : labelsOf(serverLabels);
  if (labels === undefined) {
    const allowed = 'app="shop",namespace="prod"';
    throw new BuhaError('setting', { field: '--server-labels', value: shownForm(serverLabels ?? ''), allowed });
  }
  return [...new Set(serverPreset.split(',').map((name) => name.trim()))].flatMap((name) => {
    const preset = SERVER_PRESETS.find((one) => one === name);
    if (preset) return presetQueries(preset, labels);
    const allowed = SERVER_PRESETS.join(', ');
    throw new BuhaError('setting', { field: '--server-preset', value: shownForm(name), allowed });
  });
}

/** A file is read, and queries are, before anything else happens: a fault must not cost a run. */
export async function metricsSource(options: MetricsOptions): Promise<MetricsSource | undefined> {
  const { serverMetrics, serverQueries } = options;
  const presets = presetsOf(options);
  if (serverMetrics === undefined) {
    if (serverQueries === undefined && presets.length === 0) return undefined;
    const option = serverQueries === undefined ? '--server-preset' : '--server-queries';
    throw new BuhaError('options-conflict', { option, other: '--server-metrics', ...NEEDS });
  }
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(serverMetrics)) {
    if (presets.length > 0) {
      const allowed = 'http://HOST:9090';
      throw new BuhaError('setting', { field: '--server-metrics', value: serverMetrics, allowed });
    }
    await mustBeReadable(serverMetrics);
    return { name: serverMetrics, read: () => readFileOf(serverMetrics) };
  }
  if (!/^https?:/i.test(serverMetrics) || !URL.canParse(serverMetrics)) {
    const value = shownForm(serverMetrics);
    throw new BuhaError('setting', { field: '--server-metrics', value, allowed: 'http://HOST:9090' });
  }
  if (serverQueries === undefined && presets.length === 0) {
    throw new BuhaError('options-conflict', { option: '--server-metrics', other: '--server-preset', ...NEEDS });
  }
  const own = serverQueries === undefined ? [] : await readQueries(serverQueries);
  const { protocol, host } = new URL(serverMetrics);
  return {
    name: `${protocol}//${host}`,
    read: async (time) => [
      ...(await askPrometheus(serverMetrics, presets, time, MOST_SERIES_OF_PRESET)),
      ...(await askPrometheus(serverMetrics, own, time)),
    ],
  };
}

const iso = (ms: number) => new Date(ms).toISOString();

/** The runs, each with what the monitoring says of its time. Throws `other-time` where it says nothing of any of them. */
export async function withServerMetrics<Any extends Run>(runs: readonly Any[], source: MetricsSource): Promise<Any[]> {
  const times = runs.flatMap((run) => timeOf(run) ?? []);
  const time = {
    fromMs: leastOf(times.map(({ fromMs }) => fromMs)),
    toMs: mostOf(times.map(({ toMs }) => toMs)),
  };
  const metrics = await source.read(times.length > 0 ? time : { fromMs: 0, toMs: 0 });
  const measured = runs.map((run) => ({ ...run, serverMetrics: metricsDuring(run, metrics) }));
  if (measured.some(({ serverMetrics }) => serverMetrics.length > 0)) return measured;
  const all = metrics.flatMap(({ points }) => [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0]);
  if (all.length === 0) throw new BuhaError('no-metrics', { source: source.name });
  throw new BuhaError('other-time', {
    source: source.name,
    metrics: [iso(leastOf(all)), iso(mostOf(all))],
    run: times.length > 0 ? [iso(time.fromMs), iso(time.toMs)] : undefined,
  });
}

/** What a run's folder keeps; undefined where it keeps nothing. */
export async function keptServerMetrics(folder: string): Promise<readonly ServerMetric[] | undefined> {
  const file = join(folder, SERVER_METRICS_FILE);
  return existsSync(file) ? readFileOf(file) : undefined;
}

/** What was asked for may be gone from the monitoring tomorrow; the folders of the runs keep it. */
export async function keepServerMetrics(
  { runs, runFolders }: { readonly runs: readonly Run[]; readonly runFolders: readonly string[] },
  { serverMetrics: asked }: MetricsOptions,
): Promise<void> {
  if (asked === undefined) return;
  for (const [at, folder] of runFolders.entries()) {
    const { serverMetrics = [] } = runs[at] ?? {};
    const file = join(folder, SERVER_METRICS_FILE);
    // What lies there is kept already, and may tell of a longer time than this run's.
    if (serverMetrics.length === 0 || identityOf(file) === identityOf(asked)) continue;
    await writeWhole(file, serverMetricsCsv(serverMetrics));
  }
}
