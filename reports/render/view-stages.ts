import { samplesNeeded } from '../analyse/limits.ts';
import { efficiency, isBusy } from '../analyse/scaling.ts';
import { plateausOf } from '../analyse/stages.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { StageResult, WindowFigures } from '../model/window.ts';
import * as format from '../text/format.ts';
import { code } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';
import { absentText } from './absent.ts';

export interface StageRow {
  /** Its scenario where there are several, when, and which load was planned. */
  stage: string;
  vus: string;
  tps: string;
  med: string;
  p95: string;
  failed: string;
  /** How throughput grew with users; of an arrival rate how many iterations could not be started. */
  growth: string;
}

/** The run stage by stage; undefined without raw samples, or where there is nothing to tell. */
export interface StagesView {
  rows: StageRow[];
  /** Heading of the column of growth; undefined where it would hold nothing. */
  growth: string | undefined;
  /** Where nobody knows the plan: from when on the run was steady, with its figures. */
  steady: string | undefined;
  /** Footnote for p95 that rest on too few responses. */
  weak: string | undefined;
}

const NOTHING = '-';

function figureCells(figures: WindowFigures | undefined, words: ReportWords) {
  const text = (value: number | undefined, write: (value: number) => string) =>
    value === undefined ? (figures ? absentText(figures, words) : NOTHING) : write(value);
  const weak = isWeak(figures) ? '\\*' : '';
  return {
    vus: text(figures?.busyVus, format.rate),
    tps: text(figures?.requestsPerSec, format.rate),
    med: text(figures?.medMs, format.duration),
    p95: text(figures?.p95Ms, (value) => `${format.duration(value)}${weak}`),
    failed: text(figures?.failedRatio, format.cutShare),
    dropped: text(figures?.dropped, format.count),
  };
}

const isWeak = (figures: WindowFigures | undefined) =>
  figures?.p95Ms !== undefined && figures.samples < samplesNeeded(0.95);

/** Against the plateau before, where nothing else ran on either. */
function efficiencyOf(run: AnalysedRun, at: number): string {
  const stage = run.stages[at];
  const before = run.stages.slice(0, at).findLast(({ plan, isPlateau }) => plan === stage?.plan && isPlateau);
  const settled = (wanted: StageResult | undefined) =>
    plateausOf(run).find((one) => one.stage.ramp === wanted?.ramp)?.figures;
  const [high, low] = [settled(stage), settled(before)];
  if (stage?.plan.model !== 'closed' || !high || !low || !isBusy(low) || !isBusy(high)) return NOTHING;
  return high.busyVus <= low.busyVus ? NOTHING : format.share(efficiency(low, high));
}

function stageRow(run: AnalysedRun, stage: StageResult, at: number, words: ReportWords): StageRow {
  const { plan, ramp, fromMs, figures } = stage;
  const { dropped, ...cells } = figureCells(figures, words);
  const name = run.planned.length > 1 ? `${code(plan.name)} ` : '';
  return {
    stage: `${name}${words.stage(plan, ramp, plan.startMs + fromMs)}`,
    ...cells,
    // Closed load starts no iteration without a free user, so it can drop none.
    growth: plan.model === 'closed' ? efficiencyOf(run, at) : dropped,
  };
}

function windowRow(name: string, stage: string, figures: WindowFigures, isOpen: boolean, words: ReportWords): StageRow {
  const { dropped, ...cells } = figureCells(figures, words);
  return { stage: `${name} ${stage}`, ...cells, growth: isOpen ? dropped : NOTHING };
}

const isSpan = ({ from, to }: WindowFigures, other: WindowFigures | undefined): boolean =>
  other?.from === from && other.to === to;

function steadyText({ steady }: AnalysedRun, words: ReportWords): string | undefined {
  if (!steady) return undefined;
  const { seconds, figures } = steady;
  if (!figures) return words.notSteady(format.count(seconds));
  return words.steady({
    from: format.count(figures.from),
    to: format.count(figures.to),
    tps: format.rate(figures.requestsPerSec),
    p95: figures.p95Ms === undefined ? absentText(figures, words) : format.duration(figures.p95Ms),
  });
}

export function stagesView(run: AnalysedRun, words: ReportWords): StagesView | undefined {
  const { stages, loadWindow, drainWindow } = run;
  // The clock of the plan, as for the stages: the time line also counts what came before the load.
  const origin = loadWindow?.from ?? 0;
  const span = ({ from, to }: WindowFigures) => words.seconds(from - origin, to - origin);
  const kinds = new Set(stages.map(({ plan }) => (plan.model === 'closed' ? 'efficiency' : 'dropped')));
  const isOpen = kinds.has('dropped');
  // A plan of one stage is all of the load.
  const [only, ...further] = stages;
  const isTold = only?.figures !== undefined && further.length === 0 && isSpan(only.figures, loadWindow);
  const rows = [
    // A stage too short for any figure would be a row of dashes.
    ...stages.flatMap((stage, at) => (stage.figures ? [stageRow(run, stage, at, words)] : [])),
    ...(loadWindow && !isTold
      ? [windowRow(words.wholeRun, words.loadWindow(span(loadWindow)), loadWindow, isOpen, words)]
      : []),
    ...(drainWindow
      ? [windowRow(words.wholeRun, words.drainWindow(span(drainWindow)), drainWindow, isOpen, words)]
      : []),
  ];
  const steady = steadyText(run, words);
  if (rows.length === 0 && steady === undefined) return undefined;
  const weak = [...stages.map(({ figures }) => figures), loadWindow, drainWindow].some(isWeak);
  const isGrowthTold = rows.some(({ growth }) => growth !== NOTHING);
  const growth = isGrowthTold ? words.growth(kinds.has('efficiency'), isOpen) : undefined;
  return { rows, growth, steady, weak: weak ? words.weak(`p95 ≥ ${format.count(samplesNeeded(0.95))}`) : undefined };
}
