import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../testing/recording-server.ts';
import { childrenOf, k6Path, until, Workplace } from '../../testing/run-buha.ts';

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

describe.skipIf(process.platform !== 'linux')('memory (only Linux tells it of another process)', () => {
  const ROWS = 100_000;
  const VUS = 50;
  // Garbage that waits for its collector is not held: with Go's usual 100 % it decides the peak.
  const env = { GOGC: '10' };

  /** Highest resident memory of k6 in bytes, read while 50 VUs are at work. */
  async function k6Memory(users: readonly string[], results: string): Promise<number> {
    const load = ['--profile', 'load-only', '--scale', String(VUS / 3000), '--duration-scale', '0.04'];
    const target = ['--base-url', server.baseUrl, '--results', results];
    const buha = place.start(['run', 'get-balance', ...load, ...users, ...target], { env });
    let k6: number | undefined;
    let peak = 0;
    const ended = buha.ended.then(() => true);
    let done = false;
    ended.then(() => {
      done = true;
    });
    await until(
      () => {
        k6 ??= childrenOf(buha.pid).find(({ argv }) => argv[0] === k6Path() && argv[1] === 'run')?.pid;
        try {
          const kb = readFileSync(`/proc/${k6}/status`, 'utf8').match(/VmHWM:\s+(\d+) kB/)?.[1];
          peak = Math.max(peak, Number(kb ?? 0) * 1024);
        } catch {
          // Not yet there, or gone.
        }
        return done;
      },
      'the run has ended',
      50_000,
    );
    expect((await buha.ended).code).toBe(0);
    expect(peak).toBeGreaterThan(10 * 1024 * 1024);
    return peak;
  }

  test('100 000 rows are held once, not once per virtual user', async () => {
    const row = (at: number) => `${10_000 + at},token-of-a-usual-length-${String(at).padStart(16, '0')}`;
    writeFileSync(place.file('many.csv'), `id,token\n${Array.from({ length: ROWS }, (_, at) => row(at)).join('\n')}\n`);
    const few = await k6Memory([], 'few');
    const many = await k6Memory(['--users', 'many.csv'], 'many');
    const used = new Set(server.requests.flatMap(({ headers }) => headers.authorization ?? []));
    expect(used.size).toBeGreaterThan(20);
    // One copy is some 7 MB of JSON, a few times that while it is read; fifty copies would be 350 MB and more.
    expect(many - few).toBeLessThan(150 * 1024 * 1024);
  });
});
