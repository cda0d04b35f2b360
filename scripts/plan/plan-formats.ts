import type { BusinessOptions } from '../../reports/analyse/business-load.ts';
import type { BusinessLoad } from '../../reports/model/business.ts';
import type { Machine, ScriptPlan } from '../../reports/model/forecast.ts';
import { jsonText } from '../../reports/text/inert.ts';
import type { Language } from '../../reports/words/language.ts';

/** What is shown of a plan. */
export interface ShownPlan {
  readonly plans: readonly ScriptPlan[];
  /** Which profile gave the load, in words. */
  readonly load: string | undefined;
  readonly machine: Machine;
  readonly language: Language;
  /** How wide the terminal is. */
  readonly columns?: number;
  /** Where the load was worked out from figures of the business. */
  readonly business?: {
    readonly load: BusinessLoad;
    readonly options: BusinessOptions;
    /** False where a file gets the options. */
    readonly isWithOptions: boolean;
  };
}

type PlanRenderer = (plan: ShownPlan) => Promise<string>;

const text: PlanRenderer = async ({ plans, load, machine, language, business, columns }) => {
  const { planText } = await import('../../reports/render/plan-text.ts');
  if (!business) return planText(plans, load, machine, language, columns);
  const { businessOptionsText, businessText } = await import('../../reports/render/business-text.ts');
  const options = business.isWithOptions ? `\n${businessOptionsText(business.options, language, columns)}` : '';
  return `${planText(plans, load, machine, language, columns, businessText(business.load, language, columns))}${options}`;
};

const json: PlanRenderer = async ({ plans, machine, language, business }) => {
  const { planJson } = await import('../../reports/render/plan-json.ts');
  const plan = planJson(plans, machine, language, business?.load);
  return jsonText({ ...plan, ...(business && { options: business.options }) });
};

/** The forms of a plan by their names. Each loads what it needs. */
export const PLAN_FORMATS = { text, json } as const satisfies Readonly<Record<string, PlanRenderer>>;
