import type { Language } from '../words/language.ts';
import type { Chart } from './charts/chart.ts';

/** What the page of a report has for its script: everything else stands in the page itself. */
export interface PageData {
  readonly titles: Readonly<Record<Language, string>>;
  readonly markdown: Readonly<Record<Language, string>>;
  readonly runs: readonly {
    /** Charts that are of the whole run only. */
    readonly charts: readonly Chart[];
    /** The whole run first, then each scenario. */
    readonly scopes: readonly { readonly charts: readonly Chart[] }[];
  }[];
  readonly comparison: readonly Chart[];
}
