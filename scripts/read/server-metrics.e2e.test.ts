import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { TINY, Workplace } from '../../testing/run-buha.ts';
import { freePort } from '../run/live-status.ts';

const QUERIES = `# what one thread of the shop does
cpu_ratio: rate(process_cpu_seconds_total[4s])
connections: shop_connections
busy workers: shop_workers_busy
`;

describe('metrics from a file', () => {
  const place = new Workplace();
  afterAll(() => place.remove());

  test('of another time, of no Prometheus, or of no known form are refused, and nothing is written', async () => {
    copyFileSync(
      new URL('../../fixtures/runs/formats/2.2.0/plain.ndjson.gz', import.meta.url),
      place.file('samples.gz'),
    );
    writeFileSync(place.file('old.csv'), 'time,name,value\n2020-01-01T00:00:00Z,cpu_percent,20\n');
    writeFileSync(place.file('broken.csv'), 'a,b\n1,2\n');
    writeFileSync(place.file('queries.txt'), QUERIES);
    const port = await freePort();
    for (const [args, said] of [
      [['--server-metrics', 'old.csv'], /old\.csv.*2020-01-01/],
      [['--server-metrics', 'broken.csv'], /broken\.csv:1/],
      [['--server-metrics', `http://u:s3cr3t@127.0.0.1:${port}`, '--server-queries', 'queries.txt'], /ECONNREFUSED/],
      [['--server-metrics', `HTTP://u:s3cr3t@127.0.0.1:${port}`, '--server-queries', 'queries.txt'], /ECONNREFUSED/],
      [['--server-metrics', 'http://u:s3cr3t@', '--server-queries', 'queries.txt'], /--server-metrics/],
      [['--server-metrics', 'ftp://u:s3cr3t@h', '--server-queries', 'queries.txt'], /--server-metrics/],
      [['--server-metrics', `http://127.0.0.1:${port}`], /--server-preset/],
      [['--server-metrics', `http://127.0.0.1:${port}`, '--server-preset', 'spring,java'], /java.*spring, node/s],
      [
        ['--server-metrics', `http://127.0.0.1:${port}`, '--server-preset', 'shop', '--server-labels', 'x'],
        /app="shop"/,
      ],
      [['--server-metrics', 'cpu.csv', '--server-preset', 'shop'], /--server-metrics/],
      [['--server-preset', 'shop'], /--server-metrics/],
      [['--server-labels', 'a=b'], /--server-preset/],
      [['--server-queries', 'queries.txt'], /--server-metrics/],
    ] as const) {
      const { code, stderr, stdout } = await place.run(['report', 'samples.gz', ...args]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(said);
      expect(stderr).not.toContain('s3cr3t');
    }
  });

  test('a monitoring that fails does not cost the report of a run', async () => {
    writeFileSync(place.file('queries.txt'), QUERIES);
    const { code, stderr } = await place.run([
      ...['run', 'get-balance', ...TINY],
      ...['--server-metrics', `http://127.0.0.1:${await freePort()}`, '--server-queries', 'queries.txt'],
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('서버 지표 없이 보고서를 작성합니다');
    rmSync(place.results, { recursive: true });
  });
});
