import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../../testing/own-project.ts';
import { reportOf } from '../../testing/reference-report.ts';
import { analysedReference } from '../../testing/reference-runs.ts';
import { tries } from '../../testing/tries.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Scope, Trend } from '../model/measurement.ts';
import * as format from '../text/format.ts';
import { LANGUAGES, type Language } from '../words/language.ts';
import { verify } from './verify.ts';

const RUNS = (['get-balance', 'recharge-balance', 'place-order', 'get-product'] as const).map((api) =>
  analysedReference(api),
);

const texts = <Value>(write: (value: Value) => string, ...values: readonly (Value | undefined)[]) =>
  values.flatMap((value) => (value === undefined ? [] : [write(value)]));

function ofTrend({ count: _count, ranges: _ranges, quantiles: _quantiles, ...statistics }: Trend = {}): string[] {
  return texts(format.duration, ...Object.values(statistics));
}

/**
 * How a report writes each figure that k6 measured in a scope. Sizes per request are left out: with the two digits that
 * k6 shows of a size they are open by some per cent.
 */
function ofScope(scope: Scope): string[] {
  return [
    ...texts(format.count, scope.requests, scope.iterations, scope.droppedIterations),
    ...texts(format.rate, scope.requestsPerSec, scope.iterationsPerSec),
    ...texts(format.bytes, scope.receivedBytes, scope.sentBytes, scope.receivedBytesPerSec, scope.sentBytesPerSec),
    ...ofTrend(scope.durationMs),
    ...ofTrend(scope.successDurationMs),
    ...ofTrend(scope.blockedMs),
    ...ofTrend(scope.iterationDurationMs),
  ];
}

const scopesOf = ({ measured }: AnalysedRun) => [measured.total, ...Object.values(measured.scenarios)];
/** `1s` may be anything; a size, or a figure of three digits or with a point, is k6's. */
const isTelling = (text: string) => text.endsWith('B') || text.replaceAll(/\D/g, '').length >= 3 || text.includes('.');
const MEASURED = new Set(RUNS.flatMap((run) => scopesOf(run).flatMap(ofScope)).filter(isTelling));

/** Shares have few digits: they are k6's where they are called a success rate or an error rate. */
const SHARE = /(?:성공률|에러율|success rate|error rate)(?:: |은 |는 | was )(\d+%)/giu;
const SHARE_COLUMNS = new Set(['성공률', '에러율', 'Success rate', 'Error rate']);

interface Place {
  readonly line: number;
  readonly start: number;
  readonly text: string;
}

const FIGURE = /(?<![\p{L}\d.,_#-])\d[\d,]*(?:\.\d+)?(?: ?(?:ms|µs|s|k?B|MB|GB|%))?(?![\p{L}\d_])/gu;

/** Where a report states what k6 measured: outside of code, every figure that is written as k6's is. */
function placesOf(report: string): Place[] {
  const lines = report.split('\n');
  let fenced = false;
  let columns: string[] = [];
  return lines.flatMap((line, at) => {
    if (line.startsWith('```')) fenced = !fenced;
    if (fenced || line.startsWith('#')) return [];
    const shown = line.replaceAll(/`[^`]*`|\]\([^)]*\)/g, (part) => ' '.repeat(part.length));
    // Korean particles follow a figure at once.
    const plain = shown.replaceAll(/[가-힣]/g, ' ');
    const figures = [...plain.matchAll(FIGURE)].filter(([text]) => MEASURED.has(text));
    const found = figures.map((match) => ({ line: at, start: match.index, text: match[0] }));
    const shares = [...shown.matchAll(SHARE)].map((match) => ({
      line: at,
      start: match.index + match[0].length - (match[1] ?? '').length,
      text: match[1] ?? '',
    }));
    if (!line.startsWith('|')) columns = [];
    else if (columns.length === 0) columns = line.split('|').map((cell) => cell.trim());
    const cells = line.startsWith('|') ? line.split('|') : [];
    const inTable = cells.flatMap((cell, column) => {
      const isShare =
        SHARE_COLUMNS.has(columns[column] ?? '') || (column === 2 && SHARE_COLUMNS.has(cells[1]?.trim() ?? ''));
      if (!isShare || !/^ *\d+% *$/.test(cell)) return [];
      const start = cells.slice(0, column).join('|').length + 1 + cell.search(/\d/);
      return [{ line: at, start, text: cell.trim() }];
    });
    return [...found, ...shares, ...inTable];
  });
}

/** A figure changed by a share, but by no less than two units of its last place; written as it was. */
function changed(text: string, share: number): string {
  const [, digits = '', unit = ''] = text.match(/^([\d.,]+)(.*)$/) ?? [];
  const places = digits.split('.')[1]?.length ?? 0;
  const value = Number(digits.replaceAll(',', ''));
  const last = 10 ** -places;
  // A success rate cannot rise above 100 %, nor an error rate fall below 0.
  const sign = unit === '%' ? (value === 0 ? 1 : -1) : Math.sign(share);
  const by = Math.max(Math.abs(share) * (unit === '%' ? 100 : value), 2 * last);
  const steps = Math.ceil(by / last - 1e-9);
  const next = value + sign * steps * last;
  const written = next.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
  return `${digits.includes(',') || value < 1000 ? written : written.replaceAll(',', '')}${unit}`;
}

function withChange(report: string, { line, start, text }: Place, share: number): string {
  const lines = report.split('\n');
  const old = lines[line] ?? '';
  lines[line] = old.slice(0, start) + changed(text, share) + old.slice(start + text.length);
  return lines.join('\n');
}

/** In each language. */
const TRIES = tries(220);
const share = fc
  .tuple(fc.double({ min: 0.02, max: 0.5, noNaN: true }), fc.boolean())
  .map(([by, up]) => (up ? by : -by));

describe.each(LANGUAGES)('a generated report in %s', (language: Language) => {
  const report = reportOf(RUNS, language);
  const places = placesOf(report);

  test('is clean, and nearly all of what k6 measured in it is compared', () => {
    const { findings, compared, runs } = verify(report, 'report.md', [], PROJECT);
    expect(findings).toEqual([]);
    expect(runs).toBe(4);
    expect(compared).toBeGreaterThan(0.9 * places.length);
  });

  // Some tenths of a second each; others may share the processor.
  test('one changed figure is found in at least 95 % of tries', { timeout: 120_000 }, () => {
    // Each figure once at most: one that is missed twice is one that is missed.
    const count = Math.min(TRIES, places.length);
    const distinct = fc.shuffledSubarray([...places], { minLength: count, maxLength: count });
    const [tried = []] = fc.sample(distinct, { numRuns: 1, seed: 20_261_123 });
    const shares = fc.sample(share, { numRuns: count, seed: 20_261_123 });
    const changes = tried.map((place, at) => [place, shares[at] ?? 0] as const);
    const missed = changes.filter(([place, by]) => {
      const { findings } = verify(withChange(report, place, by), 'report.md', [], PROJECT);
      return !findings.some((finding) => finding.line === place.line + 1);
    });
    const shown = missed.map(([{ line, text }]) => `${line + 1}: ${text}: ${report.split('\n')[line]}`);
    expect(1 - missed.length / count, shown.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});
