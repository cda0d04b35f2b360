import { readFile } from 'node:fs/promises';
import type { PageAssets } from '../../reports/render/page.ts';
import { builtFile } from '../paths.ts';

/** The built script and style of the page. */
export const pageAssets = async (): Promise<PageAssets> => ({
  script: await readFile(await builtFile('page.js'), 'utf8'),
  style: await readFile(await builtFile('page-style.css'), 'utf8'),
});
