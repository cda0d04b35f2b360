/** For tests: the command within this process, with what it would have written. */
import { PassThrough } from 'node:stream';
import { main } from '../scripts/cli.ts';
import type { Host } from '../scripts/terminal.ts';

export interface Called {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `buha ARGS…`; `out` is what standard output says of itself. */
export async function callCommand(
  args: readonly string[],
  {
    env = {},
    out = {},
  }: {
    readonly env?: Host['env'];
    readonly out?: Omit<Host['stdout'], 'write'>;
  } = {},
): Promise<Called> {
  let stdout = '';
  let stderr = '';
  const code = await main({
    argv: ['node', 'buha', ...args],
    env,
    stdin: new PassThrough() as unknown as Host['stdin'],
    stdout: { ...out, write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}
