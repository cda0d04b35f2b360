import type { Language } from '../reports/words/language.ts';
import { reportWords } from '../reports/words/report.ts';

/** What a document says, for tests of what no document may say. */

/** A line of prose: none of a table, a fence, a quoted name or the contents. */
function proseLines(markdown: string): string[] {
  let isFenced = false;
  return markdown.split('\n').filter((line) => {
    if (/^\s*```/.test(line)) isFenced = !isFenced;
    return !isFenced && line !== '' && !/^(?:\||#|\s*```|\[\d\.)/.test(line);
  });
}

/** The body of a document: what stands above its appendix. */
export const bodyOf = (markdown: string): string => markdown.split('\n---\n')[0] ?? '';

/** Sentences, each with the mark of its certainty where one follows it. */
export function sentencesOf(markdown: string): string[] {
  return proseLines(markdown).flatMap((line) =>
    line
      .replace(/^[\s>*-]+/, '')
      .split(/(?<=\.) (?!\[)|(?<=\]) /)
      .filter((sentence) => /[.\]]$/.test(sentence)),
  );
}

/** Statements that end with the mark of what follows from figures. */
export const confirmedIn = (markdown: string, language: Language): string[] =>
  proseLines(markdown).flatMap((line) =>
    line
      .split(/(?<=\[[^\]]+\])(?!\()/)
      .filter((statement) => statement.endsWith(reportWords(language).confidence.measured))
      .map((statement) => statement.trim()),
  );

/** Words that make a guess of a sentence; what can be done, or cannot be told, is none. */
export const GUESS: Readonly<Record<Language, RegExp>> = {
  ko: /[었았였했됐]을 수(?:도)? 있|(?:줄어들|늘어날|길어질|짧아질|느릴|빠를) 수(?:도)? 있|보입니다|것 같습니다|가능성이 있/,
  en: /\b(?:may|might|seems?|probably|perhaps|likely)\b/,
};

/** Multiples of a hundred and more that are told to more than two digits. */
export function exactMultiples(text: string): string[] {
  return [...text.matchAll(/(?<about>약 |about )?(?<figure>\d[\d,]*(?:\.\d+)?)(?:배| times\b|×(?! \d))/g)].flatMap(
    ({ 0: told, groups }) => {
      const figure = groups?.figure ?? '';
      const digits = figure.replace(/[,.]/g, '').replace(/0+$/, '');
      return Number(figure.replaceAll(',', '')) >= 100 && (groups?.about === undefined || digits.length > 2)
        ? [told]
        : [];
    },
  );
}

/** Rows of planned and delivered iterations in which what ran, was dropped and was not counted is not what was planned. */
export function unbalancedBooks(markdown: string): string[] {
  const count = (cell: string | undefined) => Number((cell ?? '').replace(/[^\d]/g, ''));
  return markdown.split('\n').filter((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, , planned, ran, , dropped, uncounted, end] = cells;
    if (end !== '' || !/^[\d,]+(?:회| iterations?)$/.test(planned ?? '') || !/^[\d,]+$/.test(dropped ?? ''))
      return false;
    return count(planned) !== count(ran) + count(dropped) + count(uncounted);
  });
}

/** A document without what is quoted letter by letter: code, commands, names and the commands of its end. */
const unquoted = (markdown: string): string =>
  markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');

/**
 * Figures of a body that are told to more digits than it tells others to (`9.55%` beside `9.5%`), or in k6's unit beside
 * its own (`9.38s` beside `19.8초`).
 */
export function unroundedFigures(body: string, language: Language): string[] {
  const text = unquoted(body);
  // A goal is told as its author wrote it.
  const digits = text.match(/(?<![<>≤≥=] ?|[\d.,])\d[\d,]*\.\d{2,}\s?(?:%|초|ms|µs|s\b)/g) ?? [];
  const units = language === 'ko' ? (text.match(/(?<![\d.,])\d[\d.,]*s(?![\w/])/g) ?? []) : [];
  return [...digits, ...units];
}

/** Statistics by the names of columns and of list items. */
const statisticIn = (text: string): string | undefined =>
  /(?:^|\W)p(?:\d+(?:\.\d+)?)(?!\d)/.exec(text)?.[0].replace(/^\W/, '') ??
  (/중앙값|[Mm]edian/.test(text) ? 'p50' : undefined);

const MARK = /\d(?:ms|µs|초|s)\\\*/;

/** Statistics that carry the mark of too few samples in the tables and lists of a section. */
function markedIn(section: string): Set<string> {
  const marked = new Set<string>();
  let heads: string[] = [];
  for (const line of section.split('\n')) {
    const cells = line.startsWith('|') ? line.split('|').map((cell) => cell.trim()) : undefined;
    if (!cells) heads = [];
    else if (heads.length === 0) heads = cells;
    const parts = cells
      ? cells.map((cell, at) => [heads[at] ?? '', cell] as const)
      : [[line.split(':')[0] ?? '', line] as const];
    for (const [name, text] of parts) {
      // Of a goal the row says what it is about.
      const told = statisticIn(name) ?? (cells ? statisticIn(cells[1] ?? '') : undefined);
      const statistic = MARK.test(text) && !line.includes(' ≥ ') ? told : undefined;
      if (statistic !== undefined) marked.add(statistic);
    }
  }
  return marked;
}

/** Statistics that the footnotes of a section explain. */
const explainedIn = (section: string): Set<string> =>
  new Set(
    section
      .split('\n')
      .filter((line) => /^(?:- )?\\\* /.test(line))
      .flatMap((line) => [...line.matchAll(/(p[\d.]+) ≥ /g)].flatMap(([, name]) => name ?? [])),
  );

/** Marks without a footnote, and footnotes without their mark, by section: the body, and each run's part of the appendix. */
export function looseFootnotes(markdown: string): string[] {
  const [body = '', appendix = ''] = markdown.split('\n---\n');
  const parts = appendix.split(/^(?=####? )/m);
  // The footnote of a table stands below it, in the same part.
  return [body, ...parts].flatMap((section) => {
    const [marked, explained] = [markedIn(section), explainedIn(section)];
    const title = section.trim().split('\n')[0] ?? '';
    return [
      ...[...marked].filter((name) => !explained.has(name)).map((name) => `${title}: ${name}* is not explained`),
      ...[...explained].filter((name) => !marked.has(name)).map((name) => `${title}: no ${name} has a mark`),
    ];
  });
}
