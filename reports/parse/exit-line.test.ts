import { describe, expect, test } from 'vitest';
import { exitLine } from './exit-line.ts';
import { parseText } from './text.ts';

const SAID = [
  'Process completed with exit code 99.',
  '##[error]Process completed with exit code 99.',
  'Error: Process completed with exit code 99.',
  "##[error]Bash exited with code '99'.",
  "The process '/usr/bin/k6' failed with exit code 99",
  'exit status 99',
  'k6 exited with code 99',
  'k6_1 exited with code 99',
  'k6-1 exited with code 99',
  'script returned exit code 99',
  'ERROR: script returned exit code 99',
  'ERROR: Job failed: exit code 99',
  'command terminated with exit code 99',
  'make: *** [Makefile:12: loadtest] Error 99',
  'make[1]: *** [load] Error 99',
  'error Command failed with exit code 99.',
  ' ELIFECYCLE  Command failed with exit code 99.'.trim(),
  'npm ERR! errno 99',
  'npm error code 99',
];

const SUMMARY = [
  '     http_reqs........: 10 5/s',
  '     iterations.......: 10 5/s',
  '     vus..............: 1 min=1 max=1',
  '',
  'running (00m02.0s), 0/2 VUs, 10 complete and 0 interrupted iterations',
];
const read = (lines: readonly string[]) => {
  const [output] = parseText(lines.join('\n'), 'log');
  return { thresholds: output?.measured.thresholds, ended: output?.ended };
};
const NOTHING = { thresholds: [], ended: undefined };
const CROSSED = {
  thresholds: [{ metric: 'thresholds', expression: '', passed: false, samples: undefined }],
  ended: undefined,
};

describe("k6's exit code as others tell it", () => {
  test.each(SAID)('“%s” is that of crossed thresholds', (said) => {
    expect(read([...SUMMARY, said, ''])).toStrictEqual(CROSSED);
    expect(read([...SUMMARY.slice(0, 3), said, ''])).toStrictEqual(CROSSED);
    expect(read([...SUMMARY, said].map((line) => `2026-11-29T12:00:00.1234567Z ${line}`))).toStrictEqual(CROSSED);
  });

  test.each([107, 108, 110, 137, 143])('%s is that end', (code) => {
    const said = `##[error]Process completed with exit code ${code}.`;
    expect(read([...SUMMARY, said])).toMatchObject({ thresholds: [], ended: { code, message: said } });
  });

  test('counts beside a summary in JSON as well', () => {
    const json = JSON.stringify({ metrics: { http_reqs: { count: 1, rate: 1 }, iterations: { count: 1, rate: 1 } } });
    expect(read([json, 'exit status 99']).thresholds).toMatchObject([{ passed: false }]);
    expect(read([json, 'exit status 108']).ended).toMatchObject({ code: 108 });
  });

  test('says less than k6 itself did, and no more than once', () => {
    const crossed = "ERRO[0061] thresholds on metrics 'http_reqs' have been crossed";
    expect(read([...SUMMARY, crossed, 'exit status 99']).thresholds).toMatchObject([{ metric: 'http_reqs' }]);
    expect(read([...SUMMARY, 'ERRO[0061] test aborted: x', 'exit status 108']).ended?.message).toBe('test aborted: x');
    expect(read([...SUMMARY, 'k6-1 exited with code 0', 'exit status 137'])).toStrictEqual(NOTHING);
    expect(read([...SUMMARY, 'exit status 108', 'exit status 137']).ended?.code).toBe(108);
  });

  test.each([
    'db_1 exited with code 137',
    'app exited with code 143',
    'Process completed with exit code 1.',
    'exit status 0',
    'INFO[0003] exit status 99                                source=console',
    'Yesterday the nightly run exited with code 99',
    'Exit code 99 means that a threshold was crossed',
    'make: *** [load] Error 99 (ignored)',
    'The runner says "exit status 99" where k6 crossed a threshold',
  ])('is not in “%s”', (line) => expect(read([...SUMMARY, line, ''])).toStrictEqual(NOTHING));

  test('is that of another run where it stands before the summary, or behind the head of the next one', () => {
    expect(read(['exit status 99', ...SUMMARY, ''])).toStrictEqual(NOTHING);
    expect(read([...SUMMARY, '     execution: local', 'exit status 99'])).toStrictEqual(NOTHING);
  });

  test('is nothing in the prose of a document', () => {
    expect(read(['```', ...SUMMARY, '```', 'k6 exited with code 99', ''])).toStrictEqual(NOTHING);
    expect(read(['# Load test', '', ...SUMMARY, '', '## Last week', '', 'k6 exited with code 99'])).toStrictEqual(
      NOTHING,
    );
    expect(read(['```', ...SUMMARY, 'exit status 99', '```'])).toStrictEqual(CROSSED);
    expect(read(['# run the load test', 'k6 run a.js', '', ...SUMMARY, 'exit status 99'])).toStrictEqual(CROSSED);
  });

  test('of k6 by its name is any code', () => {
    expect(exitLine('k6_1 exited with code 0')).toMatchObject({ code: 0 });
    expect(exitLine('k6-1 exited with code 255')).toMatchObject({ code: 255 });
    expect(exitLine('exit status 255')).toBeUndefined();
  });
});
