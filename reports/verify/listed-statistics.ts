import type { Statistic } from '../model/verify.ts';
import type { Figure } from './figure.ts';
import type { Around } from './statement.ts';
import type { Term } from './vocabulary.ts';
import { isStatistic } from './words.ts';

const BETWEEN_LISTED = /^\s*[/,·|~]\s*$/;

/** "p90 / p95: 141.7ms / 187.5ms": names in a row, then as many times in the same order. */
export function listedStatistics(
  text: string,
  figures: readonly Figure[],
  terms: readonly Term[],
  { labels, inTable }: Around,
): (Statistic | undefined)[] {
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
