import { found } from '../analyse/found.ts';
import { mostCarried } from '../analyse/scaling.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Language } from '../words/language.ts';
import { summaryWords } from '../words/summary.ts';

/** What a run was for that held several levels of load; plain text. */
export interface CapacityText {
  /** Highest throughput, and the level at which it was measured; undefined for fewer levels than a test of them has. */
  readonly most: string | undefined;
  /** The highest level that met the goal; undefined without a goal for p95. */
  readonly met: string | undefined;
}

/** Undefined for a run that did not hold several levels. */
export function capacityText(run: AnalysedRun, language: Language): CapacityText | undefined {
  const goal = found(run, 'goal-throughput')?.figures;
  const most = mostCarried(run);
  if (!goal && !most) return undefined;
  const { capacity } = summaryWords(language);
  return { most: most && capacity.most(most), met: goal && capacity.met(goal) };
}

/** The same in a line. */
export function capacityLine(run: AnalysedRun, language: Language): string | undefined {
  const text = capacityText(run, language);
  const { capacity } = summaryWords(language);
  return (
    text &&
    [
      ...(text.most ? [`${capacity.mostLabel} ${text.most}`] : []),
      ...(text.met ? [`${capacity.metLabel} ${text.met}`] : []),
    ].join(' · ')
  );
}
