import { expect, test } from 'vitest';
import { runOf } from '../../testing/reference-seconds.ts';
import { analyse } from '../analyse/analyse.ts';
import { measuredOf } from '../parse/samples/measured.ts';
import { SampleStore } from '../parse/samples/sample-store.ts';
import { answersTable } from './html-answers.ts';

test('what was never answered has no times', () => {
  const store = new SampleStore();
  const answers = [
    { status: '200', ms: 12, good: 'true' },
    { status: '0', ms: 0, good: 'false' },
  ];
  for (const [at, { status, ms, good }] of answers.entries()) {
    const tags = { name: 'GET /', scenario: 'a', group: '', status, expected_response: good };
    store.add('http_reqs', 1_700_000_000_000 + at * 500, 1, tags);
    store.add('http_req_duration', 1_700_000_000_000 + at * 500, ms, tags);
  }
  const table = answersTable(analyse(runOf(measuredOf(store))), { ko: 'x', en: 'x' }, 'ko');
  const rows = [...table.matchAll(/<tr><td>.*?<\/tr>/g)].map(([row]) => row);
  expect(rows).toHaveLength(2);
  const timed = (row: string) => [row.includes('12ms'), row.includes('0s')];
  expect(rows.map(timed).toSorted()).toStrictEqual([
    [false, false],
    [true, false],
  ]);
});
