import type { Statistic } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import type { Label } from './labels.ts';
import type { Around } from './statement.ts';
import type { Term } from './vocabulary.ts';
import { isStatistic } from './words.ts';

const BETWEEN_LISTED = /^\s*[/,·|~]\s*$/;

/** "응답 시간 범위는 13ms ~ 4.1s": from the shortest to the longest, and not a figure that is known so roughly. */
const SPAN =
  /(?:응답|지연|레이턴시|response|latency)[^\d]{0,16}(?:범위|range[sd]?)(?:은|는|가|:|：| from| of| was| is)*\s?$/i;

const isSpan = (figures: readonly Figure[], at: number, text: string): boolean => {
  const [from, to] = [figures[at], figures[at + 1]];
  return (
    from?.unit === 'time' &&
    to?.unit === 'time' &&
    SPAN.test(text.slice(Math.max(0, from.start - 40), from.start)) &&
    /^\s?(?:[~–-]|에서|부터|to)\s?$/.test(text.slice(from.end, to.start))
  );
};

/** Figures of which the ends of such a span stand for themselves. */
export const withoutSpans = (figures: readonly Figure[], text: string): Figure[] =>
  figures.map(({ upTo, endsRange, ...figure }, at) =>
    isSpan(figures, at, text) || isSpan(figures, at - 1, text)
      ? figure
      : { ...figure, ...(upTo !== undefined && { upTo }), ...(endsRange && { endsRange }) },
  );

/** "p90 / p95: 141.7ms / 187.5ms": names in a row, then as many times in the same order. */
export function listedStatistics(
  text: string,
  figures: readonly Figure[],
  terms: readonly Term[],
  { labels, inTable }: Around,
): (Statistic | undefined)[] {
  const span = figures.findIndex((_, at) => isSpan(figures, at, text));
  if (span >= 0) return figures.map((_, at) => (at === span ? 'min' : at === span + 1 ? 'max' : undefined));
  const [first] = figures;
  if (!first || figures.length < 2 || figures.some(({ unit }) => unit !== first.unit)) return [];
  const isList = (spans: readonly { start: number; end: number }[], of: string) =>
    spans.every((one, at) => {
      const next = spans[at + 1];
      return next === undefined || BETWEEN_LISTED.test(of.slice(one.end, next.start));
    });
  const before = terms.filter(({ name, end }) => isStatistic(name) && end <= first.start);
  const [column] = labels;
  const [names, source] =
    before.length > 0 || !inTable || !column
      ? [before, text]
      : [column.terms.filter(({ name }) => isStatistic(name)), column.text];
  if (names.length !== figures.length || !isList(names, source) || !isList(figures, text)) return [];
  return names.map(({ name }) => (isStatistic(name) ? name : undefined));
}

/** "API별 p95", "평균 (ms)": the statistic of which a heading gives the figures of the names below it. */
export function statisticOfHeading({ terms, text }: Label): Statistic | undefined {
  const named = terms.filter(({ name }) => isStatistic(name));
  const [only] = named;
  if (!only || named.length > 1 || !isStatistic(only.name)) return undefined;
  return /^(?: ?응답 ?시간)?(?: ?[(（](?:ms|s|초|밀리초)[)）])?(?: ?비교)?$/.test(text.slice(only.end).trim())
    ? only.name
    : undefined;
}
