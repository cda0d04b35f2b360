import type { Call } from '../call.ts';
import { type ReadVariables, withVariables } from './env-file.ts';
import { type K6Flags, readK6Flags } from './k6-flags.ts';

/** What the user said to k6, or past it, beside a command's own options. */
export interface K6Words {
  readonly flags: K6Flags;
  /** What stands behind `--`, as it was typed. */
  readonly given: readonly string[];
  /** Flags of buha that the user gave and that act on wired scenarios alone. */
  readonly forWired: readonly string[];
  /** `--shop-lock` was given. */
  readonly hasShopLock: boolean;
  /** Which variables are those of a file. */
  readonly read: ReadVariables;
  /** Values of variables that by their names are nobody else's business. */
  readonly secrets: readonly string[];
}

interface GivenWords {
  readonly forK6: readonly string[];
  readonly forWired: readonly string[];
  readonly hasShopLock?: boolean;
  /** `--env-file` was given: what the config says of it is its default. */
  readonly hasEnvFile: boolean;
}

/** Options of a command that starts k6. */
export interface K6Options {
  readonly envFile: string | undefined;
}

/** Reads the words behind `--` and the file of variables. Throws what `readK6Flags` and `withVariables` throw. */
export async function withK6Words<Options extends K6Options>(
  call: Call<Options>,
  { forK6, forWired, hasShopLock = false, hasEnvFile }: GivenWords,
): Promise<Call<Options & { readonly k6: K6Words }>> {
  const flags = readK6Flags(forK6);
  const { call: own, secrets, read } = await withVariables(call, call.options.envFile, flags, hasEnvFile);
  return { ...own, options: { ...own.options, k6: { flags, given: forK6, forWired, hasShopLock, read, secrets } } };
}
