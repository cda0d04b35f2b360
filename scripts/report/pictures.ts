import { basename, dirname, join } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import type { PictureFile } from '../../reports/render/pictures.ts';
import type { Language } from '../../reports/words/language.ts';
import { mustNotOverwrite } from '../write/overwriting.ts';
import { hasRoomBeside } from '../write/place.ts';
import { writeWhole } from '../write/write-whole.ts';

/** Where the pictures of a report lie: a folder that is named after it, and how the report names that. */
export interface PicturesBeside {
  readonly folder: string;
  readonly link: string;
  readonly form: 'svg' | 'png';
}

/** Undefined for standard output, a device and a pipe: nothing lies beside them. */
export function picturesBeside(file: string, isPng: boolean): PicturesBeside | undefined {
  if (!hasRoomBeside(file)) return undefined;
  const name = `${basename(file).replace(/\.[^.]+$/, '')}-charts`;
  return { folder: join(dirname(file), name), link: encodeURI(name), form: isPng ? 'png' : 'svg' };
}

/**
 * Throws where PNGs were asked for and none would be drawn: `options-conflict` for a form without pictures of their own,
 * `needs-output` where nothing can lie beside the output. That of undefined is not known yet.
 */
export function mustHavePictures(
  name: string,
  { hasPictures }: { readonly hasPictures: boolean },
  output: string | undefined,
): void {
  if (!hasPictures) {
    throw new BuhaError('options-conflict', { option: '--png', other: `--format ${name}`, fault: 'not-together' });
  }
  if (output !== undefined && !hasRoomBeside(output)) throw new BuhaError('needs-output', { option: '--png' });
}

/** Draws charts into their folder. Throws `cannot-write`, `no-browser` for PNG. */
export async function writePictures(
  files: readonly PictureFile[],
  { folder, form }: PicturesBeside,
  language: Language,
): Promise<void> {
  const paths = files.map(({ name }) => join(folder, name));
  // Also where links of those names lead.
  mustNotOverwrite(paths, []);
  const { chartSvg } = await import('../../reports/render/svg.ts');
  const svgs = files.map(({ chart }) => chartSvg(chart, language));
  const drawn = form === 'png' ? await (await import('./png.ts')).pngsOf(svgs) : svgs;
  for (const [at, path] of paths.entries()) await writeWhole(path, drawn[at] ?? '');
}
