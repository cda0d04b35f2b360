import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificates } from '../../testing/certificates.ts';
import { gated } from '../../testing/gated-run.ts';
import { Workplace } from '../../testing/run-buha.ts';
import { startTeamService, type TeamService, type TeamSettings } from '../../testing/team-service.ts';
import { ROOT } from '../paths.ts';

let place: Workplace;
let service: TeamService | undefined;
beforeEach(() => {
  place = new Workplace();
});
afterEach(async () => {
  service?.close();
  await place.remove();
});

const serve = async (settings: TeamSettings) => {
  service = await startTeamService(settings);
  return service;
};

interface Told {
  readonly name: string;
  readonly status: number;
  readonly requests: number;
  readonly durationMs?: { readonly p95?: number };
}

/** What the report of a run says of its answers and checks. */
async function reported(folder: string | undefined) {
  const { code, stdout } = await place.run(['report', folder ?? '', '--format', 'json']);
  expect(code).toBe(0);
  const [api] = JSON.parse(stdout).apis;
  const answers: readonly Told[] = api.answers;
  const checks: readonly { name: string; passed: number; failed: number }[] = api.checks;
  const counts = Object.fromEntries(answers.map(({ name, status, requests }) => [`${name} ${status}`, requests]));
  return { answers, checks, counts };
}

test('a flow over TLS: login, list, detail, order and cancellation are counted as the service counts them', async () => {
  const { ca, good } = certificates();
  writeFileSync(place.file('ca.pem'), ca);
  const { baseUrl, served } = await serve({ certificate: good });
  cpSync(join(ROOT, 'fixtures', 'scripts', 'team-flow.js'), place.file('team-flow.js'));
  // Elsewhere k6 asks the system's store alone.
  const trust = process.platform === 'linux' ? ['--ca', 'ca.pem'] : ['--insecure'];
  const ended = await place.run(['run', 'team-flow.js', ...trust], { env: { BASE_URL: baseUrl } });
  expect(ended).toMatchObject({ code: 0, stdout: '' });
  const { checks, counts } = await reported(place.runFolder());
  expect(counts).toEqual(Object.fromEntries(served));
  expect(counts).toMatchObject({ 'POST /login 200': 1, 'POST /orders 201': 60 });
  expect(counts['POST /orders/{id}/cancel 409']).toBeGreaterThan(10);
  const sum = (part: 'passed' | 'failed') => checks.reduce((all, check) => all + check[part], 0);
  // Two checks of the list, two of the detail, one of every write.
  expect([sum('passed'), sum('failed')]).toEqual([60 * 6 + (counts['POST /orders/{id}/cancel 409'] ?? 0), 0]);
});

describe('first come, first served', () => {
  /** Three hundred customers for what there is; one login for all. */
  const RUSH = `import http from 'k6/http';
import { check } from 'k6';
export const options = { vus: 10, iterations: 300, thresholds: { http_req_failed: ['rate<0.01'] } };
const json = { 'Content-Type': 'application/json' };
let own;
http.setResponseCallback(http.expectedStatuses(200, 201, 409));
export function setup() {
  return http.post(__ENV.BASE_URL + '/login', JSON.stringify({ user: 'kim' }), { headers: json, responseCallback: null }).json();
}
export default ({ token, csrf }) => {
  own = own || { headers: { ...json, Authorization: 'Bearer ' + token, 'X-CSRF-Token': csrf }, tags: { name: 'POST /orders' } };
  const order = http.post(__ENV.BASE_URL + '/orders', JSON.stringify({ productId: 7 }), own);
  if (order.status !== 409) check(order, { created: (r) => r.status === 201 });
};
`;

  const rush = async (stock: number) => {
    const { baseUrl, served } = await serve({ stock });
    writeFileSync(place.file('rush.js'), RUSH.replaceAll('__ENV.BASE_URL', JSON.stringify(baseUrl)));
    return { served, ...(await gated(place, ['rush.js', '--yes'])) };
  };

  test('with nine of ten sold out it is a valid run that says both counts and both p95', async () => {
    const { ended, folder, json, served } = await rush(30);
    expect(ended.code).toBe(0);
    expect(json?.runs[0]).toMatchObject({ verdict: 'pass', reservations: [{ kind: 'rejected' }] });
    expect(served.get('POST /orders 409')).toBe(270);
    const { answers, checks } = await reported(folder);
    const of = (status: number) => answers.find((one) => one.name === 'POST /orders' && one.status === status);
    for (const [status, requests] of [
      [201, 30],
      [409, 270],
    ] as const) {
      expect(of(status)).toMatchObject({ requests, durationMs: { p95: expect.any(Number) } });
    }
    expect(checks).toMatchObject([{ name: 'created', passed: 30, failed: 0 }]);
  });

  test('with nothing to sell it measured nothing', async () => {
    const { ended, row } = await rush(0);
    expect(ended.code).toBe(30);
    expect(row('samples')).toMatchObject({ outcome: 'invalid', reason: 'all-rejected' });
  });
});

test('iterations that broke off over an HTML error page are failures of the service', async () => {
  const { baseUrl, served } = await serve({ pageEvery: 192 });
  writeFileSync(
    place.file('reads.js'),
    `import http from 'k6/http';
export const options = { vus: 10, iterations: 2880, thresholds: { http_req_failed: ['rate<0.01'] } };
export function setup() {
  return http.post('${baseUrl}/login', JSON.stringify({ user: 'kim' }), { tags: { name: 'POST /login' } }).json();
}
export default ({ token }) => {
  const params = { headers: { Authorization: 'Bearer ' + token }, tags: { name: 'GET /products/{id}' } };
  const product = http.get('${baseUrl}/products/7', params).json();
  if (product.id !== 7) throw new Error('another product');
};
`,
  );
  const { ended, folder, json, row } = await gated(place, ['reads.js', '--yes']);
  expect(ended.code).toBe(0);
  expect(json?.verdict).toBe('pass');
  expect(served.get('GET /products/{id} 502')).toBe(15);
  expect(row('exceptions')).toMatchObject({ outcome: 'pass', actual: 15, reason: 'exception' });
  const record = JSON.parse(readFileSync(join(folder ?? '', 'run.json'), 'utf8'));
  expect(record.exceptions).toMatchObject({ count: 15, overAnswers: { notJson: 15, lacking: 0 } });
  expect(ended.stderr).toContain('15회');
  expect((await reported(folder)).counts).toEqual(Object.fromEntries(served));
});
