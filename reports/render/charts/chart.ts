import type { Language } from '../../words/language.ts';

/** A text in every language: the page switches between them. */
export type Label = Readonly<Record<Language, string>>;

/** `names`: no figures but the names of `categories`. */
export type Unit = 'ms' | 'perSec' | 'vus' | 'count' | 'seconds' | 'nines' | 'names' | 'share' | 'figure';

/** Names of the palette (`palette.ts`). */
export type Color = 'blue' | 'orange' | 'green' | 'red' | 'purple' | 'sky' | 'gray';

export interface ChartSeries {
  readonly name: Label;
  readonly kind: 'line' | 'area' | 'bar' | 'points';
  readonly color: Color;
  readonly points: readonly (readonly [number, number | null])[];
  readonly isStacked?: boolean;
  /** So that lines of one chart differ by more than their colour. */
  readonly dash?: 'dashed' | 'dotted';
  /** Of points; round without. */
  readonly symbol?: 'diamond';
  /** Every value stands beside its bar or point. */
  readonly isLabelled?: boolean;
  /** How the room below an area is filled: as what is missing, or covering what lies behind; a light shade without. */
  readonly fill?: 'gap' | 'cover';
  /** Ranges behind values, such as that of several runs: place on the horizontal axis, lower and upper end. */
  readonly whiskers?: readonly (readonly [number, number, number])[];
  /** Each point is shown, for figures that stand apart. */
  readonly hasSymbols?: boolean;
}

export interface Axis {
  readonly name: Label;
  readonly unit: Unit;
  readonly isLog?: boolean;
  /** The upper end, where what lies beyond it would leave no room for the rest. */
  readonly most?: number;
}

/** What a chart shows, without a word on how it is drawn. Times in ms, rates per second. */
export interface Chart {
  /** Part of a file's name: letters, digits, hyphens. */
  readonly id: string;
  readonly title: Label;
  /** What can be seen, with its figures: for those who do not see it. */
  readonly text: Label;
  /** `isTime` charts of a run share their zoom, and reach from 0 `until` the same second. */
  readonly x: Axis & { readonly isTime?: boolean; readonly until?: number; readonly categories?: readonly Label[] };
  readonly y: Axis;
  /** Bars lie: names of categories have room before them. */
  readonly isHorizontal?: boolean;
  readonly series: readonly ChartSeries[];
  /** Stretches of the horizontal axis, such as stages; `short` where there is little room. */
  readonly bands?: readonly {
    readonly from: number;
    readonly to: number;
    readonly name: Label;
    readonly short: Label;
  }[];
  /** Levels of the vertical axis, such as goals. */
  readonly levels?: readonly { readonly value: number; readonly name: Label }[];
  /** Places on the horizontal axis, such as a saturation point. */
  readonly places?: readonly { readonly value: number; readonly name: Label }[];
  /** Points of a series worth a look, such as a peak. */
  readonly marks?: readonly { readonly series: number; readonly x: number; readonly y: number; readonly name: Label }[];
  /** What was left out or put together to keep the chart readable. */
  readonly note?: Label;
}
