import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../reports/words/language.ts';
import { callCommand } from '../testing/call-command.ts';
import { screen } from '../testing/screen.ts';
import { ROOT } from './paths.ts';

let place: string;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'buha-screen-'));
  mkdirSync(join(place, 'results'));
  for (const api of ['get-balance', 'recharge-balance', 'place-order', 'get-product']) {
    cpSync(join(ROOT, 'fixtures/runs/seed-all', api), join(place, 'results', `2026-11-23_1603-${api}`), {
      recursive: true,
    });
  }
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

const runs = (name: string) => join('fixtures', 'runs', name);

/** What people see of goldens' inputs, and where arguments are wrong. `OUT` stands for a file. */
const CALLS: readonly (readonly string[])[] = [
  ['gate', runs('seed-all')],
  ['gate', runs('seed-all'), '--format', 'table', '--strict'],
  ['gate', runs('stress')],
  ['gate', runs('reference/get-product.txt')],
  ['gate', runs('reference/place-order.txt'), '--profile', 'seed'],
  ['report', runs('seed-all'), '-o', 'OUT'],
  ['report', runs('stress'), '-o', 'OUT'],
  ['report', join(runs('seed-all'), 'place-order'), '-o', 'OUT'],
  ['report', runs('reference/get-product.txt'), '-o', 'OUT'],
  ['compare', runs('seed-all/place-order'), runs('seed-all/get-product'), '-o', 'OUT'],
  ['compare', runs('reference/place-order.txt'), runs('reference/place-order.txt'), '-o', 'OUT'],
  ['compare', 'RESULTS/2026-11-23_1603-place-order', runs('seed-all/place-order'), '-o', 'OUT'],
  ['verify', 'fixtures/golden/seed-all.ko.md'],
  ['verify', 'fixtures/golden/seed-all.en.md', runs('stress')],
  ['history', 'RESULTS'],
  ['doctor'],
  [],
  ['run'],
  ['rum'],
  ['run', 'palce-order', '--yes'],
  ['run', 'no-such-script.js'],
  ['run', 'place-order', '--profile', 'none'],
  ['run', 'place-order', '--users', 'no-such-file.csv'],
  ['run', 'place-order', '--scale', 'many'],
  ['plan', 'place-order', '--profile', 'none'],
  ['plan', '--dau', '1000'],
  ['report'],
  ['report', 'no-such-file.json'],
  ['report', 'package.json'],
  ['report', runs('seed-all'), '--format', 'pdff'],
  ['report', runs('seed-all'), '--png'],
  ['gate', 'README.md'],
  ['gate', runs('seed-all'), '--baseline', 'nowhere'],
  ['gate', runs('seed-all'), '--slo', 'package.json'],
  ['gate', runs('seed-all'), '--max-regression', '5'],
  ['compare', runs('seed-all/place-order')],
  ['history', 'nowhere'],
  ['verify', 'package.json'],
  ['experiment', 'place-order', '--vary', 'users'],
  ['experiment', 'nothing', '--vary', 'users=1,2'],
  ['baseline', 'accept', runs('reference/get-product.txt'), '--baselines', 'RESULTS/b'],
  ['shop', '--port', 'many'],
  ...['run', 'plan', 'report', 'gate', 'baseline', 'compare', 'history', 'experiment', 'verify', 'shop', 'doctor'].map(
    (command) => [command, '--help'],
  ),
  ['baseline', 'accept', '--help'],
];

describe.each(LANGUAGES)('on a terminal (%s)', (language) => {
  describe.each([80, 120])('%d columns wide', (columns) => {
    const stream = { isTTY: true, columns };

    test.each(CALLS.map((args) => [args.join(' '), args] as const))(
      'no line breaks by itself: buha %s',
      async (_, args) => {
        const given = args.map((arg) =>
          arg.replace('OUT', join(place, 'out')).replace('RESULTS', join(place, 'results')),
        );
        const { stdout, stderr } = await callCommand(given, { env: { BUHA_LANG: language }, out: stream, err: stream });
        const { lines, broken } = await screen(`${stderr}${stdout}`, columns);
        if (process.env.SHOW) console.log(`$ buha ${args.join(' ')}\n${lines.join('\n')}`);
        // The test's own folder has a name that is longer than any line.
        expect(broken.filter((line) => !line.replaceAll('⏎', '').includes(place))).toStrictEqual([]);
      },
    );
  });
});
