import { found, foundAll } from '../analyse/found.ts';
import { LIMITS } from '../analyse/limits.ts';
import { isOnGenerator } from '../analyse/same-machine.ts';
import type { AnalysedRun } from '../model/analysed.ts';
import type { Finding, FindingFigures } from '../model/finding.ts';
import { FINDINGS } from '../model/findings.ts';
import { findingWords } from '../words/report.ts';
import type { BodyWords } from './body-text.ts';
import { isMixtureNoted } from './table-note.ts';
import { sharedTexts } from './view-findings.ts';
import { type Quantile, weakText } from './view-latency.ts';
import type { Told } from './view-summary.ts';
import { isDoubtTold } from './view-why.ts';

/** Findings about the measurement that are told below in words of the whole document, or in the results. */
const TOLD_OTHERWISE: ReadonlySet<Finding['id']> = new Set([
  'closed-model',
  'skewed-test-data',
  'drain',
  'generator-limited',
  'no-raw-samples',
  'weak-quantile',
]);
/** More notes than this are a list that nobody reads. */
const MOST_NOTES = 4;
/** Rows of the table of a document about one run beyond which each takes the place of a note. */
const MANY_ROWS = 4;

/** How many notes there is room for: a body about one run is a page, whatever its table holds. */
function roomFor(told: readonly Told[], rows: number): number {
  return told.length > 1 ? MOST_NOTES : Math.max(0, MOST_NOTES - Math.max(0, rows - MANY_ROWS));
}

function closedText(runs: readonly AnalysedRun[], { document }: BodyWords): string[] {
  const closed = runs.flatMap((run) => foundAll(run, 'closed-model').map(({ figures }) => figures));
  if (closed.length === 0) return [];
  const text = document.caveats.closed([...new Set(closed.flatMap(({ scenarios }) => scenarios))]);
  if (closed.every(({ dropped }) => dropped === undefined)) return [text];
  const lacking = runs.flatMap(({ delivered }) => delivered.filter(({ dropped }) => (dropped ?? 0) > 0));
  return [`${text} ${document.caveats.dropped([...new Set(lacking.map(({ plan }) => plan.name))])}`];
}

/** Each number of users or products once, however many runs picked from it. */
function skewedTexts(runs: readonly AnalysedRun[], { document }: BodyWords): string[] {
  const skewed = runs.flatMap((run) => foundAll(run, 'skewed-test-data').map(({ figures }) => figures));
  const kinds = new Set(skewed.flatMap(({ kind }) => kind ?? []));
  return skewed.length === 0 ? [] : [document.caveats.skewed(distinctKeys(skewed, kinds), kinds)];
}

type Keys = Parameters<BodyWords['document']['caveats']['skewed']>[0][number];

function distinctKeys(
  skewed: readonly FindingFigures['skewed-test-data'][],
  kinds: ReadonlySet<'read' | 'write'>,
): Keys[] {
  const byText = new Map<string, FindingFigures['skewed-test-data'][]>();
  for (const one of skewed) {
    const text = `${one.keyKind} ${one.keys} ${one.assumed}`;
    byText.set(text, [...(byText.get(text) ?? []), one]);
  }
  return [...byText.values()].flatMap((group) => {
    const own = new Set(group.map(({ kind }) => kind));
    const [first] = group;
    // What all requests picked from needs no word; of what only some did, it is told which.
    return first ? [{ ...first, only: own.size === 1 && kinds.size > 1 ? first.kind : undefined }] : [];
  });
}

/** That the machine of the load generator was short of CPU: each run has a share of its own. */
function busyTexts(told: readonly Told[], { document }: BodyWords): string[] {
  const busy = told.flatMap(({ run, title }) => {
    const cpuShare = run.record?.machineCpuShare ?? 0;
    // Why it is slow says it.
    if (isDoubtTold(run)) return [];
    return cpuShare > LIMITS.generatorCpuShare ? [{ title, text: document.caveats.busyMachine(cpuShare) }] : [];
  });
  return sharedTexts(busy, told.length).map(({ titles, text }) => (titles === undefined ? text : `${titles}: ${text}`));
}

/** Other findings about the measurement, the same sentence once. */
function otherTexts(
  told: readonly Told[],
  rows: number,
  { words }: BodyWords,
): { readonly shown: readonly string[]; readonly left: number } {
  const notes = told.flatMap(({ run, title }) =>
    run.findings
      .filter(({ id }) => ['measurement', 'data'].includes(FINDINGS[id].about) && !TOLD_OTHERWISE.has(id))
      .filter(({ id }) => id !== 'generator-late' || !isDoubtTold(run))
      // Said beside the figures.
      .filter(({ id }) => id !== 'mixed-scenarios' || !isMixtureNoted(run))
      .map((finding) => ({ title, text: findingWords(words, finding).sentence })),
  );
  const texts = sharedTexts(notes, told.length).map(({ titles, text }) =>
    titles === undefined ? text : `${titles}: ${text}`,
  );
  const shown = texts.slice(0, roomFor(told, rows));
  return { shown, left: texts.length - shown.length };
}

/** What holds for every figure of the document, each note once. */
export function caveats(
  told: readonly Told[],
  /** Rows of the tables of results, and quantiles that carry a mark in its tables. */
  { rows, marked }: { readonly rows: number; readonly marked: readonly Quantile[] },
  brief: boolean,
  both: BodyWords,
): string[] {
  const runs = told.map(({ run }) => run);
  const own = both.document.caveats;
  const isShared = runs.some(isOnGenerator);
  const isDiluted = runs.some((run) => found(run, 'drain')?.figures.isDiluted);
  const weak = weakText(marked, both.words);
  const always = [own.oneRun, ...(isShared ? [own.sameMachine] : []), ...(isDiluted ? [own.drain] : [])];
  const closed = closedText(runs, both);
  const { shown, left } = otherTexts(told, rows, both);
  const more = left > 0 ? [own.more(left, brief)] : [];
  return [
    ...(told.length > 1 ? closed : []),
    ...skewedTexts(runs, both),
    [...(told.length > 1 ? [] : closed), ...always, ...more].join(' '),
    ...busyTexts(told, both),
    ...shown,
    ...(weak === undefined ? [] : [weak]),
  ];
}
