import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the package. This file lies one folder below it, and so does the bundle `dist/buha.js`. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const K6_MODULE = join(ROOT, 'k6');
export const SHOP_SCRIPT = join(ROOT, 'dist', 'shop.js');

/** Bundle of a scenario of the catalogue. */
export const scenarioBundle = (id: string) => join(ROOT, 'dist', `${id}.js`);

export async function packageVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}
