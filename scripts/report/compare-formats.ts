import type { Comparison } from '../../reports/model/rounds.ts';
import type { Chart } from '../../reports/render/charts/chart.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import type { RoundsOptions } from '../../reports/render/view-rounds.ts';
import { type PicturesBeside, writePictures } from './pictures.ts';
import { bothTemplates } from './templates.ts';

/** What is compared, and how it is written. */
export interface Compared {
  readonly all: readonly Comparison[];
  /** Of each comparison. */
  readonly charts: readonly (readonly Chart[])[];
  readonly look: RoundsOptions;
  /** A folder of the user's own. */
  readonly template: string | undefined;
}

/** One form of a comparison. */
export interface CompareFormat {
  readonly kind: WrittenFile['kind'];
  /** True where its pictures are files of their own. */
  readonly hasPictures: boolean;
  /** `pictures` is where they can lie; undefined where nothing can lie beside the output. */
  readonly render: (compared: Compared, pictures: PicturesBeside | undefined) => Promise<string>;
}

const renderers = () => import('../../reports/render/rounds.ts');

async function markdown({ all, charts, look, template }: Compared, beside: PicturesBeside | undefined) {
  const { roundsMarkdown, roundsPictures } = await renderers();
  const { [look.language]: templates } = await bothTemplates(look.language, template);
  if (!beside) return roundsMarkdown(all, templates, look);
  const { files, picture } = roundsPictures(charts, beside.link, beside.form, look.language);
  const rounds = roundsMarkdown(all, templates, { ...look, picture });
  await writePictures(files, beside, look.language);
  return rounds;
}

async function page({ all, charts, look, template }: Compared) {
  const [{ roundsPage }, { pageAssets }] = await Promise.all([renderers(), import('./page-assets.ts')]);
  return roundsPage(all, charts, await bothTemplates(look.language, template), await pageAssets(), look);
}

/** The forms of a comparison by their names. Each loads what it needs. */
export const COMPARE_FORMATS = {
  md: { kind: 'report', hasPictures: true, render: markdown },
  html: { kind: 'page', hasPictures: false, render: page },
} as const satisfies Readonly<Record<string, CompareFormat>>;
