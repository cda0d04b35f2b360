import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileRun, TRAPS } from '../../testing/reference-hostile.ts';
import { cellsOf, markupOf, reportOf } from '../../testing/reference-report.ts';
import { foreignRun, recordOf, referenceSummary, runOf } from '../../testing/reference-runs.ts';
import { tries } from '../../testing/tries.ts';
import { analyse } from '../analyse/analyse.ts';
import { LANGUAGES } from '../words/language.ts';

function expectInert(report: string) {
  const markup = markupOf(report);
  expect(markup).not.toMatch(/<[a-z/!]/i);
  // Every link of a report leads to one of its own headings, and it has no images.
  expect(markup).not.toMatch(/\]\((?!#)|!\[/);
  expect(markup.split(/\r\n|[\n\r]/).filter((line) => line.startsWith('# '))).toHaveLength(1);
  const tables = report.split(/\n(?!\|)/).map((part) => part.split('\n').filter((line) => line.startsWith('| ')));
  for (const rows of tables) expect(new Set(rows.map((row) => cellsOf(row).length)).size).toBeLessThanOrEqual(1);
}

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(TRAPS)('a check called %s stays a name', (_, name) => {
    const summary = referenceSummary('get-balance');
    summary.root_group.checks = { [name]: { name, passes: 3, fails: 1 } };
    expectInert(reportOf([analyse(runOf('get-balance', summary))], language));
  });

  test.each(TRAPS)('facts of the target %s stay facts', (_, fact) => {
    const record = recordOf('get-balance', {
      targetInfo: { [fact]: fact },
      target: { baseUrl: `http://h/${fact}` },
      k6: { version: fact, from: fact },
      generator: { os: fact, cpu: fact, cores: 2, memoryBytes: 1, node: fact },
      profile: { name: fact, scale: 1, durationScale: 1, minDelivered: 0 },
      script: { path: fact, sha256: fact },
      exceptions: { count: 1, first: fact },
      exit: { code: null, signal: fact, meaning: 'killed' },
    });
    expectInert(reportOf([analyse(runOf('get-balance', referenceSummary('get-balance'), record))], language));
  });

  test.each(TRAPS)('scenarios and thresholds called %s stay names', (_, name) => {
    const summary = referenceSummary('get-balance');
    const { scenarios } = recordOf('get-balance').options as { scenarios: Record<string, unknown> };
    const record = recordOf('get-balance', {
      options: { scenarios: { [name]: scenarios.peak_test, load_test: scenarios.load_test } },
    });
    summary.metrics[`http_req_duration{scenario:${name}}`] = { avg: 1, med: 1, 'p(95)': 1, count: 1 };
    summary.metrics[`iterations{scenario:${name}}`] = { count: 1, rate: 1 };
    summary.metrics[`custom_${name}`] = { value: 1, min: 1, max: 1, thresholds: { [name]: true, 'value<1': true } };
    Object.assign(summary.metrics.http_req_duration ?? {}, { thresholds: { [name]: true } });
    expectInert(reportOf([analyse(runOf('get-balance', summary, record))], language));
  });

  test.each(TRAPS)('a run in which everything is called %s keeps its shape, in lines that end', (_, name) => {
    const report = reportOf([analyse(hostileRun(name))], language);
    expectInert(report);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ue000]/);
    expect(report.split('\n').reduce((most, line) => Math.max(most, line.length), 0)).toBeLessThan(5000);
  });

  test.each(TRAPS)('a file called %s stays a name', (_, name) => {
    expectInert(reportOf([foreignRun(referenceSummary('get-balance'), name)], language));
  });
});

test('whatever names are made of, a report keeps its shape', () => {
  const name = fc.string({
    unit: fc.constantFrom('|', '\\', '`', '<', 'b', '>', '\n', '\r', '*', '_', '[', ']', '(', '#', ' ', '-', '가', '!'),
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(name, name, name, (check, fact, file) => {
      const summary = referenceSummary('get-balance');
      summary.root_group.checks = { [check]: { name: check, passes: 1, fails: 1 } };
      const record = recordOf('get-balance', { targetInfo: { [fact]: fact } });
      const run = { ...analyse(runOf('get-balance', summary, record)), api: undefined, name: file };
      expectInert(reportOf([run], 'ko'));
    }),
    { numRuns: tries(100) },
  );
});

test('a hostile name is shown, not dropped: the reader sees what it was', () => {
  const record = recordOf('get-balance', { targetInfo: { 'DB | pool': '<50>' } });
  const report = reportOf([analyse(runOf('get-balance', referenceSummary('get-balance'), record))], 'ko');
  expect(report).toContain('- DB \\| pool: \\<50\\>');
});
