import { describe, expect, test } from 'vitest';
import { handledJson, machineJson, summaryText } from '../../testing/k6-documents.ts';
import { faultOf } from '../../testing/k6-text.ts';
import { parseText } from './text.ts';

const head = (script: string) => [
  '     execution: local',
  `        script: ./load/${script}.js`,
  '        output: -',
  '',
];
const progress = (seconds: number, vus: number, complete: number) =>
  `running (0m${seconds.toFixed(1)}s), ${vus}/20 VUs, ${complete} complete and 0 interrupted iterations`;
const done = [progress(30.2, 0, 3480), 'default ✓ [ 100% ] 20 VUs  30s'];
const crossed = (names: string) =>
  `time="2026-05-01T10:00:31Z" level=error msg="thresholds on metrics '${names}' have been crossed"`;
const text = (...lines: readonly string[]) => [...lines, ''].join('\n');
const thresholdsOf = (log: string) =>
  parseText(log, 'k6.log', { unsummed: true }).map(({ measured }) => measured.thresholds.map(({ metric }) => metric));

describe('the log of a run without its summary', () => {
  test('says so, with what was crossed', () =>
    expect(faultOf(text(...head('stock'), ...done, crossed('errors, checks{a:b,c:d}')))).toEqual({
      code: 'no-summary-in-log',
      facts: { file: 'notes.md', crossed: ['errors', 'checks{a:b,c:d}'], iterations: 3480, endedAfterMs: undefined },
    }));

  test.each([
    ['what handleSummary printed', [...head('stock'), ...done, '=== 결과: 3480건, 평균 12ms ===']],
    ['what a log puts before each line', [...head('stock'), ...done].map((line) => `2026-05-01T10:00:00Z ${line}`)],
    ['no head', done],
  ])('with %s', (_what, lines) =>
    expect(faultOf(text(...lines))).toMatchObject({
      code: 'no-summary-in-log',
      facts: { crossed: undefined, iterations: 3480, endedAfterMs: undefined },
    }),
  );

  test('that breaks off says where', () =>
    expect(faultOf(text(...head('stock'), progress(12, 20, 900)))).toMatchObject({
      facts: { iterations: 900, endedAfterMs: 12_000 },
    }));

  test('is no run for a report, and one that missed its goals for a gate', () => {
    const log = text(...head('stock'), ...done, crossed('errors'));
    expect(thresholdsOf(log)).toEqual([['errors']]);
    expect(() => parseText(text(...head('stock'), ...done), 'k6.log', { unsummed: true })).toThrow('no-summary-in-log');
  });
});

describe('the log of a run that printed its summary as JSON', () => {
  const run = { requests: 300, p95: 180.2 };
  const said = crossed('errors, http_req_duration');

  test.each([
    ['before what k6 says of thresholds', (json: string) => text(...head('stock'), json, ...done, said)],
    ['after it', (json: string) => text(...head('stock'), ...done, said, json)],
    ['without a head', (json: string) => text(...done, JSON.stringify(JSON.parse(json), null, 2), said)],
  ])('is that run, with what was crossed: %s', (_where, log) => {
    for (const json of [machineJson(run), handledJson(run)]) {
      expect(thresholdsOf(log(JSON.stringify(json)))).toEqual([['errors', 'http_req_duration']]);
    }
  });

  test('a threshold that the JSON shows as crossed is not told twice', () => {
    const { metrics, ...rest } = handledJson(run);
    const duration = { ...metrics.http_req_duration, thresholds: { 'p(95)<100': { ok: false } } };
    const json = JSON.stringify({ ...rest, metrics: { ...metrics, http_req_duration: duration } });
    expect(thresholdsOf(text(...done, json, crossed('http_req_duration')))).toEqual([['http_req_duration']]);
  });
});

describe('of several runs', () => {
  const summary = summaryText({ requests: 4120, p95: 22.16 });

  test('what the one without a summary crossed is not said of the next one', () => {
    const log = text(...head('stock'), ...done, crossed('errors'), ...head('order'), ...done, summary);
    const [order, ...others] = parseText(log, 'k6.log');
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      script: 'order',
      measured: { thresholds: [] },
      unread: [{ text: crossed('errors') }],
    });
    expect(thresholdsOf(log)).toEqual([['errors'], []]);
  });

  test('one of which nothing is known stops a gate', () => {
    const log = text(...head('order'), ...done, summary, '', ...head('stock'), ...done);
    expect(parseText(log, 'k6.log')).toHaveLength(1);
    expect(() => parseText(log, 'k6.log', { unsummed: true })).toThrow('no-summary-in-log');
  });

  test('lines of a summary that is spoilt are not called replaced', () =>
    expect(faultOf(text(...head('stock'), ...done, 'http_reqs....: 100 3.3/s', 'x'))).toMatchObject({
      code: 'no-k6-text',
    }));

  /** Lines that two streams wrote into one: after each the progress goes on. */
  const between = (lines: readonly string[]) =>
    lines.flatMap((line, at) => [line, progress(at, 20, at * 10), `levels   [  ${at}% ] 20/20 VUs  0m${at}.0s/1m0s`]);

  test('progress between the lines of one, from before its head on, is of that run', () => {
    const log = text(...between(['', ...head('stock'), ...summary.split('\n')]));
    const clean = parseText(text(...head('stock'), summary), 'k6.log');
    const [found, ...others] = parseText(log, 'k6.log', { unsummed: true });
    expect(others).toEqual([]);
    expect(found?.measured.metrics).toEqual(clean[0]?.measured.metrics);
    expect(parseText(log, 'k6.log')[0]?.measured).toEqual(found?.measured);
  });

  test('one whose head was cut off and whose summary never came stops a gate, though another follows', () => {
    const log = text(progress(20, 20, 900), ...head('order'), progress(1, 20, 30), ...done, summary);
    expect(() => parseText(log, 'k6.log', { unsummed: true })).toThrow('no-summary-in-log');
    const quiet = text(progress(20, 20, 900), ...head('order'), summary);
    expect(() => parseText(quiet, 'k6.log', { unsummed: true })).toThrow('no-summary-in-log');
  });
});
