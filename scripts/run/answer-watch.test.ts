import { expect, test } from 'vitest';
import { AnswerWatch, parseGiveUp, type Reading } from './answer-watch.ts';

const DEFAULT = { afterMs: 30_000, isGiven: false };
const GIVEN = { afterMs: 10_000, isGiven: true };

const at = (sec: number, changes: Partial<Reading> = {}): Reading => ({
  ...{ nowMs: 1_000_000 + sec * 1000, vus: 5, requests: 0, failedRatio: undefined, receivedBytes: 0 },
  ...{ iterations: 0, hasOtherAnswers: false },
  ...changes,
});

/** What is seen at the last of some readings. */
function last(giveUp: typeof DEFAULT, ...readings: readonly Reading[]) {
  const watch = new AnswerWatch(giveUp);
  return readings.map((reading) => watch.read(reading)).at(-1);
}

test('fifty answers that all failed end the run, one success among them does not', () => {
  const failed = { requests: 50, failedRatio: 1, receivedBytes: 9 };
  expect(last(DEFAULT, at(0), at(1, failed))).toEqual({
    kind: 'first-answers',
    endedBy: { cause: 'first-answers', second: 1 },
  });
  expect(last(DEFAULT, at(0), at(1, { ...failed, failedRatio: 0.98 }))).toEqual({ kind: 'done' });
  expect(last(DEFAULT, at(0), at(1, { ...failed, requests: 49 }))).toEqual({ kind: 'go-on' });
});

test('fewer end it after five seconds of them, two never', () => {
  const failed = (requests: number) => ({ requests, failedRatio: 1, receivedBytes: requests });
  expect(last(DEFAULT, at(0), at(1, failed(1)), at(5.9, failed(6)))).toEqual({ kind: 'go-on' });
  expect(last(DEFAULT, at(0), at(1, failed(1)), at(6, failed(6)))).toMatchObject({ kind: 'first-answers' });
  expect(last(DEFAULT, at(0), at(1, failed(1)), at(9, failed(2)))).toEqual({ kind: 'go-on' });
});

test('what is begun and has no end is unanswered, until anything has one', () => {
  const isUnanswered = (...readings: readonly Reading[]) => {
    const watch = new AnswerWatch(DEFAULT);
    for (const reading of readings) watch.read(reading);
    return watch.isUnanswered;
  };
  const setup = { requests: 3, receivedBytes: 9 };
  expect(isUnanswered(at(0, { ...setup, vus: 0 }), at(1, setup), at(5, setup))).toBe(true);
  expect(isUnanswered(at(0), at(5, { requests: 1, failedRatio: 1 }))).toBe(false);
  expect(isUnanswered(at(0), at(5, { iterations: 1 }))).toBe(false);
  expect(isUnanswered(at(0), at(5, { hasOtherAnswers: true }))).toBe(false);
});

test('what setup() sent does not count', () => {
  const setup = at(0, { vus: 0, requests: 60, failedRatio: 1, receivedBytes: 9 });
  expect(last(DEFAULT, setup, at(1, { requests: 60, failedRatio: 1, receivedBytes: 9 }))).toEqual({ kind: 'go-on' });
});

test('a target that dies after good answers is none whose first answers all failed', () => {
  // As k6 tells it of a load that answered 400 times before anybody looked: users were at work by then.
  const good = { requests: 400, failedRatio: 0, receivedBytes: 9, iterations: 380 };
  const dead = { requests: 480, failedRatio: 1 / 6, receivedBytes: 9, iterations: 460 };
  expect(last(DEFAULT, at(0, good), at(0.5, dead))).toEqual({ kind: 'done' });
  expect(last(DEFAULT, at(0, { vus: 0 }), at(0.1, good), at(0.6, dead))).toEqual({ kind: 'done' });
  // It had died between two looks; an iteration without a failure came to its end, whatever else did.
  const both = { requests: 30, failedRatio: 0.5, receivedBytes: 9, iterations: 20 };
  expect(last(DEFAULT, at(0, both))).toEqual({ kind: 'done' });
  // Iterations of many requests, none of which has ended.
  const within = { requests: 40, failedRatio: 0, receivedBytes: 9 };
  expect(last(DEFAULT, at(0, { vus: 0 }), at(0.1, within))).toEqual({ kind: 'done' });
});

test("a login of setup() right before the load is no answer of the load's", () => {
  const login = { requests: 1, failedRatio: 0, receivedBytes: 9 };
  const begun = { requests: 6, failedRatio: 5 / 6, receivedBytes: 9, iterations: 4 };
  const failing = { requests: 60, failedRatio: 59 / 60, receivedBytes: 9, iterations: 58 };
  for (const before of [at(0, { vus: 0 }), at(0, { ...login, vus: 0 })]) {
    expect(last(DEFAULT, before, at(0.1, begun), at(0.6, failing))).toMatchObject({ kind: 'first-answers' });
  }
});

test('what setup() failed at right before the load does not count either', () => {
  const failed = { requests: 60, failedRatio: 1, receivedBytes: 9 };
  expect(last(DEFAULT, at(0, { vus: 0 }), at(0.1, failed))).toEqual({ kind: 'go-on' });
  expect(last(DEFAULT, at(0, { vus: 0 }), at(0.1, failed), at(0.6, { ...failed, requests: 109 }))).toEqual({
    kind: 'go-on',
  });
});

test('a script that judges no answer as failed is left alone', () => {
  expect(last(DEFAULT, at(0), at(1, { requests: 80, receivedBytes: 9 }))).toEqual({ kind: 'done' });
});

test('gRPC, WebSocket, and iterations without any request are not judged by these figures', () => {
  expect(last(DEFAULT, at(0), at(1, { hasOtherAnswers: true }))).toEqual({ kind: 'done' });
  expect(last(DEFAULT, at(0), at(1, { iterations: 3 }))).toEqual({ kind: 'done' });
});

test('nothing ever answers: silent after the time, with the second since when', () => {
  expect(last(DEFAULT, at(0), at(29))).toEqual({ kind: 'go-on' });
  // Time begins with the first virtual user, not with the start of k6.
  expect(last(DEFAULT, at(-9, { vus: 0 }), at(0), at(29))).toEqual({ kind: 'go-on' });
  expect(last(DEFAULT, at(-9, { vus: 0 }), at(0), at(30))).toMatchObject({ endedBy: { second: 0 } });
  expect(last(DEFAULT, at(0), at(30))).toEqual({
    kind: 'silent',
    forMs: 30_000,
    endedBy: { cause: 'give-up', second: 0 },
  });
});

test('given, it counts after the first success, too, and bytes are answers', () => {
  const good = (requests: number) => ({ requests, failedRatio: 0, receivedBytes: requests * 100 });
  expect(last(GIVEN, at(0), at(5, good(9)), at(14, good(9)))).toEqual({ kind: 'go-on' });
  expect(last(GIVEN, at(0), at(5, good(9)), at(15, good(9)))).toMatchObject({
    kind: 'silent',
    endedBy: { second: 5 },
  });
  expect(last(GIVEN, at(0), at(5, good(9)), at(15, { requests: 10, failedRatio: 0.1, receivedBytes: 950 }))).toEqual({
    kind: 'go-on',
  });
  // Refused connections end as failed requests without a byte.
  expect(
    last(GIVEN, at(0), at(5, good(9)), at(15, { requests: 90, failedRatio: 0.9, receivedBytes: 900 })),
  ).toMatchObject({ kind: 'silent' });
});

test('times without a virtual user and without a connection are no silence', () => {
  expect(last(DEFAULT, at(0), at(25, { vus: 0 }), at(40))).toEqual({ kind: 'go-on' });
  const watch = new AnswerWatch(DEFAULT);
  watch.read(at(0));
  expect(watch.read(at(30))).toMatchObject({ kind: 'silent' });
  watch.nothingWaits(at(30).nowMs);
  expect(watch.read(at(31))).toEqual({ kind: 'go-on' });
});

test.each([
  [undefined, { afterMs: 30_000, isGiven: false }],
  ['off', undefined],
  ['45s', { afterMs: 45_000, isGiven: true }],
  ['1.5m', { afterMs: 90_000, isGiven: true }],
  ['500ms', { afterMs: 500, isGiven: true }],
  ['0s', 'unreadable'],
  ['30', 'unreadable'],
  ['soon', 'unreadable'],
])('--give-up %s', (text, read) => {
  expect(parseGiveUp(text)).toEqual(read);
});
