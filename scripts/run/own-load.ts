import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BuhaError } from '../../reports/model/error.ts';
import { nearer } from '../../reports/parse/given-load.ts';
import { causeOf } from '../../reports/parse/k6-refusal.ts';
import { cliWords } from '../../reports/words/cli.ts';
import type { Call } from '../call.ts';
import { type GivenLoad, loadIn, loadVariables } from './given-load.ts';
import { withheldVariables } from './k6-environment.ts';
import type { K6Flags } from './k6-flags.ts';
import type { K6Words } from './k6-words.ts';
import { isWired, mayReadTarget, type PreparedScript, readsTarget, wantsShop } from './prepare.ts';

type Variables = Call['host']['env'];

/** The load that stands beside a script, in `K6_` variables and behind `--`, of which the latter is nearer. */
export const givenBeside = (env: Variables, { load }: K6Flags): GivenLoad => nearer(loadIn(env), load);

/** The variables of k6 that say the load of the user's environment; none for a wired script, whose load is a profile's. */
export const ownLoad = (script: PreparedScript, env: Variables): Record<string, string> =>
  isWired(script) ? {} : loadVariables(loadIn(env));

/** k6 only reads its arguments here. */
const FLAGS_LIMIT_MS = 10_000;

/**
 * Checks that this k6 knows the flags behind `--`: it reads all of them before it answers to `--help`, and starts nothing.
 * Throws `k6-flags-refused` with its words.
 */
export async function checkK6Flags(flags: readonly string[], k6Path: string, signal: AbortSignal): Promise<void> {
  if (flags.length === 0) return;
  await promisify(execFile)(k6Path, ['run', '--log-format', 'json', ...flags, '--help'], {
    signal,
    timeout: FLAGS_LIMIT_MS,
  }).catch((fault: { stderr?: string; message: string }) => {
    const said = (fault.stderr ?? fault.message).trim();
    const [, text] = said.match(/msg="((?:[^"\\]|\\.)*)"/) ?? [];
    throw new BuhaError('k6-flags-refused', { cause: causeOf(text?.replaceAll('\\"', '"') ?? said, false) });
  });
}

/** Flags that say where a run goes. */
export interface GivenTarget {
  readonly baseUrl: string | undefined;
  /** `--target`. */
  readonly target: string | undefined;
  /** `--shop-lock` was given, and what it was is no default. */
  readonly hasShopLock: boolean;
  /** Somebody names an address. */
  readonly hasTarget: boolean;
  /** Somebody names the built-in shop. */
  readonly isShop: boolean;
}

/** Checks that flags that say where a run goes can act on one of its scripts. Throws `flags-cannot-act`. */
export function targetMustAct(scripts: readonly PreparedScript[], given: GivenTarget): void {
  const [script] = scripts;
  if (!script) return;
  const flag = given.baseUrl ? '--base-url' : given.target === undefined ? undefined : '--target';
  // What only may read BASE_URL may not read it either: the shop starts for what certainly does.
  if (flag !== undefined && !scripts.some(given.isShop ? readsTarget : mayReadTarget)) {
    throw new BuhaError('flags-cannot-act', { script: script.source, flags: [flag], actsOn: 'base-url' });
  }
  if (given.hasShopLock && (given.hasTarget || !scripts.some((one) => wantsShop(one, given.isShop)))) {
    throw new BuhaError('flags-cannot-act', { script: script.source, flags: ['--shop-lock'], actsOn: 'shop' });
  }
}

/** What buha hands to every script, by the flag that says it: a script of the user's own that asks for it can be given it. */
const HANDED: Readonly<Record<string, string>> = {
  '--header': 'BUHA_HEADERS',
  '--users': 'BUHA_USERS',
  '--products': 'BUHA_PRODUCTS',
};

/** True for a flag whose value one of the scripts asks for. */
const isAskedFor = (flag: string, scripts: readonly PreparedScript[]): boolean =>
  scripts.some(({ ownTarget }) => ownTarget?.readsOfBuha.includes(HANDED[flag] ?? ''));

/**
 * Checks that what the user gave can act. Throws `flags-cannot-act` for flags of a profile or of test data where none of
 * the scripts reads them, `k6-flag` for a load behind `--` where that is a profile's.
 */
export function mustAct(scripts: readonly PreparedScript[], { flags, forWired }: K6Words): void {
  const flag = flags.loadWords[0]?.replace(/=.*/s, '');
  const wired = scripts.find(isWired);
  if (wired && flag !== undefined) throw new BuhaError('k6-flag', { flag, use: 'wired', script: wired.name });
  const [script] = scripts;
  const idle = wired ? [] : forWired.filter((given) => !isAskedFor(given, scripts));
  if (script && idle.length > 0) {
    throw new BuhaError('flags-cannot-act', { script: script.source, flags: idle, actsOn: 'wired' });
  }
}

/** Checks that k6 begins by itself. Throws `script-paused`. */
export function mustBegin(scripts: readonly PreparedScript[]): void {
  const paused = scripts.find(({ options }) => options.paused === true);
  if (paused) throw new BuhaError('script-paused', { script: paused.source });
}

/** Says which `K6_` variables of the user's do not reach k6. */
export function sayWithheld(scripts: readonly PreparedScript[], { host, terminal, language }: Call): void {
  const withheld = withheldVariables(host.env, scripts.some(isWired));
  if (withheld.length > 0) terminal.line(cliWords(language).ignoredEnvironment(withheld));
}
