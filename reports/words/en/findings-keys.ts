import type { TestDataKey } from '../../../options/apis.ts';
import { about, count, duration } from '../../text/format.ts';
import type { FindingWords } from '../finding.ts';

const NOUNS: Readonly<Record<TestDataKey, string>> = { users: 'user', products: 'product' };

/** `user`, `product`, or `key` outside the catalogue. */
const noun = (kind: TestDataKey | undefined) => (kind === undefined ? 'key' : NOUNS[kind]);
/** `4 users`. */
const counted = (keys: number, kind: TestDataKey | undefined) => `${count(keys)} ${noun(kind)}${keys === 1 ? '' : 's'}`;

const noRecord =
  "Without a record (`run.json`) the size of the test data is taken to be the default of buha's scenarios.";

/** Findings that rest on how many users or products the requests picked from. */
export const keyFindings = {
  'key-contention': {
    title: 'Contention for the same data',
    fact: ({ inFlight, levelVus }) =>
      `${levelVus === undefined ? 'On' : `With ${count(levelVus)} active VUs, on`} average ${count(inFlight)} requests were in flight.`,
    sentence: ({ keys, keyKind, assumed, effectiveLanes, msPerLane }) =>
      `Only about ${about(effectiveLanes)} seem to have been served at a time, no more than about the ${counted(keys, keyKind)} ${assumed ? 'that the test data is taken to hold' : 'in the test data'}. That is what one lock per ${noun(keyKind)}, held by one request at a time, looks like; if so, a request holds its lock for about ${duration(msPerLane)} on average.`,
    doubt: ({ keys, moreKeys, keyKind, assumed, sameProduct }) => ({
      refutedBy: `${counted(moreKeys, keyKind)} in the test data instead of ${count(keys)} do not raise the throughput; a lock per ${noun(keyKind)} is then not the cause.`,
      rivals: `A small connection pool, one slow SQL statement that every request passes, a small worker pool, or a single row that every request updates${sameProduct ? ' (all orders buy the same product: its row in the stock)' : ''} give the same figures; this run cannot tell them apart.${assumed ? ` ${noRecord}` : ''}`,
    }),
    improvement: ({ keys, moreKeys, keyKind, msPerLane, possiblePerSec, sameProduct }) => ({
      action: `Confirm the cause first, by the experiment with more ${noun(keyKind)}s. If it is a lock per ${noun(keyKind)}, move external calls and reads out of it so that it is held for less time, or use an atomic update (a conditional UPDATE) instead of the lock.`,
      effect: `With the same ${counted(keys, keyKind)}, holding the lock for half of ${duration(msPerLane)} at most doubles the throughput${possiblePerSec === undefined ? '' : `; held no longer than the fastest response takes, it allows about ${count(possiblePerSec)} per second`}. Of the response time only a part may be the wait for the lock itself; the rest can be waiting for a worker or a connection before it.`,
      experiment: `Leave all else as it is and use ten times as many ${noun(keyKind)}s (${count(moreKeys)}). If a lock per ${noun(keyKind)} is the limit, throughput rises clearly; if the limit is elsewhere, it does not.${sameProduct ? ' If it does not, run once more with the orders spread over several products: if throughput rises then, the stock row of the one product is the limit.' : ''}`,
    }),
  },
  'skewed-test-data': {
    title: 'Skewed test data',
    sentence: ({ keys, keyKind, assumed }) =>
      assumed
        ? `If buha's default test data was used, all requests went to only ${counted(keys, keyKind)}.`
        : `All requests went to only ${counted(keys, keyKind)}.`,
    supposed: ({ kind, keyKind }) => {
      const effect =
        kind === 'read'
          ? 'the cache is warmer in this test than in real life, and reads may have been measured faster than they are.'
          : kind === 'write'
            ? 'there is more contention in this test than in real life, and writes may have been measured slower than they are.'
            : 'there are more contention and more cache hits in this test than in real life, so that writes may have been measured slower, and reads faster, than they are.';
      return `Real traffic spreads over far more ${noun(keyKind)}s: ${effect}`;
    },
    doubt: ({ keyKind, enoughKeys }) => ({
      refutedBy: `the test data of this run held ${counted(enoughKeys, keyKind)} or more.`,
      rivals: noRecord,
    }),
    improvement: ({ keys, keyKind, moreKeys, enoughKeys }) => ({
      action: `Use as many ${noun(keyKind)}s as production has, in a similar distribution. Where that is unknown, spread evenly over ${count(enoughKeys)} or more.`,
      effect:
        'If contention was the cause, writes become faster; if a cache was, reads become slower. Either is closer to the truth.',
      experiment: `Run the same load with ${count(keys)} and with ${counted(moreKeys, keyKind)} and compare throughput and p95.`,
    }),
  },
} satisfies Partial<FindingWords>;
