import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TINY, until, Workplace } from '../../testing/run-buha.ts';

let place: Workplace;
const servers: Server[] = [];

/** Answers after so many ms, and does something with each request; its address. */
async function answering(ms: number, onRequest = () => {}): Promise<string> {
  const server = createServer((_, response) => {
    onRequest();
    setTimeout(() => response.end('ok'), ms);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(() => {
  place = new Workplace();
  writeFileSync(
    place.file('load.js'),
    `import http from 'k6/http';
export const options = { vus: 5, duration: '2s', thresholds: { http_req_failed: ['rate<0.01'] } };
export default () => http.get(__ENV.BASE_URL);`,
  );
});
afterEach(async () => {
  await place.remove();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('buha compare --run', () => {
  test('runs both in turns, and tells the slower one by its interval', async () => {
    const [quick, slow] = [await answering(10), await answering(40)];
    const sides = [quick, slow].flatMap((address) => ['--run', `load.js --base-url ${address}`]);
    const names = ['--label', 'quick', '--label', 'slow', '--rounds', '2', '--pause', '0s', '--lang', 'en'];
    const { code, stderr } = await place.run(['compare', ...sides, ...names]);
    expect(code).toBe(0);
    expect([...stderr.matchAll(/^\[\d\/4\] (\w+)/gm)].map(([, name]) => name)).toStrictEqual([
      ...['quick', 'slow', 'slow', 'quick'],
    ]);
    expect(stderr).toMatch(/left$/m);
    expect(stderr).toMatch(/^Median \(p50\) +worse +-\d+\.\d% +-[\d.]+% to -[\d.]+% +[·├─●┤│◀]{21}$/m);
    const report = readFileSync(join(place.runFolder(), 'report.md'), 'utf8');
    // What the commands differ in is what is compared, and they were no runs one after the other.
    expect(report).toMatch(/^\| target \| 127\.0\.0\.1:\d+ \| 127\.0\.0\.1:\d+ \|$/m);
    expect(report).not.toContain('--force-compare');
    expect(report).not.toContain('not in turns');
  });

  test('refuses words that it cannot run, and leaves nothing behind', async () => {
    const bad = await place.run(['compare', '--run', 'load.js --results x', '--run', 'load.js']);
    expect(bad).toMatchObject({ code: 2 });
    expect(bad.stderr).toContain('--results');
    const one = await place.run(['compare', '--run', 'load.js']);
    expect(one.code).toBe(2);
    expect(readdirSync(place.folder).toSorted()).toStrictEqual(['load.js', 'tmp']);
  });
});

describe('buha run --rounds', () => {
  test('judges all rounds together, in one folder', async () => {
    const { code, stderr, stdout } = await place.run([
      ...['run', 'load.js', '--base-url', await answering(10), '--rounds', '2', '--pause', '0s', '--gate'],
    ]);
    expect({ code, stderr: code === 0 ? '' : stderr }).toStrictEqual({ code: 0, stderr: '' });
    expect(`${stdout}${stderr}`).toContain('실행 2개');
    const names = readdirSync(place.runFolder());
    expect(names.filter((name) => name.startsWith('gate.'))).toStrictEqual(['gate.json', 'gate.xml']);
    expect(names).toHaveLength(4);
  });

  test('holds all rounds against the service levels beside the script, which it says once', async () => {
    writeFileSync(place.file('slo.yaml'), 'med: 1ms');
    const { code, stderr } = await place.run([
      ...['run', 'load.js', '--base-url', await answering(10), '--rounds', '2', '--pause', '0s'],
    ]);
    expect(code).toBe(10);
    expect(stderr.match(/slo\.yaml/g)).toHaveLength(1);
  });

  test('needs a baseline of what it runs before the load, and counts a round that left nothing', async () => {
    const foreign = await place.run([
      ...['run', 'load.js', '--base-url', await answering(10), '--rounds', '2', '--baseline', 'none'],
    ]);
    expect(foreign.code).toBe(2);
    expect(foreign.stderr).not.toContain('[2/2]');
    const script = place.file('load.js');
    const address = await answering(10, () => rmSync(script, { force: true }));
    const { code, stderr, stdout } = await place.run([
      ...['run', 'load.js', '--base-url', address, '--rounds', '2', '--pause', '0s'],
    ]);
    expect(code).toBe(30);
    expect(`${stdout}${stderr}`).toContain('판정: 측정 무효 · 남은 측정이 없는 라운드: 2');
    expect(readFileSync(join(place.runFolder(), 'gate.xml'), 'utf8')).toContain('errors="1"');
  });

  test('that is stopped judges the rounds that ended, and ends with 130', async () => {
    const buha = place.start(['run', 'get-balance', '--rounds', '20', '--pause', '0s', '--no-gate', ...TINY]);
    await until(() => /\[3\/20\]/.test(buha.stderr()), 'the third round begins', 60_000);
    buha.child.kill('SIGINT');
    const { code, stderr } = await buha.ended;
    expect(code).toBe(130);
    // On a busy machine the third may have come to its end before the signal reached it.
    expect(stderr).toMatch(/끝난 실행 [23]개로 정리합니다/);
    expect(readdirSync(place.runFolder())).toContain('gate.json');
  });
});
