import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tries } from '../../testing/tries.ts';
import { checkPath } from '../model/check-name.ts';
import { BuhaError } from '../model/error.ts';
import type { Check, Measurement } from '../model/measurement.ts';
import { parseSummaryExport } from './summary-export.ts';
import { parseText } from './text.ts';

const RUNS = fileURLToPath(new URL('../../fixtures/runs/', import.meta.url));

const paths = (await readdir(RUNS, { recursive: true })).toSorted();
const texts = await Promise.all(
  paths
    .filter((path) => path.endsWith('.txt'))
    .map(async (path) => ({ path, text: await readFile(join(RUNS, path), 'utf8') })),
);

function read(text: string): Measurement {
  const [output] = parseText(text, 'x.txt');
  if (!output) throw new Error('no summary');
  return output.measured;
}

/** The --summary-export of the same run, if it was kept beside the text. */
async function exported(path: string): Promise<Measurement | undefined> {
  const own = [path.replace(/\.txt$/, '.json'), path.replace(/\.(?:text|full)\.txt$/, '.summary-export.json')];
  const found = own.find((name) => name !== path && paths.includes(name));
  return found === undefined ? undefined : parseSummaryExport(await readFile(join(RUNS, found), 'utf8'), found);
}

describe('every text that was recorded', () => {
  test('there are some', () => expect(texts.length).toBeGreaterThanOrEqual(8));

  test.each(texts)('$path is one summary', ({ text }) => {
    expect(parseText(text, 'x.txt')).toHaveLength(1);
  });

  test.each(texts)('$path says what the JSON of its run says, within its precision', async ({ path, text }) => {
    const json = await exported(path);
    if (!json) return;
    const { metrics, thresholds, checks, total } = read(text);
    let compared = 0;
    for (const known of json.metrics) {
      const metric = metrics.find(({ name }) => name === known.name);
      if (!metric) continue;
      expect(metric.kind, known.name).toBe(known.kind);
      for (const [statistic, value] of Object.entries(metric.values)) {
        const exact = known.values[statistic];
        if (exact === undefined) continue;
        // Half a unit more for bytes, which are rounded twice; 1e-9 for the digits of binary fractions.
        const allowed = (metric.precision?.[statistic] ?? 0) * 1.05 + Math.abs(exact) * 1e-9;
        expect(Math.abs(value - exact), `${known.name} ${statistic}: ${value} for ${exact}`).toBeLessThanOrEqual(
          allowed,
        );
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(15);
    expect(total.failedRatio).toBe(json.total.failedRatio);
    expect(total.checksFailed).toBe(json.total.checksFailed);
    expect(total.droppedIterations).toBe(json.total.droppedIterations);
    const named = thresholds.filter(({ expression }) => expression !== '');
    for (const { metric, expression, passed } of named) {
      expect(json.thresholds).toContainEqual(expect.objectContaining({ metric, expression, passed }));
    }
    for (const { metric, passed } of thresholds) {
      const own = json.thresholds.filter((threshold) => threshold.metric === metric);
      if (!named.length)
        expect(
          own.every((threshold) => threshold.passed),
          metric,
        ).toBe(passed);
    }
    // Since 1.0 checks of the same name in several groups are one where no section of the full mode tells them apart.
    const merged = text.includes('TOTAL RESULTS') && !text.includes('GROUP:');
    const paths = (of: Measurement['checks']) => of.map(merged ? ({ name }) => name : checkPath);
    expect(new Set(paths(checks))).toStrictEqual(new Set(paths(json.checks)));
    for (const check of checks.filter(({ passed }) => passed !== undefined)) {
      const same = json.checks.filter(({ name }) => name === check.name);
      expect(merged ? [summedUp(check, same)] : same).toContainEqual(check);
    }
  });
});

/** Checks of one name as k6's text counts them together. */
const summedUp = ({ name }: Check, same: readonly Check[]): Check => ({
  name,
  passed: same.reduce((all, { passed = Number.NaN }) => all + passed, 0),
  failed: same.reduce((all, { failed = Number.NaN }) => all + failed, 0),
});

/** Share of a text: spread evenly, which `fc.double` is not. */
const somewhere = fc.integer({ min: 0, max: 99_999 }).map((at) => at / 100_000);

describe('damaged', () => {
  const damage = fc.tuple(
    fc.constantFrom(...texts.map(({ text }) => text)),
    fc.array(
      fc.tuple(
        somewhere,
        fc.nat(200),
        fc.oneof(fc.string(), fc.constantFrom('\n', '...', ': ', '```\n', '█ ', '{', '}', '✓ ', '=', '\u0000')),
      ),
      { maxLength: 6 },
    ),
  );

  test('a text is read, or refused as none; never is there another error or a figure that is no number', () => {
    fc.assert(
      fc.property(damage, ([text, cuts]) => {
        const broken = cuts.reduce((rest, [where, length, put]) => {
          const at = Math.floor(where * rest.length);
          return rest.slice(0, at) + put + rest.slice(at + length);
        }, text);
        try {
          for (const { measured } of parseText(broken, 'x')) {
            for (const { values } of measured.metrics) expect(Object.values(values).every(Number.isFinite)).toBe(true);
          }
        } catch (fault) {
          if (!(fault instanceof BuhaError)) throw fault;
          expect(['no-k6-text', 'no-summary-in-log']).toContain(fault.code);
        }
      }),
      { numRuns: tries(500) },
    );
  });

  const part = (text: string): Measurement | undefined => {
    try {
      return read(text);
    } catch (fault) {
      if (fault instanceof BuhaError) return undefined;
      throw fault;
    }
  };

  /** Every figure of a part stands in the whole. */
  const isPart = (found: Measurement, whole: Measurement) => {
    for (const { name, values } of found.metrics) {
      const known = whole.metrics.find((metric) => metric.name === name)?.values ?? {};
      for (const [statistic, value] of Object.entries(values)) {
        // A share whose counts are missing is the percentage.
        const percentage = statistic === 'rate' && 'rate' in values && Object.keys(values).length === 1;
        if (percentage) expect(Math.abs(value - (known.rate ?? -1))).toBeLessThan(2e-4);
        else expect(value, `${name} ${statistic}`).toBe(known[statistic]);
      }
    }
    for (const check of found.checks) {
      // Counts that only the whole shows are missing in the part; and so may be the sections that tell groups apart.
      const named = whole.checks.filter(({ name }) => name === check.name);
      const same = [...named, summedUp(check, named)].filter(
        ({ group, passed, failed }) =>
          // Nor does a part that begins within a group tell which that is.
          (check.group === undefined || group === check.group) &&
          (check.failed === undefined || check.failed === failed) &&
          (check.passed === undefined || passed === undefined || check.passed === passed),
      );
      expect(same, check.name).not.toHaveLength(0);
    }
    const { droppedIterations = whole.total.droppedIterations } = found.total;
    expect(droppedIterations).toBe(whole.total.droppedIterations);
  };

  // A paste that begins within the last group of the full mode looks like one of the whole run's HTTP metrics.
  const oneSection = fc.constantFrom(...texts.flatMap(({ text }) => (text.includes('█ SCENARIO') ? [] : [text])));
  const any = fc.constantFrom(...texts.map(({ text }) => text));

  /** The list of checks is cut wherever it can be, since shares of it are settled from what stands elsewhere. */
  test.each(texts)('where $path ends within its checks, every figure that is read is one of the whole', ({ text }) => {
    const whole = read(text);
    const marked = [...text.matchAll(/^ *(?:[✓✗] [^']|↳).*$/gm)].slice(0, 12);
    const ends = marked.flatMap(({ index, 0: { length } }) => [
      index,
      ...Array.from({ length: 6 }, (_, at) => index + Math.ceil((length * at) / 6)),
      index + length,
      index + length + 1,
    ]);
    for (const end of new Set(ends)) {
      const found = part(text.slice(0, end));
      if (found) isPart(found, whole);
    }
  });

  test('where the end is missing, every figure that is read is one of the whole', () => {
    fc.assert(
      fc.property(any, somewhere, (text, where) => {
        const found = part(text.slice(0, Math.floor(where * text.length)));
        if (found) isPart(found, read(text));
      }),
      { numRuns: tries(700) },
    );
  });

  test('where the beginning is missing, too', () => {
    fc.assert(
      fc.property(oneSection, somewhere, (text, where) => {
        const found = part(text.slice(Math.floor(where * text.length)));
        if (found) isPart(found, read(text));
      }),
      { numRuns: tries(700) },
    );
  });
});
