import { describe, expect, test } from 'vitest';
import { parseText } from './text.ts';

const summary = (...lines: readonly string[]) =>
  parseText(
    [
      '     checks.........................: 92.50% ✓ 925      ✗ 75',
      ...lines,
      '     iterations.....................: 1000   33.331788/s',
      '     vus............................: 20      min=20      max=20',
      '     vus_max........................: 20      min=20      max=20',
    ].join('\n'),
    'a.txt',
  )[0];

describe('a marked line', () => {
  test.each([
    ['   ✗ http_req_failed................: 7.5% ✓ 75        ✗ 925', 'http_req_failed', 0.075],
    ['   ✗ { kind:read }................: NaN%    ✓ 0        ✗ 0', 'checks{kind:read}', undefined],
    ['   ✗ http_reqs......................: 5000 13.89/sec', 'http_reqs', 13.89],
    ['   ✗ http_reqs......................: 12000 (200/s)', 'http_reqs', 200],
  ])('%s: keeps its mark and takes its figure from the counts', (line, name, rate) => {
    const found = summary(line);
    expect(found?.measured.thresholds).toMatchObject([{ metric: name, passed: false }]);
    expect(found?.measured.metrics.find((metric) => metric.name === name)?.values.rate).toBe(rate);
    expect(found).not.toHaveProperty('unread');
  });

  test('whose figures nobody can read keeps its mark and is named, also of a metric of the script’s own', () => {
    for (const metric of ['http_req_failed', 'my_errors']) {
      const found = summary(`   ✗ ${metric}................: about a tenth`);
      expect(found?.measured.thresholds).toMatchObject([{ metric, passed: false }]);
      expect(found?.unread).toEqual([{ line: 2, text: `✗ ${metric}................: about a tenth` }]);
    }
  });
});

test('an unmarked line of k6 that cannot be read is named', () => {
  const found = summary('     http_reqs......................: many');
  expect(found?.measured.thresholds).toEqual([]);
  expect(found?.unread).toEqual([{ line: 2, text: 'http_reqs......................: many' }]);
});

describe('what k6 says of crossed thresholds', () => {
  const crossed = (text: string) =>
    `time="2026-05-01T10:00:31Z" level=error msg="thresholds on metrics '${text}' have been crossed"`;

  test('stands where no line shows the mark', () => {
    const text = (...after: readonly string[]) =>
      parseText(
        ['http_reqs....: 1000 33.3/s', 'iterations....: 1000 33.3/s', 'vus....: 1 min=1 max=1', '', ...after].join(
          '\n',
        ),
        'a.txt',
      )[0]?.measured.thresholds;
    const missed = (metric: string) => ({ metric, expression: '', passed: false });
    expect(text(crossed('http_req_failed, checks{kind:read,group:a}'))).toMatchObject([
      missed('http_req_failed'),
      missed('checks{kind:read,group:a}'),
    ]);
    expect(text('time="…" level=error msg="some thresholds have failed"')).toMatchObject([missed('thresholds')]);
    // Also where the summary had ended by then.
    const strange = Array.from({ length: 8 }, (_, at) => `Something else ${at}`);
    expect(text(...strange, crossed('http_req_failed'))).toMatchObject([missed('http_req_failed')]);
  });

  test('adds nothing to the line that shows it', () => {
    const found = parseText(
      [
        '  █ THRESHOLDS',
        '    http_req_duration',
        "    ✗ 'p(95)<200' p(95)=412.7ms",
        '  █ TOTAL RESULTS',
        '    HTTP',
        '    http_req_duration..............: avg=171.2ms  p(95)=412.7ms',
        '    http_reqs......................: 3480   115.231788/s',
        crossed('http_req_duration'),
      ].join('\n'),
      'a.txt',
    );
    expect(found[0]?.measured.thresholds).toHaveLength(1);
  });
});
