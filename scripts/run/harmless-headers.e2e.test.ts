import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { Workplace } from '../../testing/run-buha.ts';

const HEADERS = [
  ...[
    'X-Env: load',
    'X-Stage: test',
    'Accept: application/json',
    'Accept-Language: ko-KR',
    'User-Agent: buha checkout',
  ],
  ...[
    'X-Tenant: shop',
    'X-Request-Id: orders',
    'X-Test-Run: load_test',
    'X-Author: performance',
    'Content-Type: text/plain',
  ],
];

/** Words of the headers stand in every name. */
const SCRIPT = `
import http from 'k6/http';
import { check, group } from 'k6';
export const options = {
  scenarios: { load_test: { executor: 'shared-iterations', vus: 1, iterations: 4 } },
  thresholds: { 'http_reqs{kind:load}': ['count>0'], checks: ['rate==1'] },
  ext: { buha: { apis: [] } },
};
const headers = JSON.parse(__ENV.BUHA_HEADERS || '{}');
export default function () {
  group('load of the shop', () => {
    const answer = http.get(__ENV.BASE_URL + '/load/test/orders?stage=test&lang=ko-KR', { tags: { kind: 'load' }, headers });
    check(answer, { 'performance test: buha checkout is text/plain or application/json': () => true });
  });
  console.warn('load_test of the shop: performance');
}
`;

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

/** Lines without what differs from run to run: figures, and what is drawn or judged by them. */
const shapeOf = (text: string) =>
  text.replaceAll(/-?\d[\d.,:]*(?:e[+-]?\d+)?\s?(?:[mµn]?s\b|%|[kM]?B\b)?/g, '#').replaceAll(/[ .]*#[ #]*/g, '#');

/** Names and texts anywhere in a JSON value. */
function namesIn(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [`${path}=${value}`];
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, one]) => namesIn(one, `${path}/${name}`));
}

async function ran(headers: readonly string[]) {
  const options = headers.flatMap((header) => ['--header', header]);
  const { code } = await place.run(['run', 'load.js', '--no-gate', ...options], { env: { BASE_URL: server.baseUrl } });
  expect(code).toBe(0);
  const {
    'summary.json': summary = '',
    'console.txt': log = '',
    'report.md': report = '',
    'samples.csv.gz': samples = '',
  } = place.runFiles();
  rmSync(place.results, { recursive: true });
  const names = samples.split('\n').flatMap((row) => row.match(/,(GET,.*)$/)?.[1] ?? []);
  const headings = report.split('\n').filter((line) => /^#|^\| `|^✓|^▶/.test(line));
  return {
    summary: namesIn(JSON.parse(summary)).sort(),
    log: shapeOf(log).split('\n').sort(),
    headings: shapeOf(headings.join('\n')),
    names: [...new Set(names)],
    all: summary + log + report + samples,
  };
}

test('ten harmless headers give the same report as none', async () => {
  writeFileSync(place.file('load.js'), SCRIPT);
  const none = await ran([]);
  const all = await ran(HEADERS);
  expect(server.requests.at(-1)?.headers['x-test-run']).toBe('load_test');
  expect(all.all).not.toContain('***');
  expect(all.summary).toEqual(none.summary);
  expect(all.log).toEqual(none.log);
  expect(all.headings).toBe(none.headings);
  expect(all.names).toEqual(none.names);
  expect(all.names.join()).toContain('/load/test/orders?stage=test&lang=ko-KR');
  expect(all.all).toContain('load_test of the shop: performance');
});
