import type { ChartSeries } from './chart.ts';

/** More points than a wide screen has columns show nothing more. */
export const MOST_POINTS = 1200;

type Points = ChartSeries['points'];
type Point = Points[number];
type Known = readonly [number, number];

/** Of every so many points in a row those that `pick` names, in order. */
function ofEvery(points: Points, width: number, pick: (known: readonly Known[]) => readonly Known[]): Points {
  if (width <= 1) return points;
  const kept: Point[] = [];
  for (let from = 0; from < points.length; from += width) {
    const own = points.slice(from, from + width);
    const known = own.filter((point): point is Known => point[1] !== null);
    const [first] = own;
    if (known.length > 0) {
      const picked = new Set(pick(known));
      for (const point of known) if (picked.has(point)) kept.push(point);
    } else if (first) {
      kept.push(first);
    }
  }
  return kept;
}

const least = (known: readonly Known[], axis: 0 | 1) => known.reduce((a, b) => (b[axis] < a[axis] ? b : a));
const most = (known: readonly Known[], axis: 0 | 1) => known.reduce((a, b) => (b[axis] > a[axis] ? b : a));

/** Of every so many points in a row the least and the greatest, in order: no peak is lost, and none is made up. */
export const thinned = (points: Points, width: number): Points =>
  ofEvery(points, width, (known) => [least(known, 1), most(known, 1)]);

/** Likewise of points that are no line: the outermost of both axes. */
export const outermost = (points: Points, width: number): Points =>
  ofEvery(points, width, (known) => [least(known, 0), most(known, 0), least(known, 1), most(known, 1)]);

/** How many points in a row become `each`, so that a chart of so many has at most `limit`. */
export const widthFor = (points: number, limit = MOST_POINTS, each = 2): number =>
  points <= limit ? 1 : Math.ceil(points / Math.max(1, Math.floor(limit / each)));
