import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { type Buha, childrenOf, isAlive, k6Path, LONG, processesOf, until, Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
let server: RecordingServer;
beforeEach(async () => {
  place = new Workplace();
  server = await startRecordingServer();
});
afterEach(async () => {
  server.close();
  await place.remove();
});

const record = () => JSON.parse(readFileSync(join(place.runFolder(), 'run.json'), 'utf8'));

/** Starts a run and waits until k6 is there, which may be before it is ready for a signal. */
async function runningAgainstShop(args: readonly string[] = ['get-product', ...LONG]) {
  const buha = place.start(['run', ...args]);
  return { buha, ...(await processesOf(buha)) };
}

/** Both ends of a run are gone: nothing of it runs on. */
async function expectNoOrphan({ k6, shop }: { k6: number; shop: number }): Promise<void> {
  await until(() => !isAlive(k6) && !isAlive(shop), 'k6 and the shop have ended', 4000);
}

async function pressAgain(buha: Buha, signal: NodeJS.Signals, afterMs: number): Promise<void> {
  buha.child.kill(signal);
  const at = performance.now() + afterMs;
  await until(() => performance.now() >= at, 'the next press');
  buha.child.kill(signal);
}

// Windows has no signals to send; /proc tells who runs.
describe.skipIf(process.platform !== 'linux')('Ctrl-C', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s once: k6 sums up, the report says so', async (signal) => {
    const run = await runningAgainstShop();
    run.buha.child.kill(signal);
    const ended = await run.buha.ended;
    expect(ended).toMatchObject({ code: 130, signal: null, stdout: '' });
    expect(ended.stderr).toContain('중단합니다.');
    expect(record()).toMatchObject({ interrupted: true, exit: { code: 105, meaning: 'interrupted' } });
    const files = place.runFiles();
    // Whether there is anything to draw is up to how far it came.
    expect(
      readdirSync(place.runFolder())
        .filter((name) => name !== 'report-charts')
        .sort(),
    ).toEqual(['console.txt', 'report.html', 'report.md', 'run.json', 'samples.csv.gz', 'summary.json']);
    expect(files['report.md']).toContain('중단됨');
    expect(files['samples.csv.gz']).toContain('metric_name,');
    await expectNoOrphan(run);
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  // As npm and a shell do, which hand on the signal that the terminal has delivered already.
  test('two signals within 50 ms count as one', async () => {
    const run = await runningAgainstShop();
    await pressAgain(run.buha, 'SIGINT', 30);
    expect((await run.buha.ended).code).toBe(130);
    expect(record().exit).toEqual({ code: 105, meaning: 'interrupted' });
    expect(readdirSync(place.runFolder())).toContain('report.md');
    await expectNoOrphan(run);
  });

  test('a second press ends at once: no report, no orphan, no half file under its final name', async () => {
    writeFileSync(
      place.file('slow.js'),
      `import http from 'k6/http';
      import { sleep } from 'k6';
      export const options = { vus: 1, duration: '60s', teardownTimeout: '60s' };
      export default function () { http.get(__ENV.BASE_URL + '/health'); sleep(0.1); }
      export function teardown() { http.get('${server.baseUrl}/teardown'); sleep(50); }`,
    );
    const run = await runningAgainstShop(['slow.js']);
    run.buha.child.kill('SIGINT');
    await until(() => server.requests.length > 0, 'k6 is ending gracefully, for 50 s');
    await pressAgain(run.buha, 'SIGINT', 500);
    const pressed = performance.now();
    const ended = await run.buha.ended;
    expect(performance.now() - pressed).toBeLessThan(3000);
    expect(ended.code).toBe(130);
    expect(ended.stderr).toContain('바로 종료했습니다.');
    expect(record()).toMatchObject({ interrupted: true, exit: { code: null, signal: 'SIGKILL', meaning: 'killed' } });
    // k6 had written none of its samples yet.
    expect(readdirSync(place.runFolder()).sort()).toEqual(['console.txt', 'run.json']);
    await expectNoOrphan(run);
    // Neither test data nor the shop's database.
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  test('in the middle of `all`: the rest is not begun, and the report is of what there is', async () => {
    const buha = place.start(['run', 'all', ...LONG]);
    const processes = await processesOf(buha);
    buha.child.kill('SIGINT');
    expect((await buha.ended).code).toBe(130);
    // Whether there is anything to draw is up to how far it came.
    const made = readdirSync(place.runFolder()).filter((name) => name !== 'report-charts');
    expect(made.sort()).toEqual(['get-balance', 'report.html', 'report.md']);
    expect(readFileSync(join(place.runFolder(), 'report.md'), 'utf8')).toContain('중단됨');
    await expectNoOrphan(processes);
  });
});

describe.skipIf(process.platform !== 'linux')('before the load', () => {
  test('a signal while k6 looks at a script that never ends: 130, no folder, no orphan', async () => {
    writeFileSync(place.file('endless.js'), 'for (;;) {} export default function () { return __ENV.BASE_URL; }');
    const buha = place.start(['run', 'endless.js', '--base-url', server.baseUrl]);
    const inspect = await until(
      () => childrenOf(buha.pid).find(({ argv }) => argv[0] === k6Path() && argv[1] === 'inspect')?.pid,
      'k6 inspect runs',
    );
    buha.child.kill('SIGTERM');
    expect((await buha.ended).code).toBe(130);
    await until(() => !isAlive(inspect), 'k6 has ended', 2000);
    expect(readdirSync(place.folder)).not.toContain('results');
  });
});
