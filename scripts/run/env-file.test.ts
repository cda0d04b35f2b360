import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fakeHost } from '../../testing/call-command.ts';
import { OWN_CONFIG } from '../../testing/own-config.ts';
import { Terminal } from '../terminal.ts';
import { parseEnvFile, withVariables } from './env-file.ts';
import { NO_K6_FLAGS } from './k6-flags.ts';

describe('a file of variables', () => {
  test.each([
    ['A=1\nB = two words \n', { A: '1', B: 'two words' }],
    ['\uFEFF# comment\r\n\r\nexport A=1 # why\r\n', { A: '1' }],
    ['URL=http://h/#top?a=b\n', { URL: 'http://h/#top?a=b' }],
    ['A=\nB=""\n', { A: '', B: '' }],
    [`A="x # y"\nB='$C "q"' # end\n`, { A: 'x # y', B: '$C "q"' }],
    ['A="line\\nnext \\"q\\" \\\\"\nB=\'\\n\'', { A: 'line\nnext "q" \\', B: '\\n' }],
    ['KEY="-----BEGIN\nabc\n-----END"\nB=2', { KEY: '-----BEGIN\nabc\n-----END', B: '2' }],
    ['A=1\nA=2', { A: '2' }],
    ['__proto__=1\nconstructor=2', JSON.parse('{"__proto__":"1","constructor":"2"}')],
    ['', {}],
  ])('%j', (text, variables) => {
    expect(Object.fromEntries(parseEnvFile(text, '.env'))).toEqual(variables);
  });

  test.each([
    ['A=1\nno sign\n', 2],
    ['1A=x', 1],
    ['A-B=x', 1],
    ['=x', 1],
    ['# c\n\nA="open\nB=1\n', 3],
    ['A="x" y', 1],
    ['KEY="a\nb"\nbad', 3],
  ])('%j names the line that is none, and nothing of it', (text, line) => {
    expect(() => parseEnvFile(text, '.env')).toThrow(`bad-env-file {"file":".env","line":${line}}`);
  });
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buha-env-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the environment becomes, and what is said of it. */
async function added(text: string | undefined, env: Record<string, string>, flags = NO_K6_FLAGS) {
  const file = join(folder, '.env');
  if (text !== undefined) writeFileSync(file, text);
  const { host, stderr } = fakeHost([], { env });
  const call = {
    host,
    terminal: new Terminal(host.stderr),
    config: OWN_CONFIG,
    language: 'en' as const,
    documentLanguage: 'en' as const,
    options: {},
  };
  const own = await withVariables(call, file, flags);
  return { env: own.call.host.env, secrets: own.secrets, said: stderr.join('').replaceAll(folder, '') };
}

test('its variables join the environment, whose own win; names are said and no values', async () => {
  expect(await added('A=file\nB=other\nAPI_TOKEN=t0ken\n', { A: 'mine' })).toEqual({
    env: { A: 'mine', B: 'other', API_TOKEN: 't0ken' },
    secrets: ['t0ken'],
    said: 'Read from /.env: B, API_TOKEN (already set: A)\n',
  });
});

test('nothing is said of a file without variables, nor where there is none', async () => {
  expect(await added('# none\n', { A: '1' })).toEqual({ env: { A: '1' }, secrets: [], said: '' });
  expect(await added(undefined, { A: '1' })).toEqual({ env: { A: '1' }, secrets: [], said: '' });
});

test('what stands behind -e wins over both, and its secrets are known by their names', async () => {
  const run = ['-e', 'DB_PASSWORD=pw-123', '--env=X=1'];
  const flags = { ...NO_K6_FLAGS, run, env: { BASE_URL: 'http://127.0.0.1:2' } };
  const { env, secrets } = await added('BASE_URL=http://127.0.0.1:1\n', { BASE_URL: 'http://127.0.0.1:3' }, flags);
  expect(env).toEqual({ BASE_URL: 'http://127.0.0.1:2' });
  expect(secrets).toEqual(['pw-123']);
});
