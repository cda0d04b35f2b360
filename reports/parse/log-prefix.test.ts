import { describe, expect, test } from 'vitest';
import { learnPrefix, learnSuffix } from './log-prefix.ts';

/** Lines of k6, each behind the prefix of a collector; `at` counts them. */
const logged = (prefix: (at: number) => string) =>
  [
    '     execution: local',
    '',
    '    http_reqs......................: 348     11.231788/s',
    '    ✓ iterations.....: 1  2/s',
    '    vus............................: 20      min=20      max=20',
  ].map((line, at) => `${prefix(at)}${line}`);

const two = (value: number) => String(value).padStart(2, '0');

const COLLECTORS: Readonly<Record<string, (at: number) => string>> = {
  kubectl: () => '[pod/k6-load-1-7xk2p/k6] ',
  'docker compose': () => 'k6-1  | ',
  'gh run view': (at) => `load\tRun k6\t2026-05-01T10:00:${two(at)}.1234567Z `.replaceAll('\t', '    '),
  GitLab: (at) => `2026-05-01T10:00:${two(at)}.123456Z 01O `,
  stern: () => 'k6-load-1-7xk2p k6 ',
  'Jenkins, plain stamp': (at) => `10:00:${two(at)}  `,
  'Jenkins, whole stamp': (at) => `[2026-05-01T10:00:${two(at)}.123Z] `,
  journald: (at) => `May 01 10:00:${two(at)} host01 k6[4711]: `,
  'Go log': (at) => `2026/05/01 10:00:${two(at)} `,
  CRI: (at) => `2026-05-01T10:00:${two(at)}.123456789Z stdout F `,
  Argo: () => 'load-test-x7k2p: ',
  turbo: () => '@shop/load:test: ',
  Heroku: (at) => `2026-05-01T10:00:${two(at)}.123456+00:00 app[run.1234]: `,
  log4j: (at) => `10:00:${two(at)}.123 [main] INFO  k6.Runner - `,
  Airflow: (at) => `[2026-05-01, 10:00:${two(at)} UTC] {subprocess.py:93} INFO - `,
  'a log nobody knows': (at) => `<<load#${at}>> `,
};

describe('a prefix of a log', () => {
  test.each(Object.entries(COLLECTORS))(
    '%s: is learned from the metrics and leaves what k6 indents by',
    (_, prefix) => {
      const lines = logged(prefix);
      const learned = learnPrefix(lines);
      const rest = lines.map((line) => (learned ? line.replace(learned, '') : line).trimEnd());
      expect(rest.map((line) => line.trim())).toEqual(logged(() => '').map((line) => line.trim()));
      // Nested groups are told by their indent, so it must be the same for all.
      expect(rest[2]?.search(/\S/)).toBe(rest[4]?.search(/\S/));
    },
  );

  test('is none where k6 alone wrote', () => expect(learnPrefix(logged(() => ''))).toBeUndefined());

  test('of one line alone is a sentence that names a metric', () =>
    expect(learnPrefix(['the metric http_reqs....: 5 1/s', '    vus....: 1 min=1 max=1'])).toBeUndefined());
});

/** The same lines with something behind each of them, which a counter's rate shows. */
const followed = (suffix: (at: number) => string) =>
  [
    "    ✗ 'rate<0.01' rate=12.82%",
    '',
    '    http_reqs......................: 348     11.231788/s',
    '    iterations.....................: 348     11.231788/s',
    '    data_received..................: 57 kB   14 kB/s',
    '    vus............................: 20      min=20      max=20',
  ].map((line, at) => `${line}${suffix(at)}`);

describe('what a log puts behind its lines', () => {
  test.each<[string, (at: number) => string]>([
    ['fields of winston', () => ' {"service":"k6-runner"}'],
    ['fields of zerolog', (at) => ` component=k6 line=${at}`],
    ['a name in brackets', () => '   [k6-load]'],
  ])('%s: is learned from the counters and leaves the lines as k6 wrote them', (_, suffix) => {
    const learned = learnSuffix(followed(suffix));
    expect(followed(suffix).map((line) => (learned ? line.replace(learned, '') : line).trimEnd())).toEqual(
      followed(() => ''),
    );
  });

  test.each<[string, readonly string[]]>([
    ['where k6 alone wrote', followed(() => '')],
    ['where a box ends', followed(() => ' |')],
    [
      'of one line, which somebody explained',
      ['    http_reqs....: 348 11.2/s  <- throughput', '    vus...: 1 min=1 max=1'],
    ],
  ])('is none %s', (_, lines) => expect(learnSuffix(lines)).toBeUndefined());
});
