import type { Language } from '../../words/language.ts';

/** A text in every language: the page switches between them. */
export type Label = Readonly<Record<Language, string>>;

export type Unit = 'ms' | 'perSec' | 'vus' | 'count' | 'seconds' | 'nines' | 'share' | 'figure';

/** Names of the palette (Okabe & Ito 2008), which stays apart for colour-blind eyes too. */
export type Color = 'blue' | 'orange' | 'green' | 'red' | 'purple' | 'sky' | 'gray';

export interface ChartSeries {
  readonly name: Label;
  readonly kind: 'line' | 'area' | 'bar' | 'points';
  readonly color: Color;
  readonly points: readonly (readonly [number, number | null])[];
  /** The second vertical axis. */
  readonly isSecond?: boolean;
  readonly isStacked?: boolean;
  readonly isDashed?: boolean;
  /** Each point is shown, for figures that stand apart. */
  readonly hasSymbols?: boolean;
}

export interface Axis {
  readonly name: Label;
  readonly unit: Unit;
  readonly isLog?: boolean;
}

/** What a chart shows, without a word on how it is drawn. Times in ms, rates per second. */
export interface Chart {
  /** Part of a file's name: letters, digits, hyphens. */
  readonly id: string;
  readonly title: Label;
  /** What can be seen, with its figures: for those who do not see it. */
  readonly text: Label;
  /** `isTime` charts of a run share their zoom. */
  readonly x: Axis & { readonly isTime?: boolean; readonly categories?: readonly Label[] };
  readonly y: Axis;
  readonly y2?: Axis;
  readonly series: readonly ChartSeries[];
  /** Stretches of the horizontal axis, such as stages. */
  readonly bands?: readonly { readonly from: number; readonly to: number; readonly name: Label }[];
  /** Levels of the vertical axis, such as goals. */
  readonly levels?: readonly { readonly value: number; readonly name: Label }[];
  /** Places on the horizontal axis, such as a saturation point. */
  readonly places?: readonly { readonly value: number; readonly name: Label }[];
  /** Points worth a look, such as a peak. */
  readonly marks?: readonly { readonly x: number; readonly y: number; readonly name: Label }[];
  /** Each pair of points stands for so many seconds: their least and their greatest value. */
  readonly thinnedTo?: number;
}
