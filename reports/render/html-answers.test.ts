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

test('of very many answers the most frequent have a row, and the others one together', () => {
  const store = new SampleStore();
  for (let name = 0; name < 40; name += 1) {
    const tags = { name: `step ${name}`, scenario: 'a', group: '', status: '200', expected_response: 'true' };
    for (let at = 0; at <= name; at += 1) {
      store.add('http_reqs', 1_700_000_000_000 + at, 1, tags);
      store.add('http_req_duration', 1_700_000_000_000 + at, 5, tags);
    }
  }
  const table = answersTable(analyse(runOf(measuredOf(store))), { ko: 'x', en: 'x' }, 'ko');
  const rows = [...table.matchAll(/<tr><td>.*?<\/tr>/g)].map(([row]) => row);
  expect(rows).toHaveLength(21);
  expect(rows[0]).toContain('step 39');
  // 1 + 2 + … + 20.
  expect(table.slice(table.indexOf('<tfoot>'))).toMatch(/data-en="20 more"[^>]*>외 20개<\/td><td>-<\/td><td>210<\/td>/);
});
