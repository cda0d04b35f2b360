import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { LIMITS } from '../../reports/analyse/limits.ts';
import { isComplete, k6ExitMeaning } from '../../reports/model/k6-exit.ts';
import type { EndedBy, OtherRun, RunRecord } from '../../reports/model/record.ts';
import type { Run } from '../../reports/model/run.ts';
import { generatorCsv } from '../../reports/parse/generator-seconds.ts';
import { jsonText } from '../../reports/text/inert.ts';
import type { CliWords } from '../../reports/words/cli.ts';
import {
  GENERATOR_FILE,
  isUnwritten,
  PARTIAL_SAMPLES_FILE,
  RECORD_FILE,
  SAMPLES_FILE,
  SUMMARY_FILE,
} from '../read/run-files.ts';
import type { Terminal } from '../terminal.ts';
import { makeFolder } from '../write/make-folder.ts';
import { writeWhole } from '../write/write-whole.ts';
import type { GiveUp } from './answer-watch.ts';
import type { Checkout } from './checkout.ts';
import { clockWatch } from './clock-watch.ts';
import { endOnce } from './end-once.ts';
import { watchGenerator } from './generator-watch.ts';
import { withFileNames } from './k6-log.ts';
import { type K6Process, startK6 } from './k6-process.ts';
import { readSummary, recordedOptions } from './kept.ts';
import { freePort, liveStatus } from './live-status.ts';
import { systemTags } from './outputs.ts';
import type { PreparedScript } from './prepare.ts';
import { keepSamples, type WaitingSamples } from './redact-samples.ts';
import { localIso } from './run-folder.ts';
import type { SaidOfRun } from './said-of-runs.ts';
import { keptTags } from './secrets/kept-tags.ts';
import type { Redactor } from './secrets/redactor.ts';
import { withoutSession } from './secrets/session-secrets.ts';
import type { K6Teller } from './tell-k6.ts';
import { watchAnswers } from './watch-answers.ts';
import { watchRun } from './watch-run.ts';

/** What the record says of a run beyond what its execution tells. */
export type RunFacts = SaidOfRun &
  Checkout &
  Pick<RunRecord, 'apis' | 'k6' | 'profile' | 'target' | 'tls' | 'targetInfo' | 'testData' | 'given'>;

export interface Execution {
  readonly script: PreparedScript;
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
  /** No other script runs after it. */
  readonly isLast: boolean;
  readonly facts: RunFacts;
  readonly terminal: Terminal;
  readonly k6Teller: K6Teller;
  readonly words: CliWords;
  /** How long nothing may answer; undefined where the run goes on whatever answers. */
  readonly giveUp: GiveUp | undefined;
  /** Settled when the embedded shop has ended, where that is the target. */
  readonly shopGone: Promise<unknown> | undefined;
  /** Told of the k6 process, so that a signal can reach it. */
  readonly onStart: (k6: K6Process) => void;
  /** Runs of others on this machine since a moment. */
  readonly otherRuns: (from: Date) => Promise<readonly OtherRun[]>;
  /** True once the user has asked to stop. */
  readonly isInterrupted: () => boolean;
}

export interface Executed {
  /** Where its files are. */
  readonly folder: string;
  readonly record: RunRecord;
  /** Where they are read: elsewhere, where they could not be written. */
  readonly readFrom: string;
  /** False when k6 ended without its summary. */
  readonly hasSummary: boolean;
  /** k6 came to the end of the load, but left no summary: the raw samples tell of it. */
  readonly isToldBySamples?: boolean;
  /** The run, where it was read as soon as it had ended. */
  readonly run?: Run | undefined;
  /** Raw samples that nobody has looked through for secrets yet. */
  readonly waiting?: WaitingSamples;
  /** What could not be written. */
  readonly faults: readonly unknown[];
}

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

/** The text of `run.json`. */
export const recordText = (record: RunRecord): string => jsonText(record);

/** Where the samples go. On the command line a `=` in the path would be read as one of the output's settings. */
export function watchEnvironment(samples: string): Record<string, string> {
  // Whole seconds, the default, are too coarse for a time line.
  return { K6_CSV_FILENAME: samples, K6_CSV_TIME_FORMAT: 'unix_milli' };
}

function generator(): RunRecord['generator'] {
  const all = cpus();
  return {
    // A kernel's build suffix says nothing to a reader.
    os: `${type()} ${release().split('-')[0]} ${arch()}`,
    cpu: all[0]?.model.trim() ?? '',
    cores: all.length,
    memoryBytes: totalmem(),
    node: process.versions.node,
  };
}

/** k6 came to its end while requests were waiting, and had measured none. */
const endedUnanswered = (isWaiting: boolean | undefined, summary: string | undefined): EndedBy | undefined =>
  isWaiting && summary !== undefined && !summary.includes('"http_reqs"')
    ? { cause: 'unanswered', second: 0 }
    : undefined;

/** Runs k6 once and leaves `run.json`, `summary.json`, `samples.csv.gz` and `console.txt` in the run's folder. */
export async function execute(execution: Execution): Promise<Executed> {
  const { script, folder, terminal, words } = execution;
  await makeFolder(folder);
  const file = (name: string) => join(folder, name);
  // k6 writes as it goes, so its files get their names only when they are whole. What setup() returned stands in its
  // summary, so that is written where nothing outlives the run.
  const summary = join(execution.scratch, `${script.name}-summary.json`);
  const partialSamples = file(PARTIAL_SAMPLES_FILE);
  const samples = execution.mayTellSecrets ? join(execution.scratch, `${script.name}-samples.csv.gz`) : partialSamples;
  const fileNames = new Map([
    [samples, SAMPLES_FILE],
    [summary, SUMMARY_FILE],
  ]);
  const address = `127.0.0.1:${await freePort()}`;
  const status = liveStatus(terminal, words, script.planned, address);
  const consoleFile = file('console.txt');
  const watch = watchRun({
    consoleFile,
    redact: (text) => withoutSession(execution.redact(script.inOwnNames(withFileNames(text, fileNames)))),
    onProgress: status.show,
    onMessage: (level, message) => execution.k6Teller.tell(level, message),
    repeatedText: words.repeated,
    leftOutText: words.leftOut,
  });
  const startedAt = new Date();
  const clockSet = clockWatch();
  const k6 = startK6({
    path: execution.k6Path,
    args: [
      'run',
      '--no-usage-report',
      '--no-color',
      '--log-format=json',
      ...watchArguments(summary, script.options, execution.out, script.ownTarget?.hidesHosts),
      `--address=${address}`,
      ...execution.flags,
      script.file,
    ],
    env: { ...execution.env, ...watchEnvironment(samples) },
    onOutput: watch.onOutput,
    onLog: watch.onLog,
  });
  execution.onStart(k6);
  const generatorWatch = watchGenerator(k6.pid);
  const end = endOnce(k6, (endedBy) => terminal.line(words.endsRun(endedBy)));
  const { giveUp } = execution;
  const stopWatching = giveUp && watchAnswers({ address, pid: k6.pid, giveUp, onEnd: end.by });
  execution.shopGone?.then(() => end.by({ cause: 'shop-lost', second: (Date.now() - startedAt.getTime()) / 1000 }));
  const ended = await k6.ended;
  const endedAt = new Date();
  const clockSetSec = clockSet();
  generatorWatch.stop();
  const isWaiting = stopWatching?.().isUnanswered;
  const summaryText = await readSummary(summary, execution.redact, withoutSession);
  const endedBy = end.close() ?? endedUnanswered(isWaiting, summaryText);
  status.end();
  const { exceptions, repeated, leftOut, untold, fault } = await watch.close();
  for (const { sample, count } of repeated) execution.k6Teller.tellCount(sample, count);
  if (leftOut > 0) terminal.line(`  ${words.leftOut(leftOut)}`);
  if (untold > 0) terminal.line(`  ${words.untoldLines(untold, fault ? undefined : consoleFile)}`);
  const otherRuns = await execution.otherRuns(startedAt);
  const record: RunRecord = {
    schemaVersion: 1,
    name: script.name,
    ...execution.facts,
    script: { path: script.source, sha256: script.sha256 },
    options: recordedOptions(script.options, script.project, execution.redact),
    startedAt: localIso(startedAt),
    endedAt: localIso(endedAt),
    generator: generator(),
    exit: { code: ended.code, ...(ended.signal && { signal: ended.signal }), meaning: k6ExitMeaning(ended.code) },
    interrupted: execution.isInterrupted(),
    ...(endedBy && !execution.isInterrupted() && { endedBy }),
    exceptions,
    ...(otherRuns.length > 0 && { otherRuns }),
    ...(clockSetSec !== undefined && { clockSetSec }),
    k6CpuSec: ended.k6CpuSec,
    machineCpuShare: ended.machineCpuShare,
  };
  // One file that cannot be written must not take the others with it: a full disk may still hold some of them.
  const faults: unknown[] = fault ? [fault] : [];
  const write = (name: string, text: string) => writeWhole(file(name), text).catch((failure) => faults.push(failure));
  const isTold = summaryText !== undefined || (existsSync(samples) && !isUnwritten(samples));
  const texts = {
    [RECORD_FILE]: recordText(record),
    // A moment of it says nothing, nor does all of it without figures.
    ...(isTold &&
      generatorWatch.seen.length >= LIMITS.fewTicks && { [GENERATOR_FILE]: generatorCsv(generatorWatch.seen) }),
    ...(summaryText !== undefined && { [SUMMARY_FILE]: summaryText }),
  };
  const known = faults.length;
  for (const [name, text] of Object.entries(texts)) await write(name, text);
  // The load is judged all the same, by what may find room elsewhere.
  const readFrom = faults.length === known ? folder : join(execution.scratch, `${script.name}-unwritten`);
  if (readFrom !== folder) {
    for (const [name, text] of Object.entries(texts)) await writeWhole(join(readFrom, name), text).catch(() => {});
  }
  // Without a summary k6 was killed, and on a full disk it could not write: its samples end somewhere in the middle.
  const areWhole = summaryText !== undefined && faults.length === 0;
  // k6 makes the file before it refuses what it was asked for: nothing can be told from one without any.
  if (!areWhole && isUnwritten(samples)) await rm(samples);
  let waiting: Executed['waiting'];
  const isToldBySamples = summaryText === undefined && existsSync(samples) && isComplete(ended.code);
  if (existsSync(samples)) {
    const name = areWhole ? file(SAMPLES_FILE) : partialSamples;
    // A scenario of the catalogue puts nothing secret into a tag.
    const isOwn = script.api === undefined;
    const kept = { from: samples, to: name, kept: keptTags(execution.redact) };
    // Whole ones are looked through while they are read, unless that would be after another script has run.
    if (isOwn && areWhole && execution.isLast) waiting = kept;
    else await keepSamples(kept, isOwn ? undefined : true).catch((failure) => faults.push(failure));
    if (!areWhole && !isToldBySamples) terminal.line(words.samplesKept(name, folder));
  } else if (summaryText !== undefined) {
    // k6 goes on writing into a file that has been removed.
    terminal.line(words.samplesGone(file(SAMPLES_FILE)));
  }
  const hasSummary = summaryText !== undefined;
  return {
    ...{ folder, readFrom, record, hasSummary, faults },
    ...(isToldBySamples && { isToldBySamples }),
    ...(waiting && { waiting }),
  };
}
