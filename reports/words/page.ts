import { page as en } from './en/page.ts';
import { page as ko } from './ko/page.ts';
import { inLanguage } from './language.ts';

/** Words of the page around the report, besides those of the report and of the charts. */
export type PageWords = typeof ko;

export const pageWords = inLanguage<PageWords>({ ko, en });
