/** A part of the time axis, in per cent of all of it. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

export type Zoom = 'in' | 'out' | 'back' | 'on' | 'all';

export const WHOLE: Window = { start: 0, end: 100 };

const FACTOR = 2;
const NARROWEST = 1;

/** A window after one step: zooming keeps its middle, moving goes by half of it; neither leaves the axis. */
export function moved({ start, end }: Window, zoom: Zoom): Window {
  const length = end - start;
  const wanted = { in: length / FACTOR, out: length * FACTOR, back: length, on: length, all: 100 }[zoom];
  const own = Math.min(100, Math.max(NARROWEST, wanted));
  const shift = { in: 0, out: 0, back: -length / 2, on: length / 2, all: 0 }[zoom];
  const from = Math.min(100 - own, Math.max(0, (start + end) / 2 + shift - own / 2));
  return { start: from, end: from + own };
}
