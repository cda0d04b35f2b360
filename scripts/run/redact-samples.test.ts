import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { redactor } from './k6-log.ts';
import { redactSamples } from './redact-samples.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = 'metric_name,timestamp,metric_value,method,name,status,extra_tags';
const row = (at: number) => `http_reqs,${at},1.000000,GET,https://x.example/?key=tok-secret-${at % 2},200,a=b`;
const redact = redactor(['tok-secret-0'], new Set(['tok-secret-1']));

async function redacted(content: Uint8Array): Promise<string> {
  writeFileSync(join(folder, 'raw.gz'), content);
  await redactSamples(join(folder, 'raw.gz'), join(folder, 'samples.csv.gz'), redact);
  return gunzipSync(readFileSync(join(folder, 'samples.csv.gz'))).toString();
}

test('blacks out secrets in the tags and leaves every figure', async () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => row(at));
  const text = await redacted(gzipSync(`${[HEADER, ...rows].join('\n')}\n`));
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(5_001);
  expect(lines[0]).toBe(HEADER);
  expect(lines[7]).toBe('http_reqs,6,1.000000,GET,https://x.example/?key=***,200,a=b');
  expect(lines[8]).toBe('http_reqs,7,1.000000,GET,https://x.example/?key=***,200,a=b');
  expect(text).not.toContain('tok-secret');
  expect(readdirSync(folder).sort()).toEqual(['raw.gz', 'samples.csv.gz']);
});

test('keeps what can be read of a file that ends in the middle', async () => {
  const whole = gzipSync(`${[HEADER, ...Array.from({ length: 10_000 }, (_, at) => row(at))].join('\n')}\n`);
  const text = await redacted(whole.subarray(0, whole.length / 2));
  expect(text.split('\n').length).toBeGreaterThan(2_000);
  expect(text).not.toContain('tok-secret');
});
