import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type ApiId, apiIds, apiOf, isApiId, thinkTimeMs } from '../../options/apis.ts';
import type { IgnoredOptions } from '../../reports/analyse/rules/options-ignored.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { PlannedScenario } from '../../reports/model/plan.ts';
import { parseJson } from '../../reports/parse/json.ts';
import { parseK6Options } from '../../reports/parse/k6-options.ts';
import { k6Bundle } from '../k6-bundle.mjs';
import { builtFile } from '../paths.ts';
import { ignoredIn } from './ignored-options.ts';
import { parseLogLine } from './k6-log.ts';

/** A script to run: an API of the catalogue, or a file. */
export interface Script {
  readonly name: string;
  readonly api: ApiId | undefined;
  /** As the user would name it: relative to the project. */
  readonly source: string;
  /** File that k6 runs. */
  readonly bundle: string;
  readonly sha256: string;
}

export interface PreparedScript extends Script {
  /** As `k6 inspect` prints them. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly planned: readonly PlannedScenario[];
  /** Options that k6 passes over with a warning; undefined where there are none. */
  readonly ignored: IgnoredOptions | undefined;
  /** Undefined for scripts that buha does not wire: only they know what an iteration sends. */
  readonly iteration: Iteration | undefined;
}

/** What one iteration sends, and how long it rests at least. */
export interface Iteration {
  readonly requests: number;
  readonly thinkMs: number;
}

const sha256 = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

async function bundleFile(file: string, folder: string): Promise<string> {
  const outfile = join(folder, `${basename(file, extname(file))}.js`);
  const esbuild = await import('esbuild').catch(() => {
    throw new BuhaError('missing-package', { name: 'esbuild', purpose: 'bundle' });
  });
  try {
    await esbuild.build(k6Bundle(resolve(file), outfile));
  } catch (fault) {
    const first = (fault as { errors?: { text: string; location: { file: string; line: number } | null }[] })
      .errors?.[0];
    const place = first?.location ? `${first.location.file}:${first.location.line} ` : '';
    throw new BuhaError('script-refused', { script: file, detail: `${place}${first?.text ?? fault}` });
  }
  return outfile;
}

/**
 * The scripts that a name stands for: `all`, an API of the catalogue, or a file, which is bundled into `folder`.
 * Throws `unknown-scenario`, and `no-scenario-file` for an API of the catalogue without one.
 */
export async function findScripts(name: string, folder: string): Promise<Script[]> {
  const ids = name === 'all' ? apiIds() : apiIds().filter((id) => id === name);
  if (ids.length > 0) {
    return Promise.all(
      ids.map(async (id) => {
        const bundle = await builtFile(`${id}.js`);
        const source = `scenarios/${id}.ts`;
        if (!existsSync(bundle)) throw new BuhaError('no-scenario-file', { api: id, file: source });
        return { name: id, api: id, source, bundle, sha256: await sha256(bundle) };
      }),
    );
  }
  if (!/\.[cm]?[jt]s$/.test(name) || !existsSync(name)) {
    throw new BuhaError('unknown-scenario', { name, known: apiIds() });
  }
  const bundle = await bundleFile(name, folder);
  return [
    {
      name: basename(name, extname(name)),
      api: undefined,
      source: relative('.', name),
      bundle,
      sha256: await sha256(bundle),
    },
  ];
}

/** What k6 said against a script: the exception, or the last line that is no stack trace. */
function refusal(stderr: string): string {
  const entries = stderr.split('\n').flatMap((line) => parseLogLine(line) ?? []);
  return entries.find(({ level }) => level === 'error')?.message ?? stderr.trim().split('\n').at(-1) ?? '';
}

/** How `inspect` goes about it. */
export interface Inspection {
  readonly redact: (text: string) => string;
  readonly signal: AbortSignal;
  /** Has k6 check the options as it does at the start of a run: every executor, every function that it names. */
  readonly isThorough?: boolean;
}

/** Asks k6 what it makes of a script, before any load: its options, and whether it accepts them. */
export async function inspect(
  script: Script,
  k6Path: string,
  env: Readonly<Record<string, string | undefined>>,
  { redact, signal, isThorough = false }: Inspection,
): Promise<PreparedScript> {
  const args = ['inspect', '--log-format', 'json', '--include-system-env-vars'];
  if (isThorough) args.push('--execution-requirements');
  args.push(script.bundle);
  const { stdout, stderr } = await promisify(execFile)(k6Path, args, {
    env,
    signal,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((fault: { stderr?: string; message: string }) => {
    throw new BuhaError('script-refused', {
      script: script.source,
      detail: redact(refusal(fault.stderr ?? fault.message)),
    });
  });
  const options = parseJson(stdout, script.source) as Record<string, unknown>;
  return {
    ...script,
    options,
    planned: parseK6Options(options),
    ignored: await ignoredIn(stderr, script.bundle, { k6Path, env, signal }),
    iteration: iterationOf(options),
  };
}

/** What `options/k6-options.ts` says of an iteration. */
export function iterationOf(options: Readonly<Record<string, unknown>>): Iteration | undefined {
  const { ext } = options as { ext?: { buha?: { apis?: unknown } } | null };
  const apis = ext?.buha?.apis;
  if (!Array.isArray(apis)) return undefined;
  const known = apis.filter((id): id is ApiId => typeof id === 'string' && isApiId(id)).map(apiOf);
  return { requests: known.length, thinkMs: known.reduce((sum, api) => sum + thinkTimeMs(api), 0) };
}

/** True for scripts that `define-scenario.ts` wires: their load comes from the profile. */
export function isWired(script: PreparedScript): boolean {
  return script.iteration !== undefined;
}
