import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { plannedLengthMs } from '../../reports/analyse/planned-load.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import type { CliWords } from '../../reports/words/cli.ts';
import { writeWhole } from '../files.ts';
import type { Terminal } from '../terminal.ts';
import { type K6Process, startK6 } from './k6-process.ts';
import { freePort, liveStatus } from './live-status.ts';
import type { PreparedScript } from './prepare.ts';
import { localIso } from './run-folder.ts';
import { watchRun } from './watch-run.ts';

/**
 * Tags on every sample. Each one costs k6 CPU; these are what the analysis needs. Without `group` k6's summary would
 * list no checks.
 */
const SYSTEM_TAGS = 'status,method,name,scenario,check,error_code,expected_response,group';

/** What the record says of a run beyond what its execution tells. */
export type RunFacts = Pick<RunRecord, 'apis' | 'k6' | 'profile' | 'target' | 'targetInfo' | 'testData'>;

export interface Execution {
  readonly script: PreparedScript;
  readonly folder: string;
  readonly k6Path: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly secrets: readonly string[];
  readonly facts: RunFacts;
  readonly terminal: Terminal;
  readonly words: CliWords;
  /** Told of the k6 process, so that a signal can reach it. */
  readonly onStart: (k6: K6Process) => void;
  /** True once the user has asked to stop. */
  readonly isInterrupted: () => boolean;
}

export interface Executed {
  readonly record: RunRecord;
  /** False when k6 ended without its summary. */
  readonly hasSummary: boolean;
}

function k6Arguments(script: PreparedScript, summary: string, samples: string, address: string | undefined): string[] {
  return [
    'run',
    '--no-usage-report',
    '--no-color',
    '--log-format=json',
    `--system-tags=${SYSTEM_TAGS}`,
    `--summary-export=${summary}`,
    `--out=csv=${samples}`,
    ...(address ? [`--address=${address}`] : []),
    script.bundle,
  ];
}

/** Moves k6's file to its final name, now that it is whole; false when k6 did not write it. */
async function settle(from: string, to: string): Promise<boolean> {
  if (!existsSync(from)) return false;
  await rename(from, to);
  return true;
}

function generator(): RunRecord['generator'] {
  const all = cpus();
  return {
    os: `${type()} ${release()} ${arch()}`,
    cpu: all[0]?.model.trim() ?? '',
    cores: all.length,
    memoryBytes: totalmem(),
    node: process.versions.node,
  };
}

/** Runs k6 once and leaves `run.json`, `summary.json`, `samples.csv.gz` and `console.txt` in the run's folder. */
export async function execute(execution: Execution): Promise<Executed> {
  const { script, folder, terminal, words } = execution;
  await mkdir(folder, { recursive: true });
  const file = (name: string) => join(folder, name);
  // k6 writes as it goes, so its files get their names only when they are whole.
  const summary = file('.summary.json.part');
  const samples = file('partial-samples.csv.gz');
  const address = terminal.isTerminal ? `127.0.0.1:${await freePort()}` : undefined;
  const watch = watchRun({
    consoleFile: file('console.txt'),
    secrets: execution.secrets,
    onProgress: liveStatus(terminal, words, plannedLengthMs(script.planned), address),
    onMessage: (level, message) => terminal.line(`  k6 ${level}: ${message.split('\n')[0]}`),
    repeatedText: words.repeated,
  });
  const startedAt = new Date();
  const k6 = startK6({
    path: execution.k6Path,
    args: k6Arguments(script, summary, samples, address),
    env: execution.env,
    onOutput: watch.onOutput,
    onLog: watch.onLog,
  });
  execution.onStart(k6);
  const ended = await k6.ended;
  const endedAt = new Date();
  terminal.endStatus();
  const { exceptions, repeated } = await watch.close();
  for (const { sample, count } of repeated) terminal.line(`  ${words.repeated(sample.split('\n')[0] ?? '', count)}`);
  const record: RunRecord = {
    schemaVersion: 1,
    name: script.name,
    ...execution.facts,
    script: { path: script.source, sha256: script.sha256 },
    options: script.options,
    startedAt: localIso(startedAt),
    endedAt: localIso(endedAt),
    generator: generator(),
    exit: { code: ended.code, ...(ended.signal && { signal: ended.signal }) },
    interrupted: execution.isInterrupted(),
    exceptions: { count: exceptions.count, ...(exceptions.first && { first: exceptions.first }) },
    k6CpuSec: ended.k6CpuSec,
    machineCpuShare: ended.machineCpuShare,
  };
  await writeWhole(file('run.json'), `${JSON.stringify(record, null, 2)}\n`);
  const hasSummary = await settle(summary, file('summary.json'));
  // Without a summary k6 was killed, and its samples end somewhere in the middle.
  if (hasSummary) await settle(samples, file('samples.csv.gz'));
  else if (existsSync(samples)) terminal.line(words.samplesKept(samples));
  return { record, hasSummary };
}
