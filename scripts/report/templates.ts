import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import type { Templates } from '../../reports/render/markdown.ts';
import type { Language } from '../../reports/words/language.ts';
import { ROOT } from '../paths.ts';
import { systemCode } from '../system-code.ts';
import type { Input } from '../write/overwriting.ts';

const EXTENSION = '.hbs';

/**
 * The Handlebars sources of a language. Files of a user's own folder take the place of those with the same name, so
 * that a part of the report can be changed without copying the rest. Throws `cannot-read`, and `no-templates` for a
 * folder without one.
 */
export async function loadTemplates(language: Language, own?: string): Promise<Templates> {
  const sources = await templatesIn(join(ROOT, 'templates', language));
  if (own === undefined) return sources as Templates;
  const replacements = await templatesIn(own).catch((fault: unknown) => {
    throw new BuhaError('cannot-read', { file: own, reason: systemCode(fault) });
  });
  if (Object.keys(replacements).length === 0) throw new BuhaError('no-templates', { folder: own });
  return { ...sources, ...replacements } as Templates;
}

/** The sources of both languages. A user's own templates are of one language; the other keeps ours. */
export const bothTemplates = async (
  language: Language,
  own?: string,
): Promise<Readonly<Record<Language, Templates>>> => ({
  ko: await loadTemplates('ko', language === 'ko' ? own : undefined),
  en: await loadTemplates('en', language === 'en' ? own : undefined),
});

/** The files of a user's folder that are read. */
export const templateFiles = (folder: string | undefined): Input => ({ folder, ending: EXTENSION });

async function templatesIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION));
  const sources = await Promise.all(
    names.map(async (name) => [basename(name, EXTENSION), await readFile(join(folder, name), 'utf8')]),
  );
  return Object.fromEntries(sources) as Record<string, string>;
}
