import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { TINY, Workplace } from '../../testing/run-buha.ts';

const USER = 'metricsuser7';
const PASSWORD = 'wr1te-s3cret';

let place: Workplace;
let prometheus: RecordingServer;
beforeEach(async () => {
  place = new Workplace();
  prometheus = await startRecordingServer();
});
afterEach(async () => {
  prometheus.close();
  await place.remove();
});

test('k6 also writes where it is asked to, beside the files of the run, and tells no password', async () => {
  const address = `${prometheus.baseUrl.replace('//', `//${USER}:${PASSWORD}@`)}/api/v1/write`;
  const ended = await place.run(['run', 'get-balance', ...TINY, '--out', 'json=own.json', '--prometheus-rw', address]);
  expect(ended.code).toBe(0);
  expect(readFileSync(place.file('own.json'), 'utf8').split('\n')[0]).toMatch(/^\{"type":"Metric"/);
  expect(prometheus.requests.length).toBeGreaterThan(0);
  for (const { method, path, headers } of prometheus.requests) {
    expect({ method, path }).toEqual({ method: 'POST', path: '/api/v1/write' });
    expect(headers.authorization).toBe(`Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`);
  }
  const files = place.runFiles();
  expect(Object.keys(files)).toContain('samples.csv.gz');
  expect(Object.values(files).join('') + ended.stderr).not.toContain(PASSWORD);
});

test('the cloud gets its run, with the tags that it asks for', async () => {
  const env = { K6_CLOUD_TOKEN: 'cl0ud-t0ken', K6_CLOUD_HOST: prometheus.baseUrl };
  const ended = await place.run(['run', 'get-balance', ...TINY, '--out', 'cloud'], { env });
  expect(ended.stderr).not.toContain('system tags');
  expect(prometheus.requests).toContainEqual(expect.objectContaining({ method: 'POST', path: '/v1/tests' }));
});

test('a file that several scripts would write over is refused before anything runs', async () => {
  const { code, stderr } = await place.run(['run', 'all', ...TINY, '--out', 'json=own.json']);
  expect(code).toBe(2);
  expect(stderr).toContain('json=own.json');
  expect(existsSync(place.file('own.json'))).toBe(false);
  expect(existsSync(place.results)).toBe(false);
});

test('an output that k6 does not know leaves nothing to be read, and nobody is told to read it', async () => {
  const { code, stderr } = await place.run(['run', 'get-balance', ...TINY, '--out', 'nope=x']);
  expect(code).toBe(30);
  expect(stderr).toContain('nope');
  expect(stderr).not.toContain('buha report');
  expect(Object.keys(place.runFiles())).not.toContain('partial-samples.csv.gz');
});
