import type { AnnouncedScenario } from '../model/announced.ts';
import { agreement, RunsByFigure } from './same-figures.ts';
import type { DraftThreshold, SummaryDraft } from './text-draft.ts';
import { completed } from './text-metric.ts';

/** What k6 prints before it runs. */
export interface Header {
  script?: string;
  scriptPath?: string;
  k6Version?: string;
  announced?: readonly AnnouncedScenario[];
}

/** A part of a text that holds figures of one run: all of its summary, or some lines of it. */
export interface Piece {
  readonly draft: SummaryDraft;
  /** Time of the run's last progress line in ms. */
  readonly ranMs: number | undefined;
  readonly header: Header;
}

/** Length of the run in s, by the first counter that was printed with its rate. */
function lengthSec({ draft }: Piece): number | undefined {
  for (const { kind, contains, values } of draft.metrics.values()) {
    if (kind === 'counter' && contains === 'default' && values.count && values.rate) return values.count / values.rate;
  }
  return undefined;
}

/** Rates have six decimals: lengths that are made of them differ by less. */
const SAME_LENGTH = 1e-3;

/** Thresholds by what they say, as far as they were looked at: a document may show very many pieces of one run. */
interface Known {
  readonly keys: Set<string>;
  /** Those that only a mark before a metric's name tells of. */
  bare: number;
  upTo: number;
}

const known = new WeakMap<readonly DraftThreshold[], Known>();

const keyOf = ({ metric, expression, passed }: DraftThreshold) => `${passed} ${metric} ${expression}`;

function knownOf(thresholds: readonly DraftThreshold[]): Known {
  const found = known.get(thresholds) ?? { keys: new Set(), bare: 0, upTo: 0 };
  known.set(thresholds, found);
  for (; found.upTo < thresholds.length; found.upTo += 1) {
    const one = thresholds[found.upTo] as DraftThreshold;
    found.keys.add(keyOf(one));
    if (one.expression === '') found.bare += 1;
  }
  return found;
}

/**
 * False where two pieces cannot be of one run by their thresholds: figures of theirs are others, or each has thresholds
 * of its own with a title above them and they are not the same.
 */
function sameGoals(a: SummaryDraft, b: SummaryDraft): boolean {
  if (a.judged.contradict(b.metrics) || b.judged.contradict(a.metrics)) return false;
  if (!(a.showsThresholds && b.showsThresholds)) return true;
  const { keys } = knownOf(a.thresholds);
  return b.thresholds.every((one) => keys.has(keyOf(one))) && !a.judged.differ(b.judged);
}

/** How two pieces go together: figures of both are the same, or they have none in common and none speaks against it. */
function relation(a: Piece, b: Piece): 'same' | 'complementary' | 'apart' {
  const { script } = b.header;
  if (script !== undefined && a.header.script !== undefined && a.header.script !== script) return 'apart';
  if (!sameGoals(a.draft, b.draft)) return 'apart';
  const agree = agreement(a.draft.metrics, b.draft.metrics);
  if (agree !== undefined) return agree ? 'same' : 'apart';
  const [first, second] = [lengthSec(a), lengthSec(b)];
  const isOther =
    first !== undefined && second !== undefined && Math.abs(first - second) > SAME_LENGTH * Math.max(first, second);
  return isOther || script !== undefined ? 'apart' : 'complementary';
}

/** One piece of two, with what either has in addition; a threshold that one shows as crossed stays crossed. */
function together(a: Piece, b: Piece): Piece {
  // The fuller one tells where the summary stands.
  const [whole, part] = b.draft.metrics.size > a.draft.metrics.size ? [b, a] : [a, b];
  const [into, from] = [whole.draft, part.draft];
  for (const [name, figures] of from.metrics) {
    const known = into.metrics.get(name);
    if (!known) into.adjacent += 1;
    into.metrics.set(name, known ? completed(known, figures) : figures);
  }
  into.checks.join(from.checks);
  // One by one: a document may hold more of them than a call takes arguments.
  for (const one of from.thresholds) if (!knownOf(into.thresholds).keys.has(keyOf(one))) into.thresholds.push(one);
  into.judged.join(from.judged);
  for (const one of from.unread) into.unread.push(one);
  into.ended ??= from.ended;
  into.thrown ??= from.thrown;
  into.wouldShowDropped ||= from.wouldShowDropped;
  for (const section of from.sections) into.sections.add(section);
  return { draft: into, ranMs: whole.ranMs ?? part.ranMs, header: { ...part.header, ...whole.header } };
}

/** A mark before a metric's name says nothing beside the line of its threshold. */
function dropBareMarks({ draft: { thresholds } }: Piece): void {
  if (knownOf(thresholds).bare === 0) return;
  const key = ({ metric, passed }: (typeof thresholds)[number]) => `${passed} ${metric}`;
  const shown = new Set(thresholds.filter(({ expression }) => expression !== '').map(key));
  const kept = thresholds.filter((threshold) => threshold.expression !== '' || !shown.has(key(threshold)));
  thresholds.length = 0;
  known.delete(thresholds);
  for (const one of kept) thresholds.push(one);
}

/**
 * One piece for each run. A document may quote lines of a summary that it shows, or show it section by section with
 * words in between: pieces with the same figures are of one run, and so are neighbours that have no metric in common.
 * `rest`: pieces that go with no summary.
 */
export function joinedPieces(pieces: readonly Piece[]): { readonly runs: Piece[]; readonly rest: Piece[] } {
  const runs: Piece[] = [];
  const known = new RunsByFigure();
  for (const piece of pieces) {
    const last = runs.at(-1);
    const isNext = last !== undefined && relation(last, piece) !== 'apart';
    const found = () =>
      [...known.of(piece.draft.metrics)].find((one) => runs[one] && relation(runs[one], piece) === 'same');
    const at = isNext ? runs.length - 1 : (found() ?? runs.length);
    const run = runs[at];
    const joined = run ? together(run, piece) : piece;
    runs[at] = joined;
    known.add(piece.draft.metrics, at);
    if (run) dropBareMarks(joined);
  }
  return { runs: runs.filter(({ draft }) => draft.isSummary), rest: runs.filter(({ draft }) => !draft.isSummary) };
}
