/** Bars within tables, as pictures of the page's own: it allows no style attributes, so lengths are those of a drawing. */
const [WIDTH, HEIGHT] = [200, 18];

/** A goal that is missed by more than this would push every other bar, and the mark of the goal, into a corner. */
export const MOST_MULTIPLE = 10;

const place = (share: number): number => Number((WIDTH * Math.min(1, Math.max(0, share))).toFixed(1));

const bar = (share: number, kind: string): string =>
  `<rect class="${kind}" x="0" y="4" width="${Math.max(1.5, place(share))}" height="10"/>`;

const drawn = (parts: readonly string[]): string =>
  `<svg class="gauge" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="ground" x="0" y="4" width="${WIDTH}" height="10"/>${parts.join('')}</svg>`;

/** How far the longest bar of a table reaches, in multiples of the goal: there is room behind it, and behind the goal. */
export const reachOf = (multiples: readonly number[]): number =>
  Math.min(
    MOST_MULTIPLE,
    multiples.reduce((most, one) => Math.max(most, one), 1.2),
  ) * 1.05;

/** A figure as a multiple of its goal, which is a mark at the same place in every row; one that goes on is cut. */
export function goalGauge(multiple: number, reach: number, isMissed: boolean): string {
  const goal = place(1 / reach);
  const isCut = multiple > reach;
  return drawn([
    bar(multiple / reach, isMissed ? 'bad' : 'good'),
    `<line class="goal" x1="${goal}" x2="${goal}" y1="0" y2="${HEIGHT}"/>`,
    ...(isCut ? [`<path class="cut" d="M186 ${HEIGHT} 192 0M192 ${HEIGHT} 198 0"/>`] : []),
  ]);
}

/** A share of all, 0–1. */
export const shareGauge = (share: number): string => drawn([bar(share, 'ran')]);
