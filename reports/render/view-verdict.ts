import { LIMITS } from '../analyse/limits.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import * as format from '../text/format.ts';
import type { Tone } from '../text/terminal-text.ts';
import type { ReportWords } from '../words/report.ts';

/** True for a pass that holds for a part of the planned load only. */
export const isPartly = ({ verdict: { kind, delivered } }: AnalysedRun) =>
  kind === 'pass' && delivered !== undefined && delivered < LIMITS.deliveredRatio;

/** The verdict, with the share of the plan on which it rests where that is a part only. */
export function verdictText(run: AnalysedRun, words: ReportWords): string {
  const text = words.verdict[run.verdict.kind];
  return isPartly(run) ? words.partly(text, format.share(run.verdict.delivered ?? 0)) : text;
}

/** Colour of a verdict. One that holds for a part of the plan only is no clean pass. */
export function verdictTone(run: AnalysedRun): Tone | undefined {
  switch (run.verdict.kind) {
    case 'pass':
      return isPartly(run) ? 'doubtful' : 'good';
    case 'slo-fail':
    case 'invalid':
      return 'bad';
    case 'undecided':
      return 'doubtful';
    case 'no-goal':
      return undefined;
  }
}
