import { existsSync } from 'node:fs';
import { rm, symlink } from 'node:fs/promises';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { dirname, join } from 'node:path';
import { LIMITS } from '../../reports/analyse/limits.ts';
import { exceptionsOfAll, generatorOfAll, worstExit } from '../../reports/assemble/all-runners.ts';
import type { SloFile } from '../../reports/model/gate.ts';
import { isComplete, k6ExitMeaning } from '../../reports/model/k6-exit.ts';
import type { EndedBy, OtherRun, RunRecord } from '../../reports/model/record.ts';
import type { Run } from '../../reports/model/run.ts';
import { generatorCsv } from '../../reports/parse/generator-seconds.ts';
import { jsonText } from '../../reports/text/inert.ts';
import {
  GENERATOR_FILE,
  isUnwritten,
  RECORD_FILE,
  RUNNERS_FOLDER,
  runnerFile,
  SLO_FILE,
  SUMMARY_FILE,
} from '../read/run-files.ts';
import type { Terminal } from '../terminal.ts';
import { makeFolder } from '../write/make-folder.ts';
import { writeWhole } from '../write/write-whole.ts';
import type { Checkout } from './checkout.ts';
import { clockWatch } from './clock-watch.ts';
import { endedChildrenCpuSec, machineCpuWatch } from './cpu.ts';
import { endOnce } from './end-once.ts';
import { beginTogether } from './k6-control.ts';
import type { K6Process } from './k6-process.ts';
import type { Progress } from './k6-progress.ts';
import { recordedOptions } from './kept.ts';
import { liveStatus } from './live-status.ts';
import { isOff, type OneEnded, type OneK6, type ProcessOfRun, placesOf, startOne, toldOf } from './one-k6.ts';
import { keepSamples, type WaitingSamples } from './redact-samples.ts';
import { localIso } from './run-folder.ts';
import { runnersHere } from './runners.ts';
import type { SaidOfRun } from './said-of-runs.ts';
import { keptTags } from './secrets/kept-tags.ts';

/** What the record says of a run beyond what its execution tells. */
export type RunFacts = SaidOfRun &
  Checkout &
  Pick<RunRecord, 'apis' | 'k6' | 'profile' | 'target' | 'tls' | 'targetInfo' | 'testData' | 'given'>;

export interface Execution extends ProcessOfRun {
  /** No other script runs after it. */
  readonly isLast: boolean;
  readonly facts: RunFacts;
  /** The service levels by which the run is judged. */
  readonly slo: SloFile | undefined;
  readonly terminal: Terminal;
  /** Settled when the embedded shop has ended, where that is the target. */
  readonly shopGone: Promise<unknown> | undefined;
  /** Told of the k6 processes, so that a signal can reach them. */
  readonly onStart: (k6: Pick<K6Process, 'interrupt' | 'kill'>) => void;
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
  /** The service levels by which it is judged. */
  readonly slo?: SloFile | undefined;
  /** What could not be written. */
  readonly faults: readonly unknown[];
}

/** k6's own code for what a script throws outside its iterations. */
const SCRIPT_EXCEPTION = 107;

/** The text of `run.json`. */
export const recordText = (record: RunRecord): string => jsonText(record);

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

/** The processes of a run, which are told the same. */
const toAll = (all: readonly OneK6[]): Pick<OneK6, 'interrupt' | 'kill'> => ({
  interrupt() {
    for (const one of all) one.interrupt();
  },
  kill() {
    for (const one of all) one.kill();
  },
});

/** What a runner left, and how it ended. */
function runnerOf({ place: { part }, ended }: OneEnded): NonNullable<RunRecord['runners']>[number] {
  const { code, signal } = ended;
  return { number: part?.number ?? 1, exit: { code, ...(signal && { signal }), meaning: k6ExitMeaning(code) } };
}

/**
 * Runs k6, once or in several processes that share the load, and leaves `run.json`, `summary.json`, `samples.csv.gz` and
 * `console.txt` in the run's folder; those of several processes, which have no summary of all, below `runners/`.
 */
export async function execute(execution: Execution): Promise<Executed> {
  const { script, folder, terminal, words, sharing } = execution;
  await makeFolder(folder);
  const file = (name: string) => join(folder, name);
  const numbers = sharing ? runnersHere(sharing) : [];
  if (numbers.length > 0) await makeFolder(dirname(file(runnerFile(1, ''))));
  const places = await placesOf(execution, numbers);
  const addresses = places.map(({ address }) => address);
  const status = liveStatus(terminal, words, script.planned, addresses);
  let startedAt = new Date();
  const clockSet = clockWatch();
  const cpuBefore = endedChildrenCpuSec();
  const machineCpu = machineCpuWatch();
  const all: OneK6[] = [];
  const end = endOnce({ interrupt: () => toAll(all).interrupt() }, (endedBy) => terminal.line(words.endsRun(endedBy)));
  for (const [at, place] of places.entries()) {
    const othersEnded = () => Promise.all(all.flatMap((one, other) => (other === at ? [] : [one.ended])));
    const onProgress = (progress: Progress) => status.show(progress, at);
    const one = startOne(execution, place, { onProgress, onEnd: end.by, othersEnded });
    // What it fails with is told once all are waited for.
    one.whole.catch(() => {});
    all.push(one);
  }
  execution.onStart(toAll(all));
  execution.shopGone?.then(() => end.by({ cause: 'shop-lost', second: (Date.now() - startedAt.getTime()) / 1000 }));
  let setupFault: string | undefined;
  if (sharing) {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    for (const { ended } of all) ended.then(over, over);
    const { startAtMs } = sharing;
    if (startAtMs !== undefined) terminal.line(words.startsAt(localIso(new Date(startAtMs))));
    const begun = await beginTogether({
      addresses,
      sharesSetup: sharing.only === undefined && !isOff('setup', execution),
      startAtMs,
      isOver: () => isOver || execution.isInterrupted(),
    });
    startedAt = new Date();
    setupFault = begun.setupFault;
    if (setupFault !== undefined) execution.k6Teller.tell('error', `setup(): ${toldOf(execution, setupFault)}`);
    if (begun.hasBegun) for (const one of all) one.begin();
    // Those that wait would wait for ever.
    else toAll(all).interrupt();
  }
  const ones = await Promise.all(all.map(({ whole }) => whole));
  const endedAt = new Date();
  const clockSetSec = clockSet();
  const cpuAfter = endedChildrenCpuSec();
  // Processes that share a load leave none of it all: samples tell of that.
  const summaryText = sharing ? undefined : ones[0]?.summaryText;
  const haveSummaries = ones.every((one) => one.summaryText !== undefined);
  const endedBy =
    end.close() ??
    endedUnanswered(
      ones.every(({ isUnanswered }) => isUnanswered),
      ones[0]?.summaryText,
    );
  status.end();
  const faults: unknown[] = [];
  for (const { repeated, leftOut, untold, fault, place } of ones) {
    for (const { sample, count } of repeated) execution.k6Teller.tellCount(sample, count);
    if (leftOut > 0) terminal.line(`  ${words.leftOut(leftOut)}`);
    if (untold > 0) terminal.line(`  ${words.untoldLines(untold, fault ? undefined : place.consoleFile)}`);
    // One file that cannot be written must not take the others with it: a full disk may still hold some of them.
    if (fault) faults.push(fault);
  }
  const otherRuns = await execution.otherRuns(startedAt);
  const runners = ones.map(runnerOf);
  const teardownFault = ones.find((one) => one.teardownFault !== undefined)?.teardownFault;
  const exit =
    setupFault === undefined && teardownFault === undefined
      ? worstExit(runners.map(({ exit: own }) => own))
      : { code: SCRIPT_EXCEPTION, meaning: k6ExitMeaning(SCRIPT_EXCEPTION) };
  const record: RunRecord = {
    schemaVersion: 1,
    name: script.name,
    ...execution.facts,
    script: { path: script.source, sha256: script.sha256 },
    options: recordedOptions(script.options, script.project, execution.redact),
    startedAt: localIso(startedAt),
    endedAt: localIso(endedAt),
    generator: generator(),
    exit,
    interrupted: execution.isInterrupted(),
    ...(endedBy && !execution.isInterrupted() && { endedBy }),
    exceptions: {
      ...exceptionsOfAll(ones.map(({ exceptions }) => exceptions)),
      ...(teardownFault !== undefined && { teardown: teardownFault }),
    },
    ...(sharing && { runners, share: { of: sharing.of, ...(sharing.only !== undefined && { only: sharing.only }) } }),
    ...(otherRuns.length > 0 && { otherRuns }),
    ...(clockSetSec !== undefined && { clockSetSec }),
    k6CpuSec: cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore,
    machineCpuShare: machineCpu(),
  };
  const write = (name: string, text: string) => writeWhole(file(name), text).catch((failure) => faults.push(failure));
  const seen = generatorOfAll(ones.map(({ generator }) => generator));
  const isTold = haveSummaries || places.some(({ samples }) => existsSync(samples) && !isUnwritten(samples));
  const texts = {
    [RECORD_FILE]: recordText(record),
    ...(execution.slo && { [SLO_FILE]: execution.slo.text }),
    // A moment of it says nothing, nor does all of it without figures.
    ...(isTold && seen.length >= LIMITS.fewTicks && { [GENERATOR_FILE]: generatorCsv(seen) }),
    ...(summaryText !== undefined && { [SUMMARY_FILE]: summaryText }),
  };
  const known = faults.length;
  for (const [name, text] of Object.entries(texts)) await write(name, text);
  // The load is judged all the same, by what may find room elsewhere.
  const readFrom = faults.length === known ? folder : join(execution.scratch, `${script.name}-unwritten`);
  if (readFrom !== folder) {
    for (const [name, text] of Object.entries(texts)) await writeWhole(join(readFrom, name), text).catch(() => {});
    // Samples of several processes are read below the folder that holds the record.
    if (sharing) await symlink(file(RUNNERS_FOLDER), join(readFrom, RUNNERS_FOLDER)).catch(() => {});
  }
  let waiting: Executed['waiting'];
  let isToldBySamples = false;
  for (const one of ones) {
    const { samples, wholeSamples, partialSamples } = one.place;
    const hasSummary = one.summaryText !== undefined;
    // Without a summary k6 was killed, and on a full disk it could not write: its samples end somewhere in the middle.
    const areWhole = hasSummary && faults.length === 0;
    // k6 makes the file before it refuses what it was asked for: nothing can be told from one without any.
    if (!areWhole && isUnwritten(samples)) await rm(samples);
    if (!existsSync(samples)) {
      // k6 goes on writing into a file that has been removed.
      if (hasSummary) terminal.line(words.samplesGone(wholeSamples));
      continue;
    }
    const isTold = !hasSummary && (sharing !== undefined || isComplete(one.ended.code));
    isToldBySamples ||= isTold || (sharing !== undefined && !haveSummaries);
    const name = areWhole ? wholeSamples : partialSamples;
    // A scenario of the catalogue puts nothing secret into a tag.
    const isOwn = script.api === undefined;
    const kept = { from: samples, to: name, kept: keptTags(execution.redact) };
    // Whole ones are looked through while they are read, unless that would be after another script has run.
    if (isOwn && areWhole && execution.isLast && !sharing) waiting = kept;
    else await keepSamples(kept, isOwn ? undefined : true).catch((failure) => faults.push(failure));
    if (!areWhole && !isTold) terminal.line(words.samplesKept(name, folder));
  }
  return {
    ...{ folder, readFrom, record, hasSummary: haveSummaries, faults, slo: execution.slo },
    ...(isToldBySamples && { isToldBySamples }),
    ...(waiting && { waiting }),
  };
}
