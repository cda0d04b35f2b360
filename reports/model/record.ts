/**
 * Why buha ended k6 before its plan did: no answer since that second, all of the first answers failed by then, or the
 * embedded shop was gone. Seconds since the load began.
 */
export interface EndedBy {
  readonly cause: 'give-up' | 'first-answers' | 'shop-lost' | 'unanswered';
  readonly second: number;
}

/** A run of buha that went on at the same time on the same machine. */
export interface OtherRun {
  readonly pid: number;
  /** Names of its scripts, as its user gave them. */
  readonly script: string;
  /** ISO 8601 with the machine's UTC offset. */
  readonly startedAt: string;
}

/** A word as its user typed it; one that held a secret by what stands before that and the variable to take it from. */
export type GivenWord = string | { readonly before: string; readonly variable: string };

/** What `buha run` writes beside k6's output, as `run.json`. It never holds a token, a password or a header that is secret. */
export interface RunRecord {
  readonly schemaVersion: 1;
  /** Name of the run: the API's id, or the script's file name. */
  readonly name: string;
  /** What the user calls it, and the document of all runs of the call; why it was made: one line each. */
  readonly title?: string;
  readonly documentTitle?: string;
  readonly purpose?: string;
  /** The API of the catalogue that is tested; empty for flows and foreign scripts. */
  readonly apis: readonly string[];
  readonly script: { readonly path: string; readonly sha256: string };
  /** `extensions`: modules built into it, as `path version`; undefined without any. */
  readonly k6: { readonly version: string; readonly from: string; readonly extensions?: readonly string[] };
  /** Undefined for a script that brings its own options. */
  readonly profile?: {
    readonly name: string;
    readonly scale: number;
    readonly durationScale: number;
    readonly minDelivered: number;
  };
  /** The options as k6 understood them (`k6 inspect`). */
  readonly options: Readonly<Record<string, unknown>>;
  readonly target: {
    /** What the config of the project calls it. */
    readonly name?: string;
    /** Undefined where the script did not go where BASE_URL says, or there was none. Without `hosts`, too, nobody knows. */
    readonly baseUrl?: string;
    /** Only where the embedded shop answered. */
    readonly shop?: { readonly lock: string };
    /**
     * What the samples' URLs say where `baseUrl` alone does not, with shares of the requests (0–1), most first; before
     * the run and without such samples the one address to which all calls of the script go, without a share.
     */
    readonly hosts?: readonly { readonly host: string; readonly share?: number }[];
  };
  /** How the target's certificate was judged, where not by the system's authorities alone: `ca` is the user's own file. */
  readonly tls?: { readonly insecure?: true; readonly ca?: string };
  /** Facts of the tested system, from the user's own file. */
  readonly targetInfo?: Readonly<Record<string, string>>;
  /** Rows of the test data; undefined for a script of the user's own that was given none. */
  readonly testData?: { readonly users: number; readonly products: number };
  /** Words of the call that shape what is sent, beside scripts, profile and target; `k6` are those behind `--`. */
  readonly given?: { readonly words?: readonly GivenWord[]; readonly k6?: readonly GivenWord[] };
  /** The state of the project that was run: of its git checkout, or as the CI says. `commit` is the whole hash. */
  readonly commit?: string;
  readonly branch?: string;
  /** The run of the CI that made it, its page, and the machine that it ran on as the CI calls it. */
  readonly ci?: { readonly run: string; readonly url?: string; readonly runner?: string };
  /** ISO 8601 with the machine's UTC offset. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly generator: {
    readonly os: string;
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly node: string;
  };
  /** How k6 ended; `meaning` says the code in a word (`k6-exit.ts`). */
  readonly exit: { readonly code: number | null; readonly signal?: string; readonly meaning: string };
  /**
   * The k6 processes among which the load was shared out, by their numbers; `exit` above is that of the first that did not
   * come to its end. Undefined for one that sent all of it.
   */
  readonly runners?: readonly { readonly number: number; readonly exit: RunRecord['exit'] }[];
  /**
   * How many there are in all; `only`: the one of them that ran here, whose figures are of its part alone; `isApart`: each ran
   * in a call of its own, and this is the record of all.
   */
  readonly share?: { readonly of: number; readonly only?: number; readonly isApart?: true };
  readonly interrupted: boolean;
  /** Undefined where k6 ended by itself, having measured something, or by the user. */
  readonly endedBy?: EndedBy;
  /**
   * Exceptions thrown inside iterations: k6 exits 0 for them. `overAnswers` are those of them that were thrown while an
   * answer was read: it was no JSON, or lacked what the script took from it.
   */
  readonly exceptions: {
    readonly count: number;
    readonly first?: string;
    readonly overAnswers?: { readonly notJson: number; readonly lacking: number };
    /** The first of handleSummary(), for which k6 ends with 0, and of teardown(): all was measured by then. */
    readonly handleSummary?: string;
    readonly teardown?: string;
  };
  /** The first that began first; undefined where there was none. */
  readonly otherRuns?: readonly OtherRun[];
  /**
   * By how much the machine's clock was set while the run was on, in s, forward above 0: the wall clock against the steady
   * one. Undefined where that was less than a second.
   */
  readonly clockSetSec?: number;
  /** CPU time of the k6 process, and the mean share of the machine's CPU in use while it ran (0–1). */
  readonly k6CpuSec?: number;
  readonly machineCpuShare?: number;
}
