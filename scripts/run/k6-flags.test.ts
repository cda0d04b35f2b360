import { describe, expect, test } from 'vitest';
import { BuhaError } from '../../reports/model/error.ts';
import type { K6FlagUse } from '../../reports/model/k6-flag.ts';
import { readK6Flags } from './k6-flags.ts';

describe('flags behind `--`', () => {
  test.each([
    [['--vus', '10', '--duration', '30s'], { vus: 10, duration: '30s' }],
    [['-u', '10', '-d', '1m30s'], { vus: 10, duration: '1m30s' }],
    [['-u10', '-i=20'], { vus: 10, iterations: 20 }],
    [['--vus=1', '--vus=2'], { vus: 2 }],
    [['-qu', '4'], { vus: 4 }],
    [
      ['-s', '1s:2', '--stage=500ms:0'],
      {
        stages: [
          { duration: '1s', target: 2 },
          { duration: '500ms', target: 0 },
        ],
      },
    ],
    [
      ['--stage', '1s:2,1s:0'],
      {
        stages: [
          { duration: '1s', target: 2 },
          { duration: '1s', target: 0 },
        ],
      },
    ],
    [['--rps', '5', '--tag', 'a=b', '-e', 'K6_VUS=9'], { rps: 5 }],
    [['--http-debug', '-u', '3'], { vus: 3 }],
    [['--user-agent', '--vus'], {}],
  ])('%j is the load %j', (words, load) => {
    expect(readK6Flags(words).load).toEqual(load);
  });

  test('all go to k6 run as they were given; those that shape options to inspect, too', () => {
    const words = ['--tag', 'a=b', '-e', 'KEY=value', '--user-agent=x', '--verbose', '--newer-flag', 'x'];
    expect(readK6Flags(words)).toEqual({ run: words, inspect: ['-e', 'KEY=value'], load: {}, loadWords: [], env: {} });
  });

  test('what buha reads to find the target goes into the environment', () => {
    const read = readK6Flags(['-e', 'BASE_URL=http://127.0.0.1:1/?a=b', '--env=BUHA_HEADERS=X: 1', '-u', '1']);
    expect(read.env).toEqual({ BASE_URL: 'http://127.0.0.1:1/?a=b', BUHA_HEADERS: 'X: 1' });
    expect(read.run).toEqual(['-u', '1']);
    const { run, env } = readK6Flags(['--insecure-skip-tls-verify', '-q']);
    expect({ run, env }).toEqual({ run: ['-q'], env: { K6_INSECURE_SKIP_TLS_VERIFY: 'true' } });
    expect(read.loadWords).toEqual(['-u', '1']);
  });

  test.each<[string[], string, K6FlagUse]>([
    [['--out', 'json=x'], '--out', 'out'],
    [['--out=json=x'], '--out', 'out'],
    [['-o', 'json=x'], '-o', 'out'],
    [['-ojson=x'], '-o', 'out'],
    [['--system-tags=status'], '--system-tags', 'tags'],
    [['--summary-export', 'x.json'], '--summary-export', 'summary'],
    [['--summary-mode=disabled'], '--summary-mode', 'summary'],
    [['--summary-mode', 'legacy'], '--summary-mode', 'summary'],
    [['--no-summary'], '--no-summary', 'summary'],
    [['--new-machine-readable-summary'], '--new-machine-readable-summary', 'summary'],
    [['--paused'], '--paused', 'control'],
    [['-p'], '-p', 'control'],
    [['-qp'], '-p', 'control'],
    [['-l'], '-l', 'control'],
    [['-a', ':6565'], '-a', 'control'],
    [['--address=:6565'], '--address', 'control'],
    [['-c', 'k6.json'], '-c', 'config'],
    [['--log-format', 'raw'], '--log-format', 'log'],
    [['--log-output=none'], '--log-output', 'log'],
    [['--execution-segment', '0:1/2'], '--execution-segment', 'segment'],
    [['--include-system-env-vars=false'], '--include-system-env-vars', 'environment'],
    [['-h'], '-h', 'help'],
    [['-e', 'BUHA_PROFILE=smoke'], '-e BUHA_PROFILE', 'profile'],
    [['--env=BUHA_USERS=/x'], '-e BUHA_USERS', 'data'],
    [['other.js'], 'other.js', 'word'],
    [['--quiet', 'other.js'], 'other.js', 'word'],
  ])('%j is refused by name', (words, flag, use) => {
    expect(() => readK6Flags(words)).toThrow(new BuhaError('k6-flag', { flag, use }));
  });

  test.each(['--quiet', '-q', '--no-color', '--no-usage-report', '--summary-mode=full', '--summary-mode=compact'])(
    '%s does no harm',
    (word) => expect(readK6Flags([word]).run).toEqual([word]),
  );

  test.each([
    [['--vus', 'many'], '--vus'],
    [['--vus'], '--vus'],
    [['-u', '-1'], '--vus'],
    [['-d', '500'], '--duration'],
    [['-d', 'soon'], '--duration'],
    [['-i', '1.5'], '--iterations'],
    [['-s', '10s'], '--stage'],
    [['-s', '10:5'], '--stage'],
  ])('%j is no load', (words, field) => {
    expect(() => readK6Flags(words)).toThrow(`"field":"${field}"`);
  });
});
