import { leastOf, mostOf } from '../../numbers/extremes.ts';
import type { Language } from '../../words/language.ts';
import type { Chart, ChartSeries } from './chart.ts';
import { textPx } from './text-size.ts';

/** Where the name of a level can stand beside its line, the first that is free. */
export type LevelPlace = 'insideStartBottom' | 'insideStartTop' | 'insideEndTop' | 'insideEndBottom';

/** A part of the plot; its sides are shares of it (0–1), from the left and from below. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

const FONT_PX = 12;
/** Room around a name: its ground, and the line that it must not touch. */
const GAP_PX = 6;
/** A name is so high, of the height of a plot on a page. */
const HEIGHT = 0.1;
/** Steps in which a line is followed below a name. */
const STEPS = 24;
/** What the axes leave of the width of a chart, about. */
const PLOT_SHARE = 0.82;

/** Places of values within the plot, as shares of it. */
interface Plot {
  readonly across: (x: number) => number;
  readonly up: (y: number) => number;
}

function plotOf(chart: Chart): Plot {
  const { series: shown, x, y } = chart;
  const xs = shown.flatMap(({ points }) => points.map(([x]) => x));
  const levels = (chart.levels ?? []).map(({ value }) => value);
  const isSeen = (value: number | null): value is number => value !== null && (!y.isLog || value > 0);
  const values = shown.flatMap(({ points }) => points.map(([, value]) => value).filter(isSeen));
  const scale = y.isLog ? Math.log10 : (value: number) => value;
  const bottom = y.isLog ? scale(leastOf([...values, ...levels])) : 0;
  const top = scale(mostOf([...values, ...levels]));
  const along = x.isLog ? Math.log10 : (value: number) => value;
  const [first, last] = x.categories
    ? [-0.5, x.categories.length - 0.5]
    : [x.isTime ? 0 : along(leastOf(xs)), along(x.until ?? mostOf(xs))];
  return {
    across: (value) => (along(value) - first) / Math.max(last - first, 1e-9),
    up: (value) => (scale(value) - bottom) / Math.max(top - bottom, 1e-9),
  };
}

/** The height of a line at a place; undefined where it has a gap, or is not there. */
function heightAt(points: readonly (readonly [number, number])[], across: number): number | undefined {
  const next = points.findIndex(([x]) => x >= across);
  const [after, before] = [points[next], points[next - 1]];
  if (!after) return undefined;
  if (!before) return after[0] - across < 0.5 / STEPS ? after[1] : undefined;
  const share = (across - before[0]) / Math.max(after[0] - before[0], 1e-9);
  return before[1] + share * (after[1] - before[1]);
}

/** How much of a box a series passes through, 0–1. */
function covered({ kind, points, isLabelled }: ChartSeries, { across, up }: Plot, box: Box): number {
  const placed = points.flatMap(([x, y]) => (y === null ? [] : [[across(x), up(y)] as const]));
  if (kind === 'points') {
    const within = placed.filter(([x, y]) => x > box.left && x < box.right && y > box.low && y < box.high);
    return Math.min(1, within.length / STEPS);
  }
  const width = (box.right - box.left) / STEPS;
  const met = Array.from({ length: STEPS }, (_, at) => {
    const from = box.left + at * width;
    // What fills the room below it lies behind a name wherever it is higher; its figure stands above it.
    if (kind === 'bar') {
      return placed.some(
        ([x, y]) => Math.abs(x - from - width / 2) < 0.5 / points.length && y + (isLabelled ? HEIGHT : 0) > box.low,
      );
    }
    // Between two steps a line may pass all of the box.
    const heights = [from, from + width].flatMap((x) => heightAt(placed, x) ?? []);
    return heights.length > 0 && leastOf(heights) < box.high && mostOf(heights) > box.low;
  });
  return met.filter(Boolean).length / STEPS;
}

/** Names of points of a series stand above them. */
function marked(chart: Chart, { across, up }: Plot, language: Language, widthPx: number): Box[] {
  return (chart.marks ?? []).map(({ x, y, name }) => {
    const half = (textPx(name[language], FONT_PX) + GAP_PX) / widthPx;
    return { left: across(x) - half, right: across(x) + half, low: up(y) - HEIGHT / 4, high: up(y) + 1.5 * HEIGHT };
  });
}

const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.low < b.high && b.low < a.high;

/**
 * Where the name of a level stands in a chart of so many points: in the corner of its line in which least of what is drawn
 * lies behind it.
 */
export function levelPlace(
  chart: Chart,
  { value, name }: NonNullable<Chart['levels']>[number],
  language: Language,
  width: number,
): LevelPlace {
  const { series: shown } = chart;
  const plot = plotOf(chart);
  const plotPx = width * PLOT_SHARE;
  const [length, line] = [(textPx(name[language], FONT_PX) + 2 * GAP_PX) / plotPx, plot.up(value)];
  const highest = mostOf(shown.flatMap(({ points }) => points.map(([, y]) => y ?? 0)));
  // Names of stages stand above the plot, and a load begins low.
  const order: readonly LevelPlace[] =
    value > highest / 2
      ? ['insideStartBottom', 'insideEndBottom', 'insideStartTop', 'insideEndTop']
      : ['insideStartTop', 'insideEndTop', 'insideStartBottom', 'insideEndBottom'];
  const names = marked(chart, plot, language, plotPx);
  const cost = (place: LevelPlace) => {
    const [left, right] = place.includes('Start') ? [0, length] : [1 - length, 1];
    const [low, high] = place.includes('Top') ? [line, line + HEIGHT] : [line - HEIGHT, line];
    const box = { left, right, low, high };
    const beyond = Math.max(0, high - 1.05) + Math.max(0, -low);
    const lines = shown.reduce((sum, one) => sum + covered(one, plot, box), 0);
    return lines + names.filter((one) => overlap(one, box)).length + 10 * beyond;
  };
  return order.reduce((best, place) => (cost(place) < cost(best) - 0.01 ? place : best));
}
