import type { AnnouncedScenario } from './announced.ts';
import type { Measurement } from './measurement.ts';

/** The forms in which k6 output comes, told apart by content. */
export type OutputFormat = 'handle-summary' | 'summary-export' | 'machine-readable' | 'ndjson' | 'csv' | 'text';

/** The name by which standard input is read. */
export const STANDARD_INPUT = '-';
/** Name of a run from there whose script nothing names. */
export const UNNAMED = 'stdin';

/** Most samples that are held one by one unless the user says otherwise, some 12 bytes each; beyond it only counts are kept. */
export const EXACT_LIMIT = 20_000_000;

/**
 * What happened to an output on its way, which could be undone: HTML entities, UTF-8 read as another encoding, saved anew
 * in a code page of Windows or with decimal commas.
 */
export const MENDINGS = [
  'html',
  'markdown',
  'windows-1252',
  'latin-1',
  'cp437',
  'cp850',
  'mac-roman',
  'cp949',
  'in-cp949',
  'in-windows-1252',
  'in-utf-16',
  'octal',
  'byte-escapes',
  'lost-micro',
  'decimal-comma',
] as const;

export type Mending = (typeof MENDINGS)[number];

/** How k6 ended, as its log tells. */
export interface ToldEnd {
  /** Its exit code; undefined where the log says that it did not end well, and not with which. */
  readonly code: number | undefined;
  /** What it said, one line. */
  readonly message: string;
  /** Where an exception was thrown, if that was after everything was measured. */
  readonly within?: 'teardown';
}

/** What a script threw inside iterations, as `run.json` keeps it, too. */
export interface ToldExceptions {
  readonly count: number;
  readonly first?: string;
  readonly overAnswers?: { readonly notJson: number; readonly lacking: number };
}

/** Thresholds of a script by metric, as far as an output states them; none of a sub-metric that is there for one. */
export type Demands = ReadonlyMap<string, ReadonlySet<string>>;

/** A line of a text that is a metric's or a threshold's and could not be read. */
export interface UnreadLine {
  readonly line: number;
  readonly text: string;
  /** It holds a goal, or may hold some, of which nobody knows whether it was met. */
  readonly isGoal?: true;
}

/** One k6 output as read from one place. A document may hold several. */
export interface Output {
  /** Name to show: a path, or `-` for standard input. */
  readonly file: string;
  /** Line at which it begins, from 1: above 1 only for one of several in a document. */
  readonly line: number;
  readonly format: OutputFormat;
  readonly measured: Measurement;
  /** The headings that set it apart from the other runs of its document, the outermost first. */
  readonly heading?: string;
  /** Name of the k6 script without folder and extension, where the output names it. */
  readonly script?: string;
  /** The same as it was given to k6, where that is a file. */
  readonly scriptPath?: string;
  /** What k6 printed of its scenarios before it ran; undefined where it did not. */
  readonly announced?: readonly AnnouncedScenario[];
  /** k6's version without `v`, where the output names it. */
  readonly k6Version?: string;
  /** The k6 processes that its samples name by their tags; undefined where they name none. */
  readonly processes?: readonly { readonly instanceId: string; readonly testRun: string | undefined }[];
  /** What its samples call their run, as `testid=peak`, of tags that all of them share; undefined where they have none. */
  readonly runTags?: readonly string[];
  /** Undefined where it does not tell, or where k6 ended well. */
  readonly ended?: ToldEnd;
  /** True where the record beside it says that the run was interrupted, or that k6 did not come to the end of it. */
  readonly brokenOff?: true;
  /** What the log beside it says was thrown; undefined where it says nothing. */
  readonly thrown?: ToldExceptions;
  /** What the script demands, where nobody judged it: NDJSON states that beside its samples. */
  readonly demands?: Demands;
  /** True where a stream of samples ended too early: what came before it was read. */
  readonly cutOff?: boolean;
  /** What was undone before it was read; of UTF-8 read as CP949 k6's signs came back and the letters of names did not. */
  readonly mended?: readonly Mending[];
  /** Lines of a text that are a metric's or a threshold's and could not be read. */
  readonly unread?: readonly UnreadLine[];
  /** Lines of a stream that could not be read. A share above 1 % is an error instead. */
  readonly badLines?: { readonly count: number; readonly of: number; readonly firstLine: number };
}
