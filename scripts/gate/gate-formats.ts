import type { GateResult } from '../../reports/model/gate-result.ts';
import { jsonText } from '../../reports/text/inert.ts';
import type { Language } from '../../reports/words/language.ts';

/**
 * A result in one of its forms, with a line break at the end; `exitCode` is how the command will end, `columns` how wide the
 * terminal is.
 */
export type GateRenderer = (
  result: GateResult,
  language: Language,
  exitCode: number,
  columns?: number,
) => Promise<string>;

const viewed = async (result: GateResult, language: Language) =>
  (await import('../../reports/render/gate-view.ts')).gateView(result, language);

const table: GateRenderer = async (result, language, _, columns) => {
  const { gateTable } = await import('../../reports/render/gate-table.ts');
  return gateTable(await viewed(result, language), language, columns);
};

const json: GateRenderer = async (result, language, exitCode) => {
  const { jsonGate } = await import('../../reports/render/gate-json.ts');
  return jsonText(jsonGate(result, exitCode, language));
};

const junit: GateRenderer = async (result, language) => {
  const { junitXml } = await import('../../reports/render/junit.ts');
  return junitXml(await viewed(result, language));
};

/** The markdown of a step summary. */
const github: GateRenderer = async (result, language) => {
  const { githubSummary } = await import('../../reports/render/github.ts');
  return githubSummary(await viewed(result, language), language);
};

/** A page that needs nothing else, in both languages. */
const html: GateRenderer = async (result, language) => {
  const [{ gatePage }, { pageAssets }] = await Promise.all([
    import('../../reports/render/gate-page.ts'),
    import('../report/page-assets.ts'),
  ]);
  return gatePage(result, await pageAssets(), language);
};

/** The forms of a gate's result by their names. Each loads what it needs. */
export const GATE_FORMATS = { table, html, json, junit, github } as const satisfies Readonly<
  Record<string, GateRenderer>
>;

export type GateFormat = keyof typeof GATE_FORMATS;
