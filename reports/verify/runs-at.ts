import type { Document } from './document.ts';
import { type KnownRun, nameOf } from './known-run.ts';

/** A name of a run in a text. */
export interface Mention {
  readonly runs: readonly KnownRun[];
  readonly start: number;
  readonly end: number;
  /** True where the run only serves as a measure: "잔액 조회에 비해". */
  readonly compared: boolean;
}

/** The runs that a figure is about. */
export interface About {
  readonly runs: readonly KnownRun[];
  /** False where it may be about any run. */
  readonly certain: boolean;
  /** Where their name stands: beside the figure, in a heading above; undefined where only the place tells. */
  readonly named: 'beside' | 'heading' | undefined;
}

/** Words that name no run, although a heading may hold them. */
const COMMON =
  /^(?:[\d.]+|api|부하|테스트|결과|성능|요청|응답|분석|시나리오|실행|요약|서버|load|test|tests|results?|performance|requests?|response|analysis|scenario|run|summary|server|the|of|and|for|k6)$/i;
const COMPARED = /^\s*(?:API)?\s*(?:들)?(?:에 비해|에 비하면|보다|와 비교|과 비교|\s?대비)/;
/** Headings under which figures of any run may stand. */
const OVERALL = /전체|종합|비교|개선 ?방향|부록|총평|overall|comparison|appendix|altogether/i;

const escaped = (text: string) =>
  text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s?`);
const latin = (text: string) => /^[\w\s/.-]+$/.test(text);

/** Names in a text, and the runs that a line is about. */
export class RunsAt {
  readonly #runs: readonly KnownRun[];
  readonly #names: readonly { pattern: RegExp; runs: readonly KnownRun[] }[];
  readonly #steps: readonly { line: number; runs: readonly KnownRun[]; named: About['named'] }[];

  constructor(runs: readonly KnownRun[], document: Document) {
    this.#runs = runs;
    this.#names = namePatterns(runs);
    this.#steps = this.#stepsThrough(document);
  }

  /** Names of runs in a text from left to right. */
  mentions(text: string): Mention[] {
    const found = this.#names
      .flatMap(({ pattern, runs }) =>
        [...text.matchAll(pattern)].map((match) => {
          const end = match.index + match[0].length;
          return { runs, start: match.index, end, compared: COMPARED.test(text.slice(end)) };
        }),
      )
      .toSorted((a, b) => a.start - b.start || b.end - a.end);
    const mentions: Mention[] = [];
    for (const one of found) if (one.start >= (mentions.at(-1)?.end ?? 0)) mentions.push(one);
    return mentions;
  }

  /** The runs that a line is about by the headings and summaries above it; all of them where nothing tells. */
  at(line: number): About {
    const step = this.#steps.findLast((one) => one.line <= line);
    if (step && step.runs.length > 0) return { runs: step.runs, certain: true, named: step.named };
    return { runs: this.#runs, certain: this.#runs.length === 1, named: undefined };
  }

  #stepsThrough({ headings }: Document): { line: number; runs: readonly KnownRun[]; named: About['named'] }[] {
    const summaries = this.#runs.flatMap((run) => (run.line === undefined ? [] : [{ line: run.line, run }]));
    const events = [...headings.map((heading) => ({ line: heading.line, heading })), ...summaries].toSorted(
      (a, b) => a.line - b.line,
    );
    let runs: readonly KnownRun[] = [];
    let level = 0;
    let named: About['named'];
    return events.map((event) => {
      if ('run' in event) {
        named = runs.length === 1 && runs[0] === event.run ? named : undefined;
        runs = [event.run];
        level = event.run.level;
      } else {
        const { text } = event.heading;
        const mentions = this.mentions(nameOf(text));
        const byName = [...new Set(mentions.flatMap((mention) => mention.runs))];
        if (byName.length > 0 && isName(nameOf(text), mentions)) {
          runs = byName;
          named = 'heading';
          level = event.heading.level;
        } else if (event.heading.level < level || OVERALL.test(text) || byName.some((run) => !runs.includes(run))) {
          runs = [];
        }
      }
      return { line: event.line, runs, named };
    });
  }
}

/** True where a heading is little more than the names it holds: "HTTP, HTTPS and mTLS compared" names no run. */
function isName(heading: string, mentions: readonly Mention[]): boolean {
  const named = mentions.reduce((sum, { start, end }) => sum + end - start, 0);
  const rest = mentions
    .toReversed()
    .reduce((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, heading);
  const other = rest.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !COMMON.test(word));
  return other.join('').length <= named;
}

function namePatterns(runs: readonly KnownRun[]): { pattern: RegExp; runs: readonly KnownRun[] }[] {
  const names = runs.flatMap((run) => [...new Set([run.name, ...run.aliases])].map((text) => ({ text, run })));
  const tokens = names.flatMap(({ text, run }) =>
    text.split(/[\s/]+/).flatMap((token) => (token.length >= 2 && !COMMON.test(token) ? [{ text: token, run }] : [])),
  );
  const collected = (entries: readonly { text: string; run: KnownRun }[]) => {
    const all = new Map<string, Set<KnownRun>>();
    for (const { text, run } of entries) {
      all.set(text.toLowerCase(), (all.get(text.toLowerCase()) ?? new Set()).add(run));
    }
    return all;
  };
  const whole = collected(names);
  // A word that two runs share names neither; a name that they share may mean either of them.
  const parts = [...collected(tokens)].filter(([text, own]) => own.size === 1 && !whole.has(text));
  return [...whole, ...parts].map(([text, own]) => {
    const body = escaped(text);
    const source = latin(text) ? `(?<![\\w-])(?<!in )${body}(?![\\w-])` : body;
    return { pattern: new RegExp(source, 'gi'), runs: [...own] };
  });
}
