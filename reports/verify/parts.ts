import { shownGroup } from '../model/group-name.ts';
import { BUILTIN_METRICS } from '../parse/builtin-metrics.ts';
import { ownMetricWords } from '../words/ko/verify-part-words.ts';
import { LANGUAGES } from '../words/language.ts';
import { reportWords } from '../words/report.ts';
import type { Document } from './document.ts';
import { glossesIn } from './glosses.ts';
import type { KnownRun } from './known-run.ts';
import { type Found, Names } from './names.ts';
import { partsByFigures } from './names-by-figures.ts';
import type { Part } from './part.ts';
import { StatusParts } from './status-parts.ts';
import { strangeWords } from './subject.ts';
import { TranslatedParts } from './translated-parts.ts';

const TAGGED = /^([^{]+)\{(.+)\}$/s;

interface Named {
  readonly name: string;
  readonly part: Part;
  /** True for what buha's reports call a scenario of a profile. */
  readonly isTitle?: true;
}

/** The parts that an output tells apart. */
function* partsOf({ output, pasted, planned }: KnownRun): Generator<Named> {
  const scenarios = [...Object.keys(output.measured.scenarios), ...(planned ?? []).map(({ name }) => name)];
  for (const name of scenarios) {
    const part: Part = { kind: 'tag', tag: `scenario:${name}`, name };
    yield { name, part };
    for (const language of LANGUAGES) {
      const title = reportWords(language).scenarioTitle(name);
      if (title !== undefined) yield { name: title.replace(/^the /, ''), part, isTitle: true };
    }
  }
  for (const { measured } of pasted ? [output, pasted] : [output]) {
    for (const { name, kind } of measured.metrics) {
      const [, base = name, tag] = name.match(TAGGED) ?? [];
      const title = ownMetricWords[base];
      if (title !== undefined && tag === undefined) {
        for (const own of [...title, base])
          yield { name: own, part: { kind: 'metric', metric: base, name: base, of: kind } };
      }
      if (!BUILTIN_METRICS.has(base)) {
        const part: Part = { kind: 'metric', metric: base, name: base, of: kind };
        yield { name: base, part };
        // "STOMP connect" for `stomp_connect_time`.
        const short = base.replace(MEASURE_BEHIND, '');
        if (short !== base && /[_-]/.test(short)) yield { name: short, part };
      }
      if (tag === undefined || tag.startsWith('expected_response:')) continue;
      const value = tag.slice(tag.indexOf(':') + 1).replace(/^:+/, '');
      yield { name, part: { kind: 'tag', tag, name: value } };
      if (!tag.includes(',')) yield { name: value, part: { kind: 'tag', tag, name: value } };
    }
    for (const { name } of measured.checks) yield { name, part: { kind: 'check', check: name, name } };
    for (const name of Object.keys(measured.endpoints ?? {})) {
      yield { name, part: { kind: 'tag', tag: `name:${name}`, name } };
    }
    for (const path of Object.keys(measured.groups ?? {})) {
      const name = shownGroup(path);
      yield { name, part: { kind: 'tag', tag: `group:${path}`, name } };
    }
    for (const [tag, values] of Object.entries(measured.tags ?? {})) {
      for (const value of Object.keys(values)) {
        const name = `${tag}:${value}`;
        yield { name, part: { kind: 'tag', tag: name, name } };
      }
    }
  }
}

/** What names of metrics end in, which a text may leave out. */
const MEASURE_BEHIND = /[_-](?:time|duration|latency|ms|seconds?|total|count|counter|rate)$/i;
const EVERYDAY = /^(?:default|errors?|requests?|latency|duration|status)$/i;

/** A Korean word may have two letters; so short a Latin one may stand for anything. */
const shortest = (name: string) => (/^\p{Script=Hangul}+$/u.test(name) ? 2 : 3);

/** What a row tells of the load behind its name: "b (반복 60회)". */
const REMARK = / \([^()]*\)$/;

const keyOf = (part: Part) => `${part.kind} ${part.kind === 'tag' ? part.tag : part.name}`;

/** Names of parts of all runs in a text, from left to right. */
export class Parts {
  readonly #names = new Names<Part>();
  readonly #titles = new Names<Part>();
  readonly #learned = new Names<Part>();
  /** Scenarios whose names are known only where nothing else stands: as the name of a row. */
  readonly #short = new Map<string, Part>();

  readonly #translated: TranslatedParts;
  readonly #statuses: StatusParts;

  constructor(runs: readonly KnownRun[], document: Document) {
    const known = new Map<string, Part>();
    const byName = new Map<string, Part>();
    for (const run of runs) {
      for (const { name, part, isTitle } of partsOf(run)) {
        const one = known.get(keyOf(part)) ?? part;
        known.set(keyOf(part), one);
        if (part.kind !== 'check') byName.set(name, one);
        // A Latin name of one or two letters, or one that is a word of every report, may stand for anything else in a text.
        if (name.length >= shortest(name) && !EVERYDAY.test(name))
          (isTitle ? this.#titles : this.#names).add(name, one);
        else if (part.kind === 'tag' && part.tag.startsWith('scenario:')) this.#short.set(name, one);
      }
    }
    this.#translated = new TranslatedParts(byName);
    this.#statuses = new StatusParts(byName);
    if (byName.size === 0) return;
    const metric = (text: string) => {
      const part = byName.get(text);
      return part?.kind === 'metric' ? part : undefined;
    };
    for (const { name, value } of glossesIn(document, (text) => byName.get(text), metric))
      this.#learned.add(name, value);
    const [only, ...others] = runs;
    if (!only || others.length > 0) return;
    for (const { name, tag } of partsByFigures(document, only)) {
      const part = known.get(keyOf({ kind: 'tag', tag, name }));
      const isKnown = [this.in(name), this.learnedIn(name), this.translatedIn(name)].some((found) => found.length > 0);
      if (part && !isKnown && strangeWords(name, []).length > 0) this.#learned.add(name, part);
    }
  }

  /** Parts by the names that the document gives them: "대기열 대기 시간" for `queue_wait`. */
  learnedIn(text: string): Found<Part>[] {
    return this.#learned.in(text);
  }

  /** Parts by Korean words for what the script calls them, and by the status codes in their names. */
  translatedIn(text: string): Found<Part>[] {
    return [...this.#translated.in(text), ...this.#statuses.in(text)].toSorted((a, b) => a.start - b.start);
  }

  in(text: string): Found<Part>[] {
    const named = text.replace(REMARK, '');
    const whole = this.#short.get(named);
    if (whole) return [{ values: [whole], start: 0, end: named.length }];
    const titles = TITLED.test(text)
      ? this.#titles.in(text).filter(({ start, end }) => isTitled(text, start, end))
      : [];
    // `group_duration{group:::pay}` is a part of that metric, and what it holds is not that of the whole.
    const names = this.#names.in(text).filter(({ end }) => text[end] !== '{');
    return titles.length === 0 ? names : [...names, ...titles].toSorted((a, b) => a.start - b.start);
  }
}

/** How buha's reports write of a scenario by its title: "[피크 부하]", "피크 부하의 p95", "the p95 of the peak load". */
const TITLED = /\[|의 p95|p95 of /i;
const isTitled = (text: string, start: number, end: number): boolean =>
  /(?:\[(?:the )?|p95 of (?:the )?)$/i.test(text.slice(Math.max(0, start - 11), start)) ||
  /^의 p95/.test(text.slice(end, end + 5));
