import { document as en } from './en/document.ts';
import { document as ko } from './ko/document.ts';
import { inLanguage } from './language.ts';

/** Sentences and cells of the document's body; headings and labels stand in the templates. */
export type DocumentWords = typeof ko;

export const documentWords = inLanguage<DocumentWords>({ ko, en });
