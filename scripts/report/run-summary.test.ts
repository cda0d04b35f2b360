import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { gate } from '../../reports/analyse/gate/judge.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import { width } from '../../reports/text/width.ts';
import { LANGUAGES, type Language } from '../../reports/words/language.ts';
import { ownSource } from '../../testing/own-source.ts';
import { analysedReference, foreignRun, referenceSummary } from '../../testing/reference-runs.ts';
import { flowing } from '../../testing/screen.ts';
import { GATE_FORMATS } from '../gate/gate-formats.ts';
import { Terminal } from '../terminal.ts';
import { tellSummary } from './run-summary.ts';
import { loadTemplates } from './templates.ts';

const fixtures = (path: string) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

const FILES = [
  { kind: 'report', path: 'results/x/report.md', link: 'file:///results/x/report.md' },
  { kind: 'page', path: 'results/x/report.html', link: 'file:///results/x/report.html' },
] as const;

type Told = Parameters<typeof tellSummary>[0];

function told(
  runs: Told,
  language: Language,
  stderr: { isTTY?: boolean } = {},
  env: Readonly<Record<string, string | undefined>> = {},
) {
  let text = '';
  const terminal = new Terminal({ ...stderr, write: (more) => (text += more) }, env);
  tellSummary(runs, FILES, { terminal, language });
  return text;
}

describe('the summary at the end', () => {
  test('of one run', async () => {
    const { runs } = await ownSource([fixtures('runs/stress')]);
    expect(told(runs, 'ko')).toMatchInlineSnapshot(`
      "
      잔액 충전 API  통과
      주의         내장 모의 서버(실제 시스템 아님) · 쓰기 락: 키별 분산 락 모의
      최대 처리량  초당 315.7건 (VU 800개)
      목표 만족    VU 800개까지 (초당 315.7건)
      성공률       100% (요청 10,745건, 실패 0건)
      달성률       106.2% (계획 15,880 VU·초, 실행 16,865 VU·초)
      보고서       results/x/report.md
      웹 페이지    results/x/report.html
      다음 단계    1. 처리량을 제한하는 원인 확인(한 번에 처리된 요청 약 4.6건)
                   2. VU 200개, 250개, 300개, 350개, 400개, 1,600개를 유지해 포화
                   지점(VU 200개와 400개 사이)과 목표를 만족하는 한계를 확인
      1번:  npx buha experiment recharge-balance --vary users=4,40 --profile stress --scale 0.25 --duration-scale 0.4
      "
    `);
    expect(told(runs, 'en')).toMatchInlineSnapshot(`
      "
      Balance recharge API  Passed
      Note             built-in mock shop (not a real system) · write lock: modelled
                       distributed lock per key
      Peak throughput  315.7/s (800 VUs)
      Goal met up to   800 VUs (315.7/s)
      Success          100% (10,745 requests, 0 failed)
      Delivered        106.2% (16,865 of 15,880 VU·s)
      Report           results/x/report.md
      Page             results/x/report.html
      Next steps       1. Find out what limits throughput (about 4.6 requests served
                       at a time)
                       2. Hold 200, 250, 300, 350, 400, 1,600 VUs, to find the
                       saturation point (between 200 and 400 VUs) and how far the goal
                       is met
      Step 1:  npx buha experiment recharge-balance --vary users=4,40 --profile stress --scale 0.25 --duration-scale 0.4 --lang en
      "
    `);
  });

  test('of several runs', async () => {
    const { runs } = await ownSource([fixtures('runs/seed-all')]);
    expect(told(runs, 'ko')).toMatchInlineSnapshot(`
      "
      API            판정            p95  목표 대비  에러율  처리량  피크 부하
      상품 주문 API  목표 미달    19.8초      6.6배      0%     170  2.2%만 실행
      잔액 충전 API  목표 미달    10.3초      3.4배      0%     308  3.6%만 실행
      상품 조회 API  조건부 통과    59ms       충족      0%   2,113  17.8%만 실행
      잔액 조회 API  조건부 통과    14ms       충족      0%   1,071  9.2%만 실행
      주의       내장 모의 서버(실제 시스템 아님) · 쓰기 락: 키별 분산 락 모의
      보고서     results/x/report.md
      웹 페이지  results/x/report.html
      다음 단계  1. 처리량을 제한하는 원인 확인(잔액 충전 API와 상품 주문 API, 한 번에
                 처리된 요청 약 4.0건)
                 2. 조치 후 같은 부하로 재시험(상품 주문 API와 잔액 충전 API)
                 3. 피크 부하 재시험(상품 조회 API와 잔액 조회 API, VU 약 10,100개
                 이상)
      1번:  npx buha experiment recharge-balance --vary users=4,40 --profile load-only
      "
    `);
    expect(told(runs, 'en')).toMatchInlineSnapshot(`
      "
      API                   Verdict             p95  × goal  Errors    TPS  Peak load
      Order API             Missed its goals  19.8s    6.6×      0%    170  2.2% ran
      Balance recharge API  Missed its goals  10.3s    3.4×      0%    308  3.6% ran
      Product inquiry API   Conditional pass   59ms     met      0%  2,113  17.8% ran
      Balance inquiry API   Conditional pass   14ms     met      0%  1,071  9.2% ran
      Note        built-in mock shop (not a real system) · write lock: modelled
                  distributed lock per key
      Report      results/x/report.md
      Page        results/x/report.html
      Next steps  1. Find out what limits throughput (Balance recharge API and Order
                  API; about 4.0 requests served at a time)
                  2. After the fix, the same load again (Order API and Balance
                  recharge API)
                  3. Test the peak load again (Product inquiry API and Balance inquiry
                  API, about 10,100 VUs or more)
      Step 1:  npx buha experiment recharge-balance --vary users=4,40 --profile load-only --lang en
      "
    `);
  });

  test('of a script without HTTP', async () => {
    const { runs } = await ownSource([fixtures('runs/formats/2.2.0/no-http.handle-summary.json')]);
    expect(told(runs, 'ko')).toMatchInlineSnapshot(`
      "
      no-http.handle-summary  목표 없음
      처리량(TPS)  반복 초당 95.2회, 총 12회
      달성률       알 수 없음
      보고서       results/x/report.md
      웹 페이지    results/x/report.html
      다음 단계    1. HTTP 요청이 없으므로 측정된 메트릭에 팀이 정한 목표를 스크립트의
                   옵션 thresholds에 적고(예: page_clicked: ['p(95)<500'],
                   page_closed: ['p(95)<500']) 다시 실행해 판정(script.js는 시험한
                   스크립트의 경로)
      1번:  npx buha run script.js
      "
    `);
  });

  test('says that nothing was sent where nothing was, and so do report and gate', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'buha-idle-'));
    const iteration = { avg: 101, min: 100, med: 101, max: 104, 'p(90)': 103, 'p(95)': 104 };
    const metrics = { iterations: { count: 40, rate: 19.7 }, iteration_duration: iteration, vus: { value: 2 } };
    writeFileSync(join(folder, 'idle.json'), JSON.stringify({ root_group: { groups: {}, checks: {} }, metrics }));
    const { runs } = await ownSource([join(folder, 'idle.json')]);
    rmSync(folder, { recursive: true });
    const said = { ko: '측정된 요청이 한 건도 없습니다', en: 'not one request was measured' } as const;
    for (const language of ['ko', 'en'] as const) {
      expect(flowing(told(runs, language))).toContain(said[language]);
      expect(flowing(await GATE_FORMATS.table(gate(runs), language, 30, 80))).toContain(said[language]);
      expect(await renderMarkdown(runs, await loadTemplates(language), { language })).toContain(said[language]);
    }
  });

  test('names the answers that failed, by run where there are several', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'buha-summary-'));
    const file = (name: string, answers: readonly string[]) => {
      const header = 'metric_name,timestamp,metric_value,error_code,expected_response,method,name,scenario,status';
      const lines = answers.flatMap((answer, at) => [
        `http_reqs,${1_700_000_000 + at},1,${answer}`,
        `http_req_duration,${1_700_000_000 + at},12.5,${answer}`,
      ]);
      writeFileSync(join(folder, name), [header, ...lines, ''].join('\n'));
      return join(folder, name);
    };
    const fine = ',true,GET,/orders,load,200';
    const refused = '1401,false,GET,/orders,load,401';
    const silent = '1212,false,GET,/orders,load,0';
    try {
      const first = file('login.csv', [fine, refused, refused, silent, refused]);
      const second = file('stock.csv', [fine, silent]);
      const { runs } = await ownSource([first]);
      expect(told(runs, 'ko')).toContain(
        '\n실패한 응답  상태 코드 401(3건), 응답 없음(1건, 연결 거부, k6 오류 코드 1212)\n',
      );
      expect(told(runs, 'en')).toMatch(
        /\nFailed answers +3× 401, 1× no answer \(connection refused, k6 error code 1212\)\n/,
      );
      const { runs: both } = await ownSource([first, second]);
      expect(flowing(told(both, 'en'))).toMatch(
        / Failed answers +login: 3× 401, 1× no answer \(connection refused, k6 error code 1212\) · stock: 1× no answer \(connection refused, k6 error code 1212\) /,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('of a run whose requests all failed: no times, and failures by their name in the table of the gate', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'buha-summary-'));
    const header = 'metric_name,timestamp,metric_value,error_code,expected_response,method,name,scenario,status';
    const lines = Array.from({ length: 40 }, (_, at) =>
      ['http_reqs,#,1', 'http_req_failed,#,1', 'http_req_duration,#,12.5'].map(
        (one) => `${one.replace('#', String(1_700_000_000 + at))},1404,false,GET,/orders,load,404`,
      ),
    );
    writeFileSync(join(folder, 'down.csv'), [header, ...lines.flat(), ''].join('\n'));
    const { runs } = await ownSource([join(folder, 'down.csv')]);
    rmSync(folder, { recursive: true });
    expect(told(runs, 'ko')).toContain('실패 40건');
    expect(told(runs, 'ko')).not.toContain('응답 시간');
    const table = await GATE_FORMATS.table(gate(runs), 'ko', 10, 80);
    expect(table).toMatch(/실패한 요청 +100%/);
    expect(table).not.toContain('측정된 요청 (');
  });

  test('what too few samples leave open is not shown as met', () => {
    const run = analysedReference('get-balance');
    const open = (row: (typeof run.verdict.rows)[number]) =>
      row.part === 'service-level' && row.outcome === 'pass' ? { ...row, outcome: 'inconclusive' as const } : row;
    const verdict = { ...run.verdict, kind: 'undecided' as const, rows: run.verdict.rows.map(open) };
    const both = [analysedReference('get-product'), { ...run, verdict }];
    expect(told(both, 'ko')).toMatch(/상품 조회 API .* 충족 /);
    expect(told(both, 'ko')).toMatch(/잔액 조회 API .* {2}- {2}/);
  });

  test('of samples without requests and iterations', async () => {
    const { runs } = await ownSource([fixtures('runs/formats/2.2.0/no-http.handle-summary.json')]);
    const bare = runs.map((run) => ({
      ...run,
      measured: { ...run.measured, total: { ...run.measured.total, iterations: undefined } },
    }));
    expect(told(bare, 'ko')).toContain('\n처리량(TPS)  반복 초당 95.2회\n');
  });

  test.each(LANGUAGES)(
    'takes at most sixteen lines of at most 80 columns, but for a command (%s)',
    async (language) => {
      for (const folder of ['runs/stress', 'runs/seed-all']) {
        const { runs } = await ownSource([fixtures(folder)]);
        const lines = told(runs, language).trim().split('\n');
        expect(lines.length).toBeLessThanOrEqual(16);
        expect(lines.filter((line) => width(line) > 80 && !line.includes(':  npx buha '))).toStrictEqual([]);
      }
    },
  );

  test('has colours and links on a terminal only, and none where they are not wanted', async () => {
    const { runs } = await ownSource([fixtures('runs/seed-all')]);
    const plain = told(runs, 'ko');
    const colourful = told(runs, 'ko', { isTTY: true });
    expect(stripVTControlCharacters(plain)).toBe(plain);
    expect(colourful).toContain('\u001b[33m');
    expect(colourful).toContain(
      '\u001b]8;;file:///results/x/report.html\u001b\\results/x/report.html\u001b]8;;\u001b\\',
    );
    expect(stripVTControlCharacters(colourful).replaceAll(/ +$/gm, '')).toBe(plain);
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) expect(told(runs, 'ko', { isTTY: true }, env)).toBe(plain);
  });

  test.each([
    ['control sequences', '\u001b[2J\u001b]0;owned\u0007name'],
    ['direction marks', 'a\u202eb\u2066c'],
    ['lines and markup', 'line\nbreak\r\nand | `code` **bold** <b>'],
    ['10 000 letters', 'x'.repeat(10_000)],
    ['9 000 wide letters', '긴이름'.repeat(3_000)],
  ])('a name of %s disturbs no terminal', (_, name) => {
    const run = foreignRun(referenceSummary('get-balance'), name);
    for (const runs of [[run], [run, foreignRun(referenceSummary('get-product'))]]) {
      const text = told(runs, 'ko');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested.
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
      expect(text.trim().split('\n').length).toBeLessThanOrEqual(10);
      for (const line of text.split('\n')) expect(width(line)).toBeLessThan(450);
      if (runs.length > 1) expect(width(text.split('\n')[2] ?? '')).toBeLessThan(80);
    }
  });

  test('each of several scenarios is named with what of it ran', () => {
    const text = told([analysedReference('get-balance')], 'en');
    expect(flowing(text)).toMatch(
      /Delivered +[\d.]+% \(peak_test [\d,]+ of [\d,]+ iterations, load_test [\d,.]+ of [\d,.]+ VU·s\)/,
    );
  });

  test('a failure that no figure shows is said', () => {
    const exit = { code: 110, meaning: 'marked-failed' };
    const text = told([analysedReference('get-balance', { exit })], 'en');
    expect(flowing(text)).toMatch(
      /Note +k6 exit code: k6 did not end as planned: 110 \(the script marked itself as failed\)/,
    );
  });
});

test('a secret that was blacked out stays three stars', () => {
  const exceptions = { count: 1_000_000, first: 'Error: refused: *** of `kim`' };
  expect(flowing(told([analysedReference('get-balance', { exceptions })], 'en'))).toContain(
    'First exception: Error: refused: *** of `kim`',
  );
});

test('a run that is no measurement has met no goal', () => {
  const exit = { code: 107, meaning: 'script-exception' } as const;
  const text = told([analysedReference('get-balance', { exit }), analysedReference('get-product')], 'en');
  expect(text).toMatch(/^Balance inquiry API +Invalid +721ms +- /m);
  expect(text).toMatch(/^Product inquiry API +Conditional pass +684ms +met /m);
});
