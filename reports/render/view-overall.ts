import type { AnalysedRun, VerdictKind } from '../model/analysed.ts';
import { mostOf } from '../numbers/extremes.ts';
import * as format from '../text/format.ts';
import { anchor } from '../text/markdown-text.ts';
import type { ReportWords } from '../words/report.ts';
import type { ImprovementView } from './view-findings.ts';

/** Steps that a reader should take first; more of them would be a list and no advice. */
export const MOST_STEPS = 3;

const KINDS: readonly VerdictKind[] = ['pass', 'slo-fail', 'invalid', 'undecided', 'no-goal'];

/** The highest planned arrival rate that was not delivered, and how much of the plan ran where most of it did. */
function untestedPeak(runs: readonly AnalysedRun[]): { peakRate: number; ratio: number } | undefined {
  const missed = runs.flatMap(({ findings }) =>
    findings.flatMap((finding) =>
      finding.id === 'load-not-delivered' && finding.figures.peakRate !== undefined
        ? [{ peakRate: finding.figures.peakRate, ratio: finding.figures.ratio }]
        : [],
    ),
  );
  const peakRate = mostOf(missed.map((one) => one.peakRate));
  const ratios = missed.filter((one) => one.peakRate === peakRate).map(({ ratio }) => ratio);
  return missed.length === 0 ? undefined : { peakRate, ratio: mostOf(ratios) };
}

/** The whole document in a few lines: what was shown, what was not, and what to do first. */
export function overallView(
  runs: readonly AnalysedRun[],
  titles: readonly string[],
  improvements: readonly ImprovementView[],
  words: ReportWords,
): string[] {
  const verdicts = KINDS.flatMap((kind) => {
    const own = titles.filter((_, at) => runs[at]?.verdict.kind === kind);
    return own.length > 0 ? [words.overallVerdict[kind](own.join(', '))] : [];
  });
  const saturated = runs.flatMap(({ findings, name }, at) =>
    findings.flatMap((finding) =>
      finding.id === 'saturation-point'
        ? [
            words.saturatedAt({
              title: titles[at] ?? name,
              perSec: format.rate(finding.figures.capacityPerSec),
              vus: format.count(finding.figures.kneeVus),
            }),
          ]
        : [],
    ),
  );
  const peak = untestedPeak(runs);
  const steps = improvements.slice(0, MOST_STEPS).map(({ heading }) => `[${heading}](#${anchor(heading)})`);
  return [
    ...verdicts,
    ...saturated,
    ...(peak ? [words.untestedPeak({ rate: format.level(peak.peakRate), share: format.share(peak.ratio) })] : []),
    ...(steps.length > 0 ? [words.firstSteps(steps.join(', '))] : []),
  ];
}
