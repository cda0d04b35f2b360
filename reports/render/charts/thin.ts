import type { ChartSeries } from './chart.ts';

/** More points than a wide screen has columns show nothing more. */
export const MOST_POINTS = 1200;

type Points = ChartSeries['points'];

/** Of every so many points in a row the least and the greatest, in order: no peak is lost, and none is made up. */
export function thinned(points: Points, width: number): Points {
  if (width <= 1) return points;
  const kept: (readonly [number, number | null])[] = [];
  for (let from = 0; from < points.length; from += width) {
    const own = points.slice(from, from + width);
    const known = own.filter((point): point is readonly [number, number] => point[1] !== null);
    const [first] = own;
    if (known.length === 0) {
      if (first) kept.push(first);
      continue;
    }
    const least = known.reduce((a, b) => (b[1] < a[1] ? b : a));
    const most = known.reduce((a, b) => (b[1] > a[1] ? b : a));
    kept.push(...(least === most ? [least] : least[0] < most[0] ? [least, most] : [most, least]));
  }
  return kept;
}

/** How many points in a row become two, so that a chart of so many stays readable and quick. */
export const widthFor = (points: number): number => (points <= MOST_POINTS ? 1 : Math.ceil(points / (MOST_POINTS / 2)));
