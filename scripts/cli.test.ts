import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { width } from '../reports/render/width.ts';
import { main } from './cli.ts';
import type { Host } from './terminal.ts';

async function call(...args: readonly string[]) {
  let stdout = '';
  let stderr = '';
  const host: Host = {
    argv: ['node', 'buha', ...args],
    env: {},
    stdin: new PassThrough() as unknown as Host['stdin'],
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  };
  const code = await main(host);
  return { code, stdout, stderr };
}

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
