import type { AnalysedRun } from '../model/analysed.ts';
import { plain } from '../text/markdown-text.ts';
import type { BodyWords } from './body-text.ts';
import { doubtText, reservationTexts } from './view-verdict.ts';

/** What verdicts are subject to, as sentences: load that did not run, and of several runs what else each leaves open, or in doubt. */
export function conditionTexts(
  told: readonly { readonly run: AnalysedRun; readonly title: string }[],
  { words, document }: BodyWords,
): string[] {
  const isOfLoad = told.some(({ run }) => run.verdict.reservations.some(({ kind }) => kind === 'not-delivered'));
  const others = told.flatMap(({ run, title }) => {
    const own = run.verdict.reservations.filter(({ kind }) => kind !== 'not-delivered');
    const texts = reservationTexts(own, run, words).map((text) => plain(text));
    return texts.length > 0 ? [{ title, texts }] : [];
  });
  const doubts = told.flatMap(({ run, title }) => {
    const { kind, rows } = run.verdict;
    const text = kind === 'pass' ? undefined : doubtText(rows, run, words);
    return text === undefined ? [] : [{ title, texts: [plain(text)] }];
  });
  return [
    ...(isOfLoad ? [document.untilTested] : []),
    // The verdict of a single run says it.
    ...(told.length > 1 && others.length > 0 ? [document.conditions(others)] : []),
    ...(told.length > 1 && doubts.length > 0 ? [document.doubts(doubts)] : []),
  ];
}
