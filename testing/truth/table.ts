import type { Scored, Share, Total } from './score.ts';

const told = ({ count, of, lower }: Share) =>
  `${count}/${of} (${of === 0 ? '-' : `${Math.round((100 * count) / of)} %, ≥ ${Math.round(100 * lower)} %`})`;

/** The benchmark's table as markdown: a row for each system, then the totals of both halves. */
export function truthTable(scored: readonly Scored[], halves: Readonly<Record<string, Total>>): string {
  const rows = scored.map(({ system, found, missing, wrong, verdict, isVerdictRight, capacityError, isKneeRight }) =>
    [
      system.id,
      system.isScoredOnly ? 'scored' : 'tuned',
      `${verdict}${isVerdictRight ? '' : ` ✗ (${system.due.verdicts.join(' or ')})`}`,
      found.join(', '),
      missing.join(', '),
      wrong.join(', '),
      capacityError === undefined ? '' : `${Math.round(100 * capacityError)} %`,
      isKneeRight === undefined ? '' : isKneeRight ? 'within' : '✗',
    ].join(' | '),
  );
  const totals = Object.entries(halves).map(([half, { precision, recall, verdicts, worstCapacityError, knees }]) =>
    [
      half,
      told(precision),
      told(recall),
      told(verdicts),
      worstCapacityError === undefined ? '' : `${Math.round(100 * worstCapacityError)} %`,
      told(knees),
    ].join(' | '),
  );
  return [
    '| system | half | verdict | found | missing | wrong | capacity off by | true knee |',
    '| --- | --- | --- | --- | --- | --- | ---: | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
    '| half | precision | recall | verdicts | capacity off by at most | knees |',
    '| --- | --- | --- | --- | ---: | --- |',
    ...totals.map((row) => `| ${row} |`),
  ].join('\n');
}
