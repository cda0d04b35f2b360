import { type BuhaConfig, projectOf } from '../options/config.ts';
import { gate } from '../reports/analyse/gate/judge.ts';
import { checkNames } from '../reports/analyse/gate/slo-names.ts';
import type { AnalysedRun } from '../reports/model/analysed.ts';
import type { GateResult } from '../reports/model/gate-result.ts';
import { parseSlo } from '../reports/parse/slo.ts';
import type { Language } from '../reports/words/language.ts';
import { loadConfig } from './config/load.ts';
import { checkedConfig } from './config/shape.ts';
import { GATE_FORMATS, type GateFormat } from './gate/gate-formats.ts';
import { gateExit } from './gate/gate-output.ts';
import { type FactOptions, knownFacts } from './read/known-facts.ts';
import { readMergedSource } from './read/merged-source.ts';
import { readSource } from './read/source.ts';
import { REPORT_FORMATS } from './report/report-formats.ts';

/** What `import … from 'buha'` gives: the library behind the command. It prints nothing and writes no file. */

export type {
  ApiConfig,
  BuhaConfig,
  ProfileConfig,
  TargetConfig,
} from '../options/config.ts';
export { defineConfig } from '../options/config.ts';
export { BuhaError } from '../reports/model/error.ts';
export { errorText } from '../reports/words/errors.ts';
export type { AnalysedRun, GateResult, Language };

/** What is known of outputs of k6 that do not tell it themselves, as the options of `buha report` say it. */
export interface ReadOptions extends Partial<FactOptions> {
  /** The project's config; without one, that of the current folder, if there is one. */
  readonly config?: BuhaConfig;
  /** The outputs are those of several runners of one run. */
  readonly merge?: boolean;
}

/** Runs that were read and analysed together. Times in ms, ratios from 0 to 1, bytes, per second. */
export interface Report {
  readonly runs: readonly AnalysedRun[];
}

/**
 * Reads folders of runs and outputs of k6 in any format. Throws `BuhaError` for what cannot be read, and for a config that
 * cannot be used; `errorText` says it in words.
 */
export async function readReport(files: string | readonly string[], options: ReadOptions = {}): Promise<Report> {
  const { config, merge = false, api, profile, scale = '1', durationScale = '1', options: k6Options } = options;
  const project = config ? projectOf(checkedConfig(config, 'config')) : (await loadConfig('.')).project;
  const facts = await knownFacts({ api, profile, scale, durationScale, options: k6Options }, project);
  const paths = typeof files === 'string' ? [files] : files;
  const { runs } = await (merge ? readMergedSource : readSource)(paths, facts, { project, unsummed: true });
  return { runs };
}

/** A verdict, and the exit code with which `buha gate` would end: 0 for a pass. */
export interface Verdict extends GateResult {
  readonly exitCode: number;
}

/** How a report is judged. */
export interface JudgeOptions {
  /** Text of a file of service levels (`slo.yaml`); goals of the config and thresholds of k6 count without it. */
  readonly slo?: string;
  /** A verdict that leaves something open is no pass. */
  readonly strict?: boolean;
}

/** Judges every run of a report. Throws `BuhaError` (`bad-slo`) for service levels that cannot be used. */
export function judge({ runs }: Report, { slo, strict = false }: JudgeOptions = {}): Verdict {
  const levels = slo === undefined ? undefined : parseSlo(slo, 'slo');
  if (levels) checkNames(levels, runs);
  const result = gate(runs, levels);
  return { ...result, exitCode: gateExit(result, strict) };
}

/** Forms of a report as one text. */
export type ReportForm = Exclude<keyof typeof REPORT_FORMATS, 'pdf'>;

/** How a report is written. */
export interface RenderOptions {
  /** `md` unless it is said. */
  readonly format?: ReportForm;
  /** `ko` unless it is said. */
  readonly language?: Language;
  readonly title?: string;
  /** The author's own words, as markdown. */
  readonly notes?: string;
  /** The body alone, without the appendix. */
  readonly brief?: boolean;
}

/** A report as markdown (without pictures), as one page that needs nothing else, or as JSON (`schema/report.schema.json`). */
export async function render({ runs }: Report, options: RenderOptions = {}): Promise<string> {
  const { format = 'md', language = 'ko', ...look } = options;
  const text = await REPORT_FORMATS[format].render(runs, { language, ...look }, undefined);
  return String(text);
}

/** A verdict as a table, JSON, JUnit, the markdown of a step summary, or one page. */
export const renderVerdict = (
  verdict: Verdict,
  { format = 'table', language = 'ko' }: { readonly format?: GateFormat; readonly language?: Language } = {},
): Promise<string> => GATE_FORMATS[format](verdict, language, verdict.exitCode);
