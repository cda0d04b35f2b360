import { type Finding, TOTAL } from '../../model/finding.ts';
import { MOST_FOLDED } from '../../model/measurement.ts';
import type { Run } from '../../model/run.ts';
import { LIMITS } from '../limits.ts';

/** What an address asks for, without its query. */
const PATH = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i;

/** The script names no requests, so that ids within its addresses had to be folded: what belongs together was guessed. */
export function manyNames({ measured: { foldedAddresses: addresses = 0, endpoints = {} } }: Run): Finding[] {
  const folded = Object.keys(endpoints).filter((name) => name.includes('{id}'));
  const [example] = folded;
  if (example === undefined || addresses < LIMITS.addressesOfName * folded.length) return [];
  const advised = example.match(PATH)?.[1] || '/';
  const figures = { addresses, names: folded.length, isMost: addresses >= MOST_FOLDED, example, advised };
  return [{ id: 'many-names', severity: 'note', confidence: 'measured', scope: TOTAL, figures }];
}
