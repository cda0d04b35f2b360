import { BUILTIN_METRICS } from '../parse/builtin-metrics.ts';
import type { Document } from './document.ts';
import type { KnownRun } from './known-run.ts';
import { LONGEST_SENTENCE } from './sentences.ts';
import { strangeWords } from './subject.ts';

/** "(browse + buy)", "로그인/주문": the parts that a title lists are set apart from each other. */
const LISTED = /[^\s()+/&·,>→]+(?: ?(?:[+/&·,→]|->|=>) ?[^\s()+/&·,>→]+)+/g;

/** Words of the title and of the headings above the only run, which set no figure apart. */
export function ownWordsOf(document: Document, runs: readonly KnownRun[]): Set<string> {
  const { headings } = document;
  const [title] = headings;
  const names = runs.length === 1 ? runs.flatMap(({ name, aliases }) => [name, ...aliases]) : [];
  // What the title names may be one part of several: "수강 신청의 p95" of a run that shows courses as well.
  if (runs.some(hasParts)) return new Set();
  const texts = title?.level === 1 ? [title.text, ...names] : names;
  const apart = wordsOfParts(document, runs);
  return new Set(
    texts
      .flatMap((text) => strangeWords(text.slice(0, 200).replaceAll(LISTED, ' '), []))
      .map(({ text }) => text.toLowerCase())
      .filter((word) => !apart.has(word)),
  );
}

const hasParts = ({ output }: KnownRun): boolean =>
  new Set(output.measured.metrics.flatMap(({ name }) => name.match(/\{(?:scenario|name|group):.+\}$/) ?? [])).size > 1;

/** Of more runs and metrics the parts are not looked up in the text. */
const MOST_WITH_PARTS = 8;
const MOST_METRICS = 40;
/** How far behind the name of a metric stands what it is of: "`payment_duration` 커스텀 메트릭으로 결제 단계만". */
const GLOSS_BEHIND = 40;

/**
 * Words that name a part of the runs: they are in some checks and not in others, or behind the name of a metric of the
 * script's own. "결제 플로우 시험" is about more than its calls of 결제.
 */
function wordsOfParts({ places }: Document, runs: readonly KnownRun[]): Set<string> {
  const wordsIn = (text: string) => new Set(strangeWords(text, []).map((word) => word.text.toLowerCase()));
  const found = new Set<string>();
  for (const { output } of runs.slice(0, MOST_WITH_PARTS)) {
    const checks = output.measured.checks.map(({ name }) => wordsIn(name));
    for (const words of checks)
      for (const word of words) if (checks.some((others) => !others.has(word))) found.add(word);
    const metrics = output.measured.metrics
      .filter(({ name }) => !name.includes('{') && !BUILTIN_METRICS.has(name))
      .slice(0, MOST_METRICS);
    for (const place of metrics.length > 0 ? places : []) {
      if (place.kind === 'row') continue;
      for (const { name } of metrics) {
        const at = place.text.slice(0, LONGEST_SENTENCE).indexOf(name);
        if (at < 0) continue;
        const behind = place.text.slice(at + name.length, at + name.length + GLOSS_BEHIND);
        for (const word of wordsIn(behind)) found.add(word);
      }
    }
  }
  return found;
}
