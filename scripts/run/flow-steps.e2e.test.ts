import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gated } from '../../testing/gated-run.ts';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { TINY, Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
let server: RecordingServer;
beforeEach(async () => {
  place = new Workplace();
  server = await startRecordingServer();
});
afterEach(() => {
  server.close();
  place.remove();
});

const FLOW = `import { defineFlow } from 'buha/k6';
import http from 'k6/http';
const flow = defineFlow('browse', ['list'], ({ baseUrl, step }) => {
  step('list', (params) => http.get(\`\${baseUrl}/orders\`, params));
  step('list', (params) => http.get(\`\${baseUrl}/orders?page=2\`, params), '다음 쪽');
});
export const options = flow.options;
export default flow.run;
`;

test('a step of a flow has a name of its own: its figures, its check, its goals', async () => {
  mkdirSync(place.file('loadtest'));
  writeFileSync(place.file('loadtest/browse.js'), FLOW);
  const apis = { list: { request: 'GET /orders', check: 'list status is 200', thinkAfterMs: 100 } };
  const targets = { own: { baseUrl: server.baseUrl } };
  writeFileSync(place.file('buha.config.json'), JSON.stringify({ apis, targets, slo: 'slo.yaml' }));
  writeFileSync(place.file('slo.yaml'), "default: { failed: 1% }\nrequests:\n  '다음 쪽': { p95: 10s }\n");
  const { json, folder } = await gated(place, ['browse', ...TINY]);
  const goals = json?.runs[0]?.rows.filter(({ part }) => part === 'service-level') ?? [];
  expect(goals).toContainEqual(
    expect.objectContaining({ request: '다음 쪽', limit: 10_000, actual: expect.any(Number) }),
  );
  const told = await place.run(['report', folder ?? '', '--format', 'json']);
  const [run] = JSON.parse(told.stdout).apis;
  const sent = (page: string) => server.requests.filter(({ path }) => path === `/orders${page}`).length;
  expect(Object.keys(run.endpoints).toSorted()).toStrictEqual(['GET /orders', '다음 쪽']);
  expect(run.endpoints['다음 쪽'].requests).toBeGreaterThan(3);
  expect(sent('?page=2') - run.endpoints['다음 쪽'].requests).toBeLessThan(3);
  expect(run.checks.map(({ name }: { name: string }) => name).toSorted()).toStrictEqual([
    'list status is 200',
    '다음 쪽: list status is 200',
  ]);
  expect(readFileSync(join(folder ?? '', 'report.md'), 'utf8')).toContain('다음 쪽');
});
