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
