import { describe, expect, test } from 'vitest';
import type { Color } from './chart.ts';
import { INK, PALETTE } from './palette.ts';

/** Colours that stand in one chart together. */
const TOGETHER: Readonly<Record<string, readonly Color[]>> = {
  load: ['gray', 'blue', 'red'],
  latency: ['purple', 'orange', 'blue'],
  throughput: ['green', 'blue', 'red'],
  scaling: ['gray', 'blue'],
  latencyThroughput: ['sky', 'orange'],
  phases: ['gray', 'purple', 'red', 'sky', 'orange', 'green'],
  errors: ['red', 'orange', 'purple', 'blue', 'sky', 'gray'],
};

type Triple = readonly [number, number, number];

/** Eyes without one kind of cones: Machado, Oliveira & Fernandes 2009, severity 1, for linear RGB. */
const EYES: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (matrix: readonly Triple[], [a, b, c]: Triple): Triple => {
  const [x = 0, y = 0, z = 0] = matrix.map(([p, q, r]) => p * a + q * b + r * c);
  return [x, y, z];
};

/** sRGB (IEC 61966-2-1) without its curve, 0–1. */
function linear(hex: string): Triple {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
}

/** CIELAB under D65. */
function lab(rgb: Triple): Triple {
  const [x, y, z] = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    rgb,
  );
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const [fx, fy, fz] = [f(x / 0.95047), f(y), f(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

const RAD = Math.PI / 180;

/** CIEDE2000 (Sharma, Wu & Dalal 2005). */
function difference([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const c7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const g = 1 + 0.5 * (1 - Math.sqrt(c7 / (c7 + 25 ** 7)));
  const [p1, p2] = [a1 * g, a2 * g];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const hue = (x: number, y: number) => (Math.atan2(y, x) / RAD + 360) % 360;
  const [h1, h2] = [hue(p1, b1), hue(p2, b2)];
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const dh = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * RAD);
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const h = c1 * c2 === 0 ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
  const cos = (times: number, shift: number) => Math.cos((times * h + shift) * RAD);
  const t = 1 - 0.17 * cos(1, -30) + 0.24 * cos(2, 0) + 0.32 * cos(3, 6) - 0.2 * cos(4, -63);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const [dl, dc, dhh] = [(l2 - l1) / sl, (c2 - c1) / (1 + 0.045 * c), dh / (1 + 0.015 * c * t)];
  const rc = 2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));
  const rt = -Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * RAD) * rc;
  return Math.sqrt(dl ** 2 + dc ** 2 + dhh ** 2 + rt * dc * dhh);
}

const clipped = ([r, g, b]: Triple): Triple => {
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [clip(r), clip(g), clip(b)];
};

/** WCAG 2.2. */
function contrast(a: string, b: string): number {
  const light = (hex: string) => times([[0.2126, 0.7152, 0.0722]], linear(hex))[0];
  const [more, less] = [Math.max(light(a), light(b)), Math.min(light(a), light(b))];
  return (more + 0.05) / (less + 0.05);
}

test.each([
  // Pairs 1, 7, 17 and 25 of the supplement to Sharma, Wu & Dalal 2005.
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
] as const)('the difference of %j and %j is that of its authors', (a, b, expected) => {
  expect(difference([...a], [...b])).toBeCloseTo(expected, 4);
});

describe.each(['light', 'dark'] as const)('on a %s ground', (theme) => {
  test.each(Object.keys(PALETTE[theme]) as Color[])('%s stands out', (color) => {
    expect(contrast(PALETTE[theme][color], INK[theme].ground)).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.entries(TOGETHER))('colours of the chart %s can be told apart by every eye', (_, colors) => {
    for (const [eye, matrix] of Object.entries(EYES)) {
      const seen = colors.map((color) => lab(clipped(times(matrix, linear(PALETTE[theme][color])))));
      for (const [at, one] of seen.entries()) {
        for (const [other, two] of seen.slice(0, at).entries()) {
          const pair = `${eye}: ${colors[at]} and ${colors[other]}`;
          expect(difference(one, two), pair).toBeGreaterThanOrEqual(12);
        }
      }
    }
  });
});
