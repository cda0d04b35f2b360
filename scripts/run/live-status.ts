import { createServer } from 'node:net';
import { plannedAmount, plannedLengthMs } from '../../reports/analyse/planned-load.ts';
import type { PlannedScenario } from '../../reports/model/plan.ts';
import * as format from '../../reports/text/format.ts';
import type { CliWords } from '../../reports/words/cli.ts';
import type { Terminal } from '../terminal.ts';
import { metric } from './k6-metrics.ts';
import type { Progress } from './k6-progress.ts';

/** A free loopback port for k6's REST server, which tells what its progress line does not: dropped iterations. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export interface LiveStatus {
  /** `at`: of which of the processes that share the load. */
  readonly show: (progress: Progress, at?: number) => void;
  /** Takes the line away for good; an answer of k6 that comes later does not bring it back. */
  readonly end: () => void;
}

/** Without a terminal each line stays: in a log of a pipeline one every so often tells enough, in s. */
const LINE_EVERY_SEC = 10;

/** How far a run has come is told by the clock, or, where its plan is a number of iterations, by how many of them are done. */
function ends(planned: readonly PlannedScenario[]): { readonly plannedMs?: number; readonly iterations?: number } {
  const timed = planned.filter(({ model }) => model !== 'iterations');
  // The limit of a number of iterations is no length.
  if (timed.length > 0) return { plannedMs: plannedLengthMs(timed) };
  const iterations = planned.reduce((sum, plan) => sum + plannedAmount(plan), 0);
  return iterations > 0 ? { iterations } : {};
}

/**
 * One status line on a terminal, renewed with every reading of k6's progress (once a second); elsewhere a line every
 * `LINE_EVERY_SEC`.
 */
export function liveStatus(
  terminal: Terminal,
  words: CliWords,
  plan: readonly PlannedScenario[],
  addresses: readonly string[],
): LiveStatus {
  const { plannedMs, iterations } = ends(plan);
  let ended = false;
  let before: Progress | undefined;
  let requestsBefore: number | undefined;
  const isDue = (now: Progress) =>
    terminal.isTerminal ||
    Math.trunc(now.elapsedSec / LINE_EVERY_SEC) > Math.trunc((before?.elapsedSec ?? 0) / LINE_EVERY_SEC);
  const latest: Progress[] = [];
  const show = (own: Progress, at = 0) => {
    latest[at] = own;
    // The first of several speaks for all.
    if (at > 0) return;
    const sum = (of: 'activeVus' | 'iterations') => latest.reduce((total, one) => total + one[of], 0);
    const now = { elapsedSec: own.elapsedSec, activeVus: sum('activeVus'), iterations: sum('iterations') };
    if (!isDue(now)) return;
    const previous = before;
    before = now;
    const counter = async (name: string) => {
      const counts = await Promise.all(addresses.map(async (address) => (await metric(address, name))?.count));
      const known = counts.filter((count) => count !== undefined);
      return known.length === 0 ? undefined : known.reduce((sum, count) => sum + count, 0);
    };
    Promise.all([counter('http_reqs'), counter('dropped_iterations')]).then(([requests, dropped]) => {
      if (ended) return;
      const seconds = now.elapsedSec - (previous?.elapsedSec ?? 0);
      const done =
        requests === undefined ? now.iterations - (previous?.iterations ?? 0) : requests - (requestsBefore ?? 0);
      requestsBefore = requests ?? requestsBefore;
      const text = words.status({
        elapsed: format.clock(now.elapsedSec * 1000),
        planned: plannedMs === undefined ? undefined : format.clock(plannedMs),
        // k6 tells its time in tenths of a second.
        isDraining: plannedMs !== undefined && now.elapsedSec * 1000 >= plannedMs + 100,
        iterations:
          iterations === undefined ? undefined : `${format.count(now.iterations)}/${format.count(iterations)}`,
        vus: format.count(now.activeVus),
        tps: format.rate(seconds > 0 ? done / seconds : 0),
        dropped: dropped === undefined ? undefined : format.count(dropped),
      });
      if (terminal.isTerminal) terminal.status(text);
      else terminal.line(`  ${text}`);
    });
  };
  return {
    show,
    end() {
      ended = true;
      terminal.endStatus();
    },
  };
}
