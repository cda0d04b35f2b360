import { BuhaError } from '../../reports/model/error.ts';
import type { K6FlagUse } from '../../reports/model/k6-flag.ts';
import { type GivenLoad, givenLoad, LOAD_FLAGS, type LoadFlag } from './given-load.ts';

/** What the user gave k6 behind `--`, read. */
export interface K6Flags {
  /** For `k6 run`, as they were given. */
  readonly run: readonly string[];
  /** Those that `k6 inspect` has, too: they may shape the options of a script. */
  readonly inspect: readonly string[];
  readonly load: GivenLoad;
  /** The words that say it. */
  readonly loadWords: readonly string[];
  /** Variables by which buha reaches the target, too; they reach k6 as its environment. */
  readonly env: Readonly<Record<string, string>>;
}

export const NO_K6_FLAGS: K6Flags = { run: [], inspect: [], load: {}, loadWords: [], env: {} };

/** One letter for each flag of `k6 run` (2.2) that has one. */
const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'address',
    c: 'config',
    d: 'duration',
    e: 'env',
    h: 'help',
    i: 'iterations',
    l: 'linger',
    o: 'out',
    p: 'paused',
    q: 'quiet',
    s: 'stage',
    t: 'type',
    u: 'vus',
    v: 'verbose',
    w: 'throw',
  }),
);

/** Flags that stand alone: the next word is none of theirs. `http-debug` takes its value behind `=` only. */
const ALONE = new Set(
  `paused linger quiet verbose throw help no-setup no-teardown http-debug insecure-skip-tls-verify no-connection-reuse
  no-vu-connection-reuse discard-response-bodies include-system-env-vars no-thresholds new-machine-readable-summary
  no-usage-report no-color profiling-enabled no-summary`.split(/\s+/),
);

/** Flags that buha sets itself, or that would take from it what it reads, and what there is instead. */
const REFUSED: ReadonlyMap<string, K6FlagUse> = new Map(
  Object.entries({
    out: 'out',
    'system-tags': 'tags',
    'summary-export': 'summary',
    'summary-mode': 'summary',
    'no-summary': 'summary',
    'new-machine-readable-summary': 'summary',
    paused: 'control',
    linger: 'control',
    address: 'control',
    config: 'config',
    'log-format': 'log',
    'log-output': 'log',
    'include-system-env-vars': 'environment',
    'execution-segment': 'segment',
    'execution-segment-sequence': 'segment',
    help: 'help',
  } satisfies Record<string, K6FlagUse>),
);

/** k6 prints more sections by `full` and writes the same file. */
const isHarmless = (name: string, value: string | undefined) =>
  name === 'summary-mode' && (value === 'compact' || value === 'full');

/** Flags of `k6 run` that `k6 inspect` takes as well. */
const INSPECTED = new Set(['env', 'type', 'compatibility-mode', 'secret-source']);

/** Variables that buha sets for scripts that it wires, with the flag that sets them. */
const OWN_VARIABLES: ReadonlyMap<string, K6FlagUse> = new Map(
  Object.entries({
    BUHA_PROFILE: 'profile',
    BUHA_SCALE: 'profile',
    BUHA_DURATION_SCALE: 'profile',
    BUHA_USERS: 'data',
    BUHA_PRODUCTS: 'data',
  } satisfies Record<string, K6FlagUse>),
);
const TAKEN_VARIABLES = new Set(['BASE_URL', 'BUHA_HEADERS']);

/** A setting that buha's own look at the target heeds, too: as a variable it reaches both. */
const INSECURE = 'insecure-skip-tls-verify';

interface Given {
  readonly name: string;
  readonly value: string | undefined;
  /** The words that said so, as k6 takes them. */
  readonly words: readonly string[];
}

const refuse = (flag: string, use: K6FlagUse) => new BuhaError('k6-flag', { flag, use });

/** A flag with the value behind `=` or in the next word. `next` takes that word. */
function longFlag(word: string, next: () => string | undefined): Given {
  const [, name = '', own] = word.match(/^--([^=]*)(?:=(.*))?$/s) ?? [];
  if (own !== undefined || ALONE.has(name)) return { name, value: own, words: [word] };
  const value = next();
  return { name, value, words: [word, ...(value === undefined ? [] : [value])] };
}

/** `-qu10`, `-u=10`, `-u 10`: letters that stand alone, the last one with its value. */
function shortFlags(word: string, next: () => string | undefined): Given[] {
  const letters = word.slice(1);
  const given: Given[] = [];
  for (const [at, letter] of [...letters].entries()) {
    const name = SHORT.get(letter) ?? letter;
    if (ALONE.has(name)) {
      given.push({ name, value: undefined, words: [`-${letter}`] });
      continue;
    }
    const behind = letters.slice(at + 1).replace(/^=/, '');
    const value = behind === '' ? next() : behind;
    return [...given, { name, value, words: [`-${letter}`, ...(value === undefined ? [] : [value])] }];
  }
  return given;
}

/** The flags in words for `k6 run`. Throws `k6-flag` for a word that belongs to none. */
function flagsIn(words: readonly string[]): Given[] {
  const given: Given[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = () => {
      at += 1;
      return words[at];
    };
    if (/^--./.test(word)) given.push(longFlag(word, next));
    else if (/^-[^-]/.test(word)) for (const flag of shortFlags(word, next)) given.push(flag);
    else throw refuse(word, 'word');
  }
  return given;
}

const isLoad = (name: string): name is LoadFlag => LOAD_FLAGS.some((flag) => flag === name);

/**
 * Reads what stands behind `--`: flags of `k6 run`. Throws `k6-flag` for one that buha sets itself, naming what there is
 * instead, and `setting` for a load that k6 would not take.
 */
export function readK6Flags(words: readonly string[]): K6Flags {
  const [run, inspect, loadWords]: [string[], string[], string[]] = [[], [], []];
  const load: Partial<Record<LoadFlag, string[]>> = {};
  const env: Record<string, string> = {};
  for (const { name, value, words: own } of flagsIn(words)) {
    const use = REFUSED.get(name);
    const shown = own[0]?.replace(/=.*/s, '') ?? name;
    if (use !== undefined && !isHarmless(name, value)) throw refuse(shown, use);
    if (isLoad(name)) {
      load[name] = [...(load[name] ?? []), value ?? ''];
      for (const word of own) loadWords.push(word);
    }
    if (name === INSECURE) {
      env.K6_INSECURE_SKIP_TLS_VERIFY = value ?? 'true';
      continue;
    }
    const [, variable = '', text = ''] = name === 'env' ? (value?.match(/^([^=]+)=(.*)$/s) ?? []) : [];
    const set = OWN_VARIABLES.get(variable);
    if (set !== undefined) throw refuse(`-e ${variable}`, set);
    if (TAKEN_VARIABLES.has(variable)) {
      env[variable] = text;
      continue;
    }
    for (const word of own) run.push(word);
    if (INSPECTED.has(name)) for (const word of own) inspect.push(word);
  }
  return { run, inspect, load: givenLoad(load, (flag) => `--${flag}`), loadWords, env };
}
