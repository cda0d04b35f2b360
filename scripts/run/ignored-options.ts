import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type IgnoredOptions, ignoredOptions } from '../../reports/analyse/rules/options-ignored.ts';
import { parseLogLine } from './k6-log.ts';

/** k6's warning about options that it does not know; it names the first one only. */
const WARNING = /unknown fields in the options.*unknown field "([^"]*)"/;

const MARK = 'buha-options ';

/** A script that tells the names of another one's options, and its executor. */
const probe = (file: string) => `import * as script from ${JSON.stringify(pathToFileURL(file).href)};
const { executor, ...others } = script.options;
const set = Object.keys(others).filter((name) => others[name] !== undefined);
console.log(${JSON.stringify(MARK)} + JSON.stringify({ ...Object.fromEntries(set.map((name) => [name, true])), executor }));
export default () => {};
`;

interface K6Call {
  readonly k6Path: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** As the script itself was inspected with. */
  readonly flags: readonly string[];
  readonly limitMs: number;
}

const messagesOf = (stderr: string) => stderr.split('\n').flatMap((line) => parseLogLine(line)?.message ?? []);

/**
 * Options of a script that k6 passes over, from what `k6 inspect` said on standard error. k6 says only that there are
 * some and names the first, so a second look at the script's own options tells them all; where that fails, the first.
 */
export async function ignoredIn(stderr: string, file: string, call: K6Call): Promise<IgnoredOptions | undefined> {
  const first = messagesOf(stderr).flatMap((message) => message.match(WARNING)?.[1] ?? [])[0];
  if (first === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), `buha-probe-${process.pid}-`));
  try {
    const script = join(folder, 'probe.js');
    await writeFile(script, probe(file));
    const args = ['inspect', '--log-format', 'json', '--include-system-env-vars', ...call.flags, script];
    const told = await promisify(execFile)(call.k6Path, args, {
      env: call.env,
      signal: call.signal,
      timeout: call.limitMs,
      killSignal: 'SIGKILL',
    });
    const text = messagesOf(told.stderr).find((message) => message.startsWith(MARK));
    const options = text === undefined ? {} : (JSON.parse(text.slice(MARK.length)) as Record<string, unknown>);
    return ignoredOptions(options) ?? { executor: undefined, unknown: [first] };
  } catch {
    return { executor: undefined, unknown: [first] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
