import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askPrometheus } from './prometheus.ts';

const TIME = { fromMs: 1_795_410_191_000, toMs: 1_795_410_193_000 };
const QUERIES = [{ name: 'cpu_ratio', query: 'up' }];

let asked: IncomingMessage[] = [];
let answer: { status: number; body: string };
let server: Server;
let host: string;
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => void server.close());

const matrix = (values: readonly (readonly [number, string])[]) => ({
  status: 200,
  body: JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: [{ metric: {}, values }] } }),
});

test('is asked below the path of its address, with its credentials and parameters', async () => {
  answer = matrix([[1_795_410_191, '0.5']]);
  const metrics = await askPrometheus(`http://us%er:50%25@${host}/prometheus/?tenant=a#x`, QUERIES, TIME);
  expect(metrics).toEqual([{ name: 'cpu_ratio', points: [[1_795_410_191_000, 0.5]] }]);
  const { url = '', headers } = asked[0] as IncomingMessage;
  const { pathname, searchParams } = new URL(url, 'http://h');
  expect(pathname).toBe('/prometheus/api/v1/query_range');
  expect(Object.fromEntries(searchParams)).toEqual({
    tenant: 'a',
    query: 'up',
    start: '1795410191',
    end: '1795410193',
    step: '1',
  });
  expect(headers.authorization).toBe(`Basic ${Buffer.from('us%er:50%').toString('base64')}`);
});

test.each([
  { status: 500, body: 'boom', fault: 'server' },
  { status: 401, body: 'no', fault: 'login' },
  { status: 404, body: 'page not found', fault: 'absent' },
  { status: 200, body: '<html>login</html>', fault: 'foreign' },
  { status: 200, body: 'null', fault: 'foreign' },
  { status: 200, body: '{"status":"success","data":{"result":[{"metric":{},"value":[1,"2"]}]}}', fault: 'foreign' },
  { status: 200, body: '{"status":"error"}', fault: 'other' },
])('an answer that is none is refused without what the address keeps secret: %j', async (given) => {
  answer = given;
  const asking = askPrometheus(`http://me:hush@${host}/?token=hush`, QUERIES, TIME);
  await expect(asking).rejects.toMatchObject({
    code: 'prometheus-refused',
    facts: { address: `http://${host}`, query: 'up', fault: given.fault, detail: `HTTP ${given.status}` },
  });
});

test.each([
  ['bad_data', 'query'],
  ['timeout', 'too-slow'],
  ['unavailable', 'server'],
  ['something new', 'other'],
])('what Prometheus says of a query is told by its kind: %s', async (errorType, fault) => {
  answer = { status: 400, body: JSON.stringify({ status: 'error', errorType, error: 'unexpected end of input' }) };
  await expect(askPrometheus(`http://${host}`, QUERIES, TIME)).rejects.toMatchObject({
    code: 'prometheus-refused',
    facts: { query: 'up', fault, detail: 'unexpected end of input' },
  });
});

test('values that are no numbers, and times that no date has, are left out', async () => {
  answer = matrix([
    [1_795_410_191, 'NaN'],
    [1e300, '1'],
    [1_795_410_192, '+Inf'],
    [1_795_410_193, '2'],
  ]);
  const [metric] = await askPrometheus(`http://${host}`, QUERIES, TIME);
  expect(metric?.points).toEqual([[1_795_410_193_000, 2]]);
});
