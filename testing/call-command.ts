/** For tests: the command within this process, with what it would have written. */
import { PassThrough } from 'node:stream';
import { main } from '../scripts/cli.ts';
import type { Host } from '../scripts/terminal.ts';

type Stream = Host['stderr'];

/** What a test says of the process that calls; the rest is as in a pipeline without environment. */
export interface FakeProcess {
  readonly env?: Host['env'];
  /** What comes through standard input. */
  readonly input?: string;
  /** What standard output and standard error say of themselves. */
  readonly out?: Omit<Stream, 'write'>;
  readonly err?: Omit<Stream, 'write'>;
}

export interface FakeHost {
  readonly host: Host;
  /** Standard input, for tests that type. */
  readonly stdin: PassThrough;
  /** What was written to each, piece by piece. */
  readonly stdout: string[];
  readonly stderr: string[];
}

/** The process as a command sees it. */
export function fakeHost(
  args: readonly string[] = [],
  { env = {}, input, out = {}, err = {} }: FakeProcess = {},
): FakeHost {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const stdin = new PassThrough();
  if (input !== undefined) stdin.end(input);
  const host: Host = {
    argv: ['node', 'buha', ...args],
    env,
    stdin,
    stdout: {
      ...out,
      write: (text) => stdout.push(typeof text === 'string' ? text : Buffer.from(text).toString('latin1')),
    },
    stderr: { ...err, write: (text) => stderr.push(text) },
  };
  return { host, stdin, stdout, stderr };
}

export interface Called {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `buha ARGS…`. */
export async function callCommand(args: readonly string[], process: FakeProcess = {}): Promise<Called> {
  const { host, stdout, stderr } = fakeHost(args, process);
  const code = await main(host);
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}
