import { expect, test } from 'vitest';
import { RUN_START_MS } from '../../../testing/reference-samples.ts';
import { runOf } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { measuredOf } from '../../parse/samples/measured.ts';
import { SampleStore } from '../../parse/samples/sample-store.ts';
import { silence } from './silence.ts';

/** A metric of each of these seconds. */
function run(seconds: readonly number[], metric = 'http_reqs', isCondensed = false) {
  const store = new SampleStore();
  for (const [at, second] of seconds.entries()) {
    if (isCondensed && at === 1) store.condense();
    store.add(metric, RUN_START_MS + second * 1000, 1, {});
  }
  return runOf(measuredOf(store));
}

const upTo = (seconds: number) => Array.from({ length: seconds }, (_, at) => at);
const WEEK = 604_800;

test('fires where no sample says anything for long, and says what rates are without it', () => {
  const figures = { fromSec: 100, toSec: WEEK, share: (WEEK - 100) / (WEEK + 1) };
  for (const isCondensed of [false, true]) {
    const [found, ...others] = silence(run([...upTo(100), WEEK], 'http_reqs', isCondensed));
    expect([found?.figures, others]).toStrictEqual([
      { ...figures, perSec: { toldPerSec: 101 / WEEK, withoutPerSec: 1 } },
      [],
    ]);
  }
});

test('a first sample long before all others is told, too', () => {
  expect(silence(run([0, ...upTo(100).map((at) => WEEK + at)]))).toMatchObject([
    { figures: { fromSec: 1, toSec: WEEK } },
  ]);
});

test('is silent where any metric goes on, and for short pauses', () => {
  expect(silence(run(upTo(200), 'own_trend'))).toStrictEqual([]);
  expect(silence(run([...upTo(20), ...upTo(20).map((at) => at + 79)]))).toStrictEqual([]);
  expect(silence(run([...upTo(1000), ...upTo(20).map((at) => at + 1100)]))).toStrictEqual([]);
});

test('where k6 counts its users, a few seconds without are told: a clock set forward, a machine that slept', () => {
  const told = (pauseSec: number) => {
    const store = new SampleStore();
    for (const at of [...upTo(30), ...upTo(30).map((second) => second + 30 + pauseSec)]) {
      store.add('http_reqs', RUN_START_MS + at * 1000, 1, {});
      store.add('vus', RUN_START_MS + at * 1000 + 900, 5, {});
    }
    return silence(runOf(measuredOf(store))).map(({ figures }) => figures);
  };
  expect([4, 10].map(told)).toMatchObject([[], [{ fromSec: 30, toSec: 40 }]]);
});

toldInWords('silence', [
  { fromSec: 100, toSec: WEEK, share: 0.9998, perSec: { toldPerSec: 0.2, withoutPerSec: 100 } },
  { fromSec: 5, toSec: 95, share: 0.5, perSec: undefined },
]);
