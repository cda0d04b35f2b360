import type { TermName } from '../words/vocabulary.ts';
import type { Found } from './names.ts';
import type { Part } from './part.ts';
import type { Parts } from './parts.ts';
import type { Mention, RunsAt } from './runs-at.ts';
import { foreignWords, strangeWords } from './subject.ts';
import { type Term, termsIn } from './vocabulary.ts';

/** What stands over a figure: a column, a row, an item of a list, a heading. */
export interface Label {
  readonly text: string;
  readonly terms: readonly Term[];
  readonly mentions: readonly Mention[];
  readonly parts: readonly Found<Part>[];
  /** Words that name neither a quantity nor anything known, in lower case. */
  readonly strange: readonly string[];
  /** True where it names another tool or system. */
  readonly foreign: boolean;
}

/** A text with what stands in brackets about goals left out: "p95 (목표 500ms 이하)". */
const withoutGoals = (text: string) =>
  text.replaceAll(/\([^()]{0,80}\)/g, (aside) =>
    termsIn(aside).some(({ name }) => name === 'plan') ? ' '.repeat(aside.length) : aside,
  );

interface Span {
  readonly start: number;
  readonly end: number;
}

const SET_APART: ReadonlySet<TermName> = new Set([
  'comparison',
  'other-run',
  'other-time',
  'other-count',
  'plan',
  'users',
  'vus',
  'products',
  'executed',
  'saturation',
]);

/**
 * Terms without those that are a run's own name: "개선 후" is another round, and "cache" another system, only where no run
 * is called so.
 */
export const outsideOf = (
  named: readonly { start: number; end: number }[],
  terms: readonly Term[],
  text: string,
): readonly Term[] =>
  terms.filter(
    ({ name, start, end }) =>
      !SET_APART.has(name) ||
      !named.some((one) => one.start < end + GLOSS && one.end > start - GLOSS && isGloss(text, one, { start, end })),
  );

/** "**Before** (nocache)", "피크 부하 peak_test": at most so much lies between a name and its gloss. */
const GLOSS = 8;
const isGloss = (text: string, a: Span, b: Span) =>
  /^[\s*_()（）]*(?:(?:부하|load)[\s*_()（）]*)?$/i.test(
    text.slice(Math.min(a.end, b.end), Math.max(a.start, b.start)),
  );

/** "group_duration", "TTFB": a time that k6 knows nothing of only where no metric is called so; so is "상품 그룹". */
const isOwnName = ({ name, start, end }: Term, part: Span, text: string) =>
  start === part.start &&
  end === part.end &&
  (name === 'other-time' ||
    (name === 'products' && /^ ?(?:그룹|시나리오|API|요청)|^의/.test(text.slice(end, end + 8))));

const REMARK = /[(（][^()（）]*[)）]\s*$/;

/** "피크 부하 `peak_test` (계획의 2.2% 실행)": brackets at the end of a part's name tell of its load, not of the figures. */
function isRemark(text: string, parts: readonly Span[], start: number, end: number): boolean {
  const at = text.search(REMARK);
  // "STOMP connect (avg)".
  if (end - start + 2 >= text.slice(Math.max(at, 0)).trim().length) return false;
  return at > 0 && start > at && end < text.length && parts.some((part) => part.end <= at);
}

/** A column "95%" between those of a mean and a maximum. */
const BARE_PERCENTILE = /^\s*(9[059])\s?%\s*(?=$|[(（](?:ms|s|초|밀리초)[)）]\s*$)/;

const LEVEL = /^[\s*`]*[\d,.]+\s?(?:[RTQ]PS|req(?:uest)?s?\/s|\/s|건\/초)[\s*`]*$/i;

/** How many labels are kept: columns and headings come again and again, rows do not. */
const KEPT = 2000;
const LONGEST_LABEL = 300;

/** Reads labels, each once. */
export class Labels {
  readonly #known = new Map<string, Label>();
  readonly #runsAt: RunsAt;
  readonly #parts: Parts;
  readonly #ownWords: ReadonlySet<string>;

  /** `ownWords`: words of the title and the like, which set nothing apart. */
  constructor(runsAt: RunsAt, parts: Parts, ownWords: ReadonlySet<string>) {
    this.#runsAt = runsAt;
    this.#parts = parts;
    this.#ownWords = ownWords;
  }

  isOwn(word: string): boolean {
    return this.#ownWords.has(word.toLowerCase());
  }

  /** Words of a text that name something unknown, where they stand. */
  strange(text: string, known: readonly { start: number; end: number }[], terms: readonly Term[]) {
    return strangeWords(text, known, terms).filter((word) => !this.#ownWords.has(word.text.toLowerCase()));
  }

  /** Parts of a run in a text; a name that is a term as well ("response time") stands for the term. */
  partsIn(text: string, terms: readonly Term[]): Found<Part>[] {
    const learned = this.#parts.learnedIn(text);
    const named = this.#parts.in(text).filter(
      ({ start, end }) =>
        // A cell that is nothing but the name is the part, be it a term as well ("products").
        ((start === 0 && end === text.length) ||
          !terms.some((term) => term.start <= start && term.end >= end && !isOwnName(term, { start, end }, text))) &&
        !learned.some((one) => one.start < end && one.end > start),
    );
    const own = [...learned, ...named];
    const translated = this.#parts
      .translatedIn(text)
      .filter(({ start, end }) => !own.some((one) => one.start < end && one.end > start));
    return [...own, ...translated].toSorted((a, b) => a.start - b.start);
  }

  /** The one part of the requests of a run that a text names; undefined where it names none, or several. */
  onlyPart(text: string): Part | undefined {
    if (text.length > LONGEST_LABEL) return undefined;
    const found = this.partsIn(text, termsIn(text)).flatMap(({ values: [part] }) =>
      part?.kind === 'tag' ? [part] : [],
    );
    return new Set(found.map(({ tag }) => tag)).size === 1 ? found[0] : undefined;
  }

  of(whole: string): Label {
    const known = this.#known.get(whole);
    if (known) return known;
    const text = withoutGoals(whole.slice(0, LONGEST_LABEL)).replace(BARE_PERCENTILE, 'p$1');
    const mentions = this.#runsAt.mentions(text);
    // "600 rps" over a row says which level it is, and not what its figures are.
    const spoken = LEVEL.test(text) ? [] : termsIn(text);
    const parts = this.partsIn(text, spoken);
    const named = [...mentions, ...parts];
    const terms = outsideOf(named, spoken, text).filter(({ start, end }) => !isRemark(text, parts, start, end));
    const label: Label = {
      text,
      terms,
      mentions,
      parts,
      strange: this.strange(text, named, terms).map((word) => word.text.toLowerCase()),
      foreign: foreignWords(text, named).length > 0,
    };
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(whole, label);
    return label;
  }
}

/** True where a label leaves no doubt whose figures stand under it: it names a run or a part, or nothing strange. */
export const isPlain = ({ mentions, parts, strange, foreign }: Label) =>
  !foreign && (mentions.length > 0 || parts.length > 0 || strange.length === 0);
