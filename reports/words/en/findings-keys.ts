import type { TestDataKey } from '../../../options/apis.ts';
import { about, count } from '../../text/format.ts';
import type { FindingWords } from '../finding.ts';
import { time } from './times.ts';

const NOUNS: Readonly<Record<TestDataKey, string>> = { users: 'user', products: 'product' };

/** `user`, `product`, or `key` outside the catalogue. */
const noun = (kind: TestDataKey | undefined) => (kind === undefined ? 'key' : NOUNS[kind]);
/** `4 users`. */
const counted = (keys: number, kind: TestDataKey | undefined) => `${count(keys)} ${noun(kind)}${keys === 1 ? '' : 's'}`;

const noRecord =
  "Without a record (`run.json`) the size of the test data is taken to be the default of buha's scenarios.";

const SKEW_EFFECTS = {
  write: 'If writes waited for each other, they become faster.',
  read: 'If reads came from a cache, they become slower.',
  both: 'If writes waited for each other, they become faster; if reads came from a cache, they become slower.',
} as const;

/** Findings that rest on how many users or products the requests picked from. */
export const keyFindings = {
  'few-lanes': {
    title: 'Few requests are served at a time',
    sentence: ({ lanes, basis, keys, only }) => {
      const least = basis === 'least';
      const response = basis !== 'median' ? 'the fastest response' : 'the median response at low load';
      const served = `${least ? 'At least about' : 'About'} ${about(lanes)} requests seem to have been served at a time (throughput × ${response}); the rest waited their turn.`;
      const others =
        only === undefined
          ? 'a connection pool, worker threads or CPU cores of about that number, or one slow query or lock that every request passes'
          : 'a connection pool of about that number, or one slow query or lock that only these requests use';
      if (!keys) return `${served} That may be due to ${others}.`;
      const { keyKind, assumed, msPerLane } = keys;
      return `${served} The ${counted(keys.keys, keyKind)} ${assumed ? 'that the test data is taken to hold' : 'in the test data'} could explain that, so it may be due to a lock per ${noun(keyKind)} (held for about ${time(msPerLane)} on average, if so) as well as to ${others}.`;
    },
    doubt: ({ basis, keys }) => {
      const unlike =
        basis !== 'median'
          ? 'The fastest response is an extreme, so more than estimated may have been served at a time; nor can a slow load generator or network be excluded.'
          : 'Where requests differ much in how long they take, the number served at a time may differ.';
      if (!keys) {
        return {
          refutedBy: 'more load brings more throughput; the server is then not at its limit yet.',
          caveats: `This run cannot tell which of these candidates it is; that takes metrics of the server (waits for the pool, for locks, CPU). ${unlike}`,
        };
      }
      const { moreKeys, keyKind, assumed, sameProduct, isShopLock } = keys;
      return {
        refutedBy: `${counted(moreKeys, keyKind)} in the test data instead of ${count(keys.keys)} do not raise the throughput; a lock per ${noun(keyKind)} is then not the cause.`,
        rivals: sameProduct
          ? 'All orders buy one product, so a lock on its row of stock may have the same effect.'
          : undefined,
        caveats: `${isShopLock ? `The built-in mock shop models a lock per ${noun(keyKind)}, so that lock is expected to be the cause.` : 'This run cannot tell which of these candidates it is; that takes an experiment or metrics of the server.'} ${unlike}${assumed ? ` ${noRecord}` : ''}`,
      };
    },
    improvement: ({ keys }) => {
      if (!keys) {
        return {
          action:
            'Record metrics of the server as well (waits for the connection pool, for locks, worker threads, slow queries, CPU) to find the resource for which requests queue; provide more of it or hold it for less time.',
          effect:
            'Halving the time for which that resource is held at most doubles the throughput. The gain ends where the next resource runs short.',
          experiment:
            'Under the same load double one thing at a time, such as the size of a pool or the number of workers, and compare throughput.',
        };
      }
      const { moreKeys, keyKind, msPerLane, possiblePerSec, sameProduct } = keys;
      return {
        action: `Confirm the cause first, by the experiment with more ${noun(keyKind)}s. If it is a lock per ${noun(keyKind)}, move external calls and reads out of it so that it is held for less time, or use an atomic update (a conditional UPDATE) instead of the lock.`,
        effect: `With the same ${counted(keys.keys, keyKind)}, holding the lock for ${possiblePerSec === undefined ? `half of ${time(msPerLane)} at most doubles the throughput` : `no longer than the fastest response takes, instead of ${time(msPerLane)}, allows about ${count(possiblePerSec)} per second`}. Of the response time only a part may be the wait for the lock itself; the rest can be waiting for a worker or a connection before it.`,
        experiment: `Leave all else as it is and use ten times as many ${noun(keyKind)}s (${count(moreKeys)}). If a lock per ${noun(keyKind)} is the limit, throughput rises clearly; if the limit is elsewhere, it does not.${sameProduct ? ' If it does not, run once more with the orders spread over several products: if throughput rises then, the stock row of the one product is the limit.' : ''}`,
      };
    },
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
          ? 'if the system has a cache, reads may have been measured faster than they are.'
          : kind === 'write'
            ? 'there is more contention in this test than in real life, and writes may have been measured slower than they are.'
            : 'writes meet more often in this test and may have been measured slower than they are, and reads faster, if the system has a cache.';
      return `Real traffic spreads over far more ${noun(keyKind)}s: ${effect}`;
    },
    doubt: ({ keyKind, enoughKeys }) => ({
      refutedBy: `the test data of this run held ${counted(enoughKeys, keyKind)} or more.`,
      rivals: noRecord,
    }),
    improvement: ({ keys, keyKind, moreKeys, enoughKeys, kind }) => ({
      action: `Use as many ${noun(keyKind)}s as production has, in a similar distribution. Where that is unknown, spread evenly over ${count(enoughKeys)} or more.`,
      effect: SKEW_EFFECTS[kind ?? 'both'],
      experiment: `Run the same load with ${count(keys)} and with ${counted(moreKeys, keyKind)} and compare throughput and p95.`,
    }),
  },
} satisfies Partial<FindingWords>;
