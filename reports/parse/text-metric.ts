import type { Metric } from '../model/measurement.ts';
import { isBuiltIn } from './text-grammar.ts';
import { behindLostMark, markOf } from './text-marks.ts';
import { type TextValue, textRatio, textValue } from './text-values.ts';
import { statisticInEnglish } from './translated.ts';

/** A metric line: what stands before the dots, and its figures. */
export interface MetricLine {
  /** Its thresholds' mark, before k6 1.0: true for ✓, false for ✗; `lost` where it has one that nobody can read. */
  readonly mark: boolean | 'lost' | undefined;
  /** Undefined for a sub-metric, which is printed as its filter below its metric. */
  readonly name: string | undefined;
  readonly filter: string | undefined;
  /** Width of name and dots: the same for all lines of a block. */
  readonly width: number;
  readonly figures: Figures | undefined;
}

export type Figures = Omit<Metric, 'name'>;

// Dots are looked at from their first one only, or a long row of them would be read over and over.
const FILTER = /^\{(.*)\}(\.{3,}): *(.*)$/;
const NAME = /^([\p{L}\p{N}_][\p{L}\p{N}._ !?/&#()<>%-]*?)(?<!\.)(\.{3,}): *(.*)$/u;

/** Builds values and precisions from figures by statistic; undefined without any. */
function figuresOf(
  kind: Metric['kind'],
  read: readonly (readonly [string, TextValue])[],
  infinite: readonly string[] = [],
): Figures | undefined {
  const first = read[0]?.[1];
  if (!first) return infinite.length > 0 ? { kind, values: {}, infinite } : undefined;
  const counted = (name: string) => kind === 'trend' && name === 'count';
  // A figure of another unit than its neighbours was cut off: `p(95)=720.98` beside `avg=155.91ms`.
  const contains = read.find(([name]) => !counted(name))?.[1].contains ?? 'default';
  const sound = read.filter(([name, { contains: own }]) => own === (counted(name) ? 'default' : contains));
  return {
    kind,
    values: Object.fromEntries(sound.map(([name, { value }]) => [name, value])),
    contains,
    ...(infinite.length > 0 && { infinite }),
    precision: Object.fromEntries(
      sound.filter(([name]) => !counted(name)).map(([name, { precision }]) => [name, precision]),
    ),
  };
}

const STATISTIC = /^(\p{L}+(?:\([\d.]+\))?)=(.+)$/u;

/** A statistic and its figure, as k6 calls it. */
function statisticIn(token: string): readonly [name: string, text: string] | undefined {
  const [, name, text = ''] = token.match(STATISTIC) ?? [];
  return name === undefined ? undefined : [statisticInEnglish(name), text];
}

function statistics(tokens: readonly string[]): (readonly [string, TextValue])[] {
  return tokens.flatMap((token) => {
    const [name = '', text = ''] = statisticIn(token) ?? [];
    const read = textValue(text);
    return read ? [[name, read] as const] : [];
  });
}

/** What k6 prints for a metric of a script that was given Infinity or NaN. */
const INFINITE = /^(?:[+-]?Inf(?:inity)?|NaN)$/;

const infiniteIn = (tokens: readonly string[]) =>
  tokens.flatMap((token) => {
    const [name = '', text = ''] = statisticIn(token) ?? [];
    return INFINITE.test(text) ? [name] : [];
  });

/** `0 out of 1500`, or `✓ 0 ✗ 1500` before k6 0.55: the first number counts what was true. */
const SHARE = /^(?:(\d+) out of (\d+)|[✓✔√] *(\d+) +[✗✘×] *(\d+))(?!\d)/;

function rate(text: string): Figures | undefined {
  const [, percent = '', rest = ''] = text.match(/^(\S+)\s*(.*)$/) ?? [];
  const [, part, whole, yes, no] = rest.match(SHARE) ?? [];
  const passes = Number(part ?? yes);
  const fails = whole === undefined ? Number(no) : Number(whole) - passes;
  // What older versions print for a rate without a sample.
  if (percent === 'NaN%' && passes === 0 && fails === 0) {
    return { kind: 'rate', values: { passes, fails }, contains: 'default' };
  }
  const ratio = textRatio(percent);
  if (!ratio) return undefined;
  if (!(passes >= 0 && fails >= 0)) {
    return { kind: 'rate', values: { rate: ratio.value }, contains: 'default', precision: { rate: ratio.precision } };
  }
  const exact = passes + fails === 0 ? 0 : passes / (passes + fails);
  // Counts that contradict the percentage are left beside it, for who judges the figures.
  if (Math.abs(exact - ratio.value) > ratio.precision * 1.000001) {
    const values = { passes, fails, rate: ratio.value };
    return { kind: 'rate', values, contains: 'default', precision: { rate: ratio.precision } };
  }
  return { kind: 'rate', values: { passes, fails, rate: exact }, contains: 'default' };
}

/** Words of a line of figures; a size and its unit are one. */
const tokensOf = (text: string) =>
  text
    .replaceAll(/(\d) +(?=[kMGTPEZY]?B(?:\/s)?(?: |$))/g, '$1')
    .split(' ')
    .filter((token) => token !== '');

function perSecond(token: string | undefined): TextValue | undefined {
  // k6 prints `13.89/s`; who retypes it writes `(13.89/s)` and `13.89/sec`.
  const [, figure] = token?.match(/^\(?([^()]+?)\/s(?:ec)?\)?$/) ?? [];
  return figure === undefined ? undefined : textValue(figure);
}

/** Reads what stands behind the colon; undefined where it is no metric's figures. */
export function figuresIn(text: string): Figures | undefined {
  const tokens = tokensOf(text);
  const [first = '', second] = tokens;
  if (first.includes('%')) return rate(text);
  if (STATISTIC.test(first)) return figuresOf('trend', statistics(tokens), infiniteIn(tokens));
  const value = textValue(first);
  // A gauge: k6 prints its extremes behind it.
  if (INFINITE.test(first) && second?.startsWith('min=')) {
    return figuresOf('gauge', statistics(tokens.slice(1)), ['value', ...infiniteIn(tokens)]);
  }
  if (!value) return undefined;
  const perSec = perSecond(second);
  if (perSec?.contains === value.contains) {
    return figuresOf('counter', [
      ['count', value],
      ['rate', perSec],
    ]);
  }
  if (!second?.startsWith('min=')) return undefined;
  const range = statistics(tokens.slice(1, 3)).filter(([name]) => name === 'min' || name === 'max');
  return figuresOf('gauge', [['value', value], ...range], infiniteIn(tokens));
}

/** More statistics of a trend whose line was broken in two by a narrow terminal. */
export function continued(figures: Figures, text: string): Figures | undefined {
  const tokens = tokensOf(text);
  if (figures.kind !== 'trend' || !tokens.every((token) => STATISTIC.test(token))) return undefined;
  const more = figuresOf('trend', statistics(tokens));
  if (!more || (more.contains !== figures.contains && Object.keys(more.values).some((name) => name !== 'count'))) {
    return undefined;
  }
  return completed(figures, more);
}

/** The figures of a metric with the statistics that another place of the text has in addition. */
export function completed(known: Figures, more: Figures): Figures {
  const added = Object.entries(more.values).filter(([name]) => known.values[name] === undefined);
  if (added.length === 0) return known;
  const precision = added.flatMap(([name]) => {
    const unit = more.precision?.[name];
    return unit === undefined ? [] : [[name, unit] as const];
  });
  return {
    ...known,
    values: { ...known.values, ...Object.fromEntries(added) },
    precision: { ...known.precision, ...Object.fromEntries(precision) },
  };
}

/** A rate of failures as the rate of successes. */
export function turned(figures: Figures): Figures {
  const { passes, fails, rate = 0 } = figures.values;
  if (passes === undefined || fails === undefined) return { ...figures, values: { rate: 1 - rate } };
  const ratio = passes + fails === 0 ? 0 : fails / (passes + fails);
  return { ...figures, values: { passes: fails, fails: passes, rate: ratio } };
}

/** A line's mark, and what stands behind it. A word counts before a metric of k6's own only. */
function marked(content: string): { readonly mark: MetricLine['mark']; readonly text: string } {
  const [, sign, text = content] = content.match(/^([✓✔√✗✘×]) *(.*)$/) ?? [];
  if (sign !== undefined) return { mark: markOf(sign), text };
  const [, word = '', rest = ''] = content.match(/^(\S{1,8}) +(.*)$/) ?? [];
  const isMetric = rest.startsWith('{') || isBuiltIn(rest.match(/^\w+/)?.[0] ?? '');
  if (isMetric && markOf(word) !== undefined) return { mark: markOf(word), text: rest };
  // Whatever else is as short was put in its place, or is what was left of it.
  if (isMetric && [...word].length <= 3 && /^(?:\w+|\{.*\})\.{3,}: /.test(rest)) return { mark: 'lost', text: rest };
  const behind = behindLostMark(content);
  return behind === undefined ? { mark: undefined, text } : { mark: 'lost', text: behind };
}

/** Takes a line apart as a metric's: a name or a filter, three dots or more, a colon. */
export function metricLine(content: string): MetricLine | undefined {
  if (!/\.{3}:|…/.test(content)) return undefined;
  const { mark, text } = marked(content);
  // Some editors turn three dots into one character.
  const dotted = text.replaceAll('…', '...');
  if (!dotted.includes('...:')) return undefined;
  const [, within = '', filterDots = '', filterFigures = ''] = dotted.match(FILTER) ?? [];
  const filter = within.trim();
  if (filter !== '') {
    const width = [...filter.normalize('NFKC')].length + 6 + filterDots.length;
    return { mark, name: undefined, filter, width, figures: figuresIn(filterFigures) };
  }
  const [, name, dots = '', figures = ''] = dotted.match(NAME) ?? [];
  if (name === undefined) return undefined;
  return {
    mark,
    name,
    filter: undefined,
    width: [...name.normalize('NFKC')].length + dots.length,
    figures: figuresIn(figures),
  };
}
