import type { K6Attempt } from './k6.ts';
import type { K6FlagUse } from './k6-flag.ts';
import type { K6Cause } from './k6-refusal.ts';

/** One statistic of a metric, in base units. */
export interface Figure {
  readonly statistic: string;
  readonly value: number;
  readonly contains: 'time' | 'data' | 'default' | undefined;
}

/** Why a target cannot be reached; the last five are a matter of its certificate. */
export type TargetFault =
  | 'dns'
  | 'refused'
  | 'timeout'
  | 'network'
  | 'no-tls'
  | 'tls'
  | 'expired'
  | 'not-yet-valid'
  | 'self-signed'
  | 'untrusted'
  | 'wrong-name';

/** What a file is that holds nothing of k6 as it stands: packed or encoded, it may hold something all the same. */
export type ForeignKind = 'binary' | 'html' | 'archive' | 'utf-32' | 'base64' | 'url-encoded' | 'hex-dump';

/** Why a Prometheus has no metrics. */
export type PrometheusFault =
  | 'unreachable'
  | 'login'
  | 'absent'
  | 'server'
  | 'foreign'
  | 'query'
  | 'too-slow'
  | 'other';

/** Why a browser did not start. */
export type BrowserFault = 'library' | 'system' | 'sandbox' | 'too-slow' | 'ended';

/** What each error knows. A code names the fault; the words stand in `reports/words/{ko,en}/errors.ts`. */
/** What an installed browser is to draw. */
export type DrawnForm = 'png' | 'pdf';

/** What a file of JSON that is no output of k6 holds. */
export type JsonKind = 'options' | 'record' | 'target-info' | 'baseline' | 'config';

/** What is wrong with a config: what a field holds, its name, its code, its default export, or what that is. */
type ConfigFault = 'value' | 'unknown-field' | 'evaluation' | 'no-export' | 'no-object';

export interface ErrorFacts {
  /** A setting of the load or the environment that cannot be used. */
  setting: { field: string; value: string; allowed: string };
  'cannot-read': { file: string; reason: string };
  'cannot-write': { file: string; reason: string };
  /** Test data in CSV that cannot be used; `line` counts from 1. */
  'bad-test-data': {
    file: string;
    line: number;
    fault: 'no-id-column' | 'no-rows' | 'no-id' | 'bad-row' | 'with-scheme';
  };
  'bad-target-info': { file: string; line: number; text: string };
  /** A config with several targets, and nobody says which is meant. */
  'no-target': { known: readonly string[] };
  /** What a target answered, before any load, where its config says that its health is to be asked: a status, or a code. */
  'target-unhealthy': { address: string; answer: string };
  /** Much load on a host that may serve customers, and nobody there to confirm it a second time. */
  'production-not-confirmed': { host: string };
  'unknown-scenario': { name: string; known: readonly string[] };
  /** A folder or a pattern without one file that k6 could run; `others` are some modules that are no scripts. */
  'no-scripts': { name: string; others: readonly string[] };
  /** An API of the config whose script was not written, or not built since (`isBuilt`: it has to be). */
  'no-scenario-file': { api: string; file: string; isBuilt: boolean };
  /** A load that somebody else's machine would feel, and nobody there to confirm it. */
  'not-confirmed': { host: string; vus: number; ratePerSec: number | undefined };
  /**
   * A target that does not accept a connection before any load. `code` is the system's; `detail` are the names that its
   * certificate is for, or the time at which it ended or begins; `ca` the user's own authority that was tried.
   */
  'target-unreachable': {
    address: string;
    fault: TargetFault;
    code: string;
    detail: string | undefined;
    ca: string | undefined;
  };
  /** A file of `--ca` that cannot be used; `platform`: k6 asks only the system's store there. */
  'bad-ca': { file: string; fault: 'none' | 'damaged' | 'platform' };
  'shop-not-started': { reason: string; port: number };
  /** `place`: file and line of the user's own, where k6 names one. */
  'script-refused': { script: string; place: string | undefined; causes: readonly K6Cause[] };
  /** A script that k6 does not come to an end with before any load; `limitMs` is how long it was waited for. */
  'script-hangs': { script: string; limitMs: number };
  /** Flags given where they act on nothing: on scenarios that are not wired, on scripts that read no BASE_URL, on no shop. */
  'flags-cannot-act': { script: string; flags: readonly string[]; actsOn: 'wired' | 'base-url' | 'shop' };
  /** A script whose options have k6 wait for somebody to resume it. */
  'script-paused': { script: string };
  /** The folder of the system for temporary files. */
  'no-temporary-folder': { folder: string; reason: string };
  /** A word behind `--` that buha does not hand to k6; for a `wired` scenario `script` names it. */
  'k6-flag': { flag: string; use: K6FlagUse; script?: string };
  /** Flags behind `--` that this k6 does not know or cannot read; `detail` is what it says. */
  'k6-flags-refused': { cause: K6Cause };
  /** A line of a file of variables that is none; its text may be a secret. */
  'bad-env-file': { file: string; line: number };
  /** A description of a system (`init --from`) of which no scenario can be made. */
  'bad-description': { file: string; fault: 'syntax' | 'other' | 'no-operations' };
  /** `init` where a project is already. */
  'config-exists': { file: string };
  /** A config that cannot be used. `text`: the field, what it holds, or what was said of the code. */
  'bad-config': { file: string; line?: number; fault: ConfigFault; text: string };
  'short-secret': { name: string; shortest: number };
  'no-variable': { name: string };
  'missing-package': { name: string; purpose: 'shop' | 'imports' | 'config' | DrawnForm };
  /** A module that k6 cannot resolve needs a transformed one beside it, where nothing can be written. */
  'cannot-stand-beside': { module: string; reason: string };
  /** No Chrome that could draw PNG; `path` is what CHROME_PATH names, if it does. */
  'no-browser': { path: string | undefined; purpose: DrawnForm };
  /** A Chrome that is there and does not start; `reason` is what it says, in one line. */
  /** `detail` is the library, the system's code, or what the browser said. */
  'browser-not-started': { path: string; fault: BrowserFault; detail: string; purpose: DrawnForm };
  /** Pictures or a page that need a file to be written to. */
  'needs-output': { option: string };
  'nothing-to-report': { command: 'report' | 'gate' };
  'no-runs': { folder: string };
  'no-report': { folder: string };
  /** An experiment on a system of the user's own, whose ids only they know. */
  'needs-test-data': { varied: 'users' | 'products'; most: number };
  /** A file of server metrics that cannot be used; `text` is the missing column, or the cell at fault. */
  'bad-server-metrics': {
    file: string;
    line: number;
    fault: 'no-column' | 'no-time' | 'no-number' | 'no-rows';
    text: string;
  };
  /** A monitoring that says nothing at all. */
  'no-metrics': { source: string };
  /** Server metrics of another time than that of the run. Times as ISO 8601. */
  'other-time': { source: string; metrics: readonly [string, string]; run: readonly [string, string] | undefined };
  /** A Prometheus that cannot be asked, or refuses a query; without credentials. */
  /** `detail` is the status of the answer, the system's code, or what Prometheus says of the query. */
  'prometheus-refused': { address: string; query: string | undefined; fault: PrometheusFault; detail: string };
  /** A line of a file of queries that is no `name: query`. */
  'bad-queries': { file: string; line: number; text: string };
  /** So many values of an option that is given once, or once for each script. */
  'per-script': { option: string; given: number; scripts: number };
  /** An output file of k6's that each of several scripts would write over. */
  'one-output-file': { out: string };
  /** Rounds of a comparison of which there must be two. */
  'too-few-rounds': Record<string, never>;
  /** Rounds of which no two are of the same API. */
  'nothing-common': { names: readonly string[] };
  /** Rounds that were not measured under the same conditions; each difference as a sentence. */
  'not-comparable': { differences: readonly string[] };
  /** A path that holds no baseline at all. */
  'no-baselines': { path: string; fault: 'absent' | 'empty' };
  /** Baselines of which none is of a run that is judged: `of` are theirs, `names` the runs. */
  'foreign-baselines': { path: string; of: readonly string[]; names: readonly string[] };
  /** A baseline that buha did not write; `detail` names the field. */
  'bad-baseline': { file: string; detail: string };
  /** Runs that cannot become a baseline; each `reason` as a sentence. */
  'not-accepted': { reasons: readonly string[] };
  /** A run of which nobody recorded how it was made. */
  'baseline-needs-record': { run: string };
  /** No run of the past; `known` are those that there are, as `api profile`, where only others were asked for; `leftOut` runs were
   * told of before. */
  'no-history': { folder: string; known: readonly string[]; leftOut?: number };
  /** A run of which k6 left no summary. */
  'no-summary': { folder: string };
  /** A run that ended together with buha, so that nobody wrote its record. */
  /**
   * Why it has no samples, where that is known: `unwritten`, k6 had begun them, and none was on disk yet; `withheld`, the
   * run had secrets, and they had not been looked through.
   */
  'unfinished-run': { folder: string; samples?: 'unwritten' | 'withheld' };
  /** A folder of the user's own without a template. */
  'no-templates': { folder: string };
  /** A template of the user's own that Handlebars refuses. */
  /** A template of the user's: `line` counts from 1, `what` is the field, the block, the template or the helper at fault. */
  'bad-template': {
    name: string;
    fault: 'syntax' | 'block' | 'partial' | 'field' | 'helper' | 'other';
    line: number | undefined;
    what: string | undefined;
  };
  /** A file that should be JSON is not; `line` counts from 1. */
  /** `kind`: what the file should hold; undefined for output of k6. */
  'not-json': { file: string; line: number; kind?: JsonKind };
  /** JSON, but not what k6 writes: a field such as `metrics.vus.value` is missing, or holds what k6 never writes there. */
  /** Nested deeper than so many levels. */
  'json-too-deep': { file: string; line: number; deepest: number };
  'json-key-twice': { file: string; line: number; key: string };
  'not-k6-summary': { file: string; field: string; fault: 'missing' | 'wrong' };
  'empty-file': { file: string };
  /** Neither JSON of k6 nor its samples nor text. */
  'not-k6-output': { file: string; looksLike: ForeignKind };
  /** Samples that k6 writes one a line: in a list of JSON, or each over several lines. */
  'samples-rewritten': { file: string; how: 'list' | 'lines' };
  /** A line longer than any of k6's; `line` counts from 1. */
  'line-too-long': { file: string; line: number };
  /** A summary or document above what is held in memory. */
  'document-too-large': { file: string; largestBytes: number };
  /** A compressed file that ends in the middle or was changed. */
  'gzip-damaged': { file: string };
  /** A figure that no run can have, or two that cannot both be. `line` counts from 1; samples are summed up without. */
  'impossible-figures': { file: string; line: number | undefined; metric: string; first: Figure; second?: Figure };
  /** Two options of which only one can hold, or one that needs the other. */
  'options-conflict': { option: string; other: string; fault: 'not-together' | 'needs' };
  /** Business figures of which some are missing. */
  'business-figures': { given: string; missing: readonly string[] };
  /** The output would take the place of what was read. */
  'would-overwrite': { file: string };
  /** Two outputs of one call; `-` is standard output. */
  'written-twice': { output: string };
  /** A comparison that names one run more than once. */
  'same-run-twice': { run: string };
  /** Results of another load generator, which `tool` names. */
  'other-tool': { file: string; tool: string };
  /** A text without k6's end-of-test summary. */
  'no-k6-text': { file: string };
  /**
   * The log of a run without its summary: `crossed` are metrics whose thresholds k6 says were, with no name where it is
   * too old to say which. `endedAfterMs` is where the log breaks off; undefined where the run came to its end.
   */
  'no-summary-in-log': {
    file: string;
    crossed: readonly string[] | undefined;
    iterations: number | undefined;
    endedAfterMs: number | undefined;
  };
  /** More than 1 % of the lines of a stream of samples cannot be read; lines count from 1. */
  /** Files of one run of several runners that were given as runs of their own. */
  'needs-merge': { file: string; other: string; tag: string };
  /** Files of several runners to merge of which one is not of the same test, or there twice. */
  'other-test-run': { file: string; testRun: string; other: string; otherTestRun: string };
  'same-samples-twice': { file: string; other: string };
  'same-runner-twice': { file: string; other: string; instanceId: string };
  'same-file-twice': { file: string };
  /** Samples of one runner, and only figures of another. */
  'merge-mixed': { samples: string; summary: string };
  'merge-folder': { folder: string };
  /** The folder of one of several processes that shared a load, from 1 on. */
  'part-of-run': { folder: string; number: number; of: number };
  /** Folders of parts that are not of one run: of another script, plan, target or time, or the same part twice. */
  'other-part': { folder: string; other: string };
  'too-many-bad-lines': { file: string; bad: number; of: number; firstLine: number };
  /** A stream of samples without one. */
  'no-samples': { file: string };
  /** The first line of a CSV file does not name the columns of k6; `detail` is the column. */
  'bad-csv-header': { file: string; fault: 'missing' | 'repeated'; detail: string };
  /** What was given as a written report to check is none. */
  'not-a-report': { file: string; looksLike: 'empty' | 'binary' | 'json' };
  /** A file of service levels that cannot be used; `line` counts from 1. `known` are the nearest names that there are. */
  'bad-slo': {
    file: string;
    line: number;
    fault:
      | 'too-large'
      | 'too-deep'
      | 'syntax'
      | 'repeated'
      | 'unquoted'
      | 'shape'
      | 'empty'
      | 'unknown-measure'
      | 'unknown-name'
      | 'unknown-scenario'
      | 'value';
    /** The word at fault. */
    text: string;
    known: readonly string[];
    /** What the value of a measure looks like. */
    kind?: 'duration' | 'share' | 'rate' | 'least-share' | 'score';
  };
  'bad-run-record': { file: string; detail: string };
  'bad-k6-options': { detail: string };
  /** No usable k6, and no way to get one worked. `version` and `goVersion` are what the pin asks for. */
  'k6-not-obtained': { version: string; goVersion: string; tried: readonly K6Attempt[] };
  /** K6_BIN does not name a k6; `answer` is what the program printed, or the system's error code. */
  'k6-bin-unusable': { path: string; fault: 'absent' | 'not-executable' | 'not-k6' | 'silent'; answer: string };
}

export type ErrorCode = keyof ErrorFacts;

/** A fault that the user can mend. Thrown anywhere, caught once at the top of the command. */
export class BuhaError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly facts: ErrorFacts[Code];

  constructor(code: Code, facts: ErrorFacts[Code]) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = 'BuhaError';
    this.code = code;
    this.facts = facts;
  }
}
