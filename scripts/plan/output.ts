import { extname } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import type { ScriptPlan } from '../../reports/model/forecast.ts';
import { planWords } from '../../reports/words/plan.ts';
import { columnsOf } from '../terminal.ts';
import { announce, showText, writeOutput } from '../write/output.ts';
import { mustNotOverwrite } from '../write/overwriting.ts';
import { hasRoomBeside, STANDARD_OUTPUT } from '../write/place.ts';
import type { PlanCall } from './loads.ts';
import { PLAN_FORMATS, type ShownPlan } from './plan-formats.ts';
import type { PlanOptions } from './settings.ts';

/** The text of a plan leaves standard output to what `-o` sends there. */
const isTaken = ({ output, format }: PlanOptions) => output === STANDARD_OUTPUT && format === 'text';

/**
 * What is to be written, by the name of its file: a drawing, or options of business figures; the latter also into what
 * has no name of its own, where there are any. `scripts` are read. Throws `setting` for any other, `would-overwrite` and
 * `written-twice`, before anything is worked out.
 */
export function outputKind(
  options: PlanOptions,
  scripts: readonly string[],
  isBusiness: boolean,
): 'svg' | 'json' | undefined {
  const { output } = options;
  if (output === undefined) return undefined;
  mustNotOverwrite([isTaken(options) ? undefined : STANDARD_OUTPUT, output], [options.options, ...scripts]);
  const kind = extname(output).toLowerCase();
  if (kind === '.svg') return 'svg';
  if (kind === '.json' && isBusiness) return 'json';
  if (kind === '' && !hasRoomBeside(output)) return isBusiness ? 'json' : 'svg';
  throw new BuhaError('setting', { field: '--output', value: output, allowed: isBusiness ? '*.json, *.svg' : '*.svg' });
}

/** Shows a plan in its form. */
export async function showPlan(plan: Omit<ShownPlan, 'machine' | 'language'>, call: PlanCall): Promise<void> {
  const { options, machine } = call;
  const language = options.format === 'text' ? call.language : call.documentLanguage;
  const columns = isTaken(options) ? call.terminal.columns : columnsOf(call.host.stdout);
  showText(await PLAN_FORMATS[options.format]({ ...plan, machine, language, columns }), isTaken(options), call);
}

/** Draws plans into a file; says so where they have nothing to draw. Throws `cannot-write`. */
export async function writeDrawing(path: string, plans: readonly ScriptPlan[], call: PlanCall): Promise<void> {
  const [{ planChart }, { chartSvg }] = await Promise.all([
    import('../../reports/render/charts/plan-chart.ts'),
    import('../../reports/render/svg.ts'),
  ]);
  const chart = planChart(plans);
  if (chart) announce(await writeOutput(path, 'picture', chartSvg(chart, call.documentLanguage), call), call);
  else call.terminal.line(planWords(call.language).nothingToDraw);
}
