import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { assembleFiles, type KnownFacts } from '../../reports/assemble/assemble.ts';
import type { FileOutputs } from '../../reports/assemble/paired-files.ts';
import { BuhaError } from '../../reports/model/error.ts';
import type { Run } from '../../reports/model/run.ts';
import { readOutputs } from '../../reports/parse/read-outputs.ts';
import { localIso } from '../run/run-folder.ts';
import { openInput } from './input.ts';
import type { Reading } from './reading.ts';
import { isWritten } from './run-files.ts';

/** Endings of files that may be outputs of k6; beside them lie scripts, pictures, settings. */
const OUTPUT = /\.(?:json|jsonl|ndjson|csv|tsv|txt|log|md|jtl|xml|dat)(?:\.gz)?$|\.gz$/i;

/** Documents say other things than figures, and nobody misses those. */
const DOCUMENT = /\.md$/i;

/** True where a file is nothing of k6; false where it may be, and is spoilt. */
function isForeign({ code, facts }: BuhaError): boolean {
  if (code === 'not-k6-summary') return 'fault' in facts && facts.fault === 'missing';
  return ['no-k6-text', 'not-k6-output', 'other-tool', 'empty-file', 'bad-csv-header'].includes(code);
}

/** A run of files that lie in a folder, and when it began; where no sample tells, when its file was last written. */
export interface PlainRun {
  readonly run: Run;
  /** Name of its first file, without the folder. */
  readonly file: string;
  /** ISO 8601 with the machine's UTC offset. */
  readonly startedAt: string;
}

const withoutEndings = (file: string) => file.replace(/(?:\.\w+)+$/, '');

/**
 * The runs of which k6's own outputs lie in a folder, each called by its file and its date, in their order. What is no
 * output of k6 is named and left out; so is what is spoilt, except for who must know of every run (`unsummed`).
 */
export async function plainRuns(folder: string, facts: KnownFacts, reading: Reading): Promise<PlainRun[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter(
      (entry) => entry.isFile() && OUTPUT.test(entry.name) && !entry.name.startsWith('.') && !isWritten(entry.name),
    )
    .map(({ name }) => name)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const files: FileOutputs[] = [];
  for (const name of names) {
    const file = join(folder, name);
    try {
      files.push({ name: withoutEndings(name), outputs: await readOutputs(openInput(file, reading), reading) });
    } catch (fault) {
      if (!(fault instanceof BuhaError) || (reading.unsummed && !isForeign(fault))) throw fault;
      if (!DOCUMENT.test(name) || !isForeign(fault)) reading.onSkipped?.(fault);
    }
  }
  const runs = assembleFiles(files, { project: reading.project, ...facts }).map(async (run): Promise<PlainRun> => {
    // A summary is what people call a run by.
    const { sources = [] } = run;
    const source = sources.find(({ format }) => format !== 'csv' && format !== 'ndjson') ?? sources[0];
    const path = source?.file ?? '';
    const atMs = run.measured.timeline?.startMs ?? (await stat(path)).mtimeMs;
    const startedAt = localIso(new Date(atMs));
    const [file, heading] = [basename(path), source?.heading];
    const called = [withoutEndings(file), ...(heading === undefined ? [] : [heading])].join(' › ');
    return { run: { ...run, label: `${called} (${startedAt.slice(0, 16).replace('T', ' ')})` }, file, startedAt };
  });
  return (await Promise.all(runs)).toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}
