import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callCommand } from '../../testing/call-command.ts';
import { splitRun, tagged } from '../../testing/reference-runners.ts';
import { CSV_HEADER, csvLine, ndjsonLine, type ReferenceSample } from '../../testing/reference-samples.ts';

let place = '';
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'buha-merge-'));
});
afterAll(() => rmSync(place, { recursive: true }));

function written(name: string, samples: readonly ReferenceSample[]): string {
  const path = join(place, name);
  const lines = name.includes('csv') ? [CSV_HEADER, ...samples.map(csvLine)] : samples.map(ndjsonLine);
  const text = `${lines.join('\n')}\n`;
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const { whole, parts } = splitRun(3, 11);
const [first = [], second = [], third = []] = parts;
const files = () => [
  written('r1.csv.gz', tagged(first, '1')),
  written('r2.csv', tagged(second, '2')),
  written('r3.json.gz', tagged(third, '3')),
];

const report = (...args: readonly string[]) => callCommand(['report', ...args, '--lang', 'ko']);
const jsonOf = async (...args: readonly string[]) => JSON.parse((await report(...args, '--format', 'json')).stdout);

describe('--merge', () => {
  test('files of the runners of one run are one run, whatever they are written in', async () => {
    const merged = await jsonOf(...files(), '--merge');
    const one = await jsonOf(written('whole.csv', whole));
    expect(merged.apis).toHaveLength(1);
    expect(merged.apis[0].total).toStrictEqual(one.apis[0].total);
    expect(merged.apis[0]).toMatchObject({
      id: 'peak',
      runners: parts.map((part, at) => ({ instanceId: String(at + 1), rows: part.length })),
      sources: [{ format: 'csv' }, { format: 'csv' }, { format: 'ndjson' }],
    });
  });

  test('the report names the runners and says what merging did', async () => {
    const { code, stdout } = await report(...files(), '--merge');
    expect(code).toBe(0);
    expect(stdout).toContain('### 러너');
    expect(stdout).toContain(`| 2 | \`r2.csv\` | ${second.length} | +`);
    expect(stdout).toContain('모든 러너의 원시 표본을 합쳐');
    expect(stdout).toContain('시계 차이는 파일만으로는 알 수 없으므로');
  });

  test('without it they are refused, by report and gate alike, with the flag named', async () => {
    for (const command of ['report', 'gate']) {
      const { code, stderr } = await callCommand([command, ...files(), '--lang', 'ko']);
      expect(code).toBe(2);
      expect(stderr).toContain('testrun_name=peak');
      expect(stderr).toContain('--merge');
    }
  });

  test('gate judges the union by the goals of all', async () => {
    const slo = join(place, 'slo.yaml');
    writeFileSync(slo, `default:\n  failed: 50%\n`);
    const { code, stdout, stderr } = await callCommand(['gate', ...files(), '--merge', '--slo', slo, '--lang', 'ko']);
    expect([code, stderr]).toStrictEqual([0, '']);
    expect(stdout).toMatch(/에러율 \[peak_test\] +\d+\.\d+%/);
  });

  test('first samples that lie far apart are warned of, on the terminal and in the report', async () => {
    const late = second.map((sample) => ({ ...sample, atMs: sample.atMs + 5000 }));
    const { stdout, stderr } = await report(written('a.csv', first), written('b.csv', late), '--merge');
    const warning = /러너의 첫 표본이 서로 [45](?:\.\d+)?s 떨어져 있습니다/;
    expect(stderr).toMatch(new RegExp(`경고: ${warning.source}`));
    expect(stdout.match(new RegExp(warning, 'g'))?.length).toBe(2);
  });

  test('a file that is given twice, by another path too, and a folder are refused', async () => {
    const [one = ''] = files();
    const twice = await report(one, `${place}/./r1.csv.gz`, '--merge');
    expect([twice.code, twice.stderr]).toStrictEqual([2, expect.stringContaining('두 번 지정')]);
    const folder = await report(one, place, '--merge');
    expect([folder.code, folder.stderr]).toStrictEqual([2, expect.stringContaining('폴더')]);
  });

  test('summaries: a quantile is a range, and what to do stands beside a goal that it leaves open', async () => {
    const summary = (p95: number, requests: number) =>
      JSON.stringify({
        root_group: { checks: {}, groups: {} },
        metrics: {
          http_reqs: { count: requests, rate: requests / 10 },
          http_req_failed: { passes: 0, fails: requests, value: 0 },
          http_req_duration: { avg: 9, min: 1, med: 8, max: 60, 'p(95)': p95, thresholds: { 'p(95)<24': p95 >= 24 } },
        },
      });
    const paths = [23.92, 25.06].map((p95, at) => {
      const path = join(place, `s${at}.json`);
      writeFileSync(path, summary(p95, 300 + at));
      return path;
    });
    const { stdout } = await report(...paths, '--merge');
    expect(stdout).toContain('p95: 23.92~25.06ms');
    expect(stdout).toContain('601');
    // k6 marked it as crossed in one of them.
    const gate = await callCommand(['gate', ...paths, '--merge', '--lang', 'ko']);
    expect(gate.code).toBe(10);
    expect(gate.stdout).toContain('목표 미달');
    expect(gate.stdout.replaceAll(/\s+/g, ' ')).toMatch(/23\.92~25\.06ms, 러너별이라 하나로 합칠 수 없음.*--out csv=/);
  });
});
