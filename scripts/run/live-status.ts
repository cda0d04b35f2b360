import { createServer } from 'node:net';
import * as format from '../../reports/text/format.ts';
import type { CliWords } from '../../reports/words/cli.ts';
import type { Terminal } from '../terminal.ts';
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

/** Current count of one k6 counter; undefined while k6 does not know the metric or does not answer. */
async function counter(address: string, metric: string): Promise<number | undefined> {
  try {
    const answer = await fetch(`http://${address}/v1/metrics/${metric}`, { signal: AbortSignal.timeout(900) });
    if (!answer.ok) return undefined;
    const body = (await answer.json()) as { data?: { attributes?: { sample?: { count?: number } } } };
    return body.data?.attributes?.sample?.count;
  } catch {
    return undefined;
  }
}

const clock = (sec: number) => `${Math.trunc(sec / 60)}:${String(Math.trunc(sec % 60)).padStart(2, '0')}`;

export interface LiveStatus {
  readonly show: (progress: Progress) => void;
  /** Takes the line away for good; an answer of k6 that comes later does not bring it back. */
  readonly end: () => void;
}

/** One status line on a terminal, renewed with every reading of k6's progress (once a second). */
export function liveStatus(
  terminal: Terminal,
  words: CliWords,
  plannedMs: number,
  address: string | undefined,
): LiveStatus {
  let ended = false;
  let before: Progress | undefined;
  let requestsBefore: number | undefined;
  const show = (now: Progress) => {
    const previous = before;
    before = now;
    if (!address) return;
    Promise.all([counter(address, 'http_reqs'), counter(address, 'dropped_iterations')]).then(([requests, dropped]) => {
      if (ended) return;
      const seconds = now.elapsedSec - (previous?.elapsedSec ?? 0);
      const done =
        requests === undefined ? now.iterations - (previous?.iterations ?? 0) : requests - (requestsBefore ?? 0);
      requestsBefore = requests ?? requestsBefore;
      terminal.status(
        words.status({
          elapsed: clock(now.elapsedSec),
          planned: clock(plannedMs / 1000),
          vus: format.count(now.activeVus),
          tps: format.rate(seconds > 0 ? done / seconds : 0),
          dropped: dropped === undefined ? undefined : format.count(dropped),
        }),
      );
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
