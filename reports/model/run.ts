import type { ApiId } from '../../options/apis.ts';
import type { Project } from '../../options/project.ts';
import type { Contradiction } from './contradiction.ts';
import type { SloFile } from './gate.ts';
import type { GeneratorSecond } from './generator.ts';
import type { Measurement } from './measurement.ts';
import type { Output } from './output.ts';
import type { PlannedScenario } from './plan.ts';
import type { RunRecord } from './record.ts';
import type { Merge } from './runners.ts';
import type { ServerMetric } from './server-metrics.ts';

/** One run of one script: what was measured, how it was run, what was planned. */
export interface Run {
  /** The API of its project that was tested; undefined for a flow or a foreign script. */
  readonly api: ApiId | undefined;
  /** What the config of the project says; undefined where there is none. */
  readonly project?: Project;
  /** What to call the run where there is no API: the script's or the file's name. */
  readonly name: string;
  /** File and date, which set it apart from the other runs of a folder of k6 outputs. */
  readonly label?: string;
  /** The record that `buha run` keeps; undefined for k6 output from elsewhere. */
  readonly record: RunRecord | undefined;
  readonly measured: Measurement;
  readonly planned: readonly PlannedScenario[];
  /** Think time of one iteration in ms; undefined where neither the catalogue nor the figures tell it. */
  readonly thinkMs: number | undefined;
  /** True where the think time was worked out from the figures, for a script that the catalogue does not know. */
  readonly thinkEstimated?: boolean;
  /** Different keys (users, products) from which requests picked; undefined where nobody knows. */
  readonly keys?: number;
  /** k6's options as the record, `--profile` or `--options` give them; undefined where nobody knows the plan. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Name of the profile that ran, from the record or as the user says. */
  readonly profile?: string;
  /** The file of service levels by which it is judged, that of its folder or one that was found beside its script. */
  readonly slo?: SloFile;
  /** The k6 outputs from which the run was put together. */
  readonly sources?: readonly Source[];
  /** What the monitoring of the tested system says of the time of the run. */
  readonly serverMetrics?: readonly ServerMetric[];
  /** What `buha run` recorded of k6's process, in order. */
  readonly generator?: readonly GeneratorSecond[];
  /** How it was put together, where several k6 processes ran it together. */
  readonly merge?: Merge;
  /** True where the run did not come to its record: only what it had measured by then is known. */
  readonly unfinished?: true;
  /** Figures that these outputs state differently. */
  readonly contradictions?: readonly Contradiction[];
}

/** A k6 output that a run was read from. */
export type Source = Omit<Output, 'measured'>;
