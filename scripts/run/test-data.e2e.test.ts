import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { TINY, Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
let server: RecordingServer;
beforeEach(async () => {
  place = new Workplace();
  server = await startRecordingServer();
});
afterEach(async () => {
  server.close();
  await place.remove();
});

test('users and products of the files are used, and only they; numbers stay numbers', async () => {
  writeFileSync(place.file('users.csv'), 'id\n71\n72\n');
  writeFileSync(place.file('products.csv'), 'name,id\nPen,501\nInk,"A-7"\n');
  const data = ['--users', 'users.csv', '--products', 'products.csv', '--base-url', server.baseUrl];
  expect((await place.run(['run', 'place-order', ...TINY, ...data])).code).toBe(0);
  const users = server.requests.map(({ body }) => (JSON.parse(body) as { userId: unknown }).userId);
  expect([...new Set(users)].sort()).toEqual([71, 72]);
  const orders = server.requests.length;
  expect((await place.run(['run', 'get-product', ...TINY, ...data, '--results', 'second'])).code).toBe(0);
  const paths = server.requests.slice(orders).map(({ path }) => path);
  expect([...new Set(paths)].sort()).toEqual(['/v1/products/501', '/v1/products/A-7']);
  const record = JSON.parse(place.runFiles()['run.json'] ?? '');
  expect(record.testData).toEqual({ users: 2, products: 2 });
  for (const { headers } of server.requests) expect(headers.authorization).toBeUndefined();
});

test.each([
  ['user,token\n1,a\n', 1, 'id 열이 없습니다'],
  ['id,token\n1,a\n\n,b\n', 4, 'id가 비어 있습니다'],
  ['id,token\n1,a\n2,b,c\n', 3, '열의 수가 머리글과 다르거나 따옴표의 짝이 맞지 않습니다'],
])('a bad file %j is refused with its line', async (text, line, why) => {
  writeFileSync(place.file('bad.csv'), text);
  const ended = await place.run(['run', 'get-balance', '--users', 'bad.csv', '--base-url', server.baseUrl]);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(`bad.csv:${line} `);
  expect(ended.stderr).toContain(why);
  expect(server.requests).toEqual([]);
});
