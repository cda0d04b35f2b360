import type { ToldEnd, ToldExceptions, UnreadLine } from '../model/output.ts';
import { isOfMetric } from './builtin-metrics.ts';
import { TextChecks } from './text-checks.ts';
import {
  CATEGORY,
  CHECK,
  CHECK_COUNT,
  CUT_SUBMETRIC,
  isBuiltIn,
  isGood,
  LOST_COUNT,
  NOISE,
  partTitle,
  SPOILT_GOAL,
  THRESHOLD,
  THRESHOLD_METRIC,
  titleIn,
} from './text-grammar.ts';
import { JudgedFigures } from './text-judged.ts';
import type { PlainLine } from './text-lines.ts';
import { isLikeThreshold, markOf, metByFigure, type ThresholdLine, thresholdLine } from './text-marks.ts';
import { completed, continued, type Figures, type MetricLine, metricLine, turned } from './text-metric.ts';
import { SectionPath } from './text-section.ts';

export interface DraftThreshold {
  readonly metric: string;
  /** Empty where only a mark before the metric's name tells of it: k6 before 1.0. */
  readonly expression: string;
  readonly passed: boolean;
}

/** A summary while its lines are read one by one. */
export class SummaryDraft {
  readonly line: number;
  /** True where the document begins in the middle of the lines above, so that checks may be missing. */
  readonly torn: boolean;
  readonly metrics = new Map<string, Figures>();
  readonly checks = new TextChecks();
  readonly thresholds: DraftThreshold[] = [];
  /** Statistics that stand in the thresholds' section only. */
  readonly judged = new JudgedFigures();
  /** Lines that are a metric's and could not be read. */
  readonly unread: UnreadLine[] = [];
  /** How k6 ended, where its log stands beside the summary. */
  ended: ToldEnd | undefined;
  /** What iterations threw, by the same log. */
  thrown: ToldExceptions | undefined;
  /** k6 prints `dropped_iterations` where it is not 0; true where it would have been seen. */
  wouldShowDropped = false;
  /** Scenarios with a section of their own, which would show dropped iterations, too. */
  readonly sections = new Set<string>();
  /** Most metric lines next to each other. */
  adjacent = 0;
  /** True once a title has lost its sign: checks have lost theirs, too, and are any lines. */
  hasLostSigns = false;

  readonly #fenced: boolean;
  #section: 'unknown' | 'thresholds' | 'results' = 'unknown';
  #path = new SectionPath();
  /** The group above checks before 1.0, where metrics follow that are not its own. */
  #outline = new SectionPath();
  #begun = false;
  #category = false;
  #executionSeen = false;
  #metricsBegun = false;
  #names = new Set<string>();
  #titles = new Set<string>();
  #parent: string | undefined;
  /** Lines without content since the last one that has any. */
  #blanks = 0;
  /** True since a line that k6 writes beside a summary, until another one of it. */
  #isOver = false;
  /** The metric whose line may go on below. */
  #last: string | undefined;
  /** The metric whose thresholds are listed. */
  #judgedMetric: string | undefined;
  /** Its line, until one of its thresholds follows. */
  #awaiting: PlainLine | undefined;
  /** A check that failed, until another line follows. */
  #crossed: PlainLine | undefined;
  /** Column of such lines. */
  #judgedIndent: number | undefined;
  #row = 0;
  #firstWidth: { name: string; width: number } | undefined;

  constructor(line: number, fenced: boolean, torn: boolean) {
    this.line = line;
    this.torn = torn;
    this.#fenced = fenced;
  }

  /** True once the text has the least that makes a summary: two metric lines together, one of k6's own, not a size. */
  get isSummary(): boolean {
    if (this.adjacent < 2) return false;
    for (const name of this.metrics.keys()) if (isBuiltIn(name) && !name.startsWith('data_')) return true;
    return false;
  }

  /** True once a line of a summary was read, whatever it is worth. */
  get begun(): boolean {
    return this.#begun;
  }

  /** True where it has the section of the thresholds, with its title. */
  get showsThresholds(): boolean {
    return this.#titles.has('THRESHOLDS');
  }

  /** True once something follows that shows the summary's end; in between its sections k6 leaves two lines, and a cut adds one. */
  get isOver(): boolean {
    return this.#fenced || this.#isOver || this.#blanks > 3;
  }

  /**
   * Takes the next line. Answers `next` where another summary begins with it, `lost` where what was read so far cannot
   * be a summary's beginning, `strange` for a line that belongs to no summary.
   */
  read(line: PlainLine): 'read' | 'next' | 'lost' | 'strange' {
    const { content } = line;
    if (content === '') {
      this.#blanks += 1;
      return 'read';
    }
    const known = this.#known(line);
    // Not any strange line: the last one of a section may have been cut off.
    this.#isOver = known === undefined && (this.isOver || NOISE.test(content));
    this.#blanks = 0;
    if (known) {
      this.#begun = true;
      return known;
    }
    if (this.#continues(content)) return 'read';
    this.#last = undefined;
    if (NOISE.test(content)) return 'read';
    this.#row = 0;
    return this.#metricsBegun || this.#fenced || this.#titles.size > 0 ? 'strange' : 'lost';
  }

  /** Reads a line of a summary; undefined for any other. */
  #known(line: PlainLine): 'read' | 'next' | undefined {
    const { content } = line;
    const title = titleIn(content) ?? (this.#titles.has('TOTAL RESULTS') ? partTitle(content) : undefined);
    const count = content.match(CHECK_COUNT);
    if (count) return this.#checkCount(Number(count[1]), Number(count[2]));
    if (this.#section === 'results' && LOST_COUNT.test(content)) return this.#unreadLine(line);
    if (title) {
      this.hasLostSigns ||= !/^[█↳]/.test(content);
      return this.#title(title, line.indent);
    }
    if (this.#section === 'thresholds' && this.#threshold(line)) return 'read';
    if (this.#section === 'results' && this.#crossedOutside(content)) return 'read';
    if (CATEGORY.test(content)) {
      this.checks.end(this.#path);
      this.#section = 'results';
      this.#category = true;
      this.#parent = undefined;
      if (content === 'EXECUTION') {
        this.#executionSeen = true;
        if (this.#path.tags === '') this.wouldShowDropped = true;
      }
      return 'read';
    }
    const metric = metricLine(content);
    // Since 1.0 no mark stands before a metric, so such a line is a check with an unusual name.
    if (metric && (metric.mark === undefined || this.#section !== 'results')) {
      // A name stands behind the room for its mark.
      if (!this.#metricsBegun) this.checks.baseIndent = line.indent + (metric.mark === undefined ? 0 : 2);
      if (metric.figures) return this.#metric(metric, metric.figures, line);
      // Right below metrics it is one as well, also of the script's own.
      const isMetric = metric.name === undefined || isBuiltIn(metric.name) || (this.#row > 0 && this.#blanks === 0);
      if (isMetric || (metric.mark !== undefined && this.#metricsBegun)) return this.#unreadable(metric, line);
    }
    // A paste may begin below the title of the thresholds.
    if (this.#section === 'unknown' && !this.#metricsBegun && this.#beginsThresholds(content)) {
      this.#section = 'thresholds';
      this.#threshold(line);
      return 'read';
    }
    const check = content.match(CHECK);
    // A mark among the thresholds is one of theirs, whatever stands behind it.
    if (check && this.#section === 'thresholds') return this.#unreadableThreshold(line, isGood(check[1] ?? ''));
    if (this.#section === 'thresholds' && isLikeThreshold(content))
      return this.#unreadableThreshold(line, markOf(content));
    // Before 1.0 nothing but metrics stands between metrics: what was crossed there is one, however it is spoilt.
    const isAmong = this.#section === 'unknown' && this.#row > 0 && this.#blanks === 0;
    const spoilt = content.match(SPOILT_GOAL);
    const isMetrics = isAmong || (this.#metricsBegun && spoilt?.[1]?.startsWith('{'));
    if (spoilt && isMetrics && this.#section !== 'results') return this.#unreadableGoal(line, spoilt[1] ?? '');
    // The document may begin within a check's counts.
    if (line.number === 1 && /^. \d+(?: \/ . \d+| +. \d+)?$/.test(content)) return undefined;
    return check ? this.#check(check[2] ?? '', isGood(check[1] ?? ''), line) : undefined;
  }

  /** No more lines come. */
  close(): void {
    this.#lostRows();
    if (this.#executionSeen) this.#dropSectionWithoutTitle();
  }

  /**
   * A paste of the full mode may begin in the middle of one scenario's section. Only the whole run's has `vus`, so
   * without it nobody knows whose figures those are.
   */
  #dropSectionWithoutTitle(): void {
    if (this.#titles.size > 0 || this.metrics.has('vus') || this.metrics.has('vus_max')) return;
    this.metrics.clear();
    this.checks.clear();
  }

  /** Adds the statistics of a line that a narrow terminal broke in two. */
  #continues(content: string): boolean {
    const last = this.#last === undefined ? undefined : this.metrics.get(this.#last);
    const whole = last && continued(last, content);
    if (this.#last === undefined || whole === undefined) return false;
    this.metrics.set(this.#last, whole);
    return true;
  }

  #title([, sign, fixed, kind, name = '', old]: RegExpMatchArray, indent: number): 'read' | 'next' {
    if (old !== undefined) {
      if (sign === '↳') return 'read';
      if (this.#metricsBegun) return 'next';
      this.#outline = this.#outline.group(indent, old.trim());
      return 'read';
    }
    this.#lostRows();
    const title = fixed ?? `${kind} ${name.trim()}`;
    if (sign === '█' && (this.#titles.has(title) || (fixed === 'THRESHOLDS' && this.#metricsBegun))) return 'next';
    if (sign === '█' && fixed === 'TOTAL RESULTS' && this.#metricsBegun) return 'next';
    this.#dropSectionWithoutTitle();
    this.checks.end(this.#path);
    if (sign === '█') this.#titles.add(title);
    this.#section = fixed === 'THRESHOLDS' ? 'thresholds' : 'results';
    this.#category = false;
    this.#names = new Set();
    this.#parent = undefined;
    this.#last = undefined;
    const scenario = kind === 'SCENARIO' ? name.trim() : undefined;
    if (scenario !== undefined) this.sections.add(scenario);
    if (sign === '█') this.#path = new SectionPath(scenario);
    if (kind === 'GROUP') this.#path = this.#path.group(indent, name.trim());
    return 'read';
  }

  /** A threshold without its title above: with its mark, or with the figure that k6 prints behind it. */
  #beginsThresholds(content: string): boolean {
    const found = thresholdLine(content);
    return found !== undefined && (found.mark !== undefined || found.statistic !== undefined);
  }

  #threshold(line: PlainLine): boolean {
    const { content } = line;
    const [, sign, quoted = '', shown, figure = ''] = content.match(THRESHOLD) ?? [];
    const found: ThresholdLine | undefined =
      sign === undefined
        ? thresholdLine(content)
        : { mark: isGood(sign), expression: quoted, statistic: shown, text: figure };
    if (found) {
      // Its own name was lost, and the thresholds of the one above.
      if (this.#awaiting && !isOfMetric(this.#awaiting.content, found.expression)) {
        this.#lostRows();
        this.#judgedMetric = undefined;
      }
      this.#awaiting = undefined;
      const { expression, statistic, text } = found;
      const passed = found.mark ?? metByFigure(found);
      if (passed === undefined) {
        this.unread.push({ line: line.number, text: content, isGoal: true });
        return true;
      }
      if (this.#judgedMetric === undefined) {
        // Of which metric it is was lost; that it was crossed must not be.
        if (!passed || found.mark === undefined) this.thresholds.push({ metric: '?', expression, passed });
        return true;
      }
      this.thresholds.push({ metric: this.#judgedMetric, expression, passed });
      if (statistic !== undefined) this.judged.add(this.#judgedMetric, statistic, text);
      return true;
    }
    const [whole, name, filter = ''] = content.match(THRESHOLD_METRIC) ?? content.match(CUT_SUBMETRIC) ?? [];
    if (!whole || CATEGORY.test(whole)) return false;
    // A filter may stand below the name of its metric, which then has no thresholds of its own.
    if (name !== undefined || this.#awaiting?.content.includes('{')) this.#lostRows();
    this.#judgedIndent ??= line.indent;
    // Any word may stand there by itself.
    const isSure = filter !== '' || isBuiltIn(whole) || line.indent === this.#judgedIndent;
    this.#awaiting = isSure ? line : undefined;
    // A sub-metric may be printed as its filter below its metric.
    if (name !== undefined && filter === '') this.#parent = name;
    this.#judgedMetric = name === undefined ? this.#parent && `${this.#parent}${filter}` : `${name}${filter}`;
    return true;
  }

  /** The thresholds of a metric whose name stands there were cut off: nobody knows how they came out. */
  #lostRows(): void {
    const { number, content } = this.#awaiting ?? {};
    this.#awaiting = undefined;
    if (number !== undefined && content !== undefined) this.unread.push({ line: number, text: content, isGoal: true });
  }

  /** A crossed threshold with its figure that stands below the results: of which metric it is nobody knows. */
  #crossedOutside(content: string): boolean {
    const [, sign = '', expression = '', statistic] = content.match(THRESHOLD) ?? [];
    if (statistic === undefined || isGood(sign)) return false;
    this.thresholds.push({ metric: '?', expression, passed: false });
    return true;
  }

  /** What stands right above the first metric without the counts that a failed check has is a metric, too, and was cut off. */
  #crossedAbove({ number }: PlainLine): void {
    const crossed = this.#crossed;
    this.#crossed = undefined;
    if (crossed === undefined || this.#metricsBegun || crossed.number !== number - 1) return;
    const [spoilt, text = ''] = crossed.content.match(SPOILT_GOAL) ?? [];
    if (spoilt === undefined) return;
    this.checks.dropLast(this.#path);
    this.#unreadableGoal(crossed, text);
  }

  #metric(line: MetricLine, figures: Figures, plain: PlainLine): 'read' | 'next' {
    this.#lostRows();
    this.#crossedAbove(plain);
    const checks = line.name !== undefined && /^checks_(?:total|succeeded|failed)$/.test(line.name) && !this.#category;
    if (this.#section === 'thresholds' || (checks && !this.#metricsBegun)) this.#section = 'results';
    const name = line.name ?? (this.#parent === undefined ? undefined : `${this.#parent}{${line.filter}}`);
    if (name === undefined) return 'read';
    // A script may call a metric of its own as k6 calls the shares of the checks.
    const row = checks ? `checks: ${name}` : name;
    if (this.#names.has(row)) return 'next';
    this.#names.add(row);
    this.#dropTorn(line);
    this.#row += 1;
    this.adjacent = Math.max(this.adjacent, this.#row);
    this.#metricsBegun = true;
    this.#last = undefined;
    if (checks) {
      this.#checksMetric(name === 'checks_failed', figures);
      return 'read';
    }
    this.checks.end(this.#path);
    if (line.name !== undefined) this.#parent = line.name;
    else if (this.#path.tags !== '' || this.#parent === undefined || !this.#isOf(this.#parent, figures)) {
      this.#mark(this.#path.metric(name), line.mark, plain);
      return 'read';
    }
    // Before 1.0 the metrics stand in the order of the alphabet, dropped_iterations right after data_sent.
    if (this.#section === 'unknown' && name === 'data_sent') this.wouldShowDropped = true;
    const full = this.#path.metric(name);
    const known = this.metrics.get(full);
    this.metrics.set(full, known ? completed(known, figures) : figures);
    this.#mark(full, line.mark, plain);
    if (plain.number === this.line) this.#firstWidth = { name: full, width: line.width };
    this.#last = full;
    return 'read';
  }

  /** Keeps the mark before a metric's name. */
  #mark(metric: string, mark: MetricLine['mark'], { number, content }: PlainLine): void {
    if (mark === 'lost') this.unread.push({ line: number, text: content, isGoal: true });
    else if (mark !== undefined) this.thresholds.push({ metric, expression: '', passed: mark });
  }

  /** True where a sub-metric has the kind and unit of the metric above it, so that it can be its own. */
  #isOf(parent: string, figures: Figures): boolean {
    const above = this.metrics.get(parent);
    return above !== undefined && above.kind === figures.kind && above.contains === figures.contains;
  }

  /** `checks_total` and its two shares are the metric `checks` of k6's other outputs. */
  #checksMetric(failed: boolean, figures: Figures): void {
    const metric = this.#path.metric('checks');
    if (figures.kind !== 'rate' || this.metrics.get(metric)?.values.passes !== undefined) return;
    this.metrics.set(metric, failed ? turned(figures) : figures);
  }

  /** A paste that begins in the middle of a name: the first line's name and dots are shorter than the second's. */
  #dropTorn({ width }: MetricLine): void {
    const first = this.#firstWidth;
    this.#firstWidth = undefined;
    // A built-in name proves nothing: `iterations` may be the end of `dropped_iterations`.
    if (!first || this.#row !== 1 || first.width >= width) return;
    this.metrics.delete(first.name);
    this.#names.delete(first.name);
  }

  /** A metric's line without figures that could be read: its mark is kept, and the line is named. */
  #unreadable({ name, filter, mark }: MetricLine, line: PlainLine): 'read' {
    this.#metricsBegun = true;
    if (mark !== 'lost') this.unread.push({ line: line.number, text: line.content });
    const own = name ?? (this.#parent === undefined ? undefined : `${this.#parent}{${filter}}`);
    this.#mark(this.#path.metric(own ?? `{${filter}}`), mark, line);
    // What follows may be a sub-metric of it.
    if (name !== undefined) this.#parent = name;
    this.#last = undefined;
    return 'read';
  }

  /** A line among the thresholds that is none as k6 prints them. */
  #unreadableThreshold({ number, content }: PlainLine, passed: boolean | undefined): 'read' {
    this.#awaiting = undefined;
    this.unread.push({ line: number, text: content, ...(passed === undefined && { isGoal: true }) });
    if (passed !== undefined) this.thresholds.push({ metric: this.#judgedMetric ?? content, expression: '', passed });
    return 'read';
  }

  /** A crossed line among metrics that is none as k6 prints them: whose it is tells its beginning, if that is whole. */
  #unreadableGoal({ number, content }: PlainLine, text: string): 'read' {
    this.unread.push({ line: number, text: content });
    const [, name, filter = ''] = text.match(/^([\p{L}_][\p{L}\p{N}_.]*?)? *(\{[^}]*\})?\.* *(?:[:=]|$)/u) ?? [];
    const own = name ?? (filter === '' ? undefined : this.#parent);
    const metric = own === undefined ? '?' : `${own}${filter.replace(/^\{ *(.*?) *\}$/, '{$1}')}`;
    this.thresholds.push({ metric, expression: '', passed: false });
    this.#row += 1;
    return 'read';
  }

  /** A check's counts without marks: which check that was nobody knows. */
  #unreadLine({ number, content }: PlainLine): 'read' {
    this.unread.push({ line: number, text: content });
    return 'read';
  }

  #check(name: string, passed: boolean, line: PlainLine): 'read' | 'next' {
    if (this.#section !== 'results' && this.#metricsBegun) return 'next';
    this.#crossed = !passed && this.#section === 'unknown' ? line : undefined;
    // Below the other metrics of a section there is none.
    if (!this.#category) this.checks.add(this.#path, this.#outline, name.trim(), passed);
    return 'read';
  }

  #checkCount(passed: number, failed: number): 'read' {
    if (!this.#category) this.checks.count(this.#path, passed, failed);
    return 'read';
  }
}
