import type { Heading } from './document.ts';
import { nameOf } from './known-run.ts';
import { LATER, strangeWords } from './subject.ts';

/** Headings below which an output is kept. */
const KEEPS_OUTPUT = /부록|원본|첨부|출력|appendix|attachment|raw|output/i;

/** The same for headings beside those of runs; below one, they are about that one. */
const CLOSING = /결론|정리|마무리|회고|요약|conclusions?|summary|takeaways|lessons/i;

/** Headings that close the document: those of which each run has its own close its section. */
export function closingOf(headings: readonly Heading[]): Set<Heading> {
  const named = headings.filter(({ text }) => CLOSING.test(text));
  const times = new Map<string, number>();
  for (const { text } of named) times.set(nameOf(text), (times.get(nameOf(text)) ?? 0) + 1);
  return new Set(named.filter(({ text }) => times.get(nameOf(text)) === 1));
}

/** The headings above a line, nearest first. */
export function chainAt(headings: readonly Heading[], line: number): Heading[] {
  let low = 0;
  for (let high = headings.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((headings[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  const chain: Heading[] = [];
  for (let at = low - 1; at >= 0; at -= 1) {
    const heading = headings[at];
    if (heading && heading.level < (chain.at(-1)?.level ?? Number.POSITIVE_INFINITY)) chain.push(heading);
    if (heading?.level === 1) break;
  }
  return chain;
}

/** True for a heading that names nothing of its own: "결과", "k6 출력". */
const isGeneral = ({ text }: Heading): boolean => strangeWords(nameOf(text), []).length === 0;

/** True for a heading beside that of a run that says of what its section is: "2차: 복합 인덱스". */
export const isOfItsOwn = (heading: Heading): boolean => !isGeneral(heading) || /\d/.test(nameOf(heading.text));

/** Sections side by side with the one that a line stands in. */
export function neighbours(headings: readonly Heading[], line: number | undefined): Set<Heading> {
  if (line === undefined) return new Set();
  const own = chainAt(headings, line);
  const found = new Set<Heading>();
  for (const [at, one] of own.entries()) {
    const parent = own[at + 1];
    const start = parent === undefined ? 0 : headings.indexOf(parent) + 1;
    // What stands below "부록", "결과" or "다음 회의까지" is the run's output, and the sections beside it are about it, too.
    if (one.level > 1 && (KEEPS_OUTPUT.test(one.text) || LATER.test(one.text.slice(0, 100)) || isGeneral(one)))
      continue;
    for (const other of headings.slice(start)) {
      if (parent && other.level <= parent.level) break;
      if (other !== one && other.level === one.level && one.level > 1) found.add(other);
    }
  }
  return found;
}
