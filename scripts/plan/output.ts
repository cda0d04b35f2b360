import { extname, resolve } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import type { ScriptPlan } from '../../reports/model/forecast.ts';
import { planWords } from '../../reports/words/plan.ts';
import { writeWhole } from '../read/files.ts';
import type { PlanCall } from './loads.ts';
import type { PlanOptions } from './settings.ts';

/**
 * What is to be written, by the name of its file: a drawing, or options of business figures. Throws `setting` for any
 * other, and `would-overwrite`, before anything is worked out.
 */
export function outputKind({ output, options }: PlanOptions, isBusiness: boolean): 'svg' | 'json' | undefined {
  if (output === undefined) return undefined;
  if (options !== undefined && resolve(options) === resolve(output)) {
    throw new BuhaError('would-overwrite', { file: output });
  }
  const kind = extname(output).toLowerCase();
  if (kind === '.svg') return 'svg';
  if (kind === '.json' && isBusiness) return 'json';
  throw new BuhaError('setting', { field: '--output', value: output, allowed: isBusiness ? '*.json, *.svg' : '*.svg' });
}

/** Draws plans into a file; says so where they have nothing to draw. Throws `cannot-write`. */
export async function writeDrawing(
  file: string,
  plans: readonly ScriptPlan[],
  { terminal, language }: PlanCall,
): Promise<void> {
  const [{ planChart }, { chartSvg }] = await Promise.all([
    import('../../reports/render/charts/plan-chart.ts'),
    import('../../reports/render/svg.ts'),
  ]);
  const chart = planChart(plans);
  if (!chart) {
    terminal.line(planWords(language).nothingToDraw);
    return;
  }
  await writeWhole(file, chartSvg(chart, language));
  terminal.line(planWords(language).written(file));
}
