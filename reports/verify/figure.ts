import { masked } from './masked.ts';

/** What a figure's unit says; `plain` has none, `points` are of percentages. Values: ms, bytes, ratios 0–1, plain numbers. */
export type FigureUnit = 'time' | 'size' | 'percent' | 'points' | 'factor' | 'plain';

/** A figure as a text states it. */
export interface Figure {
  readonly start: number;
  readonly end: number;
  /** As it is written, with its unit. */
  readonly text: string;
  readonly unit: FigureUnit;
  readonly value: number;
  /** Unit of the last place that is written, in the unit of `value`. */
  readonly precision: number;
  /** "약 300개", "about 300". */
  readonly about: boolean;
  /** "200ms대": from the value up to the next one at its last digit that is not zero. */
  readonly decade: boolean;
  /** "≤ 3s", "200ms 이하": a limit and not a measurement. */
  readonly limit: boolean;
  /** Per second by its own unit: `317.9/s`, `45 kB/s`, `300 TPS`. */
  readonly perSecond: boolean;
  /** End of a range that begins with it, in its unit: "100~200ms". */
  readonly upTo?: number;
  /** True for the end of a range. */
  readonly endsRange?: true;
  /** True where it is written with a point: a rate that was measured, not one that was planned. */
  readonly decimals: boolean;
}

const TIME_EXPONENT: Readonly<Record<string, number>> = { ns: -6, µs: -3, μs: -3, us: -3, ms: 0, s: 3 };
const TIME_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:밀리 ?초|milliseconds?|msec)$/i, 'ms'],
  [/^(?:마이크로 ?초|microseconds?)$/i, 'µs'],
  [/^(?:초|secs?|seconds?)$/i, 's'],
];
const SIZE_FACTOR: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  바이트: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};
const LARGE: Readonly<Record<string, number>> = { 천: 1e3, 만: 1e4, 백만: 1e6, 억: 1e8, k: 1e3, K: 1e3, M: 1e6 };

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const UNIT = `(?:ns|µs|μs|us|ms|msec|s|secs?|seconds?|milliseconds?|microseconds?)(?![a-z])|밀리 ?초|마이크로 ?초|초(?!당)|(?:[kKMGT]i?)?B(?![a-z])|bytes?(?![a-z])|바이트|%(?:p(?![a-z])| ?포인트)?|퍼센트|percent(?![a-z])|배|분의 ?1(?!\\d)|×|x(?![a-z])|times(?= (?:as|faster|slower|higher|lower|more|less|better|larger|smaller|longer|the|its|our|that|those)(?![a-z]))`;
const PER_SECOND = String.raw`\s?/\s?(?:s|sec|초)(?![a-z])|\s?(?:건|회|개|req(?:uest)?s?|iter(?:ation)?s?)/(?:s|sec|초)(?![a-z])|\s?(?:TPS|RPS|QPS)(?![a-z])`;
const FIGURE = new RegExp(
  // What is before a figure is looked at only where one begins.
  String.raw`(?=\d)(?<![\p{L}\d_.,:#])(?<![\p{L}\d)]-)(?<minutes>\d+(?:h|시간) ?)?(?:(?<whole>\d+)(?:m|분) ?(?<rest>\d+)(?:s(?![a-z])|초)|(?<number>${NUMBER})(?:(?<large>천|백만|만|억|[kM](?![\p{L}/]))(?: ?(?<more>\d{1,4}|\d,\d{3})(?<thousands>천)?(?=\s?(?:여 ?)?(?:건|회|번|개|명|원|요청|[TRQ]PS)))?)?(?:\s?(?<unit>${UNIT}))?(?<per>${PER_SECOND})?)`,
  'giu',
);
const LONGEST_NUMBER = 18;
/** How many characters around a figure can belong to it: "approximately", "more than". */
const NEAR = 24;
const ABOUT_BEFORE = /(?:약|대략|거의|about|around|roughly|approximately|nearly|(?<!\d\s?[\p{L}%]{0,3}\s?)~|≈)\s*$/iu;
const ABOUT_AFTER = /^\s?(?:건|개|회|명)?\s?(?:여|가량|정도|쯤|안팎|내외|근처|부근)/;
/** "by a factor of 1.6". */
const FACTOR_BEFORE = /\bfactor of (?:about |roughly )?$/i;
const LIMIT_BEFORE = /(?:(?<![=-])[≤≥<>]=?|이하|미만|exceed(?:s|ed|ing)?|above|under|below|less than|more than)\s*$/i;
const LIMIT_AFTER =
  /^\s?(?:건|개|회|명)?\s?(?:[을를]\s)?(?:이하|이상|이내|미만|초과|넘|아래|or (?:less|more)|and more)/;
/** What looks like a figure and is none: dates, times of day, versions, ordinals, products of units, cores. */
const NOT_A_FIGURE_AFTER =
  /^(?:[-.:_/]\d|[a-z_]|\s?(?:번째|차(?!이)|단계|코어|주차|년|월(?!드)|일(?!정)|·(?=\S)|×\d)|(?:st|nd|rd|th)\b| cores?\b| of memory)/i;
interface Read {
  readonly unit: FigureUnit;
  readonly factor: number;
}

/** Units as they were written before: there are few, and many figures have each. */
const UNITS = new Map<string, Read | undefined>();
const PLAIN: Read = { unit: 'plain', factor: 1 };

function unitOf(text: string | undefined): Read | undefined {
  if (text === undefined) return PLAIN;
  if (!UNITS.has(text)) UNITS.set(text, unitNamed(text));
  return UNITS.get(text);
}

function unitNamed(text: string): Read {
  const time = TIME_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? text;
  const exponent = TIME_EXPONENT[time];
  if (exponent !== undefined) return { unit: 'time', factor: Number(`1e${exponent}`) };
  const size = SIZE_FACTOR[text.toLowerCase()];
  if (size !== undefined) return { unit: 'size', factor: size };
  if (/^(?:%|퍼센트|percent)$/i.test(text)) return { unit: 'percent', factor: 0.01 };
  // A difference of two percentages is no share.
  return text.startsWith('%') ? { unit: 'points', factor: 0.01 } : { unit: 'factor', factor: 1 };
}

/** Shifts by powers of ten in the text, so that 2.03 s is 2030 and not its neighbour. */
function scaled(digits: string, factor: number): number {
  if (factor === 1) return Number(digits);
  const power = Math.log10(factor);
  return Number.isInteger(power) ? Number(`${digits}e${power}`) : Number(digits) * factor;
}

/** Units of last places that were asked for before: there are few, and many figures have each. */
const PRECISIONS = new Map<number, number>();

/** The unit of the last of so many places behind the point. */
function precisionOf(factor: number, places: number): number {
  const unit = factor / 10 ** places;
  const known = PRECISIONS.get(unit) ?? scaled('1', unit);
  PRECISIONS.set(unit, known);
  return known;
}

/**
 * Figures of a text from left to right, with their units. `words` are places that hold digits and are none, such as
 * `p95`. A unit that stands only behind an arrow (`7.48→1.67s`) belongs to both sides.
 */
export function figuresIn(text: string, words: readonly { start: number; end: number }[] = []): Figure[] {
  if (!/\d/.test(text)) return [];
  const readable = masked(text, words);
  const figures: Figure[] = [];
  for (const match of readable.matchAll(FIGURE)) {
    const { whole, rest, number, large, more, thousands, unit, per } = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    const after = text.slice(end, end + NEAR);
    const before = readable.slice(Math.max(0, start - NEAR), start);
    if (NOT_A_FIGURE_AFTER.test(after)) continue;
    // So long a number is an id.
    if ((number ?? '').length > LONGEST_NUMBER) continue;
    const hours = Number.parseInt(match.groups?.minutes ?? '0', 10);
    const read = unitOf(unit ?? (FACTOR_BEFORE.test(before) ? '배' : undefined));
    if (!read) continue;
    const common = {
      start,
      end,
      text: text.slice(start, end).trim(),
      about: ABOUT_BEFORE.test(before) || ABOUT_AFTER.test(after),
      decade: /^(?:ms|초|s)?대(?![가-힣]*비)/.test(after),
      limit: LIMIT_BEFORE.test(before) || LIMIT_AFTER.test(after),
      perSecond: per !== undefined,
      // "6.6천 건" is a count.
      decimals:
        number?.includes('.') === true && !(large !== undefined && /^\s?(?:여 ?)?(?:건|회|번|개|명)/.test(after)),
    };
    if (whole !== undefined) {
      const value = hours * 3_600_000 + Number(whole) * 60_000 + Number(rest) * 1000;
      figures.push({ ...common, unit: 'time', value, precision: 1000 });
      continue;
    }
    if (hours > 0 || number === undefined) continue;
    const digits = number.replaceAll(',', '');
    // "3만 9,200건".
    const remainder = more === undefined ? 0 : Number(more.replaceAll(',', '')) * (thousands === undefined ? 1 : 1000);
    const factor = read.factor * (large === undefined ? 1 : (LARGE[large] ?? 1));
    const places = digits.split('.')[1]?.length ?? 0;
    figures.push({
      ...common,
      unit: read.unit,
      value: scaled(digits, factor) + remainder,
      precision: more === undefined ? precisionOf(factor, places) : thousands === undefined ? 1 : 1000,
    });
  }
  return withRanges(
    figures.map((figure, at) => withUnitBehindArrow(figure, figures[at + 1], text)),
    text,
  );
}

/** "100~200ms", "100ms – 200ms": one statement. */
function withRanges(figures: readonly Figure[], text: string): Figure[] {
  const joined = figures.map((figure, at) => {
    const next = figures[at + 1];
    const isRange =
      next !== undefined && next.unit === figure.unit && /^\s?[~–-]\s?$/.test(text.slice(figure.end, next.start));
    return isRange && next.value > figure.value ? next.value : undefined;
  });
  return figures.map((figure, at) => {
    const upTo = joined[at];
    if (upTo !== undefined) return { ...figure, upTo };
    return joined[at - 1] === undefined ? figure : { ...figure, endsRange: true };
  });
}

function withUnitBehindArrow(figure: Figure, next: Figure | undefined, text: string): Figure {
  if (figure.unit !== 'plain' || !next || next.unit === 'plain' || next.unit === 'percent') return figure;
  if (!/^\s*(?:→|->|=>|⇒|~|–|-|에서)\s*$/.test(text.slice(figure.end, next.start))) return figure;
  const unit = next.text.match(/[^\d.,\s].*$/)?.[0];
  const read = unitOf(unit);
  return read
    ? { ...figure, unit: read.unit, value: figure.value * read.factor, precision: figure.precision * read.factor }
    : figure;
}

/** Significant digits that are written; zeros at the end count for nothing. */
export function significantDigits({ text }: Figure): number {
  const digits = (text.match(/[\d.,]+(?:[만억] ?[\d,]+)?/)?.[0] ?? '').replaceAll(/\D/g, '').replace(/^0+/, '');
  return digits.replace(/0+$/, '').length;
}
