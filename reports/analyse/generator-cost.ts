import type { GeneratorCost } from '../model/forecast.ts';

/**
 * What k6 costs the machine that makes the load, where nobody measured it there. Measured on 2026-11-27 with k6 2.2.0 and buha's own scenario of the
 * balance inquiry as `buha run` starts it (raw samples to a file), two cores (AMD EPYC), Linux: another script that holds
 * more, such as bodies or a library, takes more.
 */

/**
 * Peak resident memory (VmHWM) at 100 and at 2 000 VUs, three runs of 23 s each: 67.7 and 580 MB in the median, whose
 * difference is 270 kB for each VU; some 40 MB are left for k6 itself. The 3 500 VUs of `seed` then took 946 and 936 MB,
 * 4 and 5 % less than this tells.
 */
export const VU_BYTES = 270_000;
export const K6_BYTES = 40_000_000;

/** A VU sends one request at a time and keeps its connection: one file and one local port. */
export const CONNECTIONS_PER_VU = 1;

/** Files that k6 holds besides its connections: 150 VUs had 92 of them with a hard limit of 100. */
export const K6_FILES = 16;

/**
 * CPU time of k6 for one request with its iteration, in ms: 32.5 s for the 98 456 iterations of a run of profile `seed`
 * (balance inquiry, a second of sleep before and after), the start of its 3 500 VUs and what they take at rest included. The
 * product inquiry, which sleeps once, took 0.26 ms.
 */
export const CORE_MS_PER_REQUEST = 0.33;

export const USUAL_COST: GeneratorCost = {
  ...{ k6Bytes: K6_BYTES, vuBytes: VU_BYTES },
  ...{ k6Cores: 0, vuCores: 0, coreMsPerRequest: CORE_MS_PER_REQUEST },
};
