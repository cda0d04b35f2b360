import type { Quantity, Statistic } from '../model/verify.ts';
import type { TermName } from '../words/vocabulary.ts';
import type { BoundClaim } from './bound-claims.ts';
import type { Figure } from './figure.ts';
import type { KnownRun } from './known-run.ts';
import type { Label } from './labels.ts';
import type { Part } from './part.ts';
import type { PartChange } from './part-change.ts';
import type { About } from './runs-at.ts';

/** What stands around a sentence or a cell. */
export interface Around {
  /** Column and row, or the items of a list above; nearest first. */
  readonly labels: readonly Label[];
  readonly heading: Label;
  readonly at: About;
  readonly inTable: boolean;
  /** True in a table of stages: its rows are about a part of the run. */
  readonly isPiece: boolean;
  /** True below a heading of how the test was set up. */
  readonly isSetup: boolean;
  /** True below a heading of what is to be done. */
  readonly isLater: boolean;
  /** The part that an item before it of the same list begins with, which the items behind may go on about. */
  readonly listed?: Part | undefined;
  /** What the sentence before it states last. */
  readonly said?: Quantity | undefined;
  /** The two runs that a table of the section sets side by side, in their order. */
  readonly compared?: readonly [KnownRun, KnownRun] | undefined;
  /** The statistic of which the sentence before it gives a goal. */
  readonly wanted?: Statistic | undefined;
}

/** Where a sentence or a cell stands. */
export interface Spot {
  /** Line of a position in the text. */
  readonly lineAt: (position: number) => number;
  /** Line of the heading above. */
  readonly section: number;
  /** Sentences, rows and blocks that share a number stand together. */
  readonly sentence: string;
  readonly block: string;
  /** Column of a table, from 0. */
  readonly column: number | undefined;
  /** True in a table where the row, and not the column, says what the figure is. */
  readonly byRow: boolean;
  /** True in a row of all that the others are parts of: "합계". */
  readonly ofAll: boolean;
  /** Heading of the column, and first cell of the row; empty outside of tables. */
  readonly label: string;
  readonly row: string;
}

/** What grew or fell, and between which runs: "처리량이 2.4배", "nocache 대비 local은 …". */
export interface RunChange {
  readonly of: 'time' | 'rate' | 'either';
  /** Of a time, which one; undefined where the words leave that open. */
  readonly statistic?: Statistic | undefined;
  readonly runs: readonly [KnownRun, KnownRun];
}

/** A figure of a report with what it states and about which runs. */
export interface Statement extends Omit<Spot, 'lineAt'> {
  readonly line: number;
  readonly figure: Figure;
  /** Where it is a bound that was kept: which side of it, and the bound as it is written. */
  readonly bound: { readonly side: BoundClaim['side']; readonly text: string } | undefined;
  /** True for a time within which a share of all was answered: it may be rounded up. */
  readonly isWithin: boolean;
  /** Undefined where the words leave any doubt. */
  readonly quantity: Quantity | undefined;
  /** True for what is wished for, planned or supposed. */
  readonly asked: boolean;
  readonly runs: readonly KnownRun[];
  /** False where the figure may be about any run, or about something else. */
  readonly certain: boolean;
  /** Where the name of the runs stands. */
  readonly named: About['named'];
  /** The part of the run that is named; undefined for the whole of it. */
  readonly part: Part | undefined;
  /** Words that set it apart, as one text; empty where there are none. */
  readonly subject: string;
  /** True for a figure of a change: "7.48s에서 1.67s로", "기존 5s". */
  readonly change: boolean;
  /** True for a figure of a stage or level of a run. */
  readonly ofPiece: boolean;
  /** True under a label such as "개선 전" or "1차" that names no known run. */
  readonly otherRun: boolean;
  readonly terms: readonly TermName[];
  /** True for the first of two figures with an arrow or "에서" between them. */
  readonly changesToNext: boolean;
  /** Which side of a change it is: "603ms → 69ms". */
  readonly pair: 'from' | 'to' | undefined;
  /** The change between two runs that it states by itself: "처리량이 2.4배". */
  readonly runChange: RunChange | undefined;
  /** The same between two parts of one run: "checkout의 p95는 browse보다 5.7배 높다". */
  readonly partChange: PartChange | undefined;
  /** The text before the figure within its sentence or cell, since the figure before it. */
  readonly before: string;
  /** The sentence or cell behind the figure. */
  readonly rest: string;
}
