import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROJECT } from '../../testing/own-project.ts';
import type { Output } from '../model/output.ts';
import type { VerifyFinding } from '../model/verify.ts';
import { parseJson } from '../parse/json.ts';
import { parseSummaryJson } from '../parse/summary-json.ts';
import { parseText } from '../parse/text.ts';
import { verify } from './verify.ts';

/** A report as people write it, with the k6 outputs that belong to it and the mistakes that were put into it. */
interface Written {
  readonly report: string;
  readonly outputs: readonly string[];
  /** `right`: what stood there before; only where the report is checked without its mistakes, too. */
  readonly mistakes: readonly { readonly line: string; readonly figure: string; readonly right?: string }[];
}

const read = (name: string) => readFileSync(new URL(`../../fixtures/written/${name}`, import.meta.url), 'utf8');
const WRITTEN: readonly Written[] = JSON.parse(read('mistakes.json'));
/** Reports without a mistake, full of figures of something else. */
const RIGHT: readonly Pick<Written, 'report' | 'outputs'>[] = JSON.parse(read('right.json'));

const outputsOf = (names: readonly string[]): Output[] =>
  names.flatMap((name) =>
    name.endsWith('.txt')
      ? parseText(read(name), name)
      : [{ file: name, line: 1, ...parseSummaryJson(parseJson(read(name), name), name) }],
  );

/** A finding is about a mistake where it stands on its line and names its figure. */
const isAbout = (finding: VerifyFinding, line: string, mistake: Written['mistakes'][number]) =>
  line.includes(mistake.line) && JSON.stringify(finding).includes(mistake.figure);

/** How many of the mistakes of a report were found, and what was told that is no mistake. */
function checked({ report, outputs, mistakes }: Written) {
  const text = read(report);
  const lines = text.split('\n');
  const { findings, compared } = verify(text, report, outputsOf(outputs), PROJECT);
  const lineOf = ({ line }: VerifyFinding) => lines[line - 1] ?? '';
  return {
    compared,
    found: mistakes.filter((mistake) => findings.some((finding) => isAbout(finding, lineOf(finding), mistake))).length,
    alarms: findings
      .filter((finding) => !mistakes.some((mistake) => isAbout(finding, lineOf(finding), mistake)))
      .map((finding) => `${finding.line}: ${lineOf(finding)}`),
  };
}

test('the written reports hold mistakes, each on a line of its own', () => {
  expect(WRITTEN).toHaveLength(204);
  for (const { report, mistakes } of WRITTEN) {
    const lines = read(report).split('\n');
    expect(mistakes.length, report).toBeGreaterThan(0);
    for (const { line, figure } of mistakes) {
      const on = lines.filter((one) => one.includes(line));
      expect(on, `${report}: ${line}`).toHaveLength(1);
      expect(on[0]).toContain(figure);
    }
  }
});

test.each(WRITTEN)('$report: no false alarm', (written) => {
  const { alarms, compared } = checked(written);
  expect(alarms).toEqual([]);
  expect(compared).toBeGreaterThan(3);
});

/** The report as it was before the mistakes were put into it. */
function corrected({ report, mistakes }: Written): string {
  const lines = read(report).split('\n');
  return lines
    .map((line) => {
      const own = mistakes.filter((mistake) => line.includes(mistake.line));
      // Two figures of a line may have changed places.
      const marked = own.reduce((text, { figure }, at) => text.replaceAll(figure, `<${at}>`), line);
      return own.reduce((text, { right = '' }, at) => text.replaceAll(`<${at}>`, right), marked);
    })
    .join('\n');
}

const CORRECTED = WRITTEN.filter(({ mistakes }) => mistakes.every(({ right }) => right !== undefined));

test.each(CORRECTED)('$report: nothing is told of what is right', (written) => {
  expect(corrected(written)).not.toBe(read(written.report));
  expect(verify(corrected(written), written.report, outputsOf(written.outputs)).findings).toEqual([]);
});

test.each(RIGHT)('$report: nothing is told of a report without a mistake', ({ report, outputs }) => {
  expect(verify(read(report), report, outputsOf(outputs)).findings).toEqual([]);
});

test('of twenty mistakes nineteen are found', () => {
  const missed = WRITTEN.flatMap((written) => {
    const { found } = checked(written);
    return found === written.mistakes.length ? [] : [`${written.report}: ${found} of ${written.mistakes.length}`];
  });
  const planted = WRITTEN.reduce((sum, { mistakes }) => sum + mistakes.length, 0);
  const found = WRITTEN.reduce((sum, written) => sum + checked(written).found, 0);
  expect(planted).toBeGreaterThanOrEqual(815);
  expect(found / planted, missed.join('\n')).toBeGreaterThanOrEqual(0.95);
});
