import { isChange, isChanged } from './changed-names.ts';
import type { Document, Heading } from './document.ts';
import { glossesIn } from './glosses.ts';
import { headingsOfParts, isOneName } from './headings-of-parts.ts';
import { type KnownRun, nameOf } from './known-run.ts';
import { filesBelow, learnedNames } from './learned-names.ts';
import type { Names } from './names.ts';
import { runsByFigures } from './names-by-figures.ts';
import { phaseNames } from './phase-names.ts';
import { RunLabels } from './run-labels.ts';
import { namesOf } from './run-names.ts';
import { chainAt, closingOf, isOfItsOwn, neighbours } from './sections.ts';
import { isQuestion } from './sentences.ts';
import { foreignWords, strangeWords } from './subject.ts';
import { termsIn } from './vocabulary.ts';

/** A name of a run in a text. */
export interface Mention {
  readonly runs: readonly KnownRun[];
  readonly start: number;
  readonly end: number;
  /** True where the run only serves as a measure: "잔액 조회에 비해". */
  readonly compared: boolean;
  /** True where it is what was changed, and not a run that is called so: "분산 락을 제거하는 것만으로". Its runs are all. */
  readonly changed?: true;
}

/** The runs that a figure is about. */
export interface About {
  readonly runs: readonly KnownRun[];
  /** False where it may be about any run, or about something else. */
  readonly certain: boolean;
  /** Where their name stands: beside the figure, in a sentence before, in a heading above; undefined where only the place tells. */
  readonly named: 'beside' | 'sentence' | 'heading' | undefined;
}

const COMPARED =
  /^\s*(?:API)?\s*(?:들)?(?:에 비해|에 비하면|보다|와 비교|과 비교|\s?대비|의 (?:약 |무려 )?\d[\d.]* ?(?:배|%)(?! ?(?:감소|개선|증가|하락|상승)))/;
/** "than before", "compared to before". */
const THAN = /(?:than|compared (?:to|with)|versus|vs\.?) $/i;
/** True for a name that only serves as a measure: "잔액 조회에 비해". */
export const isCompared = (text: string, end: number) => COMPARED.test(text.slice(end, end + 20));
/** Headings under which figures of any run may stand. */
const OVERALL = /전체|종합|비교|개선 ?방향|부록|총평|overall|comparison|compared|appendix|altogether/i;
/** "로그인 API", "checkout page": a heading that names one of several parts. */
const SOME_PART = /(?:API|페이지|화면|엔드포인트|page|endpoint|screen)\s*$/i;
/** A text that several runs share a name in says nothing of one; beyond this many it is not worth holding them all. */
const MOST_RUNS = 8;

interface Step {
  readonly line: number;
  readonly runs: readonly KnownRun[];
  readonly named: About['named'];
  /** True in a section about something that is no known run. */
  readonly strange: boolean;
}

/** Names in a text, and the runs that a line is about. */
export class RunsAt {
  readonly #runs: readonly KnownRun[];
  readonly #names: Names<KnownRun>;
  readonly #labels: RunLabels;
  readonly #byFigures: ReadonlyMap<Heading, KnownRun>;
  readonly #steps: readonly Step[];

  constructor(runs: readonly KnownRun[], document: Document) {
    this.#runs = runs;
    this.#names = namesOf(runs);
    this.#labels = new RunLabels(runs, runs.length > 1 ? phaseNames(document, (name) => this.#whole(name)) : []);
    const glosses = runs.length > 1 ? glossesIn(document, (text) => this.#whole(text)) : [];
    for (const { name, run } of learnedNames(document, (text) => this.#names.in(text))) this.#names.add(name, run);
    for (const { name, value } of glosses) this.#names.add(name, value);
    const { names, headings } = runsByFigures(document, runs);
    this.#byFigures = headings;
    for (const { name, owner } of names) {
      if (this.mentions(name).length === 0 && isLabel(name)) this.#names.add(name, owner);
    }
    this.#steps = this.#stepsThrough(document);
  }

  get all(): readonly KnownRun[] {
    return this.#runs;
  }

  get count(): number {
    return this.#runs.length;
  }

  /** Names of runs in a text from left to right. */
  mentions(text: string): Mention[] {
    if (this.#runs.length === 0) return [];
    const named = this.#named(text);
    const spoken = [
      ...this.#labels.phasesIn(text),
      ...this.#labels.levelsIn(text),
      ...this.#labels.roundsIn(text),
      ...this.#labels.sizesIn(text),
    ]
      .filter(({ start, end }) => !named.some((one) => one.start < end && one.end > start))
      .map(({ run, start, end }) => ({
        runs: [run],
        start,
        end,
        compared: isCompared(text, end) || THAN.test(text.slice(Math.max(0, start - 14), start)),
      }));
    if (spoken.length > 0) return [...named, ...spoken].toSorted((a, b) => a.start - b.start);
    if (named.length > 0) return named;
    const run = this.#labels.of(text);
    return run ? [{ runs: [run], start: 0, end: text.length, compared: false }] : [];
  }

  /** The run of which a text is nothing but the name, or the file. */
  #whole(text: string): KnownRun | undefined {
    const [found, ...others] = this.#names.in(text);
    const isWhole = found && others.length === 0 && found.start === 0 && /^(?:\.\w+)*$/.test(text.slice(found.end));
    return isWhole && found.values.length === 1 ? found.values[0] : undefined;
  }

  #named(text: string): Mention[] {
    return this.#names
      .in(text)
      .map(({ values, start, end }) =>
        isChanged(text, start, end)
          ? { runs: this.#runs, start, end, compared: false, changed: true }
          : { runs: values, start, end, compared: isCompared(text, end) },
      );
  }

  /** The runs that a line is about by the headings and summaries above it; all of them where nothing tells. */
  at(line: number): About {
    const step = this.#stepAt(line);
    const certain = step?.strange !== true;
    if (step && step.runs.length > 0) {
      return { runs: step.runs, certain: certain && step.runs.length <= MOST_RUNS, named: step.named };
    }
    return { runs: this.#runs, certain: certain && this.#runs.length <= 2, named: undefined };
  }

  #stepAt(line: number): Step | undefined {
    let low = 0;
    for (let high = this.#steps.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#steps[middle]?.line ?? 0) <= line) low = middle + 1;
      else high = middle;
    }
    return this.#steps[low - 1];
  }

  #stepsThrough(document: Document): Step[] {
    const { headings } = document;
    const summaries = this.#runs.flatMap((run) => (run.line === undefined ? [] : [{ line: run.line, run }]));
    const events = [
      ...headings.map((heading, at) => ({ line: heading.line, heading, next: headings[at + 1] })),
      ...summaries,
    ].toSorted((a, b) => a.line - b.line);
    const strangers = this.#strangers(document);
    const closing = closingOf(headings);
    let runs: readonly KnownRun[] = [];
    let level = 0;
    let named: About['named'];
    let strange: Heading | undefined;
    return events.map((event) => {
      if ('run' in event) {
        named = runs.length === 1 && runs[0] === event.run ? named : undefined;
        runs = [event.run];
        level = event.run.level;
        strange = undefined;
      } else {
        const { heading, next } = event;
        if (strange && heading.level <= strange.level) strange = undefined;
        const mentions = this.mentions(heading.text);
        const byName = [...new Set(mentions.flatMap((mention) => mention.runs))];
        const own = this.#byFigures.get(heading);
        const byFile = byName.length > 0 ? [] : this.#byFile(document, heading, next);
        if ((byName.length > 0 && isName(heading.text, mentions)) || byFile.length === 1) {
          runs = byName.length > 0 ? byName : byFile;
          named = 'heading';
          level = heading.level;
          strange = undefined;
        } else if (byName.length === 0 && own !== undefined) {
          runs = [own];
          named = 'heading';
          level = heading.level;
          strange = undefined;
        } else if (
          heading.level < level ||
          OVERALL.test(heading.text) ||
          (heading.level === level && closing.has(heading)) ||
          (heading.level === level && named === 'heading' && this.#runs.length > 1 && isOfItsOwn(heading)) ||
          byName.some((run) => !runs.includes(run))
        ) {
          runs = [];
        }
        if (!strange && byName.length === 0 && own === undefined && strangers.has(heading)) strange = heading;
      }
      return { line: event.line, runs, named, strange: strange !== undefined };
    });
  }

  /** Lines of the headings or summaries under which the only run stands. */
  #home(document: Document): number | undefined {
    const [run] = this.#runs;
    if (!run || this.#runs.length > 1) return undefined;
    if (run.line !== undefined) return run.line;
    const { headings } = document;
    const home = headings.find(
      (heading, at) =>
        (at > 0 || heading.level > 1) &&
        [heading.text, ...filesBelow(document, heading, headings[at + 1])].some(
          (text) => this.#names.in(text).length > 0,
        ),
    );
    return home && home.line + 1;
  }

  /** Runs whose script or output the lines below a heading name. */
  #byFile(document: Document, heading: Heading, next: Heading | undefined): KnownRun[] {
    if (this.#runs.length < 2) return [];
    const files = filesBelow(document, heading, next);
    return [...new Set(files.flatMap((file) => this.#names.in(file)).flatMap(({ values }) => values))];
  }

  /**
   * Headings of sections that are about something else than the runs: another tool or system, a page or API of its own,
   * another script, or a neighbour of the section in which k6's only summary stands.
   */
  #strangers(document: Document): Set<Heading> {
    const { headings } = document;
    const found = new Set<Heading>();
    const beside = neighbours(headings, this.#home(document));
    const scripts = headings.map((heading, at) =>
      filesBelow(document, heading, headings[at + 1]).filter((file) => /[jt]s$/.test(file)),
    );
    const named = scripts.map((files) => files.length === 1 && this.#runs.length === 1);
    const ofParts = headingsOfParts(headings, this.#runs);
    const several = new Set(scripts.flatMap((files, at) => (named[at] ? files : []))).size > 1;
    for (const [at, heading] of headings.entries()) {
      // The title says what the whole document is about.
      if ((at === 0 && heading.level === 1) || isQuestion(heading.text)) continue;
      const mentions = this.mentions(heading.text);
      const isOfOther = several && named[at] && !(scripts[at] ?? []).some((file) => this.#names.in(file).length > 0);
      const isStrange = beside.has(heading) || SOME_PART.test(heading.text) || isOneName(heading.text);
      const title = nameOf(heading.text.replace(/\bAPIs?\b/g, ''));
      if (
        isOfOther ||
        (ofParts.has(heading) && (mentions.length === 0 || this.#runs.length === 1)) ||
        foreignWords(heading.text, mentions).length > 0 ||
        (isStrange && mentions.length === 0 && strangeWords(title, []).length > 0)
      ) {
        found.add(heading);
      }
    }
    // What k6's output stands under is not about something else.
    for (const { line } of this.#runs) {
      if (line === undefined) continue;
      for (const heading of chainAt(headings, line)) found.delete(heading);
    }
    return found;
  }
}

/** A label that says no more than which figure stands there is no name, unless it says before or after a change. */
const isLabel = (label: string): boolean => isChange(label) || strangeWords(label, []).length > 0;

/** True where a heading is little more than the names it holds: "HTTP, HTTPS and mTLS compared" names no run. */
function isName(heading: string, mentions: readonly Mention[]): boolean {
  const named = mentions.reduce((sum, { start, end }) => sum + end - start, 0);
  // "3.3 Order API — Missed its goals": what follows is a remark.
  const remark = heading.search(/ [—–] /);
  const head = remark > 0 && mentions.every(({ end }) => end <= remark) ? heading.slice(0, remark) : heading;
  const other = strangeWords(head, mentions, termsIn(head)).map(({ text }) => text);
  return other.join('').length <= named;
}
