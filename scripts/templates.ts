import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Templates } from '../reports/render/markdown.ts';
import type { Language } from '../reports/words/language.ts';
import { ROOT } from './paths.ts';

const EXTENSION = '.hbs';

/** The Handlebars sources of a language. */
export async function loadTemplates(language: Language): Promise<Templates> {
  const folder = join(ROOT, 'templates', language);
  const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION));
  const sources = await Promise.all(
    names.map(async (name) => [basename(name, EXTENSION), await readFile(join(folder, name), 'utf8')]),
  );
  return Object.fromEntries(sources) as Templates;
}
