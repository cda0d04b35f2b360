import type { Measurement, SeenHost } from '../model/measurement.ts';
import type { RunRecord } from '../model/record.ts';
import { hostOf } from '../text/host.ts';

/** Share of the requests that rounding may leave out. */
const ROUNDING = 1e-9;

/**
 * The record with the target that the samples tell: hosts of request names that k6 made of URLs, with their shares of all
 * that tell or could tell one. Where every request was named by the script, what the record knew before stands.
 */
export function withSeenTarget(record: RunRecord, { hosts = [] }: Pick<Measurement, 'hosts'>): RunRecord {
  const { target } = record;
  const told = hosts.filter(({ host }) => host !== undefined);
  if (told.length === 0) return record;
  const all = hosts.reduce((sum, { requests }) => sum + requests, 0);
  const seen = told.flatMap(({ host, requests }: SeenHost) =>
    host === undefined ? [] : [{ host, share: requests / all }],
  );
  const given = target.baseUrl === undefined ? undefined : hostOf(target.baseUrl);
  const isAllTold = seen.reduce((sum, { share }) => sum + share, 0) > 1 - ROUNDING;
  // Nothing to add: the load went where it was meant to go.
  if (given !== undefined && seen.every(({ host }) => host === given)) return record;
  const isGivenHit = seen.some(({ host }) => host === given) || !isAllTold;
  return { ...record, target: { ...(isGivenHit && target), hosts: seen } };
}
