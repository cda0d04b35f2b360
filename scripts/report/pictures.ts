import { basename, dirname, join } from 'node:path';
import type { PictureFile } from '../../reports/render/pictures.ts';
import type { Language } from '../../reports/words/language.ts';
import { writeWhole } from '../read/files.ts';

/** Pictures of a report lie in a folder that is named after it. */
export function pictureFolder(file: string): { path: string; link: string } {
  const name = `${basename(file).replace(/\.[^.]+$/, '')}-charts`;
  return { path: join(dirname(file), name), link: encodeURI(name) };
}

/** Draws charts into a folder. Throws `cannot-write`, `no-browser` for PNG. */
export async function writePictures(
  files: readonly PictureFile[],
  folder: string,
  language: Language,
  isPng: boolean,
): Promise<void> {
  const { chartSvg } = await import('../../reports/render/svg.ts');
  const svgs = files.map(({ chart }) => chartSvg(chart, language));
  const drawn = isPng ? await (await import('./png.ts')).pngsOf(svgs) : svgs;
  for (const [at, { name }] of files.entries()) await writeWhole(join(folder, name), drawn[at] ?? '');
}
