import { peakLevel } from '../analyse/planned-load.ts';
import type { PlannedScenario, Ramp } from '../model/plan.ts';
import { mostOf } from '../numbers/extremes.ts';
import * as format from '../text/format.ts';
import { oneLine } from '../text/markdown-text.ts';
import { padStart } from '../text/width.ts';

const EIGHTHS = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Level of a plan at a time in ms after the scenario's start; 0 outside. */
function levelAt(ramps: readonly Ramp[], ms: number): number {
  if (ms < 0) return 0;
  let begin = 0;
  for (const ramp of ramps) {
    if (ms < begin + ramp.durationMs) return ramp.from + ((ramp.to - ramp.from) * (ms - begin)) / ramp.durationMs;
    begin += ramp.durationMs;
  }
  return 0;
}

/** Texts at the top and the bottom of the axis. */
function labels(plan: PlannedScenario): [string, string] {
  if (plan.model === 'iterations') return ['', ''];
  const unit = plan.model === 'open' ? '/s' : ' VU';
  return [`${format.count(peakLevel(plan) ?? 0)}${unit}`, `0${unit}`];
}

export interface DrawingSize {
  readonly columns: number;
  readonly rows: number;
}

/** Undefined for plans of iterations, which have no level. */
function drawPlan(plan: PlannedScenario, wholeMs: number, size: DrawingSize, margin: number): string | undefined {
  if (plan.model === 'iterations' || wholeMs <= 0) return undefined;
  const { ramps } = plan;
  const top = peakLevel(plan) ?? 0;
  const levels = Array.from({ length: size.columns }, (_, column) =>
    levelAt(ramps, ((column + 0.5) / size.columns) * wholeMs - plan.startMs),
  );
  const label = labels(plan);
  const lines = Array.from({ length: size.rows }, (_, row) => {
    const below = size.rows - 1 - row;
    const bars = levels.map((level) => {
      const eighths = Math.round((top === 0 ? 0 : level / top) * size.rows * 8) - below * 8;
      return EIGHTHS[Math.max(0, Math.min(8, eighths))] || ' ';
    });
    const name = row === 0 ? label[0] : row === size.rows - 1 ? label[1] : '';
    return `${padStart(name ?? '', margin)} ┤${bars.join('').trimEnd()}`;
  });
  const end = format.span(wholeMs);
  const axis = `${' '.repeat(margin)} └${'─'.repeat(size.columns)}`;
  const times = `${' '.repeat(margin + 2)}0s${padStart(end, size.columns - 2)}`;
  return [oneLine(plan.name), ...lines, axis, times].join('\n');
}

/**
 * Planned level of every scenario over the whole run, drawn with block characters below each other on one time axis: a
 * text that any editor shows. Undefined where no scenario has a level.
 */
export function drawPlans(plans: readonly PlannedScenario[], wholeMs: number, size: DrawingSize): string | undefined {
  const margin = mostOf([0, ...plans.flatMap(labels).map((label) => label.length)]);
  const drawn = plans.flatMap((plan) => drawPlan(plan, wholeMs, size, margin) ?? []);
  return drawn.length > 0 ? drawn.join('\n\n') : undefined;
}
