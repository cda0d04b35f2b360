import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { BuhaError } from '../../reports/model/error.ts';
import { isLoopback } from '../../reports/text/host.ts';
import { cliWords } from '../../reports/words/cli.ts';
import { type InitWords, initWords } from '../../reports/words/init.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { packageVersion } from '../paths.ts';
import { confirmProduction, typed } from '../run/confirm.ts';
import { Interruption } from '../run/interruption.ts';
import { looksLikeProduction } from '../run/production.ts';
import { parseTarget } from '../run/target.ts';
import { writeWhole } from '../write/write-whole.ts';
import { chosen, FIRST_OF_OWN, FIRST_OF_SHOP } from './chosen.ts';
import { describedBy } from './describe.ts';
import type { Described, Operation } from './operation.ts';
import { MANAGERS, pipelineFile } from './pipelines.ts';
import { type NewFile, projectFiles, withIgnored } from './project-files.ts';
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
    const { options } = this.#call;
    if (options.baseUrl !== undefined) return parseTarget(options.baseUrl).baseUrl;
    const typed = await this.#ask(this.words.askAddress(described?.baseUrl));
    const address = typed || described?.baseUrl;
    return address === undefined ? undefined : parseTarget(address).baseUrl;
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

  /** A system that customers may use is named twice; false where it is not. */
  async isAgreed(baseUrl: string | undefined): Promise<boolean> {
    const { host, options, language, terminal } = this.#call;
    const name = baseUrl === undefined ? undefined : new URL(baseUrl).host;
    if (name === undefined || !looksLikeProduction(name)) return true;
    terminal.line(this.words.production(name));
    if (options.yes || !host.stdin.isTTY) return true;
    return confirmProduction(host, cliWords(language), name, this.#interruption);
  }
}

/** Writes a file that is not there yet; what is there is its owner's. */
async function writeNew({ path, text }: NewFile, { terminal }: Call, words: InitWords): Promise<void> {
  const isThere = existsSync(path);
  if (!isThere) await writeWhole(path, text);
  terminal.line(isThere ? words.kept(path) : words.written(path));
}

async function ignoreOutputs({ terminal }: Call, words: InitWords): Promise<void> {
  const before = existsSync(IGNORE_FILE) ? await readFile(IGNORE_FILE, 'utf8') : undefined;
  const text = withIgnored(before);
  if (text === undefined) return;
  await writeWhole(IGNORE_FILE, text);
  terminal.line(words.written(IGNORE_FILE));
}

async function writePipeline(
  { gitHost, manager }: Surroundings,
  start: string | undefined,
  baseUrl: string | undefined,
  call: Call,
  words: InitWords,
): Promise<void> {
  if (!gitHost) {
    call.terminal.line(words.noHost);
    return;
  }
  const service = start !== undefined && baseUrl !== undefined ? { start, baseUrl } : undefined;
  const file = pipelineFile(gitHost, { manager, service }, words);
  // GitLab reads one file of this name, and another may be at work in it.
  const isTaken = gitHost === 'gitlab' && existsSync(file.path);
  const own = isTaken ? { ...file, path: 'load-test.gitlab-ci.yml' } : file;
  await writeNew(own, call, words);
  if (isTaken) call.terminal.line(words.includeByHand(own.path));
}

/** Adds the packages that are missing; what fails is told with how to do it. */
async function addPackages(
  { manifest, manager }: Surroundings,
  call: Call<InitOptions>,
  words: InitWords,
): Promise<void> {
  const specs = [`buha@^${await packageVersion()}`, ...PACKAGES];
  const missing = specs.filter((spec) => !manifest?.packages.includes(nameOf(spec)));
  if (missing.length === 0) return;
  const [program = 'npm', ...args] = MANAGERS[manager].add;
  const command = [program, ...args, ...missing].join(' ');
  const { options, terminal } = call;
  if (!manifest || !options.install) {
    terminal.line(words.toInstall(manifest ? command : `npm init -y && ${command}`));
    return;
  }
  terminal.line(words.installing(command));
  const isWindows = process.platform === 'win32';
  const child = spawn(program, [...args, ...missing], { stdio: ['ignore', 'ignore', 'inherit'], shell: isWindows });
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
      ? await questions.operations(described)
      : [baseUrl === undefined ? FIRST_OF_SHOP : FIRST_OF_OWN];
    const start = await questions.start(surroundings, baseUrl);
    if (!(await questions.isAgreed(baseUrl))) {
      terminal.line(cliWords(language).declined);
      return EXIT.badInput;
    }
    if (interruption.happened) return EXIT.interrupted;
    for (const file of projectFiles({ operations, baseUrl, folder: FOLDER, language: call.documentLanguage }, words)) {
      await writeNew(file, call, words);
    }
    await ignoreOutputs(call, words);
    await writePipeline(surroundings, start, baseUrl, call, words);
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
