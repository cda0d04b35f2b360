import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';

/** A summary without `http_req_failed`, as k6 wrote them before 0.31, and as a cut leaves them. */
const SUMMARY = [
  '    http_req_duration..............: avg=171.2ms min=1ms med=160.4ms max=1.02s p(90)=350.1ms p(95)=412.7ms',
  '    http_reqs......................: 3480   115.231788/s',
  '    iterations.....................: 3480   115.231788/s',
  '    vus............................: 20     min=20        max=20',
  '    vus_max........................: 20     min=20        max=20',
  '',
].join('\n');

const report = (...args: readonly string[]) =>
  callCommand(['report', ...args, '--lang', 'en', '-'], { input: SUMMARY });

test('where nobody counted failures, the terminal and the report show the times that JSON has: those of all requests', async () => {
  const [json, document] = [await report('--format', 'json'), await report('-o', '-')];
  expect(JSON.parse(json.stdout)).toMatchObject({ apis: [{ total: { durationMs: { med: 160.4, p95: 412.7 } } }] });
  expect(document.stderr).toMatch(/p95 413ms · whole run: median 160ms/);
  expect(document.stdout).toMatch(/\| Total \|.*160ms.*413ms/);
});

test.each([
  ['none counted', SUMMARY, 'This input does not tell whether requests failed (http_req_failed)'],
  [
    'some failed',
    `${SUMMARY}    http_req_failed................: 1.20%  42 out of 3480\n`,
    'Requests failed, and this input does not tell the successful ones apart',
  ],
])('a goal for successful requests is not judged then, and why is told: %s', async (_, input, why) => {
  const folder = mkdtempSync(join(tmpdir(), 'buha-slo-'));
  writeFileSync(join(folder, 'slo.yaml'), 'default: { p95: 1s }\n');
  const call = ['gate', '--slo', join(folder, 'slo.yaml'), '--lang', 'en', '-'];
  const { code, stdout } = await callCommand(call, { input });
  rmSync(folder, { recursive: true });
  expect(code).toBe(30);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(why);
});
