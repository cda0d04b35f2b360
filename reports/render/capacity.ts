import type { AnalysedRun } from '../model/analysed.ts';
import type { FindingFigures, FindingId } from '../model/finding.ts';
import type { Language } from '../words/language.ts';
import { summaryWords } from '../words/summary.ts';

/** What a run was for that held several levels of load; plain text. */
export interface CapacityText {
  /** Highest throughput, and the level at which it was measured; undefined where it grew to the end. */
  readonly most: string | undefined;
  /** The highest level that met the goal. */
  readonly met: string;
}

function figuresOf<Id extends FindingId>({ findings }: AnalysedRun, id: Id): FindingFigures[Id] | undefined {
  return findings.find((finding) => finding.id === id)?.figures as FindingFigures[Id] | undefined;
}

/** Undefined for a run that did not hold several levels, or has no goal for p95. */
export function capacityText(run: AnalysedRun, language: Language): CapacityText | undefined {
  const goal = figuresOf(run, 'goal-throughput');
  if (!goal) return undefined;
  const { capacity } = summaryWords(language);
  const point = figuresOf(run, 'saturation-point');
  return {
    most: point && capacity.most({ perSec: point.capacityPerSec, vus: point.capacityVus }),
    met: capacity.met(goal),
  };
}

/** The same in a line. */
export function capacityLine(run: AnalysedRun, language: Language): string | undefined {
  const text = capacityText(run, language);
  const { capacity } = summaryWords(language);
  return (
    text &&
    [...(text.most ? [`${capacity.mostLabel} ${text.most}`] : []), `${capacity.metLabel} ${text.met}`].join(' · ')
  );
}
