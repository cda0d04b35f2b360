import { ownValue } from '../model/own-value.ts';

/** A statistic of k6 by its name in a language, where that has one; quantiles as p95. */
export const statisticName = (names: Readonly<Record<string, string>>, statistic: string): string =>
  ownValue(names, statistic) ?? statistic.replace(/^p\(([\d.]+)\)$/, 'p$1');
