/** The command of k6 that keeps single samples, in a form that a killed process leaves whole up to its last second. */
export const KEEP_SAMPLES = 'k6 run --out csv=samples.csv';
