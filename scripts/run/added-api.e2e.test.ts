import { execFile } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificates } from '../../testing/certificates.ts';
import { gated } from '../../testing/gated-run.ts';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { Workplace } from '../../testing/run-buha.ts';
import { startTeamService } from '../../testing/team-service.ts';
import { signToken } from '../../testing/tokens.ts';
import { ROOT } from '../paths.ts';

const COPIED = [
  ...['options', 'scenarios', 'reports', 'scripts', 'shop', 'templates', 'testing', 'k6', 'page'],
  ...['build.mjs', 'buha.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'],
];

/** The guide's own code blocks: what it tells people to write is what is tested. */
const BLOCKS = [
  ...readFileSync(new URL('../../docs/own-system.md', import.meta.url), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g),
];
const block = (start: string) => BLOCKS.map(([, text = '']) => text).find((text) => text.includes(start)) ?? '';
const SCENARIO = block("defineScenario('cancel-order'");
/** The entry without its first and last line: the name and the brackets. */
const ENTRY = `\n${block("'cancel-order': {").trim().split('\n').slice(1, -1).join('\n')}\n`;

/** The catalogue with one entry more, which opens and closes as its first one does. */
function withEntry(catalogue: string, name = 'cancel-order', entry = ENTRY): string {
  const first = catalogue.match(/\n( *)'get-balance': (.*)\n[\s\S]*?\n\1(\}.*)\n/);
  if (!first) throw new Error('the catalogue has no entry get-balance');
  const [, indent, opening, closing] = first;
  return catalogue.replace(`\n${indent}'get-balance'`, `\n'${name}': ${opening}${entry}${closing}$&`);
}

/** Two hundred requests, which a p95 needs, within three seconds. */
const ENOUGH = ['--profile', 'load-only', '--scale', '0.06', '--duration-scale', '0.03'];

const place = new Workplace();
const project = place.file('project');
let server: RecordingServer;

beforeAll(async () => {
  server = await startRecordingServer();
  for (const name of COPIED) cpSync(join(ROOT, name), join(project, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'), 'junction');
});
afterAll(async () => {
  server.close();
  await place.remove();
});

test('a fifth API is one file of at most 25 lines and one catalogue entry', async () => {
  expect(SCENARIO.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
  const catalogue = join(project, 'buha.config.ts');
  writeFileSync(catalogue, withEntry(readFileSync(catalogue, 'utf8')));

  const buha = join(project, 'dist', 'buha.js');
  const node = async (...args: string[]) =>
    expect(await promisify(execFile)(process.execPath, args, { cwd: project })).toMatchObject({ stdout: '' });
  // Half done: an entry without its scenario, and a scenario of an entry that is not there.
  await node('build.mjs');
  const half = await place.run(['run', 'cancel-order', ...ENOUGH, '--base-url', server.baseUrl], { buha });
  expect(half).toMatchObject({ code: 2, stdout: '' });
  expect(half.stderr).toMatch(/'cancel-order'.*\n.*scenarios\/cancel-order\.ts.*npm run build\n$/);
  const scenario = join(project, 'scenarios', 'cancel-order.ts');
  writeFileSync(scenario, SCENARIO.replace("'cancel-order'", "'cancel-ordr'"));
  const mistyped = await place.run(['run', scenario, ...ENOUGH, '--base-url', server.baseUrl], { buha });
  expect(mistyped).toMatchObject({ code: 2, stdout: '' });
  expect(mistyped.stderr).toContain("buha.config has no API 'cancel-ordr'; it has cancel-order, get-balance");
  expect(server.requests).toStrictEqual([]);

  writeFileSync(scenario, SCENARIO);
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
  await Promise.all([
    node(tsc, '-p', 'tsconfig.json'),
    node(tsc, '-p', join('scenarios', 'tsconfig.json')),
    node('build.mjs'),
  ]);

  const ended = await place.run(['run', 'cancel-order', ...ENOUGH, '--base-url', server.baseUrl], { buha });
  expect(ended.code).toBe(0);
  expect(ended.stderr).toMatch(/주문 취소 API\s+통과/);
  expect(server.requests.length).toBeGreaterThan(5);
  for (const { method, path } of server.requests) {
    expect(method).toBe('POST');
    expect(path).toMatch(/^\/v1\/users\/93(38|39|40|41)\/orders\/cancel$/);
  }
  const files = place.runFiles();
  expect(files['samples.csv.gz']).toContain(',POST,POST /v1/users/{id}/orders/cancel,');
  expect(files['summary.json']).toContain('cancel status is 200');
  expect(files['report.md']).toContain('주문 취소');
  expect((await place.run(['run', 'none'], { buha })).stderr).toContain('cancel-order');
});

/** Of the service of the tests: a create that answers 201, and 409 once all is sold. */
const CREATE_ENTRY = `
  title: { ko: '주문 생성', en: 'Order creation' },
  request: 'POST /orders',
  body: '{ productId: 7 }',
  kind: 'write',
  expect: [201],
  check: 'order was created',
  thinkBeforeMs: 0,
  thinkAfterMs: 100,
  keys: ['users'],
  rejections: [409],
`;
const CREATE = `import http from 'k6/http';
import { defineScenario } from './define-scenario.ts';

const scenario = defineScenario('create-order', ({ baseUrl, pickUser, request }) => {
  pickUser();
  request((params) => http.post(baseUrl + '/orders', '{"productId":7}', params));
});

export const options = scenario.options;
export default scenario.run;
`;

test('an API that answers 201 and is mostly sold out: its successes pass the check, its rejections fail nothing', async () => {
  const catalogue = join(project, 'buha.config.ts');
  writeFileSync(catalogue, withEntry(readFileSync(catalogue, 'utf8'), 'create-order', CREATE_ENTRY));
  writeFileSync(join(project, 'scenarios', 'create-order.ts'), CREATE);
  await promisify(execFile)(process.execPath, ['build.mjs'], { cwd: project });
  const service = await startTeamService({ stock: 100 });
  try {
    writeFileSync(place.file('users.csv'), `id,token\n1,${signToken('kim')}\n2,${signToken('lee')}\n`);
    const own = ['--base-url', service.baseUrl, '--users', 'users.csv', '--header', `X-CSRF-Token: ${service.csrf}`];
    const { ended, folder, json } = await gated(
      place,
      ['create-order', ...ENOUGH, ...own],
      join(project, 'dist', 'buha.js'),
    );
    expect(ended.code).toBe(0);
    const sold = service.served.get('POST /orders 409') ?? 0;
    expect(Object.fromEntries(service.served)).toEqual({ 'POST /orders 201': 100, 'POST /orders 409': sold });
    expect(sold).toBeGreaterThan(150);
    expect(json?.runs[0]).toMatchObject({
      verdict: 'pass',
      reservations: [{ kind: 'rejected', ratio: sold / (100 + sold) }],
    });
    const files = place.runFiles(folder);
    const { metrics } = JSON.parse(files['summary.json'] ?? '');
    expect(metrics.checks).toMatchObject({ passes: 100, fails: 0 });
    expect(metrics.http_req_failed).toMatchObject({ passes: 0 });
    expect(files['report.md']).toContain('- 체크: `order was created` (정상 상태 코드: 201)\n');
    expect(files['report.md']).not.toContain('체크와 HTTP 결과의 불일치');
  } finally {
    service.close();
  }
});

const entryOf = (title: string, request: string, check: string, more: string) => `
  title: { ko: '${title}', en: '${title}' },
  request: '${request}',
  check: '${check}',
  thinkBeforeMs: 0,
  thinkAfterMs: 20,
  keys: [],
  ${more},
`;
const READ = "kind: 'read', rejections: []";
const TEAM_APIS = {
  'list-products': entryOf('목록', 'GET /products', 'list status is 200', READ),
  'show-product': entryOf('상세', 'GET /products/{id}', 'product status is 200', READ),
  'make-order': entryOf('생성', 'POST /orders', 'made', "kind: 'write', body: '{}', expect: [201], rejections: []"),
  'undo-order': entryOf('취소', 'POST /orders/{id}/cancel', 'undone', "kind: 'write', rejections: [409]"),
};
const TEAM_FLOW = `import http, { type Params } from 'k6/http';
import { defineFlow } from './define-scenario.ts';

interface Login { readonly token: string; readonly csrf: string }

const flow = defineFlow<Login>(
  'team-flow',
  ['list-products', 'show-product', 'make-order', 'undo-order'],
  ({ baseUrl, step }, { token, csrf }) => {
    const own = (params: Params): Params => ({
      ...params,
      headers: { ...params.headers, Authorization: 'Bearer ' + token, 'X-CSRF-Token': csrf, 'Accept-Encoding': 'gzip' },
      responseType: 'text',
    });
    const list = step('list-products', (params) => http.get(baseUrl + '/products?page=0&size=120', own(params)));
    const id = list.json('items.1.id');
    step('show-product', (params) => http.get(baseUrl + '/products/' + id, own(params)));
    const order = step('make-order', (params) => http.post(baseUrl + '/orders', JSON.stringify({ productId: id }), own(params)));
    const undo = () => step('undo-order', (params) => http.post(baseUrl + '/orders/' + order.json('id') + '/cancel', null, own(params)));
    undo();
    // Some press the button twice.
    undo();
  },
);

export function setup(): Login {
  const { baseUrl, headers } = flow.target;
  const login = http.post(baseUrl + '/login', JSON.stringify({ user: 'kim' }), {
    headers: { 'Content-Type': 'application/json', ...headers }, responseType: 'text', tags: { name: 'POST /login' },
  });
  return login.json() as unknown as Login;
}

export const options = flow.options;
export default flow.run;
`;

test('a wired flow over TLS with an own authority: login, list, detail, order, cancellation, one of them too late', async () => {
  const catalogue = join(project, 'buha.config.ts');
  for (const [name, entry] of Object.entries(TEAM_APIS)) {
    writeFileSync(catalogue, withEntry(readFileSync(catalogue, 'utf8'), name, entry));
  }
  writeFileSync(join(project, 'scenarios', 'team-flow.ts'), TEAM_FLOW);
  await promisify(execFile)(process.execPath, ['build.mjs'], { cwd: project });
  const { ca, good } = certificates();
  writeFileSync(place.file('ca.pem'), ca);
  writeFileSync(place.file('slo.yaml'), 'default:\n  p95: 60s\n  failed: 1%\n');
  const service = await startTeamService({ certificate: good });
  try {
    // Elsewhere k6 asks the system's store alone.
    const trust = process.platform === 'linux' ? ['--ca', 'ca.pem'] : ['--insecure'];
    const { ended, folder, json } = await gated(
      place,
      [
        join(project, 'scenarios', 'team-flow.ts'),
        ...ENOUGH,
        '--base-url',
        service.baseUrl,
        '--slo',
        'slo.yaml',
        ...trust,
      ],
      join(project, 'dist', 'buha.js'),
    );
    expect(ended.code).toBe(0);
    const report = await place.run(['report', folder ?? '', '--format', 'json'], {
      buha: join(project, 'dist', 'buha.js'),
    });
    const [run] = JSON.parse(report.stdout).apis;
    const answers: { name: string; status: number; requests: number }[] = run.answers;
    // Every answer is reported as the service counted it.
    expect(Object.fromEntries(answers.map(({ name, status, requests }) => [`${name} ${status}`, requests]))).toEqual(
      Object.fromEntries(service.served),
    );
    const orders = service.served.get('POST /orders 201') ?? 0;
    expect(orders).toBeGreaterThan(20);
    expect(service.served.get('POST /orders/{id}/cancel 409')).toBeGreaterThan(orders / 2);
    expect(run.total).toMatchObject({ failedRatio: 0, checksFailed: 0 });
    expect(json?.runs[0]?.verdict).toBe('pass');
    // gzip: what came is less than its text.
    expect(run.total.receivedBytes / run.total.requests).toBeLessThan(900);
  } finally {
    service.close();
  }
});
