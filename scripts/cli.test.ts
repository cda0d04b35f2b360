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

test.each(LANGUAGES)(
  'the help of a run is one screen, and that of all its options has the rest: %s',
  async (language) => {
    const { stdout } = await call('run', '--help', '--lang', language);
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
    expect(stdout).toContain('--help all');
    expect(stdout).not.toContain('--insecure');
    const all = (await call('run', '--help', 'all', '--lang', language)).stdout;
    for (const option of ['--insecure', '--server-labels', '--env-file', '--title', '--lang', '--no-gate'])
      expect(all).toContain(option);
    expect(all).not.toContain('--help all');
  },
);

test('a default stands once, in the language and without quotes', async () => {
  for (const command of COMMANDS.filter((name) => name !== '')) {
    const { stdout } = await call(command, '--help');
    expect(stdout).not.toMatch(/default:|기본값: "/);
  }
  expect((await call('history', '--help')).stdout).toContain('실행 결과가 있는 폴더 (기본값: results)');
});

test('the version is the one of the package', async () => {
  expect(await call('--version')).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
});

describe('a mistyped name is answered with the one that was meant', () => {
  test.each([
    [['rnu'], 'run'],
    [['baseline', 'acept', 'x'], 'accept'],
    [['help', 'rnu'], 'run'],
    [['help', 'baseline', 'acept'], 'accept'],
    [['baseline', 'help', 'acept'], 'accept'],
    [['hlep', 'run'], 'help'],
    [['run', 'plcae-order'], 'place-order'],
    [['run', 'place-order', '--profile', 'lod-only'], 'load-only'],
    [['run', 'place-order', '--profil', 'x'], '--profile'],
    [['report', 'x', '--lnag', 'en'], '--lang'],
    [['baseline', 'accept', 'x', '--baseline', 'x'], '--baselines'],
    [['report', 'x', '--format', 'htm'], 'html'],
    [['experiment', 'get-prodcut', '--vary', 'users=4'], 'get-product'],
  ])('%j', async (args, name) => {
    const english = await call(...args, '--lang', 'en');
    expect(english).toMatchObject({ code: 2, stdout: '' });
    expect(english.stderr.trimEnd().split('\n').at(-1)).toBe(`  Did you mean ${name}?`);
    expect((await call(...args)).stderr).toMatch(new RegExp(`\n  혹시 ${name}[을를] 입력하려고 하셨습니까\\?\n$`));
  });

  test.each([[['load']], [['run', 'stock']], [['run', 'place-order', '--fast']]])('%j is near none', async (args) => {
    expect((await call(...args, '--lang', 'en')).stderr).not.toContain('Did you mean');
  });
});

test.each([[['baseline']], [['--lang', 'en', 'baseline']], [['baseline', '--lang', 'en']]])(
  '%j: its own help, exit 2',
  async (args) => {
    const { code, stdout, stderr } = await call(...args);
    expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^(?:사용법|Usage): buha baseline /);
    expect(stderr).toContain('accept');
  },
);

test.each([
  [
    ['help', 'gate'],
    ['gate', '--help'],
  ],
  [
    ['help', 'baseline'],
    ['baseline', '--help'],
  ],
  [
    ['help', 'baseline', 'accept'],
    ['baseline', 'accept', '--help'],
  ],
  [
    ['baseline', 'help', 'accept'],
    ['baseline', 'accept', '--help'],
  ],
  [['help'], ['--help']],
])('%j is %j', async (args, same) => {
  expect(await call(...args)).toStrictEqual(await call(...same));
});

test('a command that is none of a command with commands: those are listed', async () => {
  expect((await call('baseline', 'x', '--lang', 'en')).stderr).toBe(
    'error: there is no command x.\n  Commands:  accept, append\n',
  );
});

describe('no command tells again what somebody keeps to themselves', () => {
  const ADDRESS = 'http://bob:hunter22x@host/x';
  test.each([
    ['compare', ADDRESS, 'bob:hunter22x@host'],
    ['report', ADDRESS],
    ['report', '../x?token=hunter22x'],
    ['report', 'x', '--format', ADDRESS],
    ['report', 'x', '--lang', ADDRESS],
    ['gate', ADDRESS],
    ['gate', 'x.json', '--slo', ADDRESS],
    ['verify', ADDRESS],
    ['history', ADDRESS],
    ['baseline', 'accept', ADDRESS],
    ['run', ADDRESS],
    ['plan', ADDRESS],
    ['run', 'get-balance', '--profile', ADDRESS],
    ['run', 'get-balance', '--users', ADDRESS],
    ['run', 'get-balance', '--give-up', ADDRESS],
    ['run', 'get-balance', '--base-url', 'htp://bob:hunter22x@host'],
    ['run', 'get-balance', '--secret-header', 'X-Api-Key: hunter22x'],
    ['run', 'get-balance', '--secret', 'DB_PASS=hunter22x'],
    ['run', 'get-balance', '--heder=Authorization: Bearer hunter22x'],
    [ADDRESS],
  ])('%s %s %s %s', async (...args) => {
    const { code, stdout, stderr } = await call(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toContain('hunter22x');
  });
});
