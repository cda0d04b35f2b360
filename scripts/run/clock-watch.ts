/** Less is how a clock is slewed, and how a process is kept waiting between two looks, in s. */
const LEAST_SEC = 1;

/**
 * Watches whether the machine's clock is set: k6 writes its samples by the wall clock, which may jump, so it is held
 * against the steady one. Returns what tells by how many s, forward above 0; undefined for less than a second.
 */
export function clockWatch(wallMs = () => Date.now(), steadyMs = () => performance.now()): () => number | undefined {
  const apart = () => (wallMs() - steadyMs()) / 1000;
  const before = apart();
  return () => {
    const setSec = apart() - before;
    return Math.abs(setSec) < LEAST_SEC ? undefined : setSec;
  };
}
