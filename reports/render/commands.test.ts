import { describe, expect, test } from 'vitest';
import { analysedReference, foreignRun, recordOf, referenceSummary } from '../../testing/reference-runs.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import {
  baselineCommand,
  experimentCommand,
  goalsCommand,
  profileCommand,
  reportCommand,
  runCommand,
  shellWord,
} from './commands.ts';

const SHOP = { target: { shop: { lock: 'distributed' } } } as const;
const recharge = analysedReference('recharge-balance', SHOP);
const unknown = foreignRun(referenceSummary('get-balance'));

const from = (run: AnalysedRun, file: string): AnalysedRun => ({
  ...run,
  sources: [{ file, line: 1, format: 'summary-export', badLines: [] } as never],
});

describe('words of a shell', () => {
  test.each([
    ['plain-1.js', 'plain-1.js'],
    ['a b', "'a b'"],
    ["it's", "'it'\\''s'"],
    ['$(x)', "'$(x)'"],
    ['주문.js', "'주문.js'"],
    ['', "''"],
  ])('%j is %s', (word, written) => {
    expect(shellWord(word)).toBe(written);
  });
});

describe('the same load again', () => {
  test('with its profile, its scale and where it went', () => {
    const profile = { name: 'stress', scale: 0.5, durationScale: 2, minDelivered: 0.95 } as const;
    expect([
      runCommand([recharge]),
      runCommand([analysedReference('get-balance')]),
      runCommand([analysedReference('get-balance', { profile })], [], { longer: 3 }),
    ]).toStrictEqual([
      'buha run recharge-balance --profile seed',
      'buha run get-balance --profile seed --base-url https://shop.example.com',
      'buha run get-balance --profile stress --scale 0.5 --duration-scale 6 --base-url https://shop.example.com',
    ]);
  });

  test('against the built-in shop with the lock that it had', () => {
    const lockless = analysedReference('get-balance', { target: { shop: { lock: 'none' } } });
    expect(runCommand([lockless])).toBe('buha run get-balance --profile seed --shop-lock none');
  });

  test('all four are `all`; none where nobody knows what sent one of them', () => {
    const all = (['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const).map((api) =>
      analysedReference(api, SHOP),
    );
    expect([runCommand(all), runCommand([...all, { ...unknown, api: undefined }]), runCommand([])]).toStrictEqual([
      'buha run all --profile seed',
      undefined,
      undefined,
    ]);
  });

  test('a script brings its own load; a name like an option is a file', () => {
    const own = (path: string): AnalysedRun => ({
      ...recharge,
      api: undefined,
      profile: undefined,
      record: { ...recordOf('get-balance', SHOP), profile: undefined, script: { path, sha256: '' } },
    });
    expect([runCommand([own('load/buy.js')]), runCommand([own('--help.js')])]).toStrictEqual([
      'buha run load/buy.js',
      'buha run ./--help.js',
    ]);
    expect(profileCommand([own('load/buy.js')], 'stress')).toBeUndefined();
  });
});

test('an experiment leaves the peak out of its load, which would not be the same each time', () => {
  expect([
    experimentCommand(recharge, 'users', [4, 40]),
    experimentCommand(
      analysedReference('recharge-balance', {
        ...SHOP,
        profile: { name: 'stress', scale: 1, durationScale: 1, minDelivered: 0 },
      }),
      'users',
      [4, 40],
    ),
  ]).toStrictEqual([
    'buha experiment recharge-balance --vary users=4,40 --profile load-only',
    'buha experiment recharge-balance --vary users=4,40 --profile stress',
  ]);
  expect(profileCommand([recharge], 'peak-full')).toBe('buha run recharge-balance --profile peak-full');
});

describe('places are told as their reader knows them', () => {
  test('a run by its folder below results, a file by its name', () => {
    const run = from(recharge, '/home/me/loads/results/2026-a/summary.json');
    expect([reportCommand([run]), baselineCommand([run]), goalsCommand([run])]).toStrictEqual([
      'buha report results/2026-a',
      'buha baseline accept results/2026-a',
      'buha gate results/2026-a --slo slo.yaml',
    ]);
    expect(reportCommand([from(unknown, '/tmp/x/out.txt')])).toBe('buha report out.txt');
  });

  test('several of one call by the folder of them all', () => {
    const runs = ['a', 'b'].map((name) => from(recharge, `results/2026-all/${name}/summary.json`));
    expect(reportCommand(runs)).toBe('buha report results/2026-all');
  });

  test('no command reads standard input again', () => {
    expect(reportCommand([from(unknown, '-')])).toBeUndefined();
    expect(goalsCommand([from(unknown, '-')])).toBe('buha gate summary.json --slo slo.yaml');
  });
});
