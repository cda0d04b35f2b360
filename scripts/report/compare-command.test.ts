import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../reports/words/language.ts';
import { callCommand } from '../../testing/call-command.ts';

const fixtures = (path: string) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

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
    // A median that is a quarter is no chance; of anything else nobody knows.
    expect(stderr).toMatch(
      /중앙값\(p50\)은 4\.93s에서 1\.23s로 75\.0% 줄었습니다\. p95, 처리량\(TPS\), 에러율은 한 번씩만 측정해/,
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
    // No gain stands where none is claimed.
    expect(stdout).toMatch(/^\| 처리량\(TPS\) \| 판단 보류 \| - \| -24\.8%~\+52\.3% \| `[·├─┼●│┤]{21}` \|$/m);
    expect(stdout).toMatch(/판단을 보류합니다\. 회차마다 \d+~\d+회씩 측정하면 결정할 수 있습니다\./);
  });

  test('a change from nothing has no size', async () => {
    const [before, after] = [addRun('before', { perSec: 0 }), addRun('after')];
    const { stdout } = await call(before, after, '--force-compare');
    expect(stdout).toMatch(/^\| 처리량\(TPS\) \| {2}\| 0\.0 \| 308\.2 \| {2}\|$/m);
    expect(stdout).toContain('| 처리량(TPS) | 판단 보류(1회 측정) | - | - | - |');
  });

  test('the chance is that of the table, and a single run is named as one', async () => {
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name, at) => addRun(name, { times: 1 + at / 100 }));
    const some = await call('--round', `${a},${b}`, '--round', `${c},${d},${e}`);
    expect(some.stdout).toContain('표에서 판정한 지표 4개를 함께 검정했습니다');
    expect(some.stdout).not.toContain('1회만');
    const mixed = await call('--round', `${a},${b}`, '--round', `${c},${d}`, '--round', e ?? '');
    expect(mixed.stdout).toContain('표에서 판정한 지표 4개');
    expect(mixed.stdout).toContain('1회만 측정한 회차는');
  });

  test('rounds that ran one after the other are said to, and others are not', async () => {
    const at = (minute: number) => (record: string) =>
      record.replace(/"startedAt": "[^"]*"/, `"startedAt": "2026-11-23T07:${minute}:00.000+00:00"`);
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name, place) => addRun(name, { edit: at(10 + place) }));
    const after = await call('--round', `${a},${b}`, '--round', `${c},${d}`);
    expect(after.stdout).toContain('번갈아 실행하지 않고 차례로 실행했습니다');
    const turns = await call('--round', `${a},${d}`, '--round', `${b},${c}`);
    expect(turns.stdout).not.toContain('차례로');
  });

  test('the goals of the last round stand beside its figures, with whether they were met', async () => {
    const { stdout } = await call(addRun('a'), addRun('b', { times: 0.05 }));
    expect(stdout).toContain('| 지표 | 목표 | 1차 | 2차 | 달성 |');
    expect(stdout).toMatch(/^\| p95 \| ≤ 3s \| .* \| .* \| (?:달성|미달) \|$/m);
    expect(stdout).toMatch(/^\| 에러율 \| ≤ 1% \| 0% \| 0% \| 달성 \|$/m);
  });

  test('the writer has the word, under a title of their own', async () => {
    const notes = file('notes.md');
    writeFileSync(notes, '인덱스를 더했습니다.');
    const { stdout } = await call(addRun('a'), addRun('b'), '--title', '인덱스', '--notes', notes);
    expect(stdout).toMatch(/^# 인덱스\n/);
    expect(stdout).toContain('### 작성자 의견');
    expect(stdout).toContain('인덱스를 더했습니다.');
  });

  test('as a page, in both languages', async () => {
    const faster = addRun('b', { perSec: 2, times: 0.5 });
    const { code } = await call(addRun('a'), faster, '--format', 'html', '-o', file('rounds.html'));
    expect(code).toBe(0);
    const page = readFileSync(file('rounds.html'), 'utf8');
    expect(page).toContain('개선 전후 비교');
    expect(page).toContain('Before and after');
    expect(page.match(/<figure /g)).toHaveLength(4);
  });
});

describe('what a comparison leaves to be done', () => {
  const bannerOf = async (...args: readonly string[]) => {
    const { code } = await call(...args, '--format', 'html', '-o', file('rounds.html'));
    expect(code).toBe(0);
    const [, kind, verdict] =
      readFileSync(file('rounds.html'), 'utf8').match(/<div class="banner (\S+)"><p class="verdict">(.*?)<\/p>/) ?? [];
    return { kind, verdict };
  };
  /** Response times of which even the slower ones meet the goal. */
  const [FAST, SLOW] = [{ times: 0.05 }, { times: 0.11 }];

  test('a last round that met its goals and is slower than the first is no success', async () => {
    const once = await bannerOf(addRun('a', FAST), addRun('b', SLOW));
    expect(once.kind).not.toBe('pass');
    expect(once.verdict).toMatch(/ · 1차보다 나빠짐: 중앙값\(p50\)$/);
    const [c, d, e, f] = [
      addRun('c', FAST),
      addRun('d', { times: 0.051 }),
      addRun('e', SLOW),
      addRun('f', { times: 0.12 }),
    ];
    const twice = await bannerOf('--round', `${c},${d}`, '--round', `${e},${f}`);
    expect(twice).toMatchObject({ kind: 'slo-fail' });
    expect(twice.verdict).toMatch(/ · 1차보다 나빠짐: 중앙값\(p50\), p95$/);
    const better = await bannerOf(addRun('g', SLOW), addRun('h', FAST));
    expect(better.verdict).not.toContain('나빠짐');
  });

  test('rounds that were measured once are to be run more often, in turns where two commands make them', async () => {
    const { stdout, stderr } = await call(addRun('a'), addRun('b', { edit: withoutLock }));
    expect(stdout).toMatch(
      /^\| 1 \| 1차, 2차를 번갈아 다시 실행\(5회씩이면 결정\): `npx buha compare --run 'recharge-balance --profile seed' --run 'recharge-balance --profile seed --shop-lock none' --rounds 5` \|/m,
    );
    expect(stderr).toMatch(/다음 단계 +1\. 1차, 2차를 번갈아 다시 실행/);
    // The same command twice: what was changed is no word of it.
    const same = await call(addRun('c'), addRun('d'));
    expect(same.stdout).toMatch(
      /^\| 1 \| 1차, 2차를 각각 4회 더 실행\(모두 5회씩이면 결정\): `npx buha run .* --rounds 4` \|/m,
    );
  });

  test('a load in JSON is told by what it plans, in the table and where it is why two are not compared', async () => {
    const own = (vus: number) => (record: string) => {
      const { profile: _, ...rest } = JSON.parse(record);
      const options = { scenarios: { steps: { executor: 'constant-vus', vus, duration: '10s' } } };
      return JSON.stringify({ ...rest, options });
    };
    const [a, b] = [addRun('a', { edit: own(3) }), addRun('b', { edit: own(30) })];
    const refused = await call(a, b);
    expect(refused.stderr).toContain('부하 프로필: steps(3 VU), 10초 → steps(30 VU), 10초');
    const { stdout } = await call(a, b, '--force-compare');
    expect(stdout).not.toContain('"executor"');
  });
});

describe('what cannot be compared', () => {
  test('a run that is named twice, however it is named', async () => {
    const [a, b] = [addRun('rounds/a'), addRun('b')];
    for (const args of [
      ['--round', `${a},${a}`, '--round', b],
      ['--round', `${file('rounds')},${a}`, b],
      [a, `${a}/`],
    ]) {
      const { code, stdout, stderr } = await call(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('두 번 지정했습니다');
    }
  });

  test('is never overwritten by the comparison, nor is what was measured beside it', async () => {
    const [a, b] = [addRun('a'), addRun('b')];
    for (const name of ['summary.json', 'run.json']) {
      const before = readFileSync(join(a, name), 'utf8');
      const { code, stderr } = await call(a, b, '-o', join(a, name));
      expect(code).toBe(2);
      expect(stderr).toContain(name);
      expect(readFileSync(join(a, name), 'utf8')).toBe(before);
    }
  });

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

  test('rounds of different APIs have nothing in common', async () => {
    const { code, stdout, stderr } = await call(addRun('a'), fixtures('runs/seed-all/get-balance'), '--force-compare');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('recharge-balance, get-balance');
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
  expect(stdout).toMatch(/^\| 처리량\(TPS\) \|.* 308\.2 \| 616\.4 \|/m);
});
