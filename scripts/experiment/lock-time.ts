import type { ApiId } from '../../options/apis.ts';
import { apiNamed, type Project } from '../../options/project.ts';
import { found } from '../../reports/analyse/found.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { durationMs } from '../../reports/parse/duration.ts';
import type { ExperimentOptions } from '../../reports/render/view-experiment.ts';
import { DEFAULT_SHOP } from '../../shop/options.ts';
import { readHistory } from '../read/history.ts';

/** How long the embedded shop holds the lock that it models. */
const SHOP_LOCKS: Readonly<Partial<Record<ApiId, number>>> = {
  'recharge-balance': DEFAULT_SHOP.rechargeHoldMs,
  'place-order': DEFAULT_SHOP.orderHoldMs,
};

/** The lock time of the newest run of the API that looked like one lock per key; undefined where none did. */
async function reportedLockMs(api: ApiId, results: string, project: Project): Promise<number | undefined> {
  const runs = (await readHistory(results, () => {}, project)).filter(({ run }) => run?.api === api);
  const newest = runs.toSorted((a, b) => Date.parse(b.origin.startedAt) - Date.parse(a.origin.startedAt));
  for (const { run } of newest) {
    const lanes = run && found(run, 'few-lanes')?.figures;
    if (lanes?.keys) return lanes.keys.msPerLane;
  }
  return undefined;
}

/**
 * How long the hypothesis has a lock held: as the user says (`12.6ms`), as the shop models it, or as the report that
 * raised the hypothesis found it. Throws a setting's problem.
 */
export async function lockTime(
  { api, project }: { readonly api: ApiId; readonly project: Project },
  given: string | undefined,
  source: { readonly isShop: boolean; readonly results: string },
): Promise<ExperimentOptions['lock']> {
  if (given !== undefined) {
    const ms = durationMs(given);
    if (ms === undefined || ms <= 0) {
      throw new BuhaError('setting', { field: '--lock-time', value: given, allowed: '12.6ms, 0.5s, …' });
    }
    return { ms, from: 'given' };
  }
  const modelled = source.isShop ? SHOP_LOCKS[api] : undefined;
  if (modelled !== undefined) return { ms: modelled, from: 'shop' };
  // What only reads has no lock of its own to hold.
  const isWrite = apiNamed(project, api)?.kind === 'write';
  const reported = isWrite ? await reportedLockMs(api, source.results, project) : undefined;
  return reported === undefined ? undefined : { ms: reported, from: 'report' };
}
