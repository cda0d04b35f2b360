import type { Quantity } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import type { KnownRun } from './known-run.ts';

/** "1분간 요청 3,412건", "5분 동안 총 150,250건": in how much time something was counted. */
const WITHIN =
  /(?:(?<![\d.,])(\d{1,3}) ?시간)? ?(?:(?<![\d.,])(\d{1,4}) ?분)? ?(?:(?<![\d.,])(\d{1,5}) ?초)?(?:간|\s?동안)(?:에|의)?(?:\s?(?:총|약|모두|전체|평균|처리한|처리된|보낸|들어온|받은|발생한|접수된|API|요청|호출|건수|수|은|는|이|가|을|를|의|:))*\s*$/;
/** By what factor the length that is told of a run may be another than that which its rates make: ramps, waiting for the last. */
const NEAR = 1.5;

/** True for a count within another time than that of the run: what it had of it in a minute is no total. */
export function isOfOtherTime(
  { start, unit }: Figure,
  quantity: Quantity | undefined,
  text: string,
  runs: readonly KnownRun[],
): boolean {
  if (quantity?.kind !== 'count' || unit !== 'plain') return false;
  const [, hours = 0, minutes = 0, seconds = 0] = text.slice(Math.max(0, start - 50), start).match(WITHIN) ?? [];
  const within = 1000 * (3600 * Number(hours) + 60 * Number(minutes) + Number(seconds));
  if (within === 0) return false;
  return runs.every((run) => {
    const length = run.output.measured.runMs;
    return length !== undefined && (length > within * NEAR || length < within / NEAR);
  });
}
