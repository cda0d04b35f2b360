import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import type { Language } from '../../reports/words/language.ts';
import { fakeHost } from '../../testing/call-command.ts';
import { OWN_CONFIG } from '../../testing/own-config.ts';
import { Terminal } from '../terminal.ts';
import { type VerifyOptions, verifyCommand } from './verify-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buha-verify-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function call(
  report: string,
  outputs: readonly string[] = [],
  { strict = false, language = 'ko' }: Partial<VerifyOptions> & { language?: Language } = {},
) {
  const { host, stdout, stderr } = fakeHost();
  const terminal = new Terminal(host.stderr);
  const code = await verifyCommand(report, outputs, {
    host,
    terminal,
    config: OWN_CONFIG,
    language,
    documentLanguage: language,
    options: { strict },
  });
  return { code, stdout: stdout.join('').replaceAll(`${folder}/`, ''), stderr: stderr.join('') };
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const FIXTURE = 'fixtures/verify/reference-like.ko.md';
const REFERENCE = (['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const).map(
  (api) => `fixtures/runs/reference/${api}.txt`,
);
const SUMMARY = 'fixtures/runs/seed-all/recharge-balance/summary.json';

describe('a report with wrong figures', () => {
  test('Korean', async () => {
    const { code, stdout, stderr } = await call(FIXTURE);
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "fixtures/verify/reference-like.ko.md:84: 요청 수 91431 — k6: 91,531 (잔액 조회) — 틀림
      fixtures/verify/reference-like.ko.md:86: 응답 시간 평균 155.01ms — k6: 155.91ms (잔액 조회) — 틀림
      fixtures/verify/reference-like.ko.md:98: 응답 시간 평균 155.01ms — k6: 155.91ms (잔액 조회) — 틀림
      fixtures/verify/reference-like.ko.md:141: 초당 요청 수 약 300 — k6: 317.9 (잔액 충전) — 확인 필요
      fixtures/verify/reference-like.ko.md:169: 스크립트의 체크 'recharge status is 200' — k6 출력의 체크: 'orders status is 200' (상품 주문) — 확인 필요
      fixtures/verify/reference-like.ko.md:211: 응답 시간 평균 8.91s — k6: 11.59s (상품 주문). 8.91s는 응답 시간 중앙값 — 틀림
      fixtures/verify/reference-like.ko.md:270: "부하 조건을 무리 없이 처리" — 계획한 부하의 15.98%만 실행됨 (상품 조회) — 확인 필요
      fixtures/verify/reference-like.ko.md:276: '상품 조회' — 274행에서 다룬다고 한 대상: '잔액 충전', '상품 주문' — 확인 필요
      fixtures/verify/reference-like.ko.md:278: '상품 조회' — 274행에서 다룬다고 한 대상: '잔액 충전', '상품 주문' — 확인 필요
      fixtures/verify/reference-like.ko.md:281: 사용자 수 약 5 — 스크립트: 4 (잔액 충전) — 확인 필요
      "
    `);
    expect(stderr).toMatchInlineSnapshot(`
      "보고서의 수치 52개를 k6 결과 4개와 비교했습니다. 틀림 4건, 확인 필요 6건
      "
    `);
  });

  test('English', async () => {
    const { code, stdout, stderr } = await call(FIXTURE, [], { language: 'en' });
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "fixtures/verify/reference-like.ko.md:84: requests 91431 — k6: 91,531 (잔액 조회) — wrong
      fixtures/verify/reference-like.ko.md:86: mean response time 155.01ms — k6: 155.91ms (잔액 조회) — wrong
      fixtures/verify/reference-like.ko.md:98: mean response time 155.01ms — k6: 155.91ms (잔액 조회) — wrong
      fixtures/verify/reference-like.ko.md:141: requests per second about 300 — k6: 317.9 (잔액 충전) — doubtful
      fixtures/verify/reference-like.ko.md:169: the script's check 'recharge status is 200' — checks in the k6 output: 'orders status is 200' (상품 주문) — doubtful
      fixtures/verify/reference-like.ko.md:211: mean response time 8.91s — k6: 11.59s (상품 주문); 8.91s is the median response time — wrong
      fixtures/verify/reference-like.ko.md:270: "부하 조건을 무리 없이 처리" — only 15.98% of the planned load ran (상품 조회) — doubtful
      fixtures/verify/reference-like.ko.md:276: '상품 조회' — line 274 announces '잔액 충전', '상품 주문' — doubtful
      fixtures/verify/reference-like.ko.md:278: '상품 조회' — line 274 announces '잔액 충전', '상품 주문' — doubtful
      fixtures/verify/reference-like.ko.md:281: users about 5 — the script: 4 (잔액 충전) — doubtful
      "
    `);
    expect(stderr).toMatchInlineSnapshot(`
      "compared 52 figures with 4 k6 results: 4 wrong, 6 doubtful
      "
    `);
  });
});

test('outputs given beside the report take the place of what it pasted', async () => {
  const given = await call(FIXTURE, REFERENCE);
  expect(given).toEqual(await call(FIXTURE));
});

test('a report without k6 output in it is compared with the output that is given', async () => {
  const path = await file(
    'short.md',
    '## 잔액 충전 API\n총 요청 29,357건, 평균 응답 시간 6.95s, p95 10.31s, TPS 308.2\n',
  );
  expect(await call(path, [SUMMARY])).toEqual({
    code: 1,
    stdout: 'short.md:2: 응답 시간 평균 6.95s — k6: 6.11s (잔액 충전) — 틀림\n',
    stderr: '보고서의 수치 4개를 k6 결과 1개와 비교했습니다. 틀림 1건, 확인 필요 0건\n',
  });
});

test('an output of another run fits nowhere, and that is told', async () => {
  const path = await file('other.md', '## 결과\n총 요청 91,531건, 평균 응답 시간 155.91ms, p95 720.98ms\n');
  const { code, stdout } = await call(path, [SUMMARY]);
  expect({ code, lines: stdout.trim().split('\n').length }).toEqual({ code: 1, lines: 3 });
});

test('doubtful figures alone leave the exit code 0, unless the user is strict', async () => {
  const path = await file('doubtful.md', '## 잔액 충전 API\n처리량: 초당 약 290건\n');
  expect(await call(path, [SUMMARY])).toMatchObject({ code: 0, stdout: expect.stringContaining('확인 필요') });
  expect(await call(path, [SUMMARY], { strict: true })).toMatchObject({ code: 1 });
});

test('a clean report says nothing on standard output', async () => {
  const path = await file('clean.md', '## 잔액 충전 API\n처리량: 초당 약 308건\n');
  expect(await call(path, [SUMMARY])).toMatchObject({ code: 0, stdout: '' });
});

test('without k6 output it says that the report was only compared with itself', async () => {
  const path = await file('alone.md', '- 평균: 10ms\n- 최대: 5ms\n');
  const { code, stdout, stderr } = await call(path, [], { language: 'en' });
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout:
      'alone.md:2: mean response time 10ms, maximum response time 5ms — the mean response time cannot be above the maximum response time — wrong\n',
  });
  expect(stderr).toContain('buha verify REPORT.md summary.json');
});

describe('what is no report', () => {
  test.each([
    ['empty', '\n \n', 'empty'],
    ['JSON', '{"metrics": {}}', 'json'],
    ['binary', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), 'binary'],
  ])('%s', async (name, content, looksLike) => {
    const path = await file(`${name}.md`, content);
    await expect(call(path)).rejects.toMatchObject({ code: 'not-a-report', facts: { file: path, looksLike } });
  });

  test('a file that is not there, as the report or as an output', async () => {
    await expect(call(join(folder, 'absent.md'))).rejects.toBeInstanceOf(BuhaError);
    await expect(call(FIXTURE, [join(folder, 'absent.json')])).rejects.toMatchObject({ code: 'cannot-read' });
  });

  test('an output without k6', async () => {
    const path = await file('notes.txt', 'nothing of k6 here\n');
    await expect(call(FIXTURE, [path])).rejects.toMatchObject({ code: 'no-k6-text' });
  });
});

const GOLDEN = 'fixtures/golden';
const reports = readdirSync(GOLDEN).filter((name) => /\.(?:ko|en)\.md$/.test(name));

test.each(reports)('our own report %s has nothing to find', async (name) => {
  expect(await call(join(GOLDEN, name), [], { strict: true })).toMatchObject({ code: 0, stdout: '' });
});
