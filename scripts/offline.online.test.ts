import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { k6Path, Workplace } from '../testing/run-buha.ts';
import { ROOT } from './paths.ts';

/** A network namespace of its own, with loopback alone; Linux gives one to a user where that is allowed. */
const ISOLATED = ['-rn', 'sh', '-c', 'ip link set lo up 2>/dev/null; exec "$@"', 'sh'];
const isAllowed = process.platform === 'linux' && spawnSync('unshare', [...ISOLATED, 'true']).status === 0;
/** Whether there is a way out: then loopback is not alone. */
const WAY_OUT = "require('node:net').connect(9, '192.0.2.1').on('error', ({ code }) => process.stdout.write(code))";

const place = new Workplace();
afterAll(() => place.remove());

const SUMMARY = join(ROOT, 'fixtures', 'runs', 'seed-all', 'place-order', 'summary.json');

function offline(...args: string[]) {
  return spawnSync('unshare', [...ISOLATED, process.execPath, ...args], {
    cwd: place.folder,
    env: { PATH: process.env.PATH, HOME: place.folder, TMPDIR: place.temporary, K6_BIN: k6Path(), BUHA_LANG: 'en' },
    encoding: 'utf8',
  });
}
const buha = (...args: string[]) => offline(join(ROOT, 'dist', 'buha.js'), ...args);

describe.runIf(isAllowed)('with loopback alone', () => {
  test('there is no way out', () => expect(offline('-e', WAY_OUT).stdout).toBe('ENETUNREACH'));

  test('a report, a page, a verdict', () => {
    expect(buha('report', SUMMARY)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# /) });
    expect(buha('report', SUMMARY, '--format', 'html', '-o', 'report.html')).toMatchObject({ status: 0 });
    expect(buha('gate', SUMMARY)).toMatchObject({ status: 10 });
  });

  test('a project, and a load on the built-in shop', () => {
    writeFileSync(place.file('package.json'), '{"name":"app","private":true}');
    expect(buha('init', '--yes', '--no-install')).toMatchObject({ status: 0 });
    const ended = buha('run', 'first', '--gate');
    expect(ended.status, ended.stderr).toBe(0);
  });
});
