import { uniqueRuns } from './attribution.ts';
import type { Part } from './part.ts';
import type { About } from './runs-at.ts';
import type { Around } from './statement.ts';

/** A row or column that says whose figures it has. */
const IS_OWN = /(?<![a-z\d])k6(?![a-z\d])|이번|금회|금번|현재|this (?:run|time|test)|current/i;

/** True under a label such as "개선 전" or "1차" that names no known run. */
export function isOfOtherRun({ labels, at, heading }: Around, about: About, part: Part | undefined): boolean {
  if (labels.some(({ mentions, text }) => uniqueRuns(mentions) !== undefined || IS_OWN.test(text))) return false;
  const above = at.named === undefined && about.named !== 'beside' ? [...labels, heading] : labels;
  return above.some(({ terms, text }) =>
    terms.some(
      ({ name, start, end }) =>
        name === 'comparison' ||
        // "단계별 커스텀 메트릭": the steps of a flow, where a row names one.
        (name === 'other-run' && !(part && text.slice(start, end) === '단계별')),
    ),
  );
}
