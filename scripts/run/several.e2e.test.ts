import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closedPort, type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { Workplace } from '../../testing/run-buha.ts';

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const script = (path: string, threshold = "http_req_failed: ['rate<0.5']") =>
  `import http from 'k6/http';\nexport const options = { iterations: 3, thresholds: { ${threshold} } };\nexport default () => http.get(__ENV.BASE_URL + '${path}');\n`;

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(place.file(name)), { recursive: true });
    writeFileSync(place.file(name), text);
  }
}

const buha = (...args: string[]) => place.run(args, { env: { BASE_URL: server.baseUrl } });

test('several scripts, one after the other: one document, the worst verdict, a folder for each', async () => {
  write({
    'cart/buy.js': script('/cart', "http_req_duration: ['p(95)<0.000001']"),
    'load/buy.js': script('/order'),
    'load/throws.ts': "throw new Error('no token');\n".replace('throw', 'if (__VU > 0) throw') + script('/never'),
    'load/lib.js': 'export const one = 1;\n',
  });
  const ended = await buha('run', 'cart/buy.js', 'load', 'load/b*.js', '--yes', '--lang', 'en');
  expect(ended.stderr).toContain('no k6 scripts of their own: load/lib.js');
  // Each is told what it came to before the next one begins.
  expect(ended.stderr).toMatch(/\n\[1\/3\] [^\n]*cart-buy\.\n {2}Missed[^\n]*>100× the goal[^\n]*\n\[2\/3\] /);
  expect(ended.stderr).toMatch(/\n {2}Invalid\n[^\n]* 107 \(script exception[^\n]*\n\[3\/3\] /);
  expect(ended.stderr).toMatch(/\n\[throws\] warning: the script threw 1 exception/i);
  const folder = place.runFolder();
  expect(folder).toMatch(/-several$/);
  const runs = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  expect(runs.filter((name) => !name.endsWith('-charts'))).toStrictEqual(['cart-buy', 'load-buy', 'throws']);
  const paths = server.requests.map(({ path }) => path);
  expect([paths.includes('/cart'), paths.indexOf('/order') > paths.lastIndexOf('/cart')]).toStrictEqual([true, true]);
  const report = readFileSync(join(folder, 'report.md'), 'utf8');
  for (const name of ['cart-buy', 'load-buy']) expect(report).toContain(name);
  // One missed its goals, one was no measurement.
  expect(ended.code).toBe(30);
  expect((await buha('gate', folder)).code).toBe(30);
});

test('one that misses its goals among several: 10', async () => {
  write({ 'slow.js': script('/slow', "http_req_duration: ['p(95)<0.000001']"), 'good.js': script('/good') });
  const ended = await buha('run', 'slow.js', 'good.js', '--yes');
  expect(ended.code).toBe(10);
});

test('an API of the catalogue beside a file', async () => {
  write({ 'own.js': script('/own').replace('__ENV.BASE_URL', JSON.stringify(server.baseUrl)) });
  // The API tests the embedded shop.
  const load = ['--profile', 'smoke', '--duration-scale', '0.1'];
  const ended = await place.run(['run', 'own.js', 'get-product', ...load, '--yes', '--no-gate']);
  expect(ended.code).toBe(0);
  expect(readdirSync(place.runFolder())).toEqual(expect.arrayContaining(['own', 'get-product']));
});

test.each([
  ['cannot be read', 'export default function () {'],
  [
    'names a function that is not there',
    "export const options = { scenarios: { a: { executor: 'shared-iterations', exec: 'nobody' } } };\nexport function one() {}\n",
  ],
])('one script that %s: nothing runs, and it is named', async (_, text) => {
  write({ 'good.js': script('/good'), 'bad.js': text });
  const before = server.requests.length;
  const ended = await buha('run', 'good.js', 'bad.js', '--yes');
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain('bad.js');
  expect(server.requests.length).toBe(before);
  expect(() => place.runFolder()).toThrow();
});

describe('every script is looked at before any of them runs', () => {
  test('one of them goes to another machine: asked, and nothing runs without an answer', async () => {
    const elsewhere = script('/x')
      .replace('__ENV.BASE_URL', "'http://shop.invalid'")
      .replace('iterations: 3', 'vus: 60, iterations: 60');
    write({ 'here.js': script('/here'), 'there.js': elsewhere });
    const before = server.requests.length;
    const ended = await buha('run', 'here.js', 'there.js', '--lang', 'en');
    expect([ended.code, ended.stderr.includes('shop.invalid')]).toStrictEqual([2, true]);
    expect(server.requests.length).toBe(before);
    expect(() => place.runFolder()).toThrow();
  });

  test('one of them names an address where nobody listens', async () => {
    const address = `http://127.0.0.1:${await closedPort()}`;
    write({
      'here.js': script('/here'),
      'there.js': `import http from 'k6/http';\nexport default () => http.get('${address}/x');\n`,
    });
    const before = server.requests.length;
    const ended = await buha('run', 'here.js', 'there.js', '--yes');
    expect([ended.code, ended.stderr.includes(address)]).toStrictEqual([2, true]);
    expect(server.requests.length).toBe(before);
  });
});

test('titles and purposes stand in report, page and history, and are kept', async () => {
  write({ 'a.js': script('/a'), 'b.js': script('/b') });
  const titles = ['--title', 'Order | third try', '--title', 'Cart'];
  const ended = await buha('run', 'a.js', 'b.js', '--yes', ...titles, '--purpose', 'before the sale', '--lang', 'en');
  expect([ended.code, ended.stderr.includes('Order | third try')]).toStrictEqual([0, true]);
  const folder = place.runFolder();
  const first = readFileSync(join(folder, 'report.md'), 'utf8');
  for (const text of ['Order \\| third try', 'Cart', '- Purpose: before the sale']) expect(first).toContain(text);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('before the sale');
  expect((await buha('report', folder, '--lang', 'en')).code).toBe(0);
  expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe(first);
  expect((await buha('history', '--lang', 'en')).stdout).toContain('Order');
});

test('one title for several is the document’s', async () => {
  write({ 'a.js': script('/a'), 'b.js': script('/b') });
  await buha('run', 'a.js', 'b.js', '--yes', '--title', 'Before the sale');
  expect(readFileSync(join(place.runFolder(), 'report.md'), 'utf8')).toMatch(/^# Before the sale\n/);
  const refused = await buha('run', 'a.js', '--yes', '--title', 'one', '--title', 'two');
  expect(refused.code).toBe(2);
});

test('one output file for several is refused', async () => {
  write({ 'a.js': script('/a'), 'b.js': script('/b') });
  const ended = await buha('run', 'a.js', 'b.js', '--yes', '--out', 'json=all.json');
  expect([ended.code, ended.stderr.includes('json=all.json')]).toStrictEqual([2, true]);
});

test('plan: one after the other', async () => {
  write({ 'a.js': script('/a'), 'b.js': script('/b') });
  const { code, stdout } = await buha(
    'plan',
    'b.js',
    'a.js',
    'get-balance',
    '--iteration-time',
    '1s',
    '--format',
    'json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout).plans.map(({ name }: { name: string }) => name)).toStrictEqual(['b', 'a', 'get-balance']);
});
