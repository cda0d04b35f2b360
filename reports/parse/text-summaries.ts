import type { AnnouncedScenario } from '../model/announced.ts';
import { k6ExitMeaning } from '../model/k6-exit.ts';
import type { ToldEnd, ToldExceptions } from '../model/output.ts';
import { ConsoleRun, isProgress } from './console-run.ts';
import { crossedMetrics, unseenCrossed } from './crossed-log.ts';
import { Exceptions } from './exceptions.ts';
import type { ExitLine } from './exit-line.ts';
import { SummaryDraft } from './text-draft.ts';
import type { PlainLine } from './text-lines.ts';
import type { Header, Piece } from './text-pieces.ts';

const EXECUTION = /^execution: \S+$/;
const SCRIPT = /^script: (\S.*)$/;
const VERSION = /^k6(?:\.exe)? v(\d+\.\d+\.\d+[\w.-]*) \(/;

/** A script on the reader's disk, as far as its name tells. */
const SCRIPT_FILE = /^(?!\w+:\/\/)[^\p{Cc}]{1,300}\.[cm]?[jt]s$/u;
/** Scenarios of a run that are kept. */
const MOST_ANNOUNCED = 100;

/** Lines of no known kind after which a summary is over, and what follows is something else. */
const STRANGE_LINES = 5;
/** The same where checks cannot be told from any other line. */
const LOST_LINES = 100;

/** `./load/get-balance.js` as `get-balance`; a script from standard input has no name. */
function scriptName(path: string): string | undefined {
  const name = path
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\.[^.]+$/, '');
  return name === '' || name === '-' ? undefined : name;
}

/** The later of two ends, unless only the first one has an exit code. */
const weightier = (known: ToldEnd | undefined, later: ToldEnd): ToldEnd =>
  known?.code !== undefined && later.code === undefined ? known : later;

/** Thresholds of a run stand there, whatever became of the rest of its summary: below their title, or one that was crossed. */
const hasGoals = ({ thresholds, unread, showsThresholds }: SummaryDraft) =>
  (showsThresholds && (thresholds.length > 0 || unread.length > 0)) ||
  thresholds.some(({ expression, passed }) => !passed && expression !== '');

/** Collects the summaries of a document, line by line. */
export class TextSummaries {
  readonly pieces: Piece[] = [];
  /** Runs whose summary never came. */
  readonly unsummed: ConsoleRun[] = [];
  /** What k6 said of crossed thresholds beside summaries in JSON, by their lines. */
  readonly crossedByJson = new Map<number, readonly string[]>();
  /** How k6 ended beside summaries in JSON, by their lines. */
  readonly endedByJson = new Map<number, ToldEnd>();
  /** What iterations threw before summaries in JSON, by their lines. */
  readonly thrownByJson = new Map<number, ToldExceptions>();
  #draft: SummaryDraft | undefined;
  #header: Header = {};
  /** The run whose progress is shown; with the head of its run only where `#isHeaded`. */
  #console: ConsoleRun | undefined;
  #isHeaded = false;
  /** A run whose progress stood above the head of another one, until more of its progress shows that both are one. */
  #headless: ConsoleRun | undefined;
  #ended: ToldEnd | undefined;
  #thrown: Exceptions | undefined;
  #strange = 0;
  #torn = false;
  /** Lines of a summary stood there that are not enough for one. */
  #isSpoilt = false;
  #last: SummaryDraft | undefined;
  /** Line of the last summary where it was in JSON. */
  #lastJson: number | undefined;
  /** The summary whose exit code others told: what they say after that is of something else. */
  #coded: SummaryDraft | number | undefined;

  read(line: PlainLine, fenced: boolean): void {
    const { content, number } = line;
    // Blank lines before a summary are none of it.
    if (content === '' && !this.#draft) {
      this.#torn = false;
      return;
    }
    const crossed = crossedMetrics(content);
    if (crossed) {
      this.#markCrossed(crossed, line);
      return;
    }
    if (isProgress(content)) {
      this.#console ??= new ConsoleRun();
      this.#console.read(line);
      // The progress of another run begins anew.
      if ((this.#console.ranMs ?? 0) >= (this.#headless?.ranMs ?? 0)) this.#headless = undefined;
      this.#endHeadless();
    }
    const draft = this.#draft ?? new SummaryDraft(number, fenced, this.#torn);
    const answer = draft.read(line);
    this.#torn = number === 1 && answer === 'lost';
    if (answer === 'lost') this.#giveUp(draft);
    if (answer === 'next') {
      this.finish();
      this.read(line, fenced);
      return;
    }
    this.#strange = answer === 'strange' ? this.#strange + 1 : content === '' ? this.#strange : 0;
    // A summary begins where something was read, not at the blank and log lines before it.
    this.#draft = answer === 'lost' || !draft.begun ? undefined : draft;
    if (this.#strange > (draft.hasLostSigns ? LOST_LINES : STRANGE_LINES)) this.finish();
  }

  /** Notes what k6 prints before it runs; answers whether the line was that. */
  header(line: PlainLine, before: string, after: string): boolean {
    const { content } = line;
    const version = content.match(VERSION)?.[1];
    const script = EXECUTION.test(before) || /^output: /.test(after) ? content.match(SCRIPT)?.[1] : undefined;
    if (!EXECUTION.test(content) && version === undefined && script === undefined) return false;
    if (this.#draft?.isSummary || EXECUTION.test(content)) this.finish();
    if (EXECUTION.test(content)) {
      // Standard error may come first: what was crossed is of the run that follows.
      if (!this.#console?.isCrossedOnly) this.#endConsole(true);
      this.#isHeaded = true;
      // Of a run before it that left no summary.
      const { announced: _, scriptPath: __, ...own } = this.#header;
      this.#header = own;
    }
    if (version !== undefined) this.#header.k6Version = version;
    const name = script === undefined ? undefined : scriptName(script);
    if (name !== undefined) this.#header.script = name;
    if (name !== undefined && script !== undefined && SCRIPT_FILE.test(script)) this.#header.scriptPath = script;
    return true;
  }

  /** k6 says so before it runs, of each of its scenarios. */
  announce(scenario: AnnouncedScenario): void {
    const known = this.#header.announced ?? [];
    this.#header.announced = [...known.filter(({ name }) => name !== scenario.name), scenario].slice(-MOST_ANNOUNCED);
  }

  /** k6 says so after its summary, which may have ended by then; standard error may come before it, too. */
  #markCrossed(metrics: readonly string[], line: PlainLine): void {
    if (this.#lastJson !== undefined && this.#isAfter) {
      if (metrics.length > 0 || !this.crossedByJson.has(this.#lastJson))
        this.crossedByJson.set(this.#lastJson, metrics);
      return;
    }
    if (this.#isAfter && this.#last) {
      for (const one of unseenCrossed(this.#last.thresholds, metrics)) this.#last.thresholds.push(one);
      return;
    }
    this.#console ??= new ConsoleRun();
    if (metrics.length > 0 || !this.#console.crossed) this.#console.cross(metrics, line);
  }

  /** k6 says so last of all; what it said before is no end. */
  tellEnd(ended: ToldEnd): void {
    this.#end(weightier(this.#endTold, ended));
  }

  /** Others tell k6's exit code after its summary: the first one counts, and less than what k6 itself said. */
  tellExit({ code, message }: ExitLine, line: PlainLine): void {
    const summary = this.#draft?.isSummary ? this.#draft : this.#isHeaded ? undefined : (this.#lastJson ?? this.#last);
    if (summary === undefined || summary === this.#coded) return;
    this.#coded = summary;
    if (k6ExitMeaning(code) === 'thresholds-crossed') this.#markCrossed([], line);
    else if (code !== 0 && this.#endTold?.code === undefined) this.#end({ code, message });
  }

  /** True where the summary is over to which a line of k6's log belongs. */
  get #isAfter(): boolean {
    return !this.#draft?.isSummary && !this.#isHeaded;
  }

  get #endTold(): ToldEnd | undefined {
    if (this.#isAfter && this.#lastJson !== undefined) return this.endedByJson.get(this.#lastJson);
    return this.#isAfter && this.#last ? this.#last.ended : this.#ended;
  }

  #end(ended: ToldEnd): void {
    if (this.#isAfter && this.#lastJson !== undefined) this.endedByJson.set(this.#lastJson, ended);
    else if (this.#isAfter && this.#last) this.#last.ended = ended;
    else this.#ended = ended;
  }

  /** k6 says so while a run goes on, so it is of the summary that comes next. */
  tellException(message: string): void {
    this.#thrown ??= new Exceptions();
    this.#thrown.add(message);
  }

  /** Ends the summary that is being read. One that is too little is kept only where somebody set it apart in a block. */
  finish(fenced = false): void {
    const draft = this.#draft;
    draft?.close();
    this.#draft = undefined;
    this.#strange = 0;
    this.#torn = false;
    if (!draft?.isSummary) {
      if (draft && ((fenced && draft.metrics.size > 0) || hasGoals(draft)))
        this.pieces.push({ draft, ranMs: undefined, header: {} });
      else if (draft) this.#giveUp(draft);
      return;
    }
    const { crossed, ranMs, cut } = this.#console ?? {};
    for (const one of crossed ? unseenCrossed(draft.thresholds, crossed) : []) draft.thresholds.push(one);
    // A threshold may cut scenarios off, too, and its row says so.
    const isCut = cut !== undefined && draft.thresholds.every(({ passed }) => passed);
    draft.ended = this.#ended ?? (isCut ? { code: undefined, message: cut } : undefined);
    this.#ended = undefined;
    draft.thrown = this.#takeThrown();
    this.pieces.push({ draft, ranMs, header: this.#header });
    this.#last = draft;
    this.#lastJson = undefined;
    this.#summed();
  }

  /** A summary in JSON begins at this line: it is that of the run whose progress was shown. */
  json(line: number, fenced: boolean): void {
    this.finish(fenced);
    const { crossed } = this.#console ?? {};
    if (crossed) this.crossedByJson.set(line, crossed);
    if (this.#ended) this.endedByJson.set(line, this.#ended);
    this.#ended = undefined;
    const thrown = this.#takeThrown();
    if (thrown) this.thrownByJson.set(line, thrown);
    this.#lastJson = line;
    this.#summed();
  }

  #takeThrown(): ToldExceptions | undefined {
    const told = this.#thrown?.told;
    this.#thrown = undefined;
    return told;
  }

  #summed(): void {
    this.#endHeadless();
    this.#header = {};
    this.#console = undefined;
    this.#isHeaded = false;
  }

  /** Something stands in the place of the summary that it may have been once. */
  #giveUp(draft: SummaryDraft): void {
    if (draft.metrics.size > 0) this.#isSpoilt = true;
  }

  /** No more lines come. */
  end(): void {
    this.finish();
    this.#endConsole();
  }

  #endHeadless(): void {
    if (this.#headless) this.unsummed.push(this.#headless);
    this.#headless = undefined;
  }

  /** Progress lines without the head of a run stand among others' lines, unless there is nothing else. */
  #endConsole(isHead = false): void {
    this.#endHeadless();
    const run = this.#console;
    const isKnown = this.#isHeaded || (this.pieces.length === 0 && this.#lastJson === undefined);
    if (run && isKnown && (!this.#isSpoilt || run.crossed)) {
      if (isHead && !this.#isHeaded && !run.crossed) this.#headless = run;
      else this.unsummed.push(run);
    }
    this.#isSpoilt = false;
    this.#console = undefined;
    this.#isHeaded = false;
  }
}
