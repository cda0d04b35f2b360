import { expect, test } from 'vitest';
import { RUN_START_MS } from '../../../testing/reference-samples.ts';
import { runOf } from '../../../testing/reference-seconds.ts';
import { toldInWords } from '../../../testing/told-in-words.ts';
import { measuredOf } from '../../parse/samples/measured.ts';
import { SampleStore } from '../../parse/samples/sample-store.ts';
import { clockBack } from './clock-back.ts';

/** Of a run of so many seconds, in which k6 counts its users at these moments, in s. */
function found(seconds: number, counted: readonly number[], isCondensed = false) {
  const store = new SampleStore();
  store.add('http_reqs', RUN_START_MS, 1, {});
  if (isCondensed) store.condense();
  for (const at of counted) store.add('vus', RUN_START_MS + at * 1000, 5, {});
  store.add('http_reqs', RUN_START_MS + seconds * 1000, 1, {});
  return clockBack(runOf(measuredOf(store))).map(({ figures }) => figures);
}

const upTo = (seconds: number, from = 0) => Array.from({ length: seconds }, (_, at) => from + at + 0.9);

test('fires where the clock was set back in the middle, by how much, in any order of rows', () => {
  // At second 60 it is second 50 again.
  const counted = [...upTo(60), ...upTo(40, 50)];
  const figures = { fromSec: 50, toSec: 60, backSec: 10 };
  for (const isCondensed of [false, true]) {
    expect(found(90, counted, isCondensed)).toStrictEqual([figures]);
    expect(found(90, counted.toReversed(), isCondensed)).toStrictEqual([figures]);
  }
});

test('is silent for a ticker that is late, hurries, or stops for a while', () => {
  expect(found(60, upTo(60))).toStrictEqual([]);
  expect(found(60, [...upTo(30), 30.1, 30.2, ...upTo(29, 31)])).toStrictEqual([]);
  expect(found(90, [...upTo(30), ...upTo(30, 60)])).toStrictEqual([]);
  // What was missed is not made up for elsewhere.
  expect(found(60, [...upTo(20), 25.1, 25.3, 25.5, 25.7, ...upTo(30, 26)])).toStrictEqual([
    { fromSec: 25, toSec: 26, backSec: 3 },
  ]);
});

toldInWords('clock-back', [
  { fromSec: 50, toSec: 60, backSec: 10 },
  { fromSec: 0, toSec: 3600, backSec: 3600 },
]);
