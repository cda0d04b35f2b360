import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectWholeAfter, killPoints } from '../../testing/kill-points.ts';
import { isAlive, LONG, processesOf, TINY, until, Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

async function running() {
  const buha = place.start(['run', 'get-product', ...LONG]);
  const processes = await processesOf(buha);
  const begun = ['partial-console.txt', 'partial-samples.csv.gz'];
  await until(
    () => begun.every((name) => readdirSync(place.runFolder()).includes(name)),
    'k6 speaks and writes samples',
  );
  return { buha, ...processes };
}

// /proc tells which processes there are.
describe.skipIf(process.platform !== 'linux')('somebody dies in the middle of a run', () => {
  test('k6: exit 30, said in words, the record and what k6 wrote are kept', async () => {
    const { buha, k6, shop } = await running();
    process.kill(k6, 'SIGKILL');
    const ended = await buha.ended;
    expect(ended.code).toBe(30);
    expect(ended.stderr).toContain('k6가 실행을 끝내지 못했습니다: SIGKILL (강제 종료됨)');
    expect(ended.stderr).toContain('보고서를 작성하지 못했습니다');
    // k6 had written none of its samples yet: there is nothing to keep, and no report to be had.
    expect(ended.stderr).not.toMatch(/partial-samples|buha report|요약만/);
    expect(readdirSync(place.runFolder()).sort()).toEqual(['console.txt', 'run.json']);
    expect(JSON.parse(readFileSync(join(place.runFolder(), 'run.json'), 'utf8'))).toMatchObject({
      interrupted: false,
      exit: { code: null, signal: 'SIGKILL', meaning: 'killed' },
    });
    expect(isAlive(shop)).toBe(false);
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  test('the folder of the run: the verdict is kept, and that the samples are gone is said', async () => {
    const buha = place.start(['run', 'get-product', ...TINY, '--gate', '--lang', 'en']);
    await processesOf(buha);
    await until(() => readdirSync(place.runFolder()).includes('partial-samples.csv.gz'), 'k6 writes samples');
    rmSync(place.runFolder(), { recursive: true });
    const ended = await buha.ended;
    expect(ended.stderr).toMatch(/warning: there are no raw samples \(.*samples\.csv\.gz\)/);
    expect(ended.code).toBe(0);
    expect(readdirSync(place.runFolder())).toEqual(expect.arrayContaining(['gate.json', 'report.md', 'run.json']));
  });

  test('buha: k6 and the shop end by themselves, and the next start removes the hand-over', async () => {
    const { buha, k6, shop } = await running();
    expect(readdirSync(place.temporary).filter((name) => name.startsWith('buha-hand-over-'))).toHaveLength(1);
    buha.child.kill('SIGKILL');
    await buha.ended;
    await until(() => !isAlive(k6), 'k6 has ended: its standard output is broken', 3000);
    await until(() => !isAlive(shop), 'the shop has ended: its channel is closed', 3000);
    expect(readdirSync(place.runFolder()).sort()).toEqual(['partial-console.txt', 'partial-samples.csv.gz']);
    // Whichever command comes next.
    expect((await place.run(['history', 'nowhere'])).code).toBe(2);
    expect(readdirSync(place.temporary)).toEqual([]);
  });
});

test.skipIf(process.platform !== 'linux')(
  'killed at any moment: whole files, nothing left, no verdict lost',
  async () => {
    // Fifty of these are in the hostile suite.
    for (const point of killPoints(5, 4)) await expectWholeAfter(point);
  },
);

describe('who reads us goes away', () => {
  test('standard error (`2>&1 | head -1`): the run goes on to its report', async () => {
    const buha = place.start(['run', 'get-product', ...TINY]);
    await until(() => buha.stderr().includes('\n'), 'the first line');
    buha.child.stderr?.destroy();
    buha.child.stdout?.destroy();
    expect((await buha.ended).code).toBe(0);
    expect(readdirSync(place.runFolder())).toContain('report.md');
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  test('standard output (`--help | head -1`): nothing is said about it', async () => {
    const buha = place.start(['run', '--help']);
    buha.child.stdout?.destroy();
    expect(await buha.ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('what cannot be written', () => {
  test.runIf(process.platform === 'linux')('results where no folder can be: refused before any load', async () => {
    const ended = await place.run(['run', 'get-balance', ...TINY, '--results', '/proc/buha']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/\/proc\/buha에 쓸 수 없습니다\(그런 파일이나 폴더가 없음, ENOENT\)/);
    expect(ended.stderr).not.toMatch(/시작합니다|at .*buha\.js/);
  });

  test('results that are a file: refused before any load', async () => {
    writeFileSync(place.results, '');
    const ended = await place.run(['run', 'get-product', ...TINY]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('results에 쓸 수 없습니다');
    expect(ended.stderr).not.toMatch(/시작합니다|at .*buha\.js/);
    expect(readFileSync(place.results, 'utf8')).toBe('');
  });

  // /dev/full answers every write as a full disk does.
  test.skipIf(process.platform !== 'linux')('a console file on a full disk: said, and the rest is kept', async () => {
    const buha = place.start(['run', 'get-product', ...TINY]);
    const folder = await until(() => {
      const [name] = readdirSync(place.folder).includes('results') ? readdirSync(place.results) : [];
      return name && join(place.results, name);
    }, 'the run folder');
    // The shop is started between the folder and the file, so there is time to put the link there.
    symlinkSync('/dev/full', join(folder, 'partial-console.txt'));
    const ended = await buha.ended;
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('console.txt에 쓸 수 없습니다(디스크에 남은 공간이 없음, ENOSPC)');
    expect(ended.stderr).toContain('디스크 여유 공간');
    // The verdict and the report are of the summary alone.
    expect(ended.stderr).toContain('판단 보류');
    expect(readdirSync(folder).sort()).toEqual([
      'partial-console.txt',
      'partial-samples.csv.gz',
      'report-charts',
      'report.html',
      'report.md',
      'run.json',
      'summary.json',
    ]);
  });

  test('a report that cannot be written: said, and all else is kept, the verdict too', async () => {
    const buha = place.start(['run', 'get-product', ...TINY]);
    const folder = await until(() => {
      const [name] = readdirSync(place.folder).includes('results') ? readdirSync(place.results) : [];
      return name && join(place.results, name);
    }, 'the run folder');
    mkdirSync(join(folder, 'report.md'));
    const ended = await buha.ended;
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('report.md에 쓸 수 없습니다');
    expect(readdirSync(folder).sort()).toEqual([
      'console.txt',
      'report-charts',
      'report.html',
      'report.md',
      'run.json',
      'samples.csv.gz',
      'summary.json',
    ]);
  });
});
