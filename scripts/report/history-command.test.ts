import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as format from '../../reports/text/format.ts';
import { callCommand } from '../../testing/call-command.ts';

const fixture = (path: string) => fileURLToPath(new URL(`../../fixtures/runs/${path}`, import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-history-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function call(args: readonly string[], out: { isTTY?: boolean; columns?: number } = {}) {
  const called = await callCommand(['history', ...args], { env: { NO_COLOR: '1' }, out });
  return { ...called, stderr: called.stderr.replaceAll(folder, '.') };
}

/** Puts a recorded run there under a name, with another time and other figures. */
function addRun(name: string, source: string, startedAt?: string, perSec?: number): void {
  const path = join(folder, name);
  cpSync(fixture(source), path, { recursive: true });
  const change = (file: string, edit: (text: string) => string) =>
    writeFileSync(join(path, file), edit(readFileSync(join(path, file), 'utf8')));
  if (startedAt) change('run.json', (text) => text.replace(/"startedAt": "[^"]+"/, `"startedAt": "${startedAt}"`));
  if (perSec) {
    change('summary.json', (text) => {
      const summary = JSON.parse(text);
      summary.metrics.http_reqs.rate = perSec;
      return JSON.stringify(summary);
    });
  }
}

/** A run of a script with two scenarios of its own, which k6's summary does not tell apart; its raw samples do. */
function addOwnScript(name: string): void {
  addRun(name, 'stress');
  const path = join(folder, name);
  const record = JSON.parse(readFileSync(join(path, 'run.json'), 'utf8'));
  const scenarios = {
    browse: { executor: 'constant-vus', vus: 2, duration: '2s' },
    peak: {
      ...{ executor: 'ramping-arrival-rate', startRate: 20, preAllocatedVUs: 2, maxVUs: 3, startTime: '500ms' },
      // k6 started one iteration less than this plan makes.
      stages: [{ target: 202, duration: '1s' }],
    },
  };
  const { profile: _, ...own } = record;
  writeFileSync(join(path, 'run.json'), JSON.stringify({ ...own, name: 'own', apis: [], options: { scenarios } }));
  const summary = JSON.parse(readFileSync(fixture('samples/lean-tags.summary-export.json'), 'utf8'));
  const metrics = Object.entries(summary.metrics).filter(([metric]) => !metric.includes('scenario:'));
  writeFileSync(join(path, 'summary.json'), JSON.stringify({ ...summary, metrics: Object.fromEntries(metrics) }));
  cpSync(fixture('samples/lean-tags.csv.gz'), join(path, 'samples.csv.gz'));
}

describe('the history of a folder', () => {
  test('of tests of levels tells what they carried, not means over all of their levels', async () => {
    addRun('20261127-160218-recharge-balance', 'stress');
    const { stdout } = await call([folder], { columns: 200 });
    expect(stdout).toMatch(/최대 처리량 +변화 +목표를 만족한 최고 처리량/);
    expect(stdout).toMatch(/recharge-balance +통과 +315\.7 +- +315\.7/);
    expect(stdout).not.toContain('145.6');
  });

  test('is a table of every run, the newest first, and a page', async () => {
    addRun('20261123-140000-all', 'seed-all');
    addRun('20261124-140000-recharge-balance', 'seed-all/recharge-balance', '2026-11-24T14:00:00.000+09:00', 400);
    const { code, stdout, stderr } = await call([folder]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/오차는 알 수 없습니다.*\n이력 페이지 {2}\.\/index\.html\n$/);
    expect(stdout).toMatchInlineSnapshot(`
      "잔액 조회 API · seed · 내장 모의 서버(실제 시스템 아님) · 쓰기 락: 키별 분산 락 모의
      목표: p95 ≤ 1초, 에러율 ≤ 1%
      실행                             판정         처리량(TPS)  변화      p95  변화  에러율  달성률
      20261123-140000-all/get-balance  조건부 통과      1,071.5     -  11.64ms     -      0%   9.24%

      잔액 충전 API · seed · 내장 모의 서버(실제 시스템 아님) · 쓰기 락: 키별 분산 락 모의
      목표: p95 ≤ 3초, 에러율 ≤ 1%
      실행                                  판정       처리량(TPS)    변화     p95  변화  에러율  달성률
      20261124-140000-recharge-balance      목표 미달        400.0  +29.8%  10.31s  0.0%      0%   3.59%
      20261123-140000-all/recharge-balance  목표 미달        308.2       -  10.31s     -      0%   3.59%

      상품 주문 API · seed · 내장 모의 서버(실제 시스템 아님) · 쓰기 락: 키별 분산 락 모의
      목표: p95 ≤ 3초, 에러율 ≤ 1%
      실행                             판정       처리량(TPS)  변화     p95  변화  에러율  달성률
      20261123-140000-all/place-order  목표 미달        169.9     -  19.74s     -      0%   2.16%

      상품 조회 API · seed · 내장 모의 서버(실제 시스템 아님) · 쓰기 락: 키별 분산 락 모의
      목표: p95 ≤ 1초, 에러율 ≤ 1%
      실행                             판정         처리량(TPS)  변화      p95  변화  에러율  달성률
      20261123-140000-all/get-product  조건부 통과      2,112.5     -  54.75ms     -      0%  17.80%
      "
    `);
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(page).toContain('20261124-140000-recharge-balance');
    expect(page).toContain('Load test history');
    expect(page).toContain('>400.0 (+29.8%)<');
    // In 80 columns the time stands for the path.
    const narrow = await call([folder, '--lang', 'en'], { isTTY: true, columns: 80 });
    expect(narrow.stdout).toMatchInlineSnapshot(`
      "Balance inquiry API · seed · built-in mock shop (not a real system) · write
      lock: modelled distributed lock per key
      Goals: p95 ≤ 1s, error rate ≤ 1%
      Run          Verdict             TPS  Change      p95  Change  Errors  Delivered
      11-23 06:56  Conditional     1,071.5       -  11.64ms       -      0%      9.24%
                   pass

      Balance recharge API · seed · built-in mock shop (not a real system) · write
      lock: modelled distributed lock per key
      Goals: p95 ≤ 3s, error rate ≤ 1%
      Run          Verdict             TPS  Change     p95  Change  Errors  Delivered
      11-24 14:00  Missed its goals  400.0  +29.8%  10.31s    0.0%      0%      3.59%
      11-23 06:58  Missed its goals  308.2       -  10.31s       -      0%      3.59%

      Order API · seed · built-in mock shop (not a real system) · write lock: modelled
      distributed lock per key
      Goals: p95 ≤ 3s, error rate ≤ 1%
      Run          Verdict             TPS  Change     p95  Change  Errors  Delivered
      11-23 06:59  Missed its goals  169.9       -  19.74s       -      0%      2.16%

      Product inquiry API · seed · built-in mock shop (not a real system) · write
      lock: modelled distributed lock per key
      Goals: p95 ≤ 1s, error rate ≤ 1%
      Run          Verdict             TPS  Change      p95  Change  Errors  Delivered
      11-23 07:01  Conditional     2,112.5       -  54.75ms       -      0%     17.80%
                   pass
      "
    `);
  });

  test('a change is told only from a run under the same conditions', async () => {
    const other = (name: string) => {
      const path = join(folder, name, 'run.json');
      writeFileSync(path, readFileSync(path, 'utf8').replace('"cores": 2', '"cores": 64'));
    };
    addRun('a', 'seed-all/recharge-balance', '2026-11-24T14:00:00.000+09:00', 100);
    addRun('b', 'seed-all/recharge-balance', '2026-11-24T15:00:00.000+09:00', 900);
    other('b');
    addRun('c', 'seed-all/recharge-balance', '2026-11-24T16:00:00.000+09:00', 110);
    addRun('d', 'seed-all/recharge-balance', '2026-11-24T17:00:00.000+09:00', 990);
    other('d');
    const { stdout } = await call([folder]);
    const changes = stdout.split('\n').flatMap(
      (line) =>
        line
          .match(/^([a-d]) .*?\.0 +(\S+)/)
          ?.slice(1)
          .join(' ') ?? [],
    );
    expect(changes).toEqual(['d +10.0%', 'c +10.0%', 'b -', 'a -']);
  });

  test("tells the delivered share of a script's own scenarios as the report does", async () => {
    addOwnScript('own');
    const { stdout } = await call([folder]);
    const shown = stdout.match(/ (\S+)\n$/)?.[1];
    const report = await callCommand(['report', join(folder, 'own'), '--format', 'json'], { env: { NO_COLOR: '1' } });
    const [run] = JSON.parse(report.stdout).apis;
    expect(run.plannedLoad.map(({ scenario }: { scenario: string }) => scenario)).toEqual(['browse', 'peak']);
    expect(shown).toBe(format.share(run.verdict.deliveredRatio));
  });

  test('is headed by what a script of its own plans, and not by its options; the page tells the target apart', async () => {
    addOwnScript('own');
    const { stdout } = await call([folder, '--lang', 'en']);
    const load = 'browse (2 VUs) + peak (up to 202 per second), 2s';
    expect(stdout.split('\n')[0]).toBe(
      `own · ${load} · built-in mock shop (not a real system) · write lock: modelled distributed lock per key`,
    );
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const heading = page.match(/<h2 id="en-[^"]*">(.*?)<\/h2>/)?.[1]?.replaceAll(/<[^>]*>/g, '');
    expect(heading).toBe(`own · ${load}`);
    expect(page.match(/<h2[^\n]*/g)?.filter((line) => /scenarios|executor/.test(line))).toStrictEqual([]);
  });

  test('where requests failed, p95 is said to be that of successes; the newest run tells the p95 that was judged', async () => {
    addRun('a', 'seed-all/recharge-balance', '2026-11-24T14:00:00.000+09:00');
    const file = join(folder, 'a', 'summary.json');
    const whole = await call([folder]);
    expect(whole.stdout).toMatch(/ {2}p95 {2}/);
    const banner = () =>
      readFileSync(join(folder, 'index.html'), 'utf8').match(/<div class="banner[\s\S]*?<\/div>/)?.[0];
    expect(banner()).toMatch(/p95 10\.3초 \(목표 ≤ 3초의 3\.4배\)/);
    const summary = JSON.parse(readFileSync(file, 'utf8'));
    Object.assign(summary.metrics.http_req_failed, {
      passes: 30,
      fails: summary.metrics.http_reqs.count - 30,
      value: 30 / summary.metrics.http_reqs.count,
    });
    writeFileSync(file, JSON.stringify(summary));
    expect((await call([folder])).stdout).toContain('p95(성공 응답)');
  });

  test('has the runs of rounds, of one script and of all', async () => {
    addRun('20261123-140311-rounds-get-balance/20261123-140312-get-balance', 'seed-all/get-balance');
    addRun('20261123-150311-rounds-all/20261123-150312-all/get-balance', 'seed-all/get-balance');
    const { code, stdout } = await call([folder], { columns: 200 });
    expect(code).toBe(0);
    expect(stdout.match(/-get-balance\/|-all\/get-balance/g)).toHaveLength(2);
  });

  test('links to reports, also to the one of all APIs', async () => {
    addRun('a', 'stress');
    addRun('all', 'seed-all');
    writeFileSync(join(folder, 'a', 'report.md'), '');
    writeFileSync(join(folder, 'all', 'report.html'), '');
    await call([folder]);
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    expect([...page.matchAll(/href="(a[^"]*)"/g)].map(([, link]) => link)).toEqual(
      expect.arrayContaining(['a/report.md', 'all/report.html']),
    );
  });

  test('a run without a summary is told, one that cannot be read is named and left out', async () => {
    addRun('whole', 'stress');
    addRun('killed', 'stress', '2026-11-30T00:00:00.000+09:00');
    rmSync(join(folder, 'killed', 'summary.json'));
    addRun('broken', 'stress');
    writeFileSync(join(folder, 'broken', 'run.json'), '{');
    mkdirSync(join(folder, 'no run'));
    writeFileSync(join(folder, 'no run', 'file.txt'), '');
    const { code, stdout, stderr } = await call([folder]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^killed +결과 없음( +-){6}$/m);
    expect(stdout).toMatch(/^whole +통과 /m);
    expect(stdout).not.toContain('broken');
    expect(stderr).toMatch(/^경고: broken 실행을 읽지 못해 이력에서 제외했습니다\. \.\/broken\/run\.json/m);
  });

  test('of what is asked for; what there is instead is told', async () => {
    addRun('all', 'seed-all');
    const { stdout } = await call([folder, '--api', 'get-product']);
    expect(stdout).toContain('all/get-product');
    expect(stdout).not.toContain('get-balance');
    const none = await call([folder, '--api', 'get-product', '--profile', 'smoke']);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('get-product seed');
    expect((await call([folder, '--api', 'get-nothing'])).stderr).toContain('get-product');
  });

  test('of a folder without runs, or of none, is an error that says what to do', async () => {
    for (const path of [folder, join(folder, 'nothing')]) {
      const { code, stderr } = await call([path]);
      expect(code).toBe(2);
      expect(stderr).toContain('npm run test:balance');
    }
    expect(existsSync(join(folder, 'index.html'))).toBe(false);
  });

  test.each([
    ['markup', '<script>alert(1)</script>'],
    ['table and link marks', 'a | b ](x) `c`'],
    ['control and direction marks', 'a\u001b[2J\u202eb'],
    ['blanks and brackets', 'a b<c>(d)'],
  ])('a folder whose name is %s is a name', async (_, name) => {
    // A slash is the only letter that no name can have.
    const shown = name.replaceAll('/', '-');
    addRun(shown, 'stress');
    writeFileSync(join(folder, shown, 'report.html'), '');
    const { code, stdout } = await call([folder]);
    expect(code).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested.
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(page).not.toContain('<script>alert');
    const body = page.slice(page.indexOf('<main'), page.indexOf('</main>'));
    for (const [row] of body.matchAll(/<tr>.*?<\/tr>/gs)) expect([...row.matchAll(/<t[dh]/g)]).toHaveLength(8);
  });
});
