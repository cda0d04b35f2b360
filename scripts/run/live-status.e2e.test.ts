import { afterAll, expect, test } from 'vitest';
import { width } from '../../reports/text/width.ts';
import { fakeHost } from '../../testing/call-command.ts';
import { k6Path, TINY, Workplace } from '../../testing/run-buha.ts';
import { main } from '../cli.ts';

const place = new Workplace();
afterAll(() => place.remove());

const COLUMNS = 44;

test('on a terminal, one status line from k6’s own figures, never wider than the terminal', async () => {
  const args = ['run', 'get-product', ...TINY, '--duration-scale', '0.04', '--results', place.results];
  const { host, stderr: written } = fakeHost(args, {
    env: { PATH: process.env.PATH, HOME: place.folder, K6_BIN: k6Path() },
    err: { isTTY: true, columns: COLUMNS },
  });
  expect(await main(host)).toBe(0);
  const status = written.filter((text) => /^\d+:\d\d\//.test(text));
  expect(status.length).toBeGreaterThanOrEqual(2);
  for (const text of status) {
    expect(text).toMatch(/^0:0\d\/0:03 · VU \d+ · TPS [\d.]+/);
    expect(width(text)).toBeLessThan(COLUMNS);
  }
  // Requests are counted by k6's REST server: some are done while the line is shown.
  expect(status.some((text) => /TPS [1-9]/.test(text))).toBe(true);
  // Nothing of it is left when the command ends.
  expect(written.lastIndexOf('\r\u001b[2K')).toBeGreaterThan(written.lastIndexOf(status.at(-1) ?? ''));
});
