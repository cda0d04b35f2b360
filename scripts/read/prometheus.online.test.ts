import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canHavePrometheus, type RealPrometheus, startPrometheus } from '../../testing/real-prometheus.ts';
import { type Buha, type Ended, until, Workplace } from '../../testing/run-buha.ts';
import { freePort } from '../run/live-status.ts';

const QUERIES = `# what one thread of the shop does
cpu_ratio: rate(process_cpu_seconds_total[4s])
connections: shop_connections
busy workers: shop_workers_busy
`;

// `server-metrics.e2e.test.ts` has metrics from files.
describe.skipIf(!canHavePrometheus())('a system that a real Prometheus watches', () => {
  const place = new Workplace();
  let prometheus: RealPrometheus;
  let shop: Buha;
  let baseUrl: string;
  let ended: Ended;
  let folder: string;

  beforeAll(async () => {
    const port = await freePort();
    baseUrl = `http://127.0.0.1:${port}`;
    shop = place.start(['shop', '--port', String(port)]);
    await until(() => shop.stderr().includes(baseUrl), 'the shop listens');
    prometheus = await startPrometheus(`127.0.0.1:${port}`);
    writeFileSync(place.file('queries.txt'), QUERIES);
    ended = await place.run([
      ...['run', 'recharge-balance', '--base-url', baseUrl, '--profile', 'load-only'],
      ...['--scale', '0.3', '--duration-scale', '0.3'],
      ...['--server-metrics', prometheus.address, '--server-queries', 'queries.txt'],
    ]);
    folder = place.runFolder();
  });
  afterAll(async () => {
    await prometheus?.stop();
    shop?.child.kill();
    await place.remove();
  });

  test('has its metrics in the report, kept in the folder of the run', () => {
    expect(ended.code).toBe(0);
    const files = place.runFiles(folder);
    const rows = (files['server-metrics.csv'] ?? '').trim().split(/\r?\n/);
    expect(rows[0]).toBe('time,name,value');
    const names = new Set(rows.slice(1).map((row) => row.split(',')[1]));
    expect([...names].toSorted()).toEqual(['busy workers', 'connections', 'cpu_ratio']);
    // A value a second for as long as the load went on.
    expect(rows.length).toBeGreaterThan(3 * 8);
    expect(files['report.md']).toContain('서버 지표');
    expect(files['report.md']).toMatch(/\| `busy workers` \|/);
  });

  test('waited for its locks and did not compute: the report says so', () => {
    expect(place.runFiles(folder)['report.md']).toMatch(
      /처리량이 초당 [\d,.]+건에 머문 \d+초 동안 CPU 사용률\(`cpu_ratio`\)은 평균 \d/,
    );
    expect(place.runFiles(folder)['report.md']).toContain('CPU가 아닌 대기');
  });

  test('is reported again without Prometheus, from what the folder keeps', async () => {
    const before = readFileSync(`${folder}/report.md`, 'utf8');
    const again = await place.run(['report', folder]);
    expect(again.code).toBe(0);
    expect(readFileSync(`${folder}/report.md`, 'utf8')).toBe(before);
  });

  test('is drawn on the page', () => {
    expect(place.runFiles(folder)['report.html']).toContain('data-id="server-1"');
  });

  test('names what ran out when throughput stopped, by the queries that are at hand for the shop', async () => {
    const args = ['report', folder, '--server-metrics', prometheus.address, '--server-preset', 'shop'];
    const { code } = await place.run([...args, '--server-labels', 'job=shop', '-o', 'preset.md']);
    expect(code).toBe(0);
    const report = readFileSync(place.file('preset.md'), 'utf8');
    expect(report).toMatch(/락 대기\(`writes_waiting_for_lock`\)가 시작 \d+초 뒤부터 \d+건에서 \d+건 수준으로 늘었고/);
    expect(report).toContain('락이 처리량을 제한한 것으로 보입니다.');
  });

  test('is not asked in a language that it does not know', async () => {
    writeFileSync(place.file('wrong.txt'), 'cpu_ratio: rate(\n');
    const args = ['report', folder, '--server-metrics', prometheus.address, '--server-queries', 'wrong.txt'];
    const { code, stderr } = await place.run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/rate\(.*\n.*parse error/);
  });
});
