import { expect, test } from 'vitest';
import { readK6Said } from './k6-said.ts';

const get = (said: string) => `Request Failed error=Get "http://127.0.0.1:1/orders?token=abc": ${said} scenario=load`;
const noAnswer = { kind: 'no-answer', method: 'GET', address: 'http://127.0.0.1:1/orders' };

/** Messages of k6 2.2, as its log holds them. */
const SAID = [
  [
    'Insufficient VUs, reached 500 active VUs and cannot initialize more scenario=peak_test',
    { kind: 'vus-busy', vus: 500, scenario: 'peak_test' },
  ],
  [
    'Insufficient VUs, reached 5 active VUs and cannot initialize more',
    { kind: 'vus-busy', vus: 5, scenario: undefined },
  ],
  ['No script iterations fully finished, consider making the test duration longer', { kind: 'none-finished' }],
  [
    'The test has generated metrics with 100001 unique time series, which is higher than the suggested limit of 100000',
    { kind: 'many-series', series: 100_001 },
  ],
  [get('dial tcp 127.0.0.1:1: connect: connection refused'), { ...noAnswer, reason: 'refused' }],
  [get('dial: lookup shop.test on 127.0.0.53:53: no such host'), { ...noAnswer, reason: 'unknown-host' }],
  [get('EOF'), { ...noAnswer, reason: 'closed' }],
  [get('read tcp 127.0.0.1:2->127.0.0.1:1: read: connection reset by peer'), { ...noAnswer, reason: 'closed' }],
  [get('request timeout'), { ...noAnswer, reason: 'timeout' }],
  [get('x509: certificate signed by unknown authority'), { ...noAnswer, reason: 'certificate' }],
  [get('dial tcp 10.0.0.1:80: connect: no route to host'), { ...noAnswer, reason: 'unreachable' }],
] as const;

test.each(SAID)('%s', (message, said) => {
  expect(readK6Said(message)).toStrictEqual(said);
});

test('what the verdict tells is not told twice; what nobody knows stays as it was said', () => {
  expect(readK6Said("thresholds on metrics 'http_req_duration, errors' have been crossed")).toBe('told');
  expect(readK6Said("test run was aborted because k6 received a 'interrupt' signal")).toBe('told');
  for (const message of ['TypeError: x is not a function', 'Request Failed error=unsupported protocol', '']) {
    expect(readK6Said(message)).toBeUndefined();
  }
});
