import { readFile } from 'node:fs/promises';
import { BuhaError } from '../../reports/model/error.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { systemCode } from '../system-code.ts';
import type { K6Flags } from './k6-flags.ts';
import { variableSecrets } from './secrets/variable-secrets.ts';

/** The file that is read where none is named. */
const ENV_FILE = '.env';

/** An empty line or a comment; a variable with a value in quotes, of one line or more, or without. */
const ENTRY = (() => {
  const gap = String.raw`[^\S\n]`;
  const value = String.raw`"((?:[^"\\]|\\[^])*)"|'([^']*)'|((?:[^"'\s#][^\n]*?)?)`;
  const variable = String.raw`(?:export${gap}+)?([A-Za-z_]\w*)${gap}*=${gap}*(?:${value})`;
  return new RegExp(String.raw`${gap}*(?:${variable})?${gap}*(?:(?<=^|\s)#[^\n]*)?(?:\n|$)`, 'y');
})();

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unescaped = (text: string) => text.replaceAll(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter);

/**
 * Variables in the lines of a `.env` file: `NAME=value`, `export NAME="value"`, comments with `#`. Nothing is put in for
 * `$NAME`. Throws `bad-env-file` with the first line that is none of these.
 */
export function parseEnvFile(text: string, file: string): Map<string, string> {
  const lines = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const variables = new Map<string, string>();
  let at = 0;
  while (at < lines.length) {
    ENTRY.lastIndex = at;
    const entry = ENTRY.exec(lines);
    if (!entry) throw new BuhaError('bad-env-file', { file, line: lines.slice(0, at).split('\n').length });
    const [whole, name, double, single, plain] = entry;
    if (name !== undefined) variables.set(name, double === undefined ? (single ?? plain ?? '') : unescaped(double));
    at += whole.length;
  }
  return variables;
}

const secretsOf = (variables: Iterable<readonly [string, string]>) =>
  [...variables].flatMap(([name, value]) => variableSecrets(name, value));

/** Variables behind `-e`. */
function variablesIn({ run }: K6Flags): (readonly [string, string])[] {
  return run.flatMap((word, at) => {
    const text = word.match(/^--env=(.*)$/s)?.[1] ?? (/^(?:-e|--env)$/.test(run[at - 1] ?? '') ? word : '');
    const [, name, value] = text.match(/^([^=]+)=(.*)$/s) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
}

/** What a file of variables added to the environment. */
export interface ReadVariables {
  readonly file: string;
  /** On the command line; false for `.env`, and for a file that the config names. */
  readonly isNamed: boolean;
  readonly names: ReadonlySet<string>;
}

export interface WithVariables<Options> {
  /** With what was read in its environment. */
  readonly call: Call<Options>;
  /** Values that by their names are nobody else's business. */
  readonly secrets: readonly string[];
  readonly read: ReadVariables;
}

/**
 * The call with the variables of `file`, or of `.env` in the current folder where there is one; those that exist win.
 * Says which were read. Throws `cannot-read` for a named file that is not there, and `bad-env-file`.
 */
export async function withVariables<Options>(
  call: Call<Options>,
  file: string | undefined,
  flags: K6Flags,
  isNamed = false,
): Promise<WithVariables<Options>> {
  const { host, terminal, language } = call;
  const path = file ?? ENV_FILE;
  const text = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (file === undefined && fault.code === 'ENOENT') return '';
    throw new BuhaError('cannot-read', { file: path, reason: systemCode(fault) });
  });
  const read = [...parseEnvFile(text, path)];
  const added = read.filter(([name]) => host.env[name] === undefined);
  if (read.length > 0) {
    const known = read.flatMap(([name]) => (host.env[name] === undefined ? [] : [name]));
    terminal.line(
      cliWords(language).environmentRead(
        path,
        added.map(([name]) => name),
        known,
      ),
    );
  }
  // What stands behind `-e` is nearer.
  const names = new Set(added.flatMap(([name]) => (name in flags.env ? [] : name)));
  const env = { ...Object.fromEntries(added), ...host.env, ...flags.env };
  const { argv, stdin, stdout, stderr } = host;
  return {
    call: { ...call, host: { argv, stdin, stdout, stderr, env } },
    secrets: secretsOf([...added, ...variablesIn(flags)]),
    read: { file: path, isNamed, names },
  };
}
