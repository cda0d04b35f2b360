import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../reports/words/language.ts';
import { callCommand } from './call-command.ts';

const fixtures = (path: string) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-compare-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, name);

async function call(...args: readonly string[]) {
  const called = await callCommand(['compare', ...args]);
  return { ...called, stderr: called.stderr.replaceAll(folder, '.') };
}

interface Changes {
  /** Factor of the throughput and of every response time. */
  readonly perSec?: number;
  readonly times?: number;
  readonly edit?: (record: string) => string;
}

/** A recorded run of the recharge with other figures. */
function addRun(name: string, { perSec = 1, times = 1, edit = (record) => record }: Changes = {}): string {
  const path = file(name);
  cpSync(fixtures('runs/seed-all/recharge-balance'), path, { recursive: true });
  const change = (of: string, with_: (text: string) => string) =>
    writeFileSync(join(path, of), with_(readFileSync(join(path, of), 'utf8')));
  change('run.json', edit);
  change('summary.json', (text) => {
    const summary = JSON.parse(text);
    const { http_reqs: requests, http_req_duration: all } = summary.metrics;
    requests.rate *= perSec;
    for (const trend of [all, summary.metrics['http_req_duration{expected_response:true}']]) {
      for (const statistic of ['avg', 'med', 'min', 'max', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)']) {
        if (trend?.[statistic] !== undefined) trend[statistic] *= times;
      }
    }
    return JSON.stringify(summary);
  });
  return path;
}

const withoutLock = (record: string) => record.replace('"lock": "distributed"', '"lock": "none"');

describe.each(LANGUAGES)('a comparison of repeated rounds (%s)', (language) => {
  test('is the golden one, to the letter', async () => {
    const before = [0.98, 1, 1.03].map((factor, at) => addRun(`before-${at}`, { perSec: factor, times: 1 / factor }));
    const after = [3.1, 3.3, 3.2].map((factor, at) =>
      addRun(`after-${at}`, { perSec: factor, times: 1 / factor, edit: withoutLock }),
    );
    const { code, stdout } = await call(
      ...['--round', before.join(','), '--round', after.join(','), '--label', 'A | B', '--lang', language],
    );
    expect(code).toBe(0);
    await expect(stdout.replaceAll(/`buha-compare-[^/`]+\//g, '`')).toMatchFileSnapshot(
      fixtures(`golden/rounds.${language}.md`),
    );
  });
});

describe('one run a round', () => {
  test('says that the error is unknown, and writes pictures beside the document', async () => {
    const [before, after] = [addRun('before'), addRun('after', { perSec: 2, times: 0.25 })];
    const { code, stdout, stderr } = await call(before, after, '--label', '개선 전', '-o', file('out/rounds.md'));
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(
      /처리량\(TPS\)은 308\.2에서 616\.4로 100\.0% 늘었습니다\. p95는 10\.31s에서 2\.57s로 75\.0% 줄었습니다/,
    );
    const document = readFileSync(file('out/rounds.md'), 'utf8');
    expect(document).toContain('오차를 알 수 없습니다');
    expect(document).toContain('1차(개선 전)');
    const pictures = [...document.matchAll(/!\[.*?\]\(rounds-charts\/(.*?)\)/g)].map(([, name]) => name);
    expect(pictures.toSorted()).toEqual(readdirSync(file('out/rounds-charts')).toSorted());
    expect(pictures).toHaveLength(2);
  });

  test('a difference within the spread is undecided', async () => {
    const [a, b] = [addRun('a'), addRun('b', { perSec: 1.1 })];
    const [c, d] = [addRun('c', { perSec: 1.05 }), addRun('d', { perSec: 1.2 })];
    const { stdout } = await call('--round', `${a},${b}`, '--round', `${c},${d}`);
    expect(stdout).toMatch(/\| 처리량\(TPS\) \|.*\| 판단 보류\(7\.1% 개선\) \|/);
    expect(stdout).toContain('판단을 보류합니다');
  });

  test('as a page, in both languages', async () => {
    const { code } = await call(addRun('a'), addRun('b'), '--format', 'html', '-o', file('rounds.html'));
    expect(code).toBe(0);
    const page = readFileSync(file('rounds.html'), 'utf8');
    expect(page).toContain('개선 전후 비교');
    expect(page).toContain('Before and after');
    expect(page.match(/<figure /g)).toHaveLength(4);
  });
});

describe('what cannot be compared', () => {
  test('is refused with the reason, and compared all the same if that is wanted', async () => {
    const [a, b] = [
      addRun('a'),
      addRun('b', { edit: (record) => record.replace('"version": "2.2.0"', '"version": "1.0.0"') }),
    ];
    const refused = await call(a, b, '-o', file('rounds.md'));
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('k6 버전: 2.2.0 → 1.0.0');
    expect(refused.stderr).toContain('--force-compare');
    expect(readdirSync(folder).toSorted()).toEqual(['a', 'b']);
    const { code, stdout } = await call(a, b, '--force-compare');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^> \*\*조건이 다른 실행을 비교했습니다.*k6 버전: 2\.2\.0 → 1\.0\.0$/m);
  });

  test.each([
    ['no run', []],
    ['one run', ['a']],
    ['an empty round', ['--round', ',', '--round', 'a']],
  ])('%s is too few', async (_, args) => {
    const { code, stderr } = await call(...args);
    expect(code).toBe(2);
    expect(stderr).toContain('buha compare');
  });

  test('an input is never written over', async () => {
    const k6Summary = join(addRun('a'), 'summary.json');
    const whole = readFileSync(k6Summary, 'utf8');
    const { code } = await call(k6Summary, join(addRun('b'), 'summary.json'), '-o', k6Summary);
    expect(code).toBe(2);
    expect(readFileSync(k6Summary, 'utf8')).toBe(whole);
  });

  test('more names than rounds, PNG without a file', async () => {
    const [a, b] = [addRun('a'), addRun('b')];
    expect((await call(a, b, '--label', 'x', '--label', 'y', '--label', 'z')).code).toBe(2);
    expect((await call(a, b, '--png')).stderr).toContain('--png');
  });
});

test('k6 outputs from elsewhere are compared, with a word that their conditions are unknown', async () => {
  const { code, stdout } = await call(
    join(addRun('a'), 'summary.json'),
    join(addRun('b', { perSec: 2 }), 'summary.json'),
  );
  expect(code).toBe(0);
  expect(stdout).toContain('같은 조건에서 측정했는지 확인할 수 없습니다');
  expect(stdout).toContain('100.0% 개선');
});
