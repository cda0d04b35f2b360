/** Throughput X, per second, that V virtual users made. */
export interface ScalabilityPoint {
  readonly vus: number;
  readonly perSec: number;
}

/**
 * The Universal Scalability Law X(V) = λV/(1 + σ(V−1) + κV(V−1)) (Gunther 2007): λ is what one user makes alone, σ the
 * share that waits its turn, κ what users cost each other.
 */
export interface ScalabilityCurve {
  readonly lambda: number;
  readonly sigma: number;
  readonly kappa: number;
  /** Share of the variance that the curve explains. */
  readonly r2: number;
}

const shape = (vus: number, sigma: number, kappa: number) => vus / (1 + sigma * (vus - 1) + kappa * vus * (vus - 1));

/** Throughput that the curve gives for so many users. */
export const throughputAt = ({ lambda, sigma, kappa }: ScalabilityCurve, vus: number): number =>
  lambda * shape(vus, sigma, kappa);

/** Users with the most throughput; undefined where the curve only ever rises. */
export function bestVus({ sigma, kappa }: ScalabilityCurve): number | undefined {
  return kappa > 0 && sigma < 1 ? Math.sqrt((1 - sigma) / kappa) : undefined;
}

interface Fit {
  readonly sigma: number;
  readonly kappa: number;
  readonly lambda: number;
  readonly error: number;
}

/** For a shape, the best λ follows: least squares in one unknown. */
function fitted(points: readonly ScalabilityPoint[], sigma: number, kappa: number): Fit {
  let [xf, ff] = [0, 0];
  for (const { vus, perSec } of points) {
    const f = shape(vus, sigma, kappa);
    xf += perSec * f;
    ff += f * f;
  }
  const lambda = xf / ff;
  const error = points.reduce((sum, { vus, perSec }) => sum + (perSec - lambda * shape(vus, sigma, kappa)) ** 2, 0);
  return { sigma, kappa, lambda, error };
}

/** 0, and powers of ten with four steps each. */
const grid = (lowest: number) => [0, ...Array.from({ length: -lowest * 4 + 1 }, (_, at) => 10 ** (lowest + at / 4))];
const SIGMAS = grid(-6);
const KAPPAS = grid(-10);

/** A factor between two steps of the grid, at first; the search ends when it is this near to 1. */
const FIRST_STEP = 10 ** 0.25;
const LAST_STEP = 1 + 1e-7;

/**
 * σ and κ from V/X = (1 + σ(V−1) + κV(V−1))/λ, which is linear in three unknowns: exact for a curve without noise.
 * Undefined where the points do not tell them apart.
 */
function linear(points: readonly ScalabilityPoint[]): { sigma: number; kappa: number } | undefined {
  const most = points.reduce((max, { vus }) => Math.max(max, vus), 1);
  const sums = Array.from({ length: 3 }, () => [0, 0, 0, 0]);
  for (const { vus, perSec } of points) {
    // An error of V/X counts as much as it moves X.
    const weight = (perSec * perSec) / vus;
    const row = [1, (vus - 1) / most, (vus * (vus - 1)) / most ** 2, vus / perSec].map((value) => value * weight);
    for (const [i, sum] of sums.entries()) {
      for (const j of sum.keys()) sum[j] = (sum[j] as number) + (row[i] as number) * (row[j] as number);
    }
  }
  const [inverse, s, k] = solved(sums) ?? [];
  if (inverse === undefined || s === undefined || k === undefined || !(inverse > 0)) return undefined;
  return { sigma: Math.max(0, s / inverse / most), kappa: Math.max(0, k / inverse / most ** 2) };
}

/** Three equations in three unknowns, right sides last, by elimination; undefined where they have no single solution. */
function solved(equations: readonly (readonly number[])[]): number[] | undefined {
  let rows = equations.map((row) => [...row]);
  for (let at = 0; at < rows.length; at += 1) {
    const pivot = rows.slice(at).toSorted((a, b) => Math.abs(b[at] ?? 0) - Math.abs(a[at] ?? 0))[0];
    if (!pivot?.[at]) return undefined;
    const own = pivot.map((value) => value / (pivot[at] as number));
    const others = rows
      .filter((row) => row !== pivot)
      .map((row) => row.map((value, j) => value - (row[at] as number) * (own[j] as number)));
    rows = [...others.slice(0, at), own, ...others.slice(at)];
  }
  return rows.map((row) => row.at(-1) ?? Number.NaN);
}

/** The best of a grid and of the linear form, then of ever smaller steps around it: sure and quick with two unknowns. */
function search(points: readonly ScalabilityPoint[]): Fit {
  const start = linear(points);
  let best = fitted(points, start?.sigma ?? 0, start?.kappa ?? 0);
  const better = (sigma: number, kappa: number) => {
    const one = fitted(points, Math.min(sigma, 1), Math.min(kappa, 1));
    if (!(one.error < best.error)) return false;
    best = one;
    return true;
  };
  for (const sigma of SIGMAS) for (const kappa of KAPPAS) better(sigma, kappa);
  for (let step = FIRST_STEP; step > LAST_STEP; ) {
    const { sigma, kappa } = best;
    const tries = [
      [sigma * step, kappa],
      [sigma / step, kappa],
      [sigma, kappa * step],
      [sigma, kappa / step],
      // Along the valley where one makes up for the other.
      [sigma * step, kappa / step],
      [sigma / step, kappa * step],
    ] as const;
    if (!tries.map(([s, k]) => better(s, k)).some((found) => found)) step = Math.sqrt(step);
  }
  return best;
}

/** Least squares with σ and κ of 0 to 1. Undefined where throughput does not differ between the points. */
export function scalabilityCurve(points: readonly ScalabilityPoint[]): ScalabilityCurve | undefined {
  const mean = points.reduce((sum, { perSec }) => sum + perSec, 0) / points.length;
  const variance = points.reduce((sum, { perSec }) => sum + (perSec - mean) ** 2, 0);
  if (!(variance > 0)) return undefined;
  const { sigma, kappa, lambda, error } = search(points);
  return { lambda, sigma, kappa, r2: 1 - error / variance };
}
