import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { type Api, type TestDataKey, thinkTimeMs } from '../../options/apis.ts';
import type { Profiles } from '../../options/loads.ts';
import { type LoadSettings, loadScenarios } from '../../options/profiles.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { Varied } from '../../reports/model/experiment.ts';
import { mostOf } from '../../reports/numbers/extremes.ts';
import { readTestData, type TestDataRow } from '../run/test-data.ts';

/** What `--vary` says: the rows of which test data, and how many of them in turn; or how many virtual users. */
export interface Variation {
  readonly varied: Varied;
  readonly values: readonly number[];
}

const ALLOWED = 'users=4,40,400, products=1,4, vus=100,200';

/** Reads `users=4,40,400`: at least two different counts. Throws a setting's problem. */
export function parseVariation(text: string): Variation {
  const [, varied, list = ''] = text.match(/^(users|products|vus)=(.+)$/) ?? [];
  const values = list.split(',').map((value) => (/^[1-9]\d*$/.test(value.trim()) ? Number(value) : Number.NaN));
  const distinct = new Set(values);
  const isKnown = varied === 'users' || varied === 'products' || varied === 'vus';
  if (!isKnown || distinct.size < 2 || !values.every(Number.isSafeInteger)) {
    throw new BuhaError('setting', { field: '--vary', value: text, allowed: ALLOWED });
  }
  return { varied, values: [...distinct].toSorted((a, b) => a - b) };
}

/** What the embedded shop owns (`shop/database.ts`): ids from 1 on. */
const SHOP_ROWS: Readonly<Record<TestDataKey, number>> = { users: 400, products: 4 };

/**
 * The rows from which each value takes the first. Throws where there are fewer, where the API picks from no such rows,
 * or where a system of the user's own is to be loaded with ids that it need not have.
 */
export async function rowsToVary(
  { varied, values }: { readonly varied: TestDataKey; readonly values: readonly number[] },
  api: Api,
  source: { readonly file: string | undefined; readonly isShop: boolean },
): Promise<readonly TestDataRow[]> {
  const most = mostOf(values);
  if (!api.keys.includes(varied)) {
    throw new BuhaError('setting', { field: '--vary', value: varied, allowed: api.keys.join(', ') });
  }
  if (source.file === undefined && !source.isShop) {
    throw new BuhaError('needs-test-data', { varied, most });
  }
  const rows =
    source.file === undefined
      ? Array.from({ length: SHOP_ROWS[varied] }, (_, at): TestDataRow => ({ id: at + 1 }))
      : await readTestData(source.file);
  if (rows.length < most) {
    throw new BuhaError('setting', { field: '--vary', value: String(most), allowed: `≤ ${rows.length} (${varied})` });
  }
  return rows;
}

/**
 * The `--scale` at which the highest level of a profile is so many virtual users, at least so many of the others in proportion. Throws
 * for a profile with load that is no number of users.
 */
export function scaleForVus(api: Api, { profile, durationScale }: LoadSettings, vus: number, loads?: Profiles): string {
  const scenarios = Object.values(loadScenarios({ profile, scale: 1, durationScale }, thinkTimeMs(api), loads));
  const levels = scenarios.flatMap((one) =>
    one.executor === 'ramping-vus' ? [one.startVUs, ...one.stages.map(({ target }) => target)] : [],
  );
  if (levels.length === 0 || scenarios.some(({ executor }) => executor !== 'ramping-vus')) {
    throw new BuhaError('setting', { field: '--profile', value: profile, allowed: 'load-only, stress (--vary vus)' });
  }
  return String(vus / mostOf(levels));
}

/** Writes the first rows as test data that only this user can read, for they may carry tokens. Returns the path. */
export async function writeRows(folder: string, varied: TestDataKey, rows: readonly TestDataRow[]): Promise<string> {
  const path = join(folder, `${varied}-${rows.length}.csv`);
  const columns = rows.some(({ token }) => token !== undefined) ? ['id', 'token'] : ['id'];
  await writeFile(path, Papa.unparse([...rows], { columns }), { mode: 0o600 });
  return path;
}
