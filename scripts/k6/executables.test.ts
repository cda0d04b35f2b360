import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { k6Script, program, temporaryFolder } from '../../testing/obtain-setup.ts';
import { askVersion } from './executables.ts';

const fake = (script: string) => program(join(temporaryFolder(), 'k6'), script);

// The fake programs are shell scripts.
describe.skipIf(process.platform === 'win32')('what a program says of its version', () => {
  test.each([
    ['k6 v2.2.0 (go1.26.8, linux/amd64)', '2.2.0'],
    ['my-k6 v1.4.0 (commit/0123456789-dirty, go1.24.5, linux/amd64)', '1.4.0'],
    ['k6 v2.3.0-rc1 (go1.26.8, darwin/arm64)', '2.3.0-rc1'],
    ['k6 v0.0.0-20261001120000-abcdef123456 (go1.26.8, linux/amd64)', '0.0.0-20261001120000-abcdef123456'],
    ['k6 dev (commit/devel, go1.26.8, linux/amd64)', 'dev'],
  ])('%s', async (line, version) => {
    expect(await askVersion(fake(`#!/bin/sh\necho '${line}'\n`), {})).toEqual({ version, extensions: [] });
  });

  test('the extensions that are built into it, each module once', async () => {
    const lines = [
      'k6 v1.4.0 (go1.24.5, linux/amd64)',
      'Extensions:',
      '  example.org/xk6-sql v1.0.0, k6/x/sql [js]',
      '  example.org/xk6-faker v0.4.0, k6/x/faker [js]',
      '  example.org/xk6-faker v0.4.0, faker [output]',
    ];
    expect(await askVersion(fake(`#!/bin/sh\ncat <<'END'\n${lines.join('\n')}\n\nEND\n`), {})).toEqual({
      version: '1.4.0',
      extensions: ['example.org/xk6-faker v0.4.0', 'example.org/xk6-sql v1.0.0'],
    });
  });

  test('one that hangs is given up, also one that does not listen to being ended', async () => {
    const path = fake("#!/bin/sh\ntrap '' TERM\nwhile :; do :; done\n");
    expect(await askVersion(path, {}, 200)).toMatchObject({ version: undefined, isSilent: true });
  });

  test.runIf(process.platform === 'linux')('one that a process still has open for writing is tried again', async () => {
    const path = fake(k6Script('2.2.0'));
    const open = openSync(path, 'r+');
    const answer = askVersion(path, {});
    // By then it was refused at least once.
    setTimeout(() => closeSync(open), 50);
    expect(await answer).toMatchObject({ version: '2.2.0' });
  });
});
