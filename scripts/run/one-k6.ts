import { join } from 'node:path';
import type { GeneratorSecond } from '../../reports/model/generator.ts';
import type { CliWords } from '../../reports/words/cli.ts';
import { CONSOLE_FILE, PARTIAL_SAMPLES_FILE, runnerFile, SAMPLES_FILE, SUMMARY_FILE } from '../read/run-files.ts';
import type { GiveUp } from './answer-watch.ts';
import { watchGenerator } from './generator-watch.ts';
import { loadEnded, stopLoad, tearDown } from './k6-control.ts';
import { withFileNames } from './k6-log.ts';
import { type K6Ended, type K6Process, startK6 } from './k6-process.ts';
import type { Progress } from './k6-progress.ts';
import { readSummary } from './kept.ts';
import { freePort } from './live-status.ts';
import { systemTags } from './outputs.ts';
import type { PreparedScript } from './prepare.ts';
import { partArguments, type Sharing } from './runners.ts';
import type { Redactor } from './secrets/redactor.ts';
import { withoutSession } from './secrets/session-secrets.ts';
import type { K6Teller } from './tell-k6.ts';
import { watchAnswers } from './watch-answers.ts';
import { type Watched, watchRun } from './watch-run.ts';

/** What buha asks of k6 beyond running a script: the summary as a file, raw samples with lean tags, and `out`. */
export function watchArguments(
  summary: string,
  options: PreparedScript['options'] = {},
  out: readonly string[] = [],
  hidesHosts = false,
): string[] {
  return [
    `--system-tags=${systemTags(out, options, hidesHosts)}`,
    `--summary-export=${summary}`,
    '--out=csv',
    ...out.map((value) => `--out=${value}`),
  ];
}

/** Where the samples go. On the command line a `=` in the path would be read as one of the output's settings. */
export function watchEnvironment(samples: string): Record<string, string> {
  // Whole seconds, the default, are too coarse for a time line.
  return { K6_CSV_FILENAME: samples, K6_CSV_TIME_FORMAT: 'unix_milli' };
}

/** What is the same for every k6 process of a run. */
export interface ProcessOfRun {
  readonly script: PreparedScript;
  /** Undefined where one process sends the whole load. */
  readonly sharing: Sharing | undefined;
  readonly folder: string;
  /** A folder of this run's own that is removed when the command ends. */
  readonly scratch: string;
  readonly k6Path: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Flags of k6 that the user gave. */
  readonly flags: readonly string[];
  /** Further values of k6's `--out`. */
  readonly out: readonly string[];
  /** Blacks out secrets that the run was given. */
  readonly redact: Redactor;
  /** The script may put a given secret into what k6 records: then nothing is kept before it is blacked out. */
  readonly mayTellSecrets: boolean;
  readonly k6Teller: K6Teller;
  readonly words: CliWords;
  /** How long nothing may answer; undefined where the run goes on whatever answers. */
  readonly giveUp: GiveUp | undefined;
}

/** One k6 process of a run: which part of the load it sends, and where its files are while it runs and afterwards. */
export interface K6Place {
  /** Undefined where it sends the whole load. */
  readonly part: { readonly number: number; readonly sharing: Sharing } | undefined;
  /** Where its REST server listens, `HOST:PORT`. */
  readonly address: string;
  readonly summary: string;
  readonly consoleFile: string;
  /** Where k6 writes its samples, and what they are called when they are whole and when they are not. */
  readonly samples: string;
  readonly wholeSamples: string;
  readonly partialSamples: string;
}

/** Places for all processes of a run that run here. */
export async function placesOf(
  { sharing, ...execution }: ProcessOfRun,
  numbers: readonly number[],
): Promise<K6Place[]> {
  const { folder, scratch, script, mayTellSecrets } = execution;
  const place = async (number: number | undefined): Promise<K6Place> => {
    const own = (name: string) => (number === undefined ? name : runnerFile(number, name));
    const partialSamples = join(folder, own(PARTIAL_SAMPLES_FILE));
    const inScratch = (name: string) =>
      join(scratch, `${script.name}${number === undefined ? '' : `-${number}`}-${name}`);
    return {
      part: sharing && number !== undefined ? { number, sharing } : undefined,
      address: `127.0.0.1:${await freePort()}`,
      // k6 writes as it goes, so its files get their names only when they are whole. What setup() returned stands in its
      // summary, so that is written where nothing outlives the run.
      summary: inScratch(SUMMARY_FILE),
      consoleFile: join(folder, own(CONSOLE_FILE)),
      samples: mayTellSecrets ? inScratch(SAMPLES_FILE) : partialSamples,
      wholeSamples: join(folder, own(SAMPLES_FILE)),
      partialSamples,
    };
  };
  return Promise.all(numbers.length === 0 ? [place(undefined)] : numbers.map(place));
}

/** How one process ended, and what it left. */
export interface OneEnded extends Watched {
  readonly place: K6Place;
  readonly ended: K6Ended;
  readonly generator: readonly GeneratorSecond[];
  readonly summaryText: string | undefined;
  /** What teardown() failed with, where it was run for all. */
  readonly teardownFault: string | undefined;
  /** Requests were waiting, and none had been answered. */
  readonly isUnanswered: boolean;
}

export interface OneK6 extends Pick<K6Process, 'interrupt' | 'kill'> {
  /** When all that it left has been read. */
  readonly whole: Promise<OneEnded>;
  readonly ended: Promise<unknown>;
  /** Its load has begun: until then a signal ends it, and there is nothing to tear down. */
  readonly begin: () => void;
}

/** What becomes of a process's words while it runs. */
export interface OneHooks {
  readonly onProgress: (progress: Progress) => void;
  readonly onEnd: Parameters<typeof watchAnswers>[0]['onEnd'];
  /** The other processes of the run have ended. */
  readonly othersEnded: () => Promise<unknown>;
}

/** What a process says, as it may be told: without secrets, in the names of the user's own files. */
export const toldOf = ({ redact, script }: ProcessOfRun, text: string): string =>
  withoutSession(redact(script.inOwnNames(text)));

/** Whether the user switched setup() or teardown() off: by a flag, a variable, or in the script. */
export function isOff(step: 'setup' | 'teardown', { flags, env, script }: ProcessOfRun): boolean {
  const option = step === 'setup' ? 'noSetup' : 'noTeardown';
  return (
    flags.some((flag) => flag === `--no-${step}` || flag === `--no-${step}=true`) ||
    /^(?:1|t|true)$/i.test(env[`K6_NO_${step.toUpperCase()}`] ?? '') ||
    script.options[option] === true
  );
}

/** Starts one k6 process of a run. */
export function startOne(execution: ProcessOfRun, place: K6Place, { onProgress, onEnd, othersEnded }: OneHooks): OneK6 {
  const { script, words, giveUp } = execution;
  const { address, part } = place;
  const fileNames = new Map([
    [place.samples, SAMPLES_FILE],
    [place.summary, SUMMARY_FILE],
  ]);
  const told = (text: string) => toldOf(execution, withFileNames(text, fileNames));
  const watch = watchRun({
    consoleFile: place.consoleFile,
    redact: told,
    onProgress,
    onMessage: (level, message) => execution.k6Teller.tell(level, message),
    repeatedText: words.repeated,
    leftOutText: words.leftOut,
  });
  const parting = part ? partArguments(part.number, part.sharing) : [];
  const k6 = startK6({
    path: execution.k6Path,
    args: [
      'run',
      '--no-usage-report',
      '--no-color',
      '--log-format=json',
      ...watchArguments(place.summary, script.options, execution.out, script.ownTarget?.hidesHosts),
      `--address=${address}`,
      ...parting,
      ...execution.flags,
      script.file,
    ],
    env: { ...execution.env, ...watchEnvironment(place.samples) },
    onOutput: watch.onOutput,
    onLog: watch.onLog,
  });
  const generatorWatch = watchGenerator(k6.pid);
  const stopWatching = giveUp && watchAnswers({ address, pid: k6.pid, giveUp, onEnd });
  const stays = parting.includes('--linger');
  const tearsDown = !isOff('teardown', execution);
  let hasBegun = false;
  let tellBegun = () => {};
  const begun = new Promise<void>((resolve) => {
    tellBegun = resolve;
  });
  let teardownFault: string | undefined;
  let hasEnded = false;
  const ended = k6.ended.finally(() => {
    hasEnded = true;
  });
  const whole = async (): Promise<OneEnded> => {
    if (stays) {
      await Promise.race([begun, ended]);
      await Promise.race([othersEnded(), ended]);
      if (hasBegun && tearsDown) teardownFault = await tearDown(address, () => hasEnded);
      else if (hasBegun) await loadEnded(address, () => hasEnded);
      k6.interrupt();
    }
    const code = await ended;
    generatorWatch.stop();
    const isUnanswered = stopWatching?.().isUnanswered === true;
    const summaryText = await readSummary(place.summary, execution.redact, withoutSession);
    const watched = await watch.close();
    return {
      ...watched,
      teardownFault: teardownFault && told(teardownFault),
      place,
      ended: code,
      generator: generatorWatch.seen,
      summaryText,
      isUnanswered,
    };
  };
  return {
    whole: whole(),
    ended,
    // One that stays is told to stop by its REST server: after a signal there would be no teardown().
    begin: () => {
      hasBegun = true;
      tellBegun();
    },
    interrupt: () => (stays && hasBegun ? void stopLoad(address).catch(() => k6.interrupt()) : k6.interrupt()),
    kill: k6.kill,
  };
}
