import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../reports/words/language.ts';
import { callCommand } from '../../testing/call-command.ts';
import { ROOT } from '../paths.ts';

const RUNS = join(ROOT, 'fixtures', 'runs');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-verify-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A recorded run, or several, with the report that buha writes of it. */
async function addReported(fixture: string, language = 'ko'): Promise<string> {
  const path = join(folder, 'runs', fixture.replace('/', '-'));
  cpSync(join(RUNS, fixture), path, { recursive: true });
  expect((await callCommand(['report', path, '--lang', language])).code).toBe(0);
  return path;
}

/** Writes another figure into the report of a run. */
function falsify(path: string, from: string, to: string): void {
  const report = join(path, 'report.md');
  const text = readFileSync(report, 'utf8');
  expect(text).toContain(from);
  writeFileSync(report, text.replaceAll(from, to));
}

describe.each(LANGUAGES)('our own reports have nothing to find (%s)', (language) => {
  test.each([
    'seed-all/recharge-balance',
    'seed-all',
    'stress',
    'own-scripts/groups',
    'own-scripts/mixed',
    'own-scripts/stages',
    'own-scripts/interrupted',
  ])('%s', async (fixture) => {
    const path = await addReported(fixture, language);
    const { code, stdout, stderr } = await callCommand(['verify', path, '--strict']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(fixture === 'seed-all' ? /k6 결과 4개와/ : /k6 결과 1개와/);
  });
});

/** Outputs of all kinds and of k6 since 0.49, most of a run of which a part failed. */
const OUTPUTS = readdirSync(RUNS, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /(?:\.csv|\.ndjson)(?:\.gz)?$|summary[^/]*\.json$|\.txt$/.test(path),
);

test('nor has the report of any recorded output', async () => {
  expect(OUTPUTS.length).toBeGreaterThan(100);
  const findings: string[] = [];
  for (const [at, output] of OUTPUTS.entries()) {
    const language = LANGUAGES[at % 2] ?? 'ko';
    const source = join(RUNS, output);
    const report = join(folder, `${at}.md`);
    // Some hold nothing to report, which other tests look at.
    const { code } = await callCommand(['report', source, '--format', 'md', '--lang', language, '-o', report]);
    if (code !== 0) continue;
    const { stdout } = await callCommand(['verify', report, source, '--lang', 'en']);
    if (stdout !== '') findings.push(`${output} (${language}): ${stdout}`);
  }
  expect(findings).toStrictEqual([]);
}, 120_000);

test('a run folder: its report against what k6 measured, although the report holds a copy of that', async () => {
  const path = await addReported('seed-all/recharge-balance');
  falsify(path, '6.11s', '5.11s');
  const { code, stdout } = await callCommand(['verify', path]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/report\.md:\d+: 응답 시간 평균 5\.11s — k6: 6\.11s \(A\.2\.1 잔액 충전\) — 틀림\n/);
});

test('a folder of runs: each report against its own run', async () => {
  await addReported('seed-all/get-balance');
  const wrong = await addReported('seed-all/recharge-balance');
  const runs = join(folder, 'runs');
  expect((await callCommand(['verify', runs])).code).toBe(0);
  falsify(wrong, '6.11s', '5.11s');
  const { code, stdout, stderr } = await callCommand(['verify', runs]);
  expect(code).toBe(1);
  for (const line of stdout.trim().split('\n')) expect(line).toContain(join(wrong, 'report.md'));
  expect(stderr).toContain('k6 결과 2개와');
});

test('a report against a run folder that is named beside it', async () => {
  const report = join(folder, 'short.md');
  writeFileSync(report, '## 잔액 충전 API\n총 요청 29,357건, 평균 응답 시간 6.95s\n');
  const ended = await callCommand(['verify', report, join(RUNS, 'seed-all')]);
  expect(ended.code).toBe(1);
  expect(ended.stdout).toBe(`${report}:2: 응답 시간 평균 6.95s — k6: 6.11s (잔액 충전) — 틀림\n`);
});

test('what a run that was broken off delivered of its plan is not compared with the whole plan', async () => {
  const run = join(folder, 'run');
  cpSync(join(RUNS, 'seed-all/get-product'), run, { recursive: true });
  const record = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'));
  const report = join(folder, 'short.md');
  const options = JSON.stringify({ scenarios: { peak_test: record.options.scenarios.peak_test } });
  writeFileSync(report, `# 시험\n\n\`\`\`json\n${options}\n\`\`\`\n\npeak_test의 달성률은 25%였다.\n`);
  const whole = await callCommand(['verify', report, run]);
  expect(whole).toMatchObject({ code: 1, stdout: expect.stringContaining('17.80%') });
  const brokenOff = { ...record, interrupted: true, exit: { code: 105, meaning: 'interrupted' } };
  writeFileSync(join(run, 'run.json'), JSON.stringify(brokenOff));
  expect(await callCommand(['verify', report, run])).toMatchObject({ code: 0, stdout: '' });
});

test('a folder without a report says how to make one', async () => {
  const ended = await callCommand(['verify', join(RUNS, 'seed-all')]);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain(`buha report ${join(RUNS, 'seed-all')}`);
});
