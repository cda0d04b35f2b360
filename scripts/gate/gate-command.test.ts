import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JsonGateSchema } from '../../reports/render/gate-json-schema.ts';
import { callCommand } from '../../testing/call-command.ts';
import { flowing } from '../../testing/screen.ts';
import { ROOT } from '../paths.ts';
import { gateExit } from './gate-output.ts';

const fixture = (path: string) => join(ROOT, 'fixtures', 'runs', path);
const SEED = fixture('seed-all');
const REFERENCE = fixture('reference/get-balance.txt');

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'buha-gate-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const file = (name: string, text?: string): string => {
  const path = join(place, name);
  if (text !== undefined) writeFileSync(path, text);
  return path;
};

const gate = (...args: readonly string[]) => callCommand(['gate', ...args]);

describe('exit codes', () => {
  test.each([
    ['invalid', 30, 30],
    ['slo-fail', 10, 10],
    ['regressed', 11, 11],
    ['inconclusive', 0, 20],
    ['no-baseline', 0, 20],
    ['pass', 0, 0],
  ] as const)('%s: %d, with --strict %d', (verdict, code, strict) => {
    const result = { verdict, runs: [] };
    expect([gateExit(result, false), gateExit(result, true)]).toStrictEqual([code, strict]);
  });

  test('a log without its summary: what k6 says was crossed is missed; a report of it is refused', async () => {
    const log = (...more: readonly string[]) =>
      file(
        'k6.log',
        ['running (0m30.2s), 00/20 VUs, 3480 complete and 0 interrupted iterations', ...more, ''].join('\n'),
      );
    const crossed = `time="2026-05-01T10:00:31Z" level=error msg="thresholds on metrics 'errors' have been crossed"`;
    expect(await gate(log(crossed), '--lang', 'en')).toMatchObject({
      code: 10,
      stdout: expect.stringMatching(/errors .* Missed\n(?:.*\n)*.*There are no figures of requests/),
    });
    expect(await callCommand(['report', log(crossed), '--lang', 'en'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/end-of-test summary is not in it.*\n *Crossed thresholds: errors/),
    });
    expect((await gate(log())).code).toBe(2);
  });

  test('a pass that leaves something open: 0, with --strict 20', async () => {
    expect((await gate(join(SEED, 'get-balance'), '--strict')).code).toBe(20);
  });

  test('the recorded seed run: the inquiries pass, the writes miss their goals', async () => {
    expect((await gate(join(SEED, 'get-balance'))).code).toBe(0);
    expect((await gate(join(SEED, 'get-product'))).code).toBe(0);
    expect((await gate(join(SEED, 'recharge-balance'))).code).toBe(10);
    expect((await gate(join(SEED, 'place-order'))).code).toBe(10);
    const all = await gate(SEED);
    expect(all.code).toBe(10);
    expect(all.stderr).toBe('');
    expect(all.stdout).toMatch(/^판정: 목표 미달 \(실행 4개 중 2개\)\n/);
    expect(all.stdout).toContain('잔액 조회 API: 조건부 통과 (피크 부하 9.2%만 실행)');
    expect(all.stdout).toContain('상품 주문 API: 목표 미달');
  });
});

describe('what an input does not allow', () => {
  test('a summary from elsewhere: exit code, exceptions and plan are not judged, and each is said', async () => {
    const { code, stdout } = await gate(REFERENCE);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^판정: 조건부 통과 \(반복 168,879회를 시작하지 못함, 계획의 최대 35\.1%만 실행\),\s계획 없음 \(판정하지 않은 항목 5개\)\n/,
    );
    for (const row of ['k6 종료 코드', '스크립트 예외', '계획한 시나리오', '실행 시간', '최소 달성률']) {
      expect(stdout).toMatch(new RegExp(`\n  - (?:[^:]+, )?${row}(?:, [^:]+)?: `));
    }
    expect(stdout).toContain('실행 기록(run.json)이 없어');
    expect(stdout).toContain('--profile 또는 --options');
  });

  test('what the user says of it counts, as for a report', async () => {
    const { code, stdout } = await gate(REFERENCE, '--profile', 'seed');
    expect(code).toBe(0);
    expect(stdout).toContain('조건부 통과 (피크 부하 8.7%만 실행)');
    expect((await gate(REFERENCE, '--profile', 'smoke')).code).toBe(30);
    expect((await gate(REFERENCE, '--scale', '2')).code).toBe(2);
    expect((await gate(REFERENCE, '--api', 'get-stock')).code).toBe(2);
  });

  test('a service level that it does not hold is no pass, and how to get it is told', async () => {
    const { code, stdout } = await gate(REFERENCE, '--slo', file('slo.yaml', 'p99: 800ms\n'));
    expect(code).toBe(30);
    expect(stdout).toMatch(/p99 .*판정하지 않음/);
    expect(stdout).toContain("summaryTrendStats에 'p(99)'를");
  });

  test('a script without service levels passes nothing', async () => {
    const own = fixture('formats/2.2.0/quiet.summary-export.json');
    const { code, stdout } = await gate(own);
    expect(code).toBe(30);
    // The measurement is good: there is only nothing to hold it against.
    expect(stdout).toMatch(/^판정: 목표 없음\n/);
    expect(stdout).toContain('판정할 목표가 없습니다');
    expect(stdout).toContain("thresholds: { http_req_failed: ['rate<0.01'] }");
    expect((await gate(own, '--slo', file('slo.yaml', 'failed: 100%\n'))).code).toBe(0);
  });

  test('standard input', async () => {
    const ended = await callCommand(['gate', '-'], { input: readFileSync(REFERENCE, 'utf8') });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('잔액 조회 API');
  });
});

describe('--slo', () => {
  const withSlo = (text: string, ...more: readonly string[]) => gate(SEED, '--slo', file('slo.yaml', text), ...more);

  test('decides', async () => {
    const balance = (text: string) => gate(join(SEED, 'get-balance'), '--slo', file('slo.yaml', text));
    expect((await balance('default: { p95: 30s }')).code).toBe(0);
    expect((await balance('get-balance: { p95: 1ms }')).code).toBe(10);
    expect((await balance('default: { p95: 30s }\nget-balance: { scenarios: { peak_test: { p95: 1ms } } }')).code).toBe(
      10,
    );
  });

  test('makes no run greener than k6 saw it: what was crossed stays missed beside the goal that replaces it', async () => {
    const { code, stdout } = await gate(join(SEED, 'place-order'), '--slo', file('slo.yaml', 'default: { p95: 30s }'));
    expect(code).toBe(10);
    expect(stdout).toMatch(/p95 \[점진 부하\] .* ≤ 30s .*충족$/m);
    expect(stdout).toMatch(/p95 \[점진 부하\] .* ≤ 3s .*목표 미달$/m);
  });

  test.each([
    ['get-balanse: { p95: 1s }', 'slo.yaml:1', "'get-balanse'", 'get-balance'],
    ['default:\n  p95: 1s\n  faild: 1%', 'slo.yaml:3', "'faild'", 'failed'],
    ['get-balance:\n  scenarios:\n    peek_test: { p95: 1s }', 'slo.yaml:3', "'peek_test'", 'peak_test'],
    ['scenarios: { laod_test: { p95: 1s } }', 'slo.yaml:1', "'laod_test'", 'load_test'],
  ])('%j: exit 2, file and line, and the nearest names', async (text, ...named) => {
    const ended = await withSlo(text);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    for (const part of named) expect(ended.stderr).toContain(part);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  test('a file that is not there', async () => {
    const ended = await gate(SEED, '--slo', 'absent.yaml');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('absent.yaml');
  });
});

describe('outputs', () => {
  test('several at once: the table on standard output, JSON and JUnit in files', async () => {
    const [json, junit] = [file('out/gate.json'), file('out/gate.xml')];
    const ended = await gate(SEED, '--json', json, '--junit', junit);
    expect(ended.code).toBe(10);
    expect(ended.stdout).toMatch(/^판정: /);
    expect(ended.stderr).toContain(json);
    expect(JsonGateSchema.parse(JSON.parse(readFileSync(json, 'utf8')))).toMatchObject({
      verdict: 'slo-fail',
      exitCode: 10,
    });
    expect(readFileSync(junit, 'utf8')).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites /);
  });

  test.each([
    ['json', /^\{\n {2}"schemaVersion": 2,/],
    ['junit', /^<\?xml /],
    ['github', /^## 성능 게이트\n/],
    ['table', /^판정: /],
  ])('--format %s on standard output, or in the file of -o', async (format, begins) => {
    const shown = await gate(SEED, '--format', format);
    expect(shown.stdout).toMatch(begins);
    const written = file('result');
    const ended = await gate(SEED, '--format', format, '-o', written);
    expect(ended).toMatchObject({ code: 10, stdout: '' });
    expect(readFileSync(written, 'utf8')).toBe(shown.stdout);
  });

  test('neither is what a run measured, nor the other result', async () => {
    const run = file('run');
    cpSync(join(SEED, 'get-balance'), run, { recursive: true });
    const names = ['summary.json', 'run.json'].map((name) => join(run, name));
    const before = names.map((name) => readFileSync(name, 'utf8'));
    for (const name of names) expect((await gate(run, '--json', name)).code).toBe(2);
    expect(names.map((name) => readFileSync(name, 'utf8'))).toEqual(before);
    expect((await gate(run, '--json', file('both'), '--junit', file('both'))).code).toBe(2);
    expect(existsSync(file('both'))).toBe(false);
  });

  test('what was read is not overwritten', async () => {
    const summary = file('summary.txt', readFileSync(REFERENCE, 'utf8'));
    const slo = file('slo.yaml', 'p95: 1s\n');
    for (const args of [
      ['-o', summary],
      ['--json', summary],
      ['--junit', slo],
    ]) {
      const ended = await gate(summary, '--slo', slo, ...args);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
    }
    expect(readFileSync(slo, 'utf8')).toBe('p95: 1s\n');
  });

  test('in English there is no Korean', async () => {
    const ended = await gate(SEED, REFERENCE, '--lang', 'en');
    expect(ended.stdout).toMatch(/^Verdict: Missed its goals \(2 of 5 runs\)\n/);
    expect(ended.stdout).not.toMatch(/[가-힣]/);
  });

  test('without a run: what can be judged, exit 2', async () => {
    const ended = await gate();
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('buha gate results/');
  });
});

describe('within GitHub Actions', () => {
  test('annotations on standard error, and the summary behind what is there', async () => {
    const summary = file('summary.md', '# before\n');
    const ended = await callCommand(['gate', SEED, '--format', 'json'], {
      env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
    });
    expect(ended.stderr.match(/^::error /gm)?.length).toBe(2);
    expect(JSON.parse(ended.stdout)).toMatchObject({ verdict: 'slo-fail' });
    expect(readFileSync(summary, 'utf8')).toMatch(/^# before\n## 성능 게이트\n/);
  });

  test('a summary or an output that cannot be written hides neither verdict nor the other outputs', async () => {
    const summary = file('summary.md', 'x');
    const ended = await callCommand(['gate', SEED, '--json', join(summary, 'a'), '--junit', file('b')], {
      env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(summary, 'c') },
    });
    expect(ended.code).toBe(10);
    expect(ended.stdout).toContain('목표 미달');
    expect(ended.stderr.match(/쓸 수 없습니다\(경로 중간에 폴더가 아닌 것이 있음, ENOTDIR\)/g)).toHaveLength(2);
    expect(existsSync(file('b'))).toBe(true);
    const passing = await gate(fixture('stress'), '-o', join(summary, 'a'));
    expect(passing.code).toBe(2);
  });

  test('a summary that is full stays as it is', async () => {
    const summary = file('summary.md', 'x'.repeat(1024 * 1024 - 10));
    await callCommand(['gate', SEED], { env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary } });
    expect(readFileSync(summary, 'utf8').length).toBeLessThanOrEqual(1024 * 1024);
  });

  test('elsewhere nothing of that', async () => {
    const summary = file('summary.md');
    const ended = await callCommand(['gate', SEED], { env: { GITHUB_STEP_SUMMARY: summary } });
    expect(ended.stderr).toBe('');
    expect(existsSync(summary)).toBe(false);
  });
});

describe('runs of which k6 left little', () => {
  const record = (changes: object) =>
    JSON.stringify({ ...JSON.parse(readFileSync(join(SEED, 'place-order', 'run.json'), 'utf8')), ...changes });
  const broken = record({
    exit: { code: 107, meaning: 'script-exception' },
    exceptions: { count: 10_000, first: 'Error: no\n\tat file:///x/scenarios/place-order.ts:4:1(2)' },
  });

  test('a record alone is judged: no samples, exit 30, the exception with its line', async () => {
    mkdirSync(file('run'));
    file('run/run.json', broken);
    const ended = await gate(file('run'));
    expect(ended.code).toBe(30);
    expect(ended.stdout).toContain('첫 예외: Error: no (scenarios/place-order.ts:4)');
    expect(flowing(ended.stdout)).toContain('측정된 요청이 없습니다');
  });

  test('one of several is not passed over', async () => {
    mkdirSync(file('all/a'), { recursive: true });
    mkdirSync(file('all/b'), { recursive: true });
    for (const name of ['run.json', 'summary.json'])
      file(`all/a/${name}`, readFileSync(join(SEED, 'get-balance', name), 'utf8'));
    expect((await gate(file('all'))).code).toBe(0);
    file('all/b/run.json', broken);
    expect((await gate(file('all'))).code).toBe(30);
  });

  test('one that was killed with buha is no measurement: exit 30, by its name', async () => {
    mkdirSync(file('all/a'), { recursive: true });
    mkdirSync(file('all/b'), { recursive: true });
    for (const name of ['run.json', 'summary.json'])
      file(`all/a/${name}`, readFileSync(join(SEED, 'get-balance', name), 'utf8'));
    file('all/b/partial-console.txt', '');
    const ended = await gate(file('all'));
    expect(ended).toMatchObject({ code: 30, stdout: expect.stringContaining('\nb: 측정 무효\n') });
  });

  test('the newest run is not an older one where the newest was killed', async () => {
    mkdirSync(file('results/20261123-100000-x'), { recursive: true });
    mkdirSync(file('results/20261124-100000-x'), { recursive: true });
    for (const name of ['run.json', 'summary.json']) {
      file(`results/20261123-100000-x/${name}`, readFileSync(join(SEED, 'get-balance', name), 'utf8'));
    }
    expect((await gate('--newest', '--results', file('results'))).code).toBe(0);
    file('results/20261124-100000-x/partial-console.txt', '');
    const ended = await gate('--newest', '--results', file('results'));
    expect(ended).toMatchObject({ code: 30, stdout: expect.stringContaining('\n20261124-100000-x\n') });
  });

  test('damaged samples beside a summary are named, and the summary is judged', async () => {
    mkdirSync(file('run'));
    for (const name of ['run.json', 'summary.json'])
      file(`run/${name}`, readFileSync(join(SEED, 'get-balance', name), 'utf8'));
    file('run/samples.csv.gz', 'no gzip');
    const ended = await gate(file('run'));
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('경고: ');
  });
});

test('service levels in the folder of a run give one word everywhere: gate, report in every form, history', async () => {
  const run = file('results/20261124-100000-get-balance');
  mkdirSync(run, { recursive: true });
  for (const name of ['run.json', 'summary.json'])
    writeFileSync(join(run, name), readFileSync(join(SEED, 'get-balance', name)));
  writeFileSync(join(run, 'slo.yaml'), 'p95: 1ms\nrequests: { "GET /balance": { p95: 2s } }\n');
  expect((await gate(run)).code).toBe(10);
  const report = async (format: string) =>
    (await callCommand(['report', run, '--format', format, '-o', '-', '--lang', 'en'])).stdout;
  const [md, html, json] = [await report('md'), await report('html'), JSON.parse(await report('json'))];
  expect(md).toContain('**Missed its goals');
  expect(md).toMatch(/^\| Response time p95 of successful requests .*\| [\d.]+ms \| ≤ 1ms \| missed \|$/m);
  expect(html).toContain('Missed its goals');
  expect(json.apis[0].verdict.kind).toBe('slo-fail');
  expect(json.apis[0].goals).toMatchObject([
    { id: 'p95', source: 'file', limit: 1, outcome: 'slo-fail' },
    { request: 'GET /balance', outcome: 'not-judged' },
  ]);
  const { stdout } = await callCommand(['history', file('results'), '--lang', 'en']);
  expect(stdout).toContain('Missed');
  // What was judged by is the run's own: no output takes its place.
  const { code } = await callCommand(['report', run, '--format', 'json', '-o', join(run, 'slo.yaml')]);
  expect(code).toBe(2);
});
