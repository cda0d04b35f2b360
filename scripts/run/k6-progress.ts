/** One reading of k6's progress. Times in seconds. */
export interface Progress {
  readonly elapsedSec: number;
  readonly activeVus: number;
  readonly iterations: number;
}

const RUNNING =
  /^(?:running|[\w ]+?) \((?:(\d+)h)?(?:(\d+)m)?([\d.]+)s\), (\d+)\/\d+ VUs, (\d+) complete and \d+ interrupted/;

/** k6's `running (01m03.2s), 3500/3500 VUs, 91531 complete and …`; undefined for any other line. */
export function parseProgress(line: string): Progress | undefined {
  const [, hours = '0', minutes = '0', seconds, vus, iterations] = line.match(RUNNING) ?? [];
  if (seconds === undefined) return undefined;
  return {
    elapsedSec: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
    activeVus: Number(vus),
    iterations: Number(iterations),
  };
}

/** Lines of the block that k6 prints each second when its output is a pipe. */
export function isProgressLine(line: string): boolean {
  return RUNNING.test(line) || /^\S+ +(?:\S )?\[ +\d+% \]/.test(line);
}
