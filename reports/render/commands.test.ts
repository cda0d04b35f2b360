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
} from './commands.ts';

const SHOP = { target: { shop: { lock: 'distributed' } } } as const;
const recharge = analysedReference('recharge-balance', SHOP);
const unknown = foreignRun(referenceSummary('get-balance'));

const from = (run: AnalysedRun, file: string): AnalysedRun => ({
  ...run,
  sources: [{ file, line: 1, format: 'summary-export', badLines: [] } as never],
});

describe('the same load again', () => {
  test('with its profile, its scale and where it went', () => {
    const profile = { name: 'stress', scale: 0.5, durationScale: 2, minDelivered: 0.95 } as const;
    expect([
      runCommand([recharge]),
      runCommand([analysedReference('get-balance')]),
      runCommand([analysedReference('get-balance', { profile })], [], { longer: 3 }),
    ]).toStrictEqual([
      'npx buha run recharge-balance --profile seed',
      'npx buha run get-balance --profile seed --base-url https://shop.example.com',
      'npx buha run get-balance --profile stress --scale 0.5 --duration-scale 6 --base-url https://shop.example.com',
    ]);
  });

  test('never to another system: an unknown target, and one of several, is for its reader to fill in', () => {
    const asked = ' --base-url "$' + '{BASE_URL:?}"';
    const untold: AnalysedRun = { ...recharge, record: undefined };
    const elsewhere = analysedReference('get-balance', { target: { baseUrl: 'https://other.example.com' } });
    expect([
      runCommand([untold]),
      runCommand([recharge, untold]),
      runCommand([analysedReference('get-balance'), elsewhere]),
      experimentCommand(untold, 'users', [4, 40]),
    ]).toStrictEqual([
      `npx buha run recharge-balance --profile seed${asked}`,
      `npx buha run recharge-balance --profile seed${asked}`,
      `npx buha run get-balance --profile seed${asked}`,
      `npx buha experiment recharge-balance --vary users=4,40 --users users.csv --profile load-only${asked}`,
    ]);
  });

  test('against the built-in shop with the lock that it had', () => {
    const lockless = analysedReference('get-balance', { target: { shop: { lock: 'none' } } });
    expect(runCommand([lockless])).toBe('npx buha run get-balance --profile seed --shop-lock none');
  });

  test('with what its user gave it; a secret comes from a variable without which the shell stops', () => {
    const given = {
      words: ['--users', 'a b.csv', '--header', 'X-Env: load', '--header', { before: 'X-Key: ', variable: 'X_KEY' }],
      k6: ['--no-connection-reuse', { before: '--env=PASS$=', variable: 'PASS' }],
    };
    const run = analysedReference('recharge-balance', { ...SHOP, given });
    const words = `--users 'a b.csv' --header 'X-Env: load' --header "X-Key: \${X_KEY:?}"`;
    const k6 = `-- --no-connection-reuse "--env=PASS\\$=\${PASS:?}"`;
    expect([runCommand([run], ['--lang', 'en']), profileCommand([run], 'peak-full')]).toStrictEqual([
      `npx buha run recharge-balance --profile seed ${words} --lang en ${k6}`,
      `npx buha run recharge-balance --profile peak-full ${words} ${k6}`,
    ]);
    // An experiment varies the users itself, and takes no words for k6.
    expect(experimentCommand(run, 'users', [4, 40])).toBe(
      `npx buha experiment recharge-balance --vary users=4,40 --profile load-only ${words.replace(/--users '.*?' /, '')}`,
    );
  });

  test('all four are `all`; none where nobody knows what sent one of them', () => {
    const all = (['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const).map((api) =>
      analysedReference(api, SHOP),
    );
    expect([runCommand(all), runCommand([...all, { ...unknown, api: undefined }]), runCommand([])]).toStrictEqual([
      'npx buha run all --profile seed',
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
      'npx buha run load/buy.js',
      'npx buha run ./--help.js',
    ]);
    expect(profileCommand([own('load/buy.js')], 'stress')).toBeUndefined();
    expect(profileCommand([recharge], 'stress', [], 2.2)).toContain('--profile stress --scale 2.2');
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
    'npx buha experiment recharge-balance --vary users=4,40 --profile load-only',
    'npx buha experiment recharge-balance --vary users=4,40 --profile stress',
  ]);
  expect(profileCommand([recharge], 'peak-full')).toBe('npx buha run recharge-balance --profile peak-full');
});

test('the peak that was not reached is that of the run, at its own scale', () => {
  const small = analysedReference('recharge-balance', {
    ...SHOP,
    profile: { name: 'seed', scale: 0.02, durationScale: 0.1, minDelivered: 0 },
  });
  expect(profileCommand([small], 'peak-full', [], 'as-run')).toBe(
    'npx buha run recharge-balance --profile peak-full --scale 0.02 --duration-scale 0.1',
  );
});

describe('places are told as their reader typed them', () => {
  test('a run by its folder, a file by itself', () => {
    const run = from(recharge, '../loads/results/2026-a/summary.json');
    expect([reportCommand([run]), baselineCommand([run]), goalsCommand([run])]).toStrictEqual([
      'npx buha report ../loads/results/2026-a',
      'npx buha baseline accept ../loads/results/2026-a',
      'npx buha gate ../loads/results/2026-a --slo slo.yaml',
    ]);
    expect(reportCommand([from(unknown, '/tmp/x/out.txt')])).toBe('npx buha report /tmp/x/out.txt');
    expect(reportCommand([from(recharge, 'summary.json')])).toBe('npx buha report .');
  });

  test('several of one call by the folder of them all; of a folder that may hold others, each', () => {
    const runs = ['get-balance', 'place-order'].map((api) =>
      from(analysedReference(api as 'get-balance'), `results/2026-all/${api}/summary.json`),
    );
    expect(reportCommand(runs)).toBe('npx buha report results/2026-all');
    const others = ['a', 'b'].map((name) => from(recharge, `results/${name}/summary.json`));
    expect(reportCommand(others)).toBe('npx buha report results/a results/b');
  });

  test('what the document was asked for is asked for again', () => {
    const run = from(recharge, 'a/summary.json');
    expect([
      reportCommand([run], {}, ['--lang', 'en']),
      reportCommand([run], { title: 'Two words', brief: true }),
    ]).toStrictEqual(['npx buha report a --lang en', "npx buha report a --title 'Two words' --brief"]);
  });

  test('no command reads standard input again', () => {
    expect(reportCommand([from(unknown, '-')])).toBeUndefined();
    expect(goalsCommand([from(unknown, '-')])).toBe('npx buha gate summary.json --slo slo.yaml');
    const merge = { runners: [], testRun: undefined, from: 'summaries', thresholds: undefined } as const;
    expect(goalsCommand([{ ...from(unknown, 'a.json'), merge }])).toBe('npx buha gate a.json --merge --slo slo.yaml');
  });
});
