import type { EndedBy } from '../../reports/model/record.ts';
import { AnswerWatch, type GiveUp, type Reading } from './answer-watch.ts';
import { activeVus, metric, metrics } from './k6-metrics.ts';
import { holdsConnection } from './waiting-connections.ts';

/** How often k6 is asked, in ms: until there are users more often, since what was sent before is setup()'s. */
const EVERY_MS = 500;
const BEFORE_USERS_EVERY_MS = 100;

/** A run whose slowest answer took long may be waiting for another one like it. */
const TIMES_SLOWEST = 3;

const NAMES = ['http_reqs', 'http_req_failed', 'data_received', 'iterations'] as const;

const OTHER = /^(?:grpc|ws|browser)_/;

async function reading(address: string, isBeginning: boolean): Promise<Reading | false | undefined> {
  const all = isBeginning
    ? await metrics(address)
    : new Map(await Promise.all(NAMES.map(async (name) => [name, (await metric(address, name)) ?? {}] as const)));
  // Asked last: what was counted while no user was at work is setup()'s for certain.
  const vus = await activeVus(address);
  return (
    all &&
    vus !== undefined && {
      nowMs: performance.now(),
      vus,
      requests: all.get('http_reqs')?.count ?? 0,
      failedRatio: all.get('http_req_failed')?.rate,
      receivedBytes: all.get('data_received')?.count ?? 0,
      iterations: all.get('iterations')?.count ?? 0,
      hasOtherAnswers: [...all.keys()].some((name) => OTHER.test(name)),
    }
  );
}

export interface WatchedRun {
  /** Where k6's REST server listens, `HOST:PORT`. */
  readonly address: string;
  readonly pid: number | undefined;
  readonly giveUp: GiveUp;
  /** Called once, if it comes to that. */
  readonly onEnd: (endedBy: EndedBy) => void;
}

/**
 * Asks k6 how its run goes until nothing more is to be watched for; the run itself goes on whatever happens here. Returns
 * how to stop asking, which tells whether requests were waiting and none had been answered (where the system tells).
 */
export function watchAnswers({ address, pid, giveUp, onEnd }: WatchedRun): () => { readonly isUnanswered: boolean } {
  const watch = new AnswerWatch(giveUp);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isUnanswered = false;
  const holds = async () => (pid === undefined ? undefined : holdsConnection(pid, Number(address.split(':')[1])));
  /** True while a request waits, as far as anybody can tell: silence alone may be a script that thinks. */
  const isWaiting = async (): Promise<boolean> => (await holds()) ?? giveUp.isGiven;
  let hadUsers = false;
  const look = async () => {
    const now = await reading(address, !watch.hasSucceeded);
    if (isStopped) return;
    // k6 counts what it has measured some moments later: the end of setup() may be missing yet.
    if (now && now.vus > 0 && !hadUsers) {
      hadUsers = true;
      timer = setTimeout(look, BEFORE_USERS_EVERY_MS);
      return;
    }
    const seen = now ? watch.read(now) : undefined;
    if (seen) isUnanswered = watch.isUnanswered && (await holds()) === true;
    if (isStopped || seen?.kind === 'done') return;
    if (seen?.kind === 'first-answers') return onEnd(seen.endedBy);
    if (now && seen?.kind === 'silent') {
      const slowestMs = (await metric(address, 'http_req_duration'))?.max ?? 0;
      if (seen.forMs >= TIMES_SLOWEST * slowestMs) {
        if (await isWaiting()) return isStopped ? undefined : onEnd(seen.endedBy);
        watch.nothingWaits(now.nowMs);
      }
    }
    timer = setTimeout(look, watch.hasBegun ? EVERY_MS : BEFORE_USERS_EVERY_MS);
  };
  timer = setTimeout(look, BEFORE_USERS_EVERY_MS);
  return () => {
    isStopped = true;
    clearTimeout(timer);
    return { isUnanswered };
  };
}
