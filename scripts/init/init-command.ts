import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { isLoopback } from '../../reports/text/host.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { type InitWords, initWords } from '../../reports/words/init.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { confirmProduction, typed } from '../run/confirm.ts';
import { Interruption } from '../run/interruption.ts';
import { looksLikeProduction } from '../run/production.ts';
import { parseTarget } from '../run/target.ts';
import { writeWhole } from '../write/write-whole.ts';
import { chosen, FIRST_OF_OWN, FIRST_OF_SHOP } from './chosen.ts';
import { describedBy } from './describe.ts';
import { installedSpec } from './installed-spec.ts';
import { belowPrefix, type Described, type Operation } from './operation.ts';
import { includedFile, MANAGERS, pipelineFile } from './pipelines.ts';
import { type NewFile, projectFiles, withIgnored } from './project-files.ts';
import { shellWord } from './shell-word.ts';
import { type Surroundings, startCommand, surroundingsOf } from './surroundings.ts';

/** Options of `buha init` as the user wrote them. */
export interface InitOptions {
  readonly from: string | undefined;
  readonly baseUrl: string | undefined;
  readonly operations: string | undefined;
  readonly yes: boolean;
  /** False for `--no-install`. */
  readonly install: boolean;
}

/** Folder of the scripts that are written. */
const FOLDER = 'loadtest';
const IGNORE_FILE = '.gitignore';

/** What a project needs beside buha: the shop's database, and types for an editor and `tsc`. */
const PACKAGES = ['libsql@^0.5.29', 'typescript@>=5.4', '@types/k6@~2.2'] as const;
const nameOf = (spec: string) => spec.replace(/(?!^)@.*$/, '');

/** An address that names no path is that of the whole system, whose operations lie below the prefix of its description. */
const withPrefix = (address: string, prefix: string): string =>
  new URL(address).pathname === '/' ? `${address}${prefix}` : address;

/** Asks, or takes what there is where nobody is to be asked or can answer. */
class Questions {
  readonly #call: Call<InitOptions>;
  readonly #interruption: Interruption;
  readonly words: InitWords;

  constructor(call: Call<InitOptions>, interruption: Interruption) {
    this.#call = call;
    this.#interruption = interruption;
    this.words = initWords(call.language);
  }

  async #ask(question: string): Promise<string> {
    const { host, options } = this.#call;
    if (options.yes || !host.stdin.isTTY) return '';
    return (await typed(host, question, this.#interruption)).trim();
  }

  /** Undefined where there is no system yet. Throws `setting` for what is no address. */
  async address(described: Described | undefined): Promise<string | undefined> {
    const { options, terminal } = this.#call;
    const given = options.baseUrl ?? (await this.#ask(this.words.askAddress(described?.baseUrl)));
    const own = given || described?.baseUrl;
    if (own === undefined) return undefined;
    const { baseUrl } = parseTarget(own);
    const { prefix = '' } = described ?? {};
    const whole = given ? withPrefix(baseUrl, prefix) : baseUrl;
    if (whole !== baseUrl) terminal.line(this.words.prefixed(prefix, whole));
    return whole;
  }

  /** Which of the operations get a scenario. Throws `setting` for one that is not there. */
  async operations(described: Described): Promise<readonly Operation[]> {
    const { options, terminal } = this.#call;
    const all = described.operations;
    if (options.operations !== undefined) return chosen(all, options.operations);
    if (all.length === 1 || options.yes || !this.#call.host.stdin.isTTY) return all;
    for (const [at, { method, pattern }] of all.entries()) terminal.line(`${at + 1}. ${method} ${pattern}`);
    return chosen(all, await this.#ask(this.words.askOperations(all.length)));
  }

  /** How the team's own service is started in CI; undefined for a system that runs elsewhere. */
  async start(surroundings: Surroundings, baseUrl: string | undefined): Promise<string | undefined> {
    if (baseUrl === undefined || !surroundings.gitHost || !isLoopback(new URL(baseUrl).hostname)) return undefined;
    const known = startCommand(surroundings);
    return (await this.#ask(this.words.askStart(known))) || known;
  }

  /** A system that customers may use is named twice, and marked in the config as that; false where it is not. */
  async isAgreed(baseUrl: string | undefined): Promise<boolean> {
    const { host, options, language, terminal } = this.#call;
    const name = baseUrl === undefined ? undefined : new URL(baseUrl).host;
    if (name === undefined || !looksLikeProduction(name)) return true;
    terminal.line(this.words.production(name));
    if (options.yes || !host.stdin.isTTY) return true;
    return confirmProduction(host, cliWords(language), name, this.#interruption);
  }
}

/** What `.gitignore` becomes; undefined where it lacks nothing. */
async function ignoring(): Promise<NewFile | undefined> {
  const text = withIgnored(existsSync(IGNORE_FILE) ? await readFile(IGNORE_FILE, 'utf8') : undefined);
  return text === undefined ? undefined : { path: IGNORE_FILE, text };
}

/** The pipeline for the git host, from here; undefined where there is none. */
function pipelineOf(
  { gitHost, manager, within, up }: Surroundings,
  start: string | undefined,
  baseUrl: string | undefined,
  words: InitWords,
): { readonly file: NewFile; readonly isIncluded: boolean } | undefined {
  if (!gitHost) return undefined;
  const service = start !== undefined && baseUrl !== undefined ? { start, baseUrl } : undefined;
  const file = pipelineFile(gitHost, { manager, within, service }, words);
  const isIncluded = gitHost === 'gitlab' && existsSync(`${up}${file.path}`);
  return { file: { ...file, path: `${up}${isIncluded ? includedFile(within) : file.path}` }, isIncluded };
}

/**
 * Writes files that are not there yet, the config last: what is there is its owner's. Where one cannot be written, those
 * before it are removed, so that nobody is left with half a project.
 */
async function writeAll(files: readonly NewFile[], { terminal }: Call, words: InitWords): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const { path, text, isChanged = false } of files) {
      const before = existsSync(path) ? (isChanged ? await readFile(path) : 'kept') : undefined;
      if (before === 'kept') {
        terminal.line(words.kept(path));
        continue;
      }
      const made = firstMissing(dirname(path));
      await writeWhole(path, text);
      undo.push(() => (before === undefined ? rm(made ?? path, { recursive: true }) : writeWhole(path, before)));
      terminal.line(words.written(path));
    }
  } catch (fault) {
    for (const one of undo.toReversed()) await one().catch(() => {});
    if (undo.length > 0) terminal.line(words.undone);
    throw fault;
  }
}

/** The outermost folder on the way to one that is not there yet; undefined where all are. */
function firstMissing(folder: string): string | undefined {
  if (existsSync(folder)) return undefined;
  return firstMissing(dirname(folder)) ?? folder;
}

/** Adds the packages that are missing; what fails is told with how to do it. */
async function addPackages(
  { manifest, manager }: Surroundings,
  call: Call<InitOptions>,
  words: InitWords,
): Promise<void> {
  const specs = [`buha@${await installedSpec('.')}`, ...PACKAGES];
  const missing = specs.filter((spec) => !manifest?.packages.includes(nameOf(spec)));
  if (missing.length === 0) return;
  const [program = 'npm', ...args] = MANAGERS[manager].add;
  const command = [program, ...args, ...missing].map((word) => shellWord(word)).join(' ');
  const { options, terminal } = call;
  if (!manifest || !options.install) {
    terminal.line(words.toInstall(manifest ? command : `npm init -y && ${command}`));
    return;
  }
  terminal.line(words.installing(command));
  const isWindows = process.platform === 'win32';
  const stdio = ['ignore', 'ignore', 'inherit'] satisfies StdioOptions;
  // On Windows the program is a script, which only a shell starts.
  const child = isWindows ? spawn(command, { stdio, shell: true }) : spawn(program, [...args, ...missing], { stdio });
  const [code] = await once(child, 'close').catch(() => [1]);
  if (code !== 0) terminal.line(words.notInstalled(command));
}

/**
 * `buha init`: a config, a scenario for each operation, service levels and a pipeline for the git host, by what the folder
 * tells and at most three questions. What is there already stays. Throws `config-exists`, `bad-description`, `setting`.
 */
export async function initCommand(call: Call<InitOptions>): Promise<number> {
  const { terminal, language, options } = call;
  const surroundings = await surroundingsOf('.');
  if (surroundings.config !== undefined)
    throw new BuhaError('config-exists', { file: relative('.', surroundings.config) });
  const described = options.from === undefined ? undefined : await describedBy(options.from);
  const interruption = new Interruption();
  interruption.listen({ onFirst: () => {}, onSecond: () => {} });
  try {
    const questions = new Questions(call, interruption);
    const { words } = questions;
    const baseUrl = await questions.address(described);
    const operations = described
      ? belowPrefix(await questions.operations(described), baseUrl === undefined ? described.prefix : '')
      : [baseUrl === undefined ? FIRST_OF_SHOP : FIRST_OF_OWN];
    if (described?.leftOut) for (const text of words.leftOut(described.leftOut)) terminal.line(text);
    const start = await questions.start(surroundings, baseUrl);
    if (!(await questions.isAgreed(baseUrl))) {
      terminal.line(cliWords(language).declined);
      return EXIT.badInput;
    }
    if (interruption.happened) return EXIT.interrupted;
    const pipeline = pipelineOf(surroundings, start, baseUrl, words);
    const ignored = await ignoring();
    const [config, ...others] = projectFiles({ operations, baseUrl, folder: FOLDER, language }, words);
    const files = [
      ...others,
      ...(ignored ? [{ ...ignored, isChanged: true }] : []),
      ...(pipeline ? [pipeline.file] : []),
      ...(config ? [config] : []),
    ];
    await writeAll(files, call, words);
    if (!pipeline) terminal.line(words.noHost);
    if (pipeline?.isIncluded) terminal.line(words.includeByHand(basename(pipeline.file.path)));
    await addPackages(surroundings, call, words);
    const { exec } = MANAGERS[surroundings.manager];
    terminal.line(words.next);
    for (const command of [`buha run ${operations[0]?.id ?? 'all'}`, 'buha run all --gate', 'buha report --newest']) {
      terminal.line(`  ${exec} ${command}`);
    }
    return EXIT.done;
  } finally {
    interruption.stopListening();
  }
}
