import { existsSync, statSync } from 'node:fs';

/** Names of what belongs to the folder of a run. */

export const RECORD_FILE = 'run.json';

/** Service levels: what a file is called that nobody has to name, and the copy of those by which a run was judged. */
export const SLO_FILE = 'slo.yaml';

/** k6's summary of a run. */
export const SUMMARY_FILE = 'summary.json';

/** Raw samples that k6 had written by the time it was killed. */
export const PARTIAL_SAMPLES_FILE = 'partial-samples.csv.gz';

export const SAMPLES_FILE = 'samples.csv.gz';

/** Raw samples of a run; under the second name where k6 did not write them to their end. */
export const SAMPLES_FILES = [SAMPLES_FILE, PARTIAL_SAMPLES_FILE] as const;

/** A compressed file that holds nothing yet (RFC 1952). */
const GZIP_HEADER_BYTES = 10;

/**
 * True for samples that k6 has begun and of which nothing is on disk: it writes what it compresses in large blocks, and
 * has no setting for less.
 */
export const isUnwritten = (file: string): boolean => existsSync(file) && statSync(file).size <= GZIP_HEADER_BYTES;

/** What k6 said, without its progress. */
export const CONSOLE_FILE = 'console.txt';

/** What k6 had said by the time it was killed. */
export const PARTIAL_CONSOLE_FILE = 'partial-console.txt';

/** What a run has before it ended; a run that was killed together with buha has nothing else. */
export const UNFINISHED_FILES = [PARTIAL_SAMPLES_FILE, PARTIAL_CONSOLE_FILE] as const;

/** What k6's process did second by second: its CPU, its waiting for it. */
export const GENERATOR_FILE = 'generator.csv';

/** Server metrics of a run, kept so that its report can be written again. */
export const SERVER_METRICS_FILE = 'server-metrics.csv';

/** The writer's opinion, kept in the run folder so that the report can be written again with it. */
export const NOTES_FILE = 'notes.md';

/** What a run's folder holds of its report; the pictures of the first lie in a folder named after it. */
export const REPORT_FILE = 'report.md';
export const PAGE_FILE = 'report.html';
export const PDF_FILE = 'report.pdf';

/** What `run --gate` leaves of its verdict. */
export const VERDICT_FILE = 'gate.json';
export const JUNIT_FILE = 'gate.xml';

/** The history of the runs of a folder. */
export const INDEX_FILE = 'index.html';

/** What a run leaves and nothing can make again; its reports can be. */
export const MEASURED =
  /^(?:run\.json|slo\.yaml|(?:partial-)?(?:summary\.json|samples\.csv\.gz|console\.txt)|server-metrics\.csv|generator\.csv|notes\.md)$/;

const WRITTEN = new Set<string>([REPORT_FILE, PAGE_FILE, PDF_FILE, VERDICT_FILE, JUNIT_FILE, NOTES_FILE, INDEX_FILE]);

/** True for the name of what buha writes beside the folders of runs: reports, their pictures, verdicts, the history. */
export const isWritten = (name: string): boolean => WRITTEN.has(name) || name.endsWith('-charts');

/** Where the files of the k6 processes lie that shared a load: below the folder of their run, each by its number. */
export const RUNNERS_FOLDER = 'runners';

/** The file of a runner that a run of one process would have by this name: `runners/2-samples.csv.gz`. */
export const runnerFile = (number: number, name: string): string => `${RUNNERS_FOLDER}/${number}-${name}`;
