import { describe, expect, test } from 'vitest';
import { width } from '../reports/text/width.ts';
import { callCommand } from '../testing/call-command.ts';

const call = (...args: readonly string[]) => callCommand(args);

const LANGUAGES = ['ko', 'en'] as const;
const COMMANDS = [
  '',
  'run',
  'plan',
  'report',
  'gate',
  'baseline',
  'compare',
  'history',
  'experiment',
  'verify',
  'shop',
  'doctor',
];

describe.each(LANGUAGES)('help in %s', (language) => {
  test.each(COMMANDS)('fits into 80 columns, wide letters counted: %s', async (command) => {
    const { code, stdout, stderr } = await call(...(command === '' ? [] : [command]), '--help', '--lang', language);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').filter((line) => width(line) > 80)).toEqual([]);
    expect(/[가-힣]/.test(stdout)).toBe(language === 'ko');
  });
});

test('the version is the one of the package', async () => {
  expect(await call('--version')).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
});
